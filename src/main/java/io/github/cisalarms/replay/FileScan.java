package io.github.cisalarms.replay;

import io.github.cisalarms.events.EventReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.LongAdder;

/**
 * Reads one file, block by block. Blocks are matched by other threads while this one goes on
 * reading, so that one large file keeps all cores busy too. What comes out is in the order of the
 * file.
 */
final class FileScan implements Runnable {

  /**
   * How many blocks may wait to be taken; reading waits when they do. That much of a file can be
   * done before it is its turn: 64 MB of JSON, of which little more than the times is kept.
   */
  private static final int BLOCKS_AHEAD = 256;

  /** What {@link #items} gives: some blocks, then the end. */
  sealed interface Item {}

  /** A block that is being matched. */
  record Matching(FutureTask<BlockResult> result) implements Item {}

  /**
   * The end of the file, or of what can be read of it.
   *
   * @param problem why reading ended early
   */
  record End(Optional<String> problem) implements Item {}

  /** A mistake in this program, or too little memory. */
  record Failed(Throwable cause) implements Item {}

  /** What the scans of all files share. */
  record Workshop(
      Executor executor, ThreadLocal<BlockMatcher> matchers, FreeBlocks free, LongAdder bytes) {}

  /**
   * Blocks to be used again: a new one for each would keep the garbage collector busy. There is
   * only so many of them: reading waits when all are filled.
   */
  static final class FreeBlocks {

    private final BlockingQueue<EventBlock> blocks = new LinkedBlockingQueue<>();

    FreeBlocks(int count) {
      for (int i = 0; i < count; i++) {
        blocks.add(new EventBlock());
      }
    }

    EventBlock take() throws InterruptedException {
      return blocks.take();
    }

    void give(EventBlock block) {
      block.clear();
      blocks.add(block);
    }
  }

  private final Path file;
  private final Workshop workshop;
  private final BlockingQueue<Item> items = new ArrayBlockingQueue<>(BLOCKS_AHEAD);

  FileScan(Path file, Workshop workshop) {
    this.file = file;
    this.workshop = workshop;
  }

  Path file() {
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
    EventBlock block = workshop.free.take();
    Optional<String> problem = Optional.empty();
    try (EventReader events =
        EventReader.of(file.toString(), new Counted(Files.newInputStream(file), workshop.bytes))) {
      while (events.next()) {
        if (block.add(events)) {
          match(block);
          block = workshop.free.take();
        }
      }
    } catch (IOException e) {
      problem = Optional.of(reason(e));
    }
    match(block);
    return problem;
  }

  private void match(EventBlock block) throws InterruptedException {
    FutureTask<BlockResult> task =
        new FutureTask<>(
            () -> {
              BlockResult result = workshop.matchers.get().match(block);
              workshop.free.give(block);
              return result;
            });
    workshop.executor.execute(task);
    items.put(new Matching(task));
  }

  private String reason(IOException e) {
    String reason = InputFiles.reason(e);
    String name = file + ": ";
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
