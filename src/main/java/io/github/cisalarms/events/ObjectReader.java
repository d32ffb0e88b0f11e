package io.github.cisalarms.events;

/**
 * Reads JSON objects where they stand. Whoever reads an event to its end anyway can save {@link
 * EventReader} the pass that looks for the end.
 */
@FunctionalInterface
public interface ObjectReader {

  /** What {@link #read} gives if it can't tell where the object ends. */
  int UNKNOWN = -1;

  /**
   * Reads the JSON object that starts at an index.
   *
   * @param limit where the bytes end that there are so far
   * @param oneLine whether an object that goes on in another line counts as broken
   * @return the index behind the object; {@link #UNKNOWN} if it is broken or goes on behind the
   *     limit, or for any other reason
   */
  int read(byte[] buffer, int from, int limit, boolean oneLine);
}
