package io.github.cisalarms.replay.scan;

import io.github.cisalarms.replay.tally.Tally;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How far a scan is, between two files: from here it can go on, also in another process. Not for
 * several threads.
 */
public final class ScanState {

  private final Tally tally;
  private final EventIds ids;
  private int files;
  private long bytes;

  private ScanState(Tally tally, EventIds ids) {
    this.tally = tally;
    this.ids = ids;
  }

  /**
   * Before the first file.
   *
   * @param firstFile the index of that file in the order of the listing
   * @param ids knows the events that have been counted elsewhere
   */
  public static ScanState start(int firstFile, EventIds ids) {
    ScanState state = new ScanState(new Tally(), ids);
    state.files = firstFile;
    return state;
  }

  /** What was counted. */
  public Tally tally() {
    return tally;
  }

  /** The events that were counted. */
  public EventIds ids() {
    return ids;
  }

  /** The index of the next file in the order of the listing. */
  public int files() {
    return files;
  }

  /** How large the files are that were scanned, as they are stored, in bytes. */
  public long bytes() {
    return bytes;
  }

  void endFile(long size) {
    files++;
    bytes += size;
  }

  /** Writes it for {@link #read}. */
  public void write(DataOutput out) throws IOException {
    out.writeInt(files);
    out.writeLong(bytes);
    tally.write(out);
    ids.write(out);
  }

  /** Reads what {@link #write} wrote. */
  public static ScanState read(DataInput in) throws IOException {
    int files = in.readInt();
    long bytes = in.readLong();
    ScanState state = new ScanState(Tally.read(in), EventIds.read(in));
    state.files = files;
    state.bytes = bytes;
    return state;
  }
}
