package io.github.cisalarms.replay.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cisalarms.catalog.AlarmSettings;
import io.github.cisalarms.catalog.TreatMissingData;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EvaluationRangeTest {

  private static final List<TreatMissingData> COLUMNS =
      List.of(
          TreatMissingData.MISSING,
          TreatMissingData.IGNORE,
          TreatMissingData.BREACHING,
          TreatMissingData.NOT_BREACHING);

  record Row(int needed, int periods, List<DataPoint> latestFirst, List<String> states) {}

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void leadsToTheStateOfTheUserGuide(Row row) {
    for (AlarmState current : AlarmState.values()) {
      assertThat(COLUMNS.stream().map(treat -> range(row, treat).evaluate(current)))
          .as("from %s, for missing, ignore, breaching, notBreaching", current)
          .isEqualTo(
              row.states.stream()
                  .map(state -> state.equals("keep") ? current : AlarmState.valueOf(state))
                  .toList());
    }
  }

  private static EvaluationRange range(Row row, TreatMissingData treat) {
    EvaluationRange range = new EvaluationRange(settings(row, treat));
    assertThat(row.latestFirst).hasSize(range.length());
    for (int i = 0; i < range.length(); i++) {
      range.set(i, row.latestFirst.get(i));
    }
    return range;
  }

  private static AlarmSettings settings(Row row, TreatMissingData treat) {
    return new AlarmSettings(1, 300, row.periods, Optional.of(row.needed), treat);
  }

  static Stream<Row> rows() {
    return TestFiles.lines("evaluation-ranges.txt")
        .filter(line -> !line.startsWith("#"))
        .map(
            line -> {
              List<String> cells = Arrays.stream(line.split("\\|")).map(String::trim).toList();
              List<DataPoint> points =
                  Arrays.stream(cells.get(1).split(" "))
                      .map(
                          point ->
                              switch (point) {
                                case "X" -> DataPoint.BREACHING;
                                case "0" -> DataPoint.NOT_BREACHING;
                                case "-" -> DataPoint.MISSING;
                                default -> throw new IllegalArgumentException(line);
                              })
                      .collect(Collectors.toList());
              Collections.reverse(points);
              String[] mOfN = cells.get(0).split(" of ");
              return new Row(
                  Integer.parseInt(mOfN[0]),
                  Integer.parseInt(mOfN[1]),
                  points,
                  cells.subList(2, 6));
            });
  }
}
