package io.github.cisalarms.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Adds up the results of blocks, which come in the order of the files: what comes out depends on
 * the files alone, not on which thread was faster.
 */
final class Tally {

  /** The most problems that are kept; further ones are only counted. */
  static final int MOST_PROBLEMS = 1000;

  final List<PatternTally> patterns;
  final SortedMap<String, Long> accounts = new TreeMap<>();
  final List<InputProblem> problems = new ArrayList<>();
  long problemCount;
  long events;
  long duplicates;
  long rejected;
  long otherAccounts;
  long firstTime = Long.MAX_VALUE;
  long lastTime = Long.MIN_VALUE;

  private final MinuteCounts minutes = new MinuteCounts();
  private long[] eventMinutes = {};
  private final RecentIds ids = new RecentIds(Replay.REMEMBERED_EVENTS);
  private final SortedMap<String, EventBlock.Rejected> rejectedInFile = new TreeMap<>();

  Tally(int patternCount) {
    this.patterns = IntStream.range(0, patternCount).mapToObj(i -> new PatternTally()).toList();
  }

  void add(String file, EventBlock block) {
    int next = 0;
    for (int i = 0; i < block.size(); i++) {
      boolean matches = next < block.matches.size() && block.matches.get(next).index() == i;
      if (block.time(i) != EventBlock.NONE) {
        if (block.id(i) != 0 && !ids.add(block.id(i))) {
          duplicates++;
        } else {
          count(block.time(i));
          if (matches) {
            count(file, block.time(i), block.matches.get(next));
          }
        }
      }
      next += matches ? 1 : 0;
    }
    otherAccounts += block.otherAccounts;
    block.accounts.forEach((account, count) -> accounts.merge(account, count, Long::sum));
    block.rejected.forEach(
        (reason, some) -> rejectedInFile.merge(reason, some, EventBlock.Rejected::plus));
  }

  private void count(long time) {
    events++;
    firstTime = Math.min(firstTime, time);
    lastTime = Math.max(lastTime, time);
    minutes.add(Math.floorDiv(time, MetricSeries.MINUTE));
  }

  private void count(String file, long time, Match match) {
    for (int p = match.patterns().nextSetBit(0); p >= 0; p = match.patterns().nextSetBit(p + 1)) {
      patterns.get(p).add(file, time, match);
    }
  }

  /** Notes that a file is at its end. */
  void endFile(String file) {
    rejectedInFile.forEach(
        (reason, some) -> {
          rejected += some.count();
          addProblem(
              new InputProblem(
                  file,
                  some.count() == 1
                      ? "event " + some.first() + " is " + reason
                      : some.count()
                          + " events are "
                          + reason
                          + ", the first is event "
                          + some.first()));
        });
    rejectedInFile.clear();
  }

  /** The minutes in which there is any event, once all are counted. */
  long[] eventMinutes() {
    if (eventMinutes.length == 0) {
      eventMinutes = minutes.minutes();
    }
    return eventMinutes;
  }

  void addProblem(InputProblem problem) {
    problemCount++;
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(problem);
    }
  }
}
