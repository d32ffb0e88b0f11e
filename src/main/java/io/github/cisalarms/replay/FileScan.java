package io.github.cisalarms.replay;

import io.github.cisalarms.events.EventReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;

/** Reads one file, block by block. What comes out is in the order of the file. */
final class FileScan implements Runnable {

  /**
   * How many blocks may wait to be taken; reading waits when they do. That much of a file can be
   * done before it is its turn: 8,000 events, more than files have that CloudTrail delivers. What
   * is kept of an event that matches is a few hundred bytes, of any other its time.
   */
  private static final int BLOCKS_AHEAD = 32;

  /** What {@link #items} gives: some blocks, then the end. */
  sealed interface Item {}

  /** A block that was read. */
  record Block(EventBlock events) implements Item {}

  /**
   * The end of the file, or of what can be read of it.
   *
   * @param problem why reading ended early
   */
  record End(Optional<String> problem) implements Item {}

  /** A mistake in this program, or too little memory. */
  record Failed(Throwable cause) implements Item {}

  /**
   * What the scans of all files share.
   *
   * @param bytes counts what is read
   */
  record Shared(ThreadLocal<EventMatcher> matchers, LongAdder bytes) {}

  private final TrailFile file;
  private final Shared shared;
  private final BlockingQueue<Item> items = new ArrayBlockingQueue<>(BLOCKS_AHEAD);

  FileScan(TrailFile file, Shared shared) {
    this.file = file;
    this.shared = shared;
  }

  TrailFile file() {
    return file;
  }

  BlockingQueue<Item> items() {
    return items;
  }

  @Override
  public void run() {
    try {
      try {
        items.put(new End(read()));
      } catch (RuntimeException | Error e) {
        items.put(new Failed(e));
      }
    } catch (InterruptedException e) {
      // The replay was given up; nobody takes what is missing.
      Thread.currentThread().interrupt();
    }
  }

  /** Reads the file. What is wrong with it, if anything is. */
  private Optional<String> read() throws InterruptedException {
    EventMatcher matcher = shared.matchers.get();
    EventBlock block = new EventBlock();
    SampleChoice samples = new SampleChoice();
    Optional<String> problem = Optional.empty();
    try (EventReader events = EventReader.of(file.name(), new Counted(file.open(), shared.bytes))) {
      while (events.next(matcher)) {
        matcher.add(events, block, samples);
        if (block.isFull()) {
          items.put(new Block(block));
          block = new EventBlock();
        }
      }
    } catch (IOException e) {
      problem = Optional.of(reason(e));
    }
    items.put(new Block(block));
    return problem;
  }

  private String reason(IOException e) {
    String reason = LocalTrail.reason(e);
    String name = file.name() + ": ";
    return reason.startsWith(name) ? reason.substring(name.length()) : reason;
  }

  /** Counts the bytes that are read. */
  private static final class Counted extends FilterInputStream {

    private final LongAdder bytes;

    Counted(InputStream in, LongAdder bytes) {
      super(in);
      this.bytes = bytes;
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      bytes.add(b < 0 ? 0 : 1);
      return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      bytes.add(Math.max(0, count));
      return count;
    }
  }
}
