package io.github.cisalarms.replay;

import io.github.cisalarms.catalog.PatternVariant;
import io.github.cisalarms.pattern.FilterPattern;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/**
 * Runs alarms over CloudTrail files: what would they have done?
 *
 * <pre>{@code
 * ReplayResult result = Replay.of(alarms).run(List.of(Path.of("AWSLogs")));
 * result.alarms().get(0).episodes();
 * }</pre>
 *
 * <p>All events that are given are taken for those of one log group, as a trail of an account or an
 * organization delivers them; {@link #account} keeps those of one account.
 *
 * <p>Memory grows with the number of files and with the days that have matching events, not with
 * the number of events. An event that comes twice is counted once if no more than {@link
 * #REMEMBERED_EVENTS} other events lie between the two, in the order in which files are read: by
 * the delivery time in their name, then by path. The result is the same whatever the number of
 * threads.
 *
 * <p>Immutable.
 */
public final class Replay {

  /** How many events back a duplicate is recognized at least: about 2.5 GB of JSON. */
  public static final int REMEMBERED_EVENTS = 1 << 21;

  /** The thresholds that are compared. */
  public static final List<Integer> THRESHOLDS = List.of(1, 2, 5, 10);

  private final List<ReplayAlarm> alarms;
  private final Optional<String> account;
  private final int threads;
  private final Progress.Listener listener;
  private final TrailSelection selection;

  private Replay(
      List<ReplayAlarm> alarms,
      Optional<String> account,
      int threads,
      Progress.Listener listener,
      TrailSelection selection) {
    this.alarms = List.copyOf(alarms);
    this.selection = selection;
    this.account = account;
    this.threads = threads;
    this.listener = listener;
  }

  /** A replay of these alarms with all cores. */
  public static Replay of(List<ReplayAlarm> alarms) {
    return new Replay(
        alarms,
        Optional.empty(),
        Runtime.getRuntime().availableProcessors(),
        progress -> {},
        TrailSelection.ALL);
  }

  /** The same, of the events of one account only: those with this {@code recipientAccountId}. */
  public Replay account(String id) {
    return new Replay(alarms, Optional.of(id), threads, listener, selection);
  }

  /** The same with that many threads; at least 1. */
  public Replay threads(int count) {
    return new Replay(alarms, account, Math.max(1, count), listener, selection);
  }

  /** The same, telling somebody how far it is. */
  public Replay progress(Progress.Listener newListener) {
    return new Replay(alarms, account, threads, newListener, selection);
  }

  /** The same, of the files only that the selection wants. */
  public Replay selection(TrailSelection newSelection) {
    return new Replay(alarms, account, threads, listener, newSelection);
  }

  /**
   * Reads the files and runs the alarms.
   *
   * @param paths files, and folders that are searched for files at any depth. What can't be read is
   *     in the result's problems; it stops nothing.
   */
  public ReplayResult run(List<Path> paths) {
    return runOn(paths.stream().map(TrailSource::of).toList());
  }

  /**
   * Reads the files that sources have, as {@link #selection} wants them, and runs the alarms.
   *
   * @param sources what can't be listed or read is in the result's problems; it stops nothing
   */
  public ReplayResult runOn(List<TrailSource> sources) {
    TrailListing listing = new TrailListing(selection);
    sources.forEach(source -> source.list(selection, listing));
    List<TrailFile> files = listing.files();
    Map<String, Integer> patterns = patterns();
    Tally tally = new Tally(patterns.size());
    listing.problems().forEach(tally::addProblem);
    scan(files, patterns, tally);
    boolean any = tally.events > 0;
    return new ReplayResult(
        files.size(),
        listing.skipped(),
        tally.events,
        tally.duplicates,
        tally.otherAccounts,
        any ? Optional.of(Instant.ofEpochSecond(tally.firstTime)) : Optional.empty(),
        any ? Optional.of(Instant.ofEpochSecond(tally.lastTime)) : Optional.empty(),
        tally.accounts,
        tally.problemCount,
        tally.problems,
        alarms.stream().map(alarm -> AlarmEvaluation.result(alarm, patterns, tally)).toList());
  }

  /** Every pattern that is run, with its index: the alarms' own, and their controls' variants. */
  private Map<String, Integer> patterns() {
    Map<String, Integer> patterns = new LinkedHashMap<>();
    for (ReplayAlarm alarm : alarms) {
      patterns.putIfAbsent(alarm.pattern().text(), patterns.size());
      for (PatternVariant variant : AlarmEvaluation.variants(alarm)) {
        patterns.putIfAbsent(variant.pattern(), patterns.size());
      }
    }
    return patterns;
  }

  private void scan(List<TrailFile> files, Map<String, Integer> patterns, Tally tally) {
    EventMatcher.Program program =
        new EventMatcher.Program(
            patterns.keySet().stream().map(FilterPattern::parse).toList(), account);
    ExecutorService readers = readers();
    FileScan.Shared shared =
        new FileScan.Shared(ThreadLocal.withInitial(program::matcher), new LongAdder());
    try {
      new FileSequence(files, shared, tally, readers, threads, listener).run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      readers.shutdownNow();
    }
  }

  private ExecutorService readers() {
    return Executors.newFixedThreadPool(
        threads,
        task -> {
          Thread thread = new Thread(task, "replay");
          thread.setDaemon(true);
          return thread;
        });
  }
}
