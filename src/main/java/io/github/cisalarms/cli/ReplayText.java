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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The result of a replay for somebody at a terminal. */
final class ReplayText {

  private static final String NOTHING = "-";

  /** A column of the table. */
  private record Column(String header, Function<AlarmResult, String> cell) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column("CONTROL", alarm -> alarm.alarm().name()),
          new Column("MATCHES", alarm -> Long.toString(alarm.matches())),
          new Column("ALARMS", alarm -> Integer.toString(alarm.episodes().size())),
          new Column("TIME ON", alarm -> AlarmResult.readable(alarm.timeOn())),
          new Column("FIRST", alarm -> time(alarm.first())),
          new Column("LAST", alarm -> time(alarm.last())),
          new Column("IDENTITY", alarm -> busiest(alarm, alarm.identities())),
          new Column("EVENT", alarm -> busiest(alarm, alarm.events())),
          new Column("SOURCE", alarm -> busiest(alarm, alarm.sources())));

  /** How many of the columns say how often, the first among them. */
  private static final int NUMBERS = 4;

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
    tables(result, text, display);
    advice(result, text, display);
    text.append("\nNote\n");
    Assumptions.of(result).forEach(sentence -> Paragraph.append(text, sentence, display));
    return text.toString();
  }

  /**
   * One table where it fits; else one of the numbers, and below it who and when, of those that have
   * matches.
   */
  private static void tables(ReplayResult result, StringBuilder text, Display display) {
    Table whole = table(result.alarms(), COLUMNS);
    if (whole.fits(display)) {
      append(text, whole.lines(display));
      return;
    }
    append(text, table(result.alarms(), COLUMNS.subList(0, NUMBERS)).lines(display));
    List<AlarmResult> matching =
        result.alarms().stream().filter(alarm -> alarm.matches() > 0).toList();
    if (!matching.isEmpty()) {
      List<Column> details = new ArrayList<>(COLUMNS.subList(NUMBERS, COLUMNS.size()));
      details.add(0, COLUMNS.get(0));
      text.append('\n');
      Table table = table(matching, details);
      append(text, table.fits(display) ? table.lines(display) : table.blocks(display));
    }
  }

  private static void append(StringBuilder text, List<String> lines) {
    lines.forEach(line -> text.append(line).append('\n'));
  }

  private static Table table(List<AlarmResult> alarms, List<Column> columns) {
    return new Table(
        columns.stream().map(Column::header).toList(),
        alarms.stream()
            .map(alarm -> columns.stream().map(column -> column.cell().apply(alarm)).toList())
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
