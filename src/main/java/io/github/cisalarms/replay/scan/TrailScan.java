package io.github.cisalarms.replay.scan;

import io.github.cisalarms.pattern.PatternSet;
import io.github.cisalarms.replay.tally.Place;
import io.github.cisalarms.replay.tally.Tally;
import io.github.cisalarms.replay.trail.InputProblem;
import io.github.cisalarms.replay.trail.TrailFile;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Scans files and counts what is in them. Threads read several files at a time and give a tally of
 * every block of events; the tallies are merged in the order of the files, since an event that
 * comes twice counts where it comes first. So the result depends on the files alone.
 *
 * <p>What is in flight is bounded: files that were read ahead of their turn, and bytes of files
 * that are held in memory.
 */
public final class TrailScan {

  private static final int FILES_AHEAD_PER_THREAD = 16;
  private static final int MILLIS_BETWEEN_UPDATES = 200;
  private static final long MOST_BYTES_IN_FLIGHT = 128L << 20;

  private final ScanProgram program;
  private final int threads;
  private final Observer observer;
  private final Queue<FileScan> started = new ArrayDeque<>();
  private final LongAdder bytes = new LongAdder();
  private final long mostBytesInFlight =
      Math.min(MOST_BYTES_IN_FLIGHT, Runtime.getRuntime().maxMemory() / 4);
  private int next;
  private long bytesInFlight;
  private long lastUpdate = System.nanoTime();

  /** Is told how far a scan is; by the thread that runs it. */
  public interface Observer {

    /** Takes the state after a file, in the order of the files. */
    default void endOfFile(ScanState state) {}

    /**
     * Takes the latest state, several times a second and at the end. It may be in the middle of a
     * file.
     *
     * @param bytes how many bytes this scan has read, as they are stored
     */
    default void update(ScanState state, long bytes) {}
  }

  private TrailScan(ScanProgram program, int threads, Observer observer) {
    this.program = program;
    this.threads = threads;
    this.observer = observer;
  }

  /**
   * Scans files.
   *
   * @param files in the order of the listing, from the one on that is next in the state
   * @param state is moved behind the last of the files
   * @param threads how many files are read at a time
   * @throws IllegalStateException if the thread is interrupted
   */
  public static void run(
      ScanProgram program,
      Iterator<? extends TrailFile> files,
      ScanState state,
      int threads,
      Observer observer) {
    new TrailScan(program, threads, observer).run(files, state);
  }

  private void run(Iterator<? extends TrailFile> files, ScanState state) {
    PatternSet patterns = program.compiled();
    ThreadLocal<EventMatcher> matchers =
        ThreadLocal.withInitial(() -> new EventMatcher(program, patterns));
    ExecutorService readers = Executors.newFixedThreadPool(threads, TrailScan::thread);
    next = state.files();
    try {
      startFiles(files, readers, matchers::get);
      while (!started.isEmpty()) {
        FileScan scan = started.remove();
        take(scan, state);
        bytesInFlight -= scan.file().bytesInMemory();
        state.endFile(scan.file().size());
        observer.endOfFile(state);
        startFiles(files, readers, matchers::get);
      }
      observer.update(state, bytes.sum());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      readers.shutdownNow();
    }
  }

  private void startFiles(
      Iterator<? extends TrailFile> files,
      ExecutorService readers,
      Supplier<EventMatcher> matchers) {
    while (started.size() < FILES_AHEAD_PER_THREAD * threads
        && bytesInFlight < mostBytesInFlight
        && files.hasNext()) {
      FileScan scan = new FileScan(files.next(), next++, matchers, bytes);
      bytesInFlight += scan.file().bytesInMemory();
      started.add(scan);
      readers.execute(scan);
    }
  }

  private void take(FileScan scan, ScanState state) throws InterruptedException {
    while (true) {
      FileScan.Item item = scan.items().poll(MILLIS_BETWEEN_UPDATES, TimeUnit.MILLISECONDS);
      if (item instanceof FileScan.Block block) {
        BitSet duplicates = block.events().duplicates(state.ids());
        state
            .tally()
            .merge(duplicates.isEmpty() ? block.tally() : block.events().tally(duplicates));
      } else if (item instanceof FileScan.End end) {
        addProblems(end.problems(), scan.index(), state.tally());
        return;
      } else if (item instanceof FileScan.Failed failed) {
        throw new IllegalStateException(failed.cause());
      }
      update(state);
    }
  }

  private static void addProblems(List<InputProblem> problems, int file, Tally tally) {
    for (int i = 0; i < problems.size(); i++) {
      tally.addProblem(new Place(file, i), problems.get(i));
    }
  }

  private void update(ScanState state) {
    long now = System.nanoTime();
    if (now - lastUpdate >= TimeUnit.MILLISECONDS.toNanos(MILLIS_BETWEEN_UPDATES)) {
      lastUpdate = now;
      observer.update(state, bytes.sum());
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "replay");
    thread.setDaemon(true);
    return thread;
  }
}
