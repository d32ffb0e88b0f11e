package io.github.cisalarms.replay.trail;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The files that sources have, in the order in which they are read. Millions of them take no more
 * memory than fifty thousand. For one thread.
 */
public final class TrailListing implements Closeable {

  private static final int MOST_IN_MEMORY = 50_000;

  private final TrailSelection selection;
  private final SortedFiles files = new SortedFiles(MOST_IN_MEMORY);
  private final List<InputProblem> problems = new ArrayList<>();
  private TrailSource source;
  private int sourceIndex = -1;
  private int found;
  private int skipped;

  private TrailListing(TrailSelection selection) {
    this.selection = selection;
  }

  /** Lists what sources have. What can't be listed is in {@link #problems}. */
  public static TrailListing of(List<TrailSource> sources, TrailSelection selection) {
    TrailListing listing = new TrailListing(selection);
    for (TrailSource source : sources) {
      listing.source = source;
      listing.sourceIndex++;
      source.list(selection, listing);
    }
    return listing;
  }

  /**
   * Takes a file that was named by itself.
   *
   * @param key the source's own name of it
   */
  public void add(String key, long size) {
    TrailFile file = source.file(key, size);
    add(key, file.name(), file.size());
  }

  private void add(String key, String name, long size) {
    found++;
    files.add(ListedFile.of(source, sourceIndex, key, name, size));
  }

  /**
   * Takes a file of a folder if it is wanted.
   *
   * @param key the source's own name of it
   */
  public void offer(String key, long size) {
    TrailFile file = source.file(key, size);
    String name = file.name();
    switch (selection.answer(ListedFile.lastPart(name))) {
      case WANTED -> add(key, name, file.size());
      case NO_EVENTS -> skipped++;
      case CANNOT_TELL ->
          problem(
              name,
              "its name says neither time nor region, as CloudTrail's files do, so --since, --until"
                  + " and --region can't choose it; name it by itself");
      case NOT_WANTED -> {
        // Another time, account or region was asked for.
      }
    }
  }

  /** Notes something that can't be listed, or read. */
  public void problem(String where, String what) {
    problems.add(new InputProblem(where, what));
  }

  /** How many files and problems there are so far. */
  public int size() {
    return found + problems.size();
  }

  /**
   * The files in the order of the delivery times in their names, as CloudTrail writes them, then by
   * name. Can be asked for several times.
   */
  public Iterator<ListedFile> files() {
    return files.iterator();
  }

  /** What the files come to. */
  public Summary summary() {
    int count = 0;
    long bytes = 0;
    for (Iterator<ListedFile> all = files(); all.hasNext(); count++) {
      bytes += all.next().size();
    }
    return new Summary(count, bytes);
  }

  /**
   * SHA-256 of all locations and sizes in their order. Not in the summary, since the first digest
   * of a program costs it 30 ms.
   */
  public byte[] digest() {
    MessageDigest digest = sha256();
    for (Iterator<ListedFile> all = files(); all.hasNext(); ) {
      ListedFile file = all.next();
      digest.update(file.location().getBytes(StandardCharsets.UTF_8));
      digest.update(ByteBuffer.allocate(Long.BYTES + 1).putLong(file.size()).array());
    }
    return digest.digest();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** How many files were left out, since they have no events by their name. */
  public int skipped() {
    return skipped;
  }

  /** What could not be listed. */
  public List<InputProblem> problems() {
    return List.copyOf(problems);
  }

  @Override
  public void close() throws IOException {
    files.close();
  }

  /**
   * What the files of a listing come to.
   *
   * @param files how many there are
   * @param bytes how large they are together, as they are stored
   */
  public record Summary(int files, long bytes) {}
}
