package io.github.cisalarms.replay.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cisalarms.pattern.PatternSet;
import io.github.cisalarms.replay.Trail;
import io.github.cisalarms.replay.scan.FileScan.Block;
import io.github.cisalarms.replay.tally.Match;
import io.github.cisalarms.replay.tally.PatternTally;
import io.github.cisalarms.replay.trail.TrailSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileScanTest {

  @TempDir private Path folder;

  /** Files wait for their turn in memory: what they keep must not grow with what matches. */
  @Test
  void keepsTheTextOfNoMoreEventsThanAreShown() {
    List<ObjectNode> events = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      events.add(Trail.login("2026-08-03T10:00:00Z", "user" + i + "@example.com", false));
    }
    Path file = folder.resolve("trail.json");
    Trail.write(file, Trail.records(events));
    PatternSet patterns =
        new ScanProgram(List.of("{ $.eventName = ConsoleLogin }"), Optional.empty()).compiled();
    FileScan scan =
        new FileScan(
            TrailSource.of(file).file(file.toString(), 0),
            0,
            () -> new EventMatcher(patterns, Optional.empty()),
            new LongAdder());

    scan.run();

    List<Match> matches =
        scan.items().stream()
            .filter(Block.class::isInstance)
            .flatMap(block -> ((Block) block).events().matches().stream())
            .toList();
    assertThat(matches).hasSize(1000);
    assertThat(matches.stream().filter(match -> match.json().isPresent()))
        .hasSize(PatternTally.MOST_SAMPLES);
  }
}
