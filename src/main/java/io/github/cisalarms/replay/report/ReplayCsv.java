package io.github.cisalarms.replay.report;

import io.github.cisalarms.catalog.AlarmSettings;
import io.github.cisalarms.replay.AlarmResult;
import io.github.cisalarms.replay.Replay;
import io.github.cisalarms.replay.ReplayResult;
import io.github.cisalarms.replay.tally.Count;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The result of a replay as comma-separated values (RFC 4180): one row per alarm. */
public final class ReplayCsv {

  private ReplayCsv() {}

  /** The text. */
  public static String of(ReplayResult result) {
    List<String> header =
        new ArrayList<>(
            List.of(
                "name",
                "variant",
                "threshold",
                "period",
                "evaluation_periods",
                "datapoints_to_alarm",
                "treat_missing_data",
                "matches",
                "alarms",
                "seconds_on",
                "first",
                "last",
                "identity",
                "event",
                "source"));
    Replay.THRESHOLDS.forEach(threshold -> header.add("alarms_at_" + threshold));
    StringBuilder text = new StringBuilder(row(header));
    result.alarms().forEach(alarm -> text.append(row(cells(alarm))));
    return text.toString();
  }

  private static List<String> cells(AlarmResult result) {
    AlarmSettings settings = result.alarm().settings();
    List<String> cells =
        new ArrayList<>(
            List.of(
                result.alarm().name(),
                result.alarm().variant().orElse(""),
                settings.plainThreshold().toString(),
                Integer.toString(settings.period()),
                Integer.toString(settings.evaluationPeriods()),
                Integer.toString(settings.datapointsToAlarm().orElse(settings.evaluationPeriods())),
                settings.treatMissingData().value(),
                Long.toString(result.matches()),
                Integer.toString(result.episodes().size()),
                Long.toString(result.timeOn().toSeconds()),
                time(result.first()),
                time(result.last()),
                busiest(result.identities()),
                busiest(result.events()),
                busiest(result.sources())));
    result.episodesByThreshold().values().forEach(count -> cells.add(count.toString()));
    return cells;
  }

  private static String busiest(List<Count> counts) {
    return counts.isEmpty() ? "" : counts.get(0).value();
  }

  private static String time(Optional<Instant> instant) {
    return instant.map(Instant::toString).orElse("");
  }

  private static String row(List<String> cells) {
    return cells.stream().map(ReplayCsv::quoted).collect(Collectors.joining(",")) + "\n";
  }

  private static String quoted(String cell) {
    // Events are written by anybody, and spreadsheets run what starts like a formula.
    String harmless =
        !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    return harmless.matches("(?s).*[\",\r\n].*")
        ? '"' + harmless.replace("\"", "\"\"") + '"'
        : harmless;
  }
}
