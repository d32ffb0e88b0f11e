package io.github.cisalarms.replay;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Takes what the scans of files give, one file after the other. */
final class FileSequence {

  private static final int FILES_AHEAD_PER_THREAD = 16;
  private static final int MILLIS_BETWEEN_UPDATES = 200;

  private final List<TrailFile> files;
  private final FileScan.Shared shared;
  private final Tally tally;
  private final ExecutorService readers;
  private final int threads;
  private final Progress.Listener listener;
  private final Queue<FileScan> started = new ArrayDeque<>();
  private final long start = System.nanoTime();
  private long lastUpdate = start;
  private final long bytesInAll;
  private int next;
  private int done;

  /**
   * Makes a sequence.
   *
   * @param tally gets all that is found
   * @param threads how many {@code readers} has
   */
  FileSequence(
      List<TrailFile> files,
      FileScan.Shared shared,
      Tally tally,
      ExecutorService readers,
      int threads,
      Progress.Listener listener) {
    this.files = files;
    this.shared = shared;
    this.tally = tally;
    this.readers = readers;
    this.threads = threads;
    this.listener = listener;
    this.bytesInAll = files.stream().mapToLong(TrailFile::size).sum();
  }

  void run() throws InterruptedException {
    startFiles();
    while (!started.isEmpty()) {
      take(started.remove());
      done++;
      startFiles();
    }
    update();
  }

  private void startFiles() {
    while (next < files.size() && started.size() < FILES_AHEAD_PER_THREAD * threads) {
      FileScan scan = new FileScan(files.get(next++), shared);
      started.add(scan);
      readers.execute(scan);
    }
  }

  private void take(FileScan scan) throws InterruptedException {
    String file = scan.file().name();
    while (true) {
      FileScan.Item item = scan.items().poll(MILLIS_BETWEEN_UPDATES, TimeUnit.MILLISECONDS);
      if (item instanceof FileScan.Block block) {
        tally.add(file, block.events());
      } else if (item instanceof FileScan.End end) {
        tally.endFile(file);
        end.problem().ifPresent(p -> tally.addProblem(new InputProblem(file, p)));
        return;
      } else if (item instanceof FileScan.Failed failed) {
        throw new IllegalStateException(failed.cause());
      }
      update();
    }
  }

  private void update() {
    long now = System.nanoTime();
    boolean end = done == files.size();
    if (end || now - lastUpdate >= TimeUnit.MILLISECONDS.toNanos(MILLIS_BETWEEN_UPDATES)) {
      lastUpdate = now;
      listener.update(
          new Progress(
              done,
              files.size(),
              tally.events,
              shared.bytes().sum(),
              bytesInAll,
              Duration.ofNanos(now - start)));
    }
  }
}
