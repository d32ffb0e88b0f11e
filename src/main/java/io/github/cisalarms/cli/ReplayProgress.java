package io.github.cisalarms.cli;

import io.github.cisalarms.replay.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Shows on one line of a terminal how far a replay is. */
final class ReplayProgress implements Progress.Listener {

  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintWriter terminal;

  ReplayProgress(PrintWriter terminal) {
    this.terminal = terminal;
  }

  @Override
  public void update(Progress progress) {
    boolean end = progress.filesDone() == progress.files();
    terminal.print(CLEAR_LINE + (end ? "" : line(progress)));
    terminal.flush();
  }

  /** Such as {@code 12 of 50 files, 40 % of 1.2 GB, 1800000 events, 95 MB/s, 0:12 left}. */
  static String line(Progress progress) {
    double seconds = Math.max(0.001, progress.elapsed().toMillis() / 1000.0);
    double share = progress.bytes() == 0 ? 0 : (double) progress.bytesDone() / progress.bytes();
    double speed = (progress.bytesDone() - progress.bytesBefore()) / seconds;
    return String.format(
        Locale.ROOT,
        "%d of %d files, %.0f %% of %s, %d events, %.0f MB/s%s",
        progress.filesDone(),
        progress.files(),
        100 * share,
        size(progress.bytes()),
        progress.events(),
        speed / 1e6,
        speed == 0 ? "" : ", " + left((progress.bytes() - progress.bytesDone()) / speed) + " left");
  }

  private static String size(long bytes) {
    return bytes < 1_000_000_000
        ? String.format(Locale.ROOT, "%.0f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }

  private static String left(double seconds) {
    Duration left = Duration.ofSeconds(Math.round(Math.max(0, seconds)));
    return String.format(Locale.ROOT, "%d:%02d", left.toMinutes(), left.toSecondsPart());
  }
}
