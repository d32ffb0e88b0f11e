package io.github.cisalarms.replay;

import io.github.cisalarms.replay.checkpoint.Checkpoint;
import io.github.cisalarms.replay.scan.EventIds;
import io.github.cisalarms.replay.scan.ScanProgram;
import io.github.cisalarms.replay.scan.ScanState;
import io.github.cisalarms.replay.scan.TrailScan;
import io.github.cisalarms.replay.tally.Place;
import io.github.cisalarms.replay.tally.Tally;
import io.github.cisalarms.replay.trail.InputProblem;
import io.github.cisalarms.replay.trail.ListedFile;
import io.github.cisalarms.replay.trail.TrailFile;
import io.github.cisalarms.replay.trail.TrailListing;
import io.github.cisalarms.replay.trail.TrailSelection;
import io.github.cisalarms.replay.trail.TrailSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
 * <p>Memory grows with the hours that have matching events and with the different values of top
 * lists, not with the number of events or files. An event that comes twice is counted once if no
 * more than {@link #REMEMBERED_EVENTS} other events lie between the two, in the order in which
 * files are read: by the delivery time in their name, then by path. The result is the same whatever
 * the number of threads.
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
  private final Optional<Path> checkpoint;

  private Replay(
      List<ReplayAlarm> alarms,
      Optional<String> account,
      int threads,
      Progress.Listener listener,
      TrailSelection selection,
      Optional<Path> checkpoint) {
    this.alarms = List.copyOf(alarms);
    this.selection = selection;
    this.account = account;
    this.threads = threads;
    this.listener = listener;
    this.checkpoint = checkpoint;
  }

  /** A replay of these alarms with all cores. */
  public static Replay of(List<ReplayAlarm> alarms) {
    return new Replay(
        alarms,
        Optional.empty(),
        Runtime.getRuntime().availableProcessors(),
        progress -> {},
        TrailSelection.ALL,
        Optional.empty());
  }

  /** The same, of the events of one account only: those with this {@code recipientAccountId}. */
  public Replay account(String id) {
    return new Replay(alarms, Optional.of(id), threads, listener, selection, checkpoint);
  }

  /** The same with that many threads; at least 1. */
  public Replay threads(int count) {
    return new Replay(alarms, account, Math.max(1, count), listener, selection, checkpoint);
  }

  /** The same, telling somebody how far it is. */
  public Replay progress(Progress.Listener newListener) {
    return new Replay(alarms, account, threads, newListener, selection, checkpoint);
  }

  /** The same, of the files only that the selection wants. */
  public Replay selection(TrailSelection newSelection) {
    return new Replay(alarms, account, threads, listener, newSelection, checkpoint);
  }

  /**
   * The same, noting in a file how far it is: the next replay of the same files with the same
   * patterns goes on from there. Who has the result deletes the file.
   */
  public Replay checkpoint(Path file) {
    return new Replay(alarms, account, threads, listener, selection, Optional.of(file));
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
   * @throws UncheckedIOException if the {@link #checkpoint} is damaged or of another replay, or
   *     can't be written; the message of its cause says what to do
   */
  public ReplayResult runOn(List<TrailSource> sources) {
    try (TrailListing listing = list(sources)) {
      TrailListing.Summary files = listing.summary();
      ScanProgram program = program();
      Optional<Checkpoint> resumed =
          checkpoint.isPresent()
              ? Optional.of(Checkpoint.of(checkpoint.get(), program, listing))
              : Optional.empty();
      ScanState state = resumed.isPresent() ? resumed.get().start(Replay::start) : start();
      Iterator<ListedFile> left = listing.files();
      for (int i = 0; i < state.files(); i++) {
        left.next();
      }
      TrailScan.run(
          program,
          opened(left, sources),
          state,
          threads,
          new ReplayObserver(listener, files, state, resumed));
      return result(listing, files.files(), state.tally());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ScanState start() {
    return ScanState.start(0, EventIds.latest(REMEMBERED_EVENTS));
  }

  private static Iterator<TrailFile> opened(Iterator<ListedFile> files, List<TrailSource> sources) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return files.hasNext();
      }

      @Override
      public TrailFile next() {
        return files.next().open(sources);
      }
    };
  }

  // The three parts of a replay, for whoever does the second on other machines.

  /** Finds the files that sources have, as {@link #selection} wants them. */
  public TrailListing list(List<TrailSource> sources) {
    return TrailListing.of(sources, selection);
  }

  /**
   * What is to be counted in the files: the alarms' own patterns, whose events are shown, and the
   * further variants of their controls.
   */
  public ScanProgram program() {
    Set<String> own = new LinkedHashSet<>();
    Set<String> ofVariants = new LinkedHashSet<>();
    for (ReplayAlarm alarm : alarms) {
      own.add(alarm.pattern().text());
      AlarmEvaluation.variants(alarm).forEach(variant -> ofVariants.add(variant.pattern()));
    }
    // An alarm's own pattern is a variant of its control, too, more often than not.
    ofVariants.removeAll(own);
    return new ScanProgram(List.copyOf(own), List.copyOf(ofVariants), account);
  }

  /**
   * Runs the alarms over what was counted.
   *
   * @param listing its problems come first
   * @param files how many files were scanned
   * @param tally what {@link #program} found in the files of the listing
   */
  public ReplayResult result(TrailListing listing, int files, Tally tally) {
    Tally all = withProblems(listing.problems(), tally);
    return new ReplayResult(
        files,
        listing.skipped(),
        all.events(),
        all.duplicates(),
        all.otherAccounts(),
        all.first(),
        all.last(),
        all.accounts(),
        all.problemCount(),
        all.problems(),
        AlarmEvaluation.results(alarms, program().patterns(), all));
  }

  private static Tally withProblems(List<InputProblem> problems, Tally tally) {
    if (problems.isEmpty()) {
      return tally;
    }
    Tally all = new Tally();
    for (int i = 0; i < problems.size(); i++) {
      all.addProblem(new Place(Place.LISTING, i), problems.get(i));
    }
    all.merge(tally);
    return all;
  }
}
