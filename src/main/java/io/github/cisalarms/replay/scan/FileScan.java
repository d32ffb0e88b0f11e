package io.github.cisalarms.replay.scan;

import io.github.cisalarms.events.EventReader;
import io.github.cisalarms.replay.tally.Tally;
import io.github.cisalarms.replay.trail.InputProblem;
import io.github.cisalarms.replay.trail.TrailFile;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Reads one file, block by block. What comes out is in the order of the file. */
final class FileScan implements Runnable {

  /**
   * How many blocks may wait to be taken; reading waits when they do. That much of a file can be
   * done before it is its turn: 8,000 events, more than files have that CloudTrail delivers. What
   * is kept of an event that matches is a few hundred bytes, of any other its time.
   */
  private static final int BLOCKS_AHEAD = 4;

  private static final BitSet NONE = new BitSet();

  /** What {@link #items} gives: some blocks, then the end. */
  sealed interface Item {}

  /**
   * A block that was read.
   *
   * @param tally what it comes to if no event came before
   */
  record Block(EventBlock events, Tally tally) implements Item {}

  /**
   * The end of the file, or of what can be read of it.
   *
   * @param problems what could not be read
   */
  record End(List<InputProblem> problems) implements Item {}

  /** A mistake in this program, or too little memory. */
  record Failed(Throwable cause) implements Item {}

  private final TrailFile file;
  private final int index;
  private final Supplier<EventMatcher> matchers;
  private final LongAdder bytes;
  private final BlockingQueue<Item> items = new ArrayBlockingQueue<>(BLOCKS_AHEAD);

  /**
   * A scan that was not started.
   *
   * @param index the file's index in the order of the listing
   * @param matchers gives each thread its own
   * @param bytes counts what is read
   */
  FileScan(TrailFile file, int index, Supplier<EventMatcher> matchers, LongAdder bytes) {
    this.file = file;
    this.index = index;
    this.matchers = matchers;
    this.bytes = bytes;
  }

  TrailFile file() {
    return file;
  }

  int index() {
    return index;
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
  private List<InputProblem> read() throws InterruptedException {
    EventMatcher matcher = matchers.get();
    EventBlock block = new EventBlock(index, file.name());
    SampleChoice samples = new SampleChoice();
    Rejections rejections = new Rejections();
    List<InputProblem> broken = new ArrayList<>();
    try (EventReader events = EventReader.of(file.name(), new Counted(file.open(), bytes))) {
      while (events.next(matcher)) {
        matcher.add(events, block, samples, rejections);
        if (block.isFull()) {
          put(block);
          block = new EventBlock(index, file.name());
        }
      }
    } catch (IOException e) {
      broken.add(InputProblem.of(file.name(), e));
    }
    put(block);
    List<InputProblem> problems = new ArrayList<>();
    rejections.sentences().forEach(text -> problems.add(new InputProblem(file.name(), text)));
    problems.addAll(broken);
    return problems;
  }

  private void put(EventBlock block) throws InterruptedException {
    items.put(new Block(block, block.tally(NONE)));
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
