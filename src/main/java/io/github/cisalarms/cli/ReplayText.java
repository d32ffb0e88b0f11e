package io.github.cisalarms.cli;

import io.github.cisalarms.replay.Advice;
import io.github.cisalarms.replay.AlarmResult;
import io.github.cisalarms.replay.Assumptions;
import io.github.cisalarms.replay.ReplayResult;
import io.github.cisalarms.replay.tally.Count;
import io.github.cisalarms.report.Display;
import io.github.cisalarms.report.Paragraph;
import io.github.cisalarms.report.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The result of a replay for somebody at a terminal. */
final class ReplayText {

  private static final String NOTHING = "-";

  private ReplayText() {}

  static String of(ReplayResult result, Display display) {
    StringBuilder text = new StringBuilder();
    text.append(plural(result.events(), "event")).append(" in ");
    text.append(plural(result.files(), "file"));
    result
        .first()
        .ifPresent(
            first ->
                text.append(", ").append(first).append(" to ").append(result.last().orElseThrow()));
    text.append('\n');
    if (result.duplicates() > 0) {
      text.append(plural(result.duplicates(), "duplicate")).append(" counted once\n");
    }
    if (result.otherAccounts() > 0) {
      text.append(plural(result.otherAccounts(), "event")).append(" of other accounts left out\n");
    }
    if (result.skippedFiles() > 0) {
      text.append(plural(result.skippedFiles(), "other file")).append(" in the folders left out\n");
    }
    text.append('\n');
    table(result).lines(display).forEach(line -> text.append(line).append('\n'));
    advice(result, text, display);
    text.append("\nNote\n");
    Assumptions.of(result).forEach(sentence -> Paragraph.append(text, sentence, display));
    return text.toString();
  }

  private static Table table(ReplayResult result) {
    return new Table(
        List.of(
            "CONTROL",
            "MATCHES",
            "ALARMS",
            "TIME ON",
            "FIRST",
            "LAST",
            "IDENTITY",
            "EVENT",
            "SOURCE"),
        result.alarms().stream()
            .map(
                alarm ->
                    List.of(
                        alarm.alarm().name(),
                        Long.toString(alarm.matches()),
                        Integer.toString(alarm.episodes().size()),
                        AlarmResult.readable(alarm.timeOn()),
                        time(alarm.first()),
                        time(alarm.last()),
                        busiest(alarm, alarm.identities()),
                        busiest(alarm, alarm.events()),
                        busiest(alarm, alarm.sources())))
            .toList());
  }

  private static void advice(ReplayResult result, StringBuilder text, Display display) {
    boolean any = false;
    for (AlarmResult alarm : result.alarms()) {
      List<String> sentences = Advice.of(alarm, result);
      if (!sentences.isEmpty()) {
        text.append(any ? "" : "\nAdvice\n");
        any = true;
        Paragraph.append(
            text, printable(alarm.alarm().name() + ": " + String.join(" ", sentences)), display);
      }
    }
  }

  /** The most frequent value, with its share where there are others. */
  private static String busiest(AlarmResult alarm, List<Count> counts) {
    if (counts.isEmpty()) {
      return NOTHING;
    }
    Count first = counts.get(0);
    String name = printable(withoutArnPrefix(first.value()));
    return first.events() == alarm.matches()
        ? name
        : name + " (" + Math.round(100.0 * first.events() / alarm.matches()) + " %)";
  }

  /** {@code 111122223333:role/app} of {@code arn:aws:iam::111122223333:role/app}. */
  private static String withoutArnPrefix(String value) {
    String[] parts = value.split(":", 5);
    return value.startsWith("arn:") && parts.length == 5 ? parts[4] : value;
  }

  /** The text without what would steer a terminal: events are written by anybody. */
  static String printable(String text) {
    return text.replaceAll("\\p{C}", "?");
  }

  private static String time(Optional<Instant> instant) {
    return instant.map(Instant::toString).orElse(NOTHING);
  }

  private static String plural(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
