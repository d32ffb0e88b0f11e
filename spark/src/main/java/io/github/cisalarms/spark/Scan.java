package io.github.cisalarms.spark;

import io.github.cisalarms.replay.scan.EventIds;
import io.github.cisalarms.replay.scan.ScanProgram;
import io.github.cisalarms.replay.scan.ScanState;
import io.github.cisalarms.replay.scan.TrailScan;
import io.github.cisalarms.replay.tally.Tally;
import io.github.cisalarms.replay.trail.TrailFile;
import io.github.cisalarms.replay.trail.TrailSource;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What a task does to a slice.
 *
 * @param shown texts of the patterns whose events are shown
 * @param counted texts of the patterns whose events are counted
 * @param account the account whose events alone count; empty for all
 * @param sources where the files are
 * @param threads how many files are read at a time
 */
record Scan(
    List<String> shown, List<String> counted, String account, SourceFactory sources, int threads)
    implements Serializable {

  private static final TrailScan.Observer NOBODY = new TrailScan.Observer() {};

  static Scan of(ScanProgram program, SourceFactory sources, int threads) {
    return new Scan(
        program.shown(), program.counted(), program.account().orElse(""), sources, threads);
  }

  /**
   * What a task found.
   *
   * @param slice the slice's index
   * @param tally of its events, without those that come twice in it
   * @param ids of the events that were counted
   */
  record Found(int slice, MergedTally tally, long[] ids) implements Serializable {}

  /** Scans a slice. */
  Found found(Slice slice) {
    ScanState state = scanned(slice, EventIds.all());
    return new Found(slice.index(), new MergedTally(state.tally()), state.ids().fingerprints());
  }

  /** Scans a slice once more, of which some events were counted elsewhere. */
  Tally without(Slice slice, Iterable<long[]> elsewhere) {
    EventIds known = EventIds.all();
    for (long[] ids : elsewhere) {
      for (long id : ids) {
        known.add(id);
      }
    }
    return scanned(slice, known).tally();
  }

  private ScanState scanned(Slice slice, EventIds known) {
    ScanState state = ScanState.start(slice.firstFile(), known);
    List<TrailSource> opened = sources.sources();
    Iterator<TrailFile> files = slice.files().stream().map(file -> file.open(opened)).iterator();
    Optional<String> wanted = account.isEmpty() ? Optional.empty() : Optional.of(account);
    TrailScan.run(new ScanProgram(shown, counted, wanted), files, state, threads, NOBODY);
    return state;
  }
}
