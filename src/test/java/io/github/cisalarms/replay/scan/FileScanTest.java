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
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileScanTest {

  @TempDir private Path folder;

  private Path file;

  @BeforeEach
  void writeEvents() {
    List<ObjectNode> events = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      events.add(Trail.login("2026-08-03T10:00:00Z", "user" + i + "@example.com", false));
    }
    file = folder.resolve("trail.json");
    Trail.write(file, Trail.records(events));
  }

  /** Files wait for their turn in memory: what they keep must not grow with what matches. */
  @Test
  void keepsTheTextOfNoMoreEventsThanAreShown() {
    List<Match> matches =
        matches(
            new ScanProgram(
                List.of("{ $.eventName = ConsoleLogin }"), List.of(), Optional.empty()));

    assertThat(matches).hasSize(1000);
    assertThat(matches.stream().filter(match -> match.details().orElseThrow().json().isPresent()))
        .hasSize(PatternTally.MOST_SAMPLES);
  }

  @Test
  void keepsOfEventsThatAreOnlyCountedNothingThatIsShown() {
    List<Match> matches =
        matches(
            new ScanProgram(
                List.of("{ $.userIdentity.arn = \"*user/user7@*\" }"),
                List.of("{ $.eventName = ConsoleLogin }"),
                Optional.empty()));

    assertThat(matches).hasSize(1000);
    assertThat(matches.stream().filter(match -> match.details().isPresent()))
        .singleElement()
        .satisfies(match -> assertThat(match.patterns()).isEqualTo(bits(0, 1)))
        .satisfies(
            match -> assertThat(match.details().orElseThrow().patterns()).isEqualTo(bits(0)));
  }

  private List<Match> matches(ScanProgram program) {
    PatternSet patterns = program.compiled();
    FileScan scan =
        new FileScan(
            TrailSource.of(file).file(file.toString(), 0),
            0,
            () -> new EventMatcher(program, patterns),
            new LongAdder());
    scan.run();
    return scan.items().stream()
        .filter(Block.class::isInstance)
        .flatMap(block -> ((Block) block).events().matches().stream())
        .toList();
  }

  private static BitSet bits(int... set) {
    BitSet bits = new BitSet();
    for (int bit : set) {
      bits.set(bit);
    }
    return bits;
  }
}
