package io.github.cisalarms.replay.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.github.cisalarms.catalog.AlarmSettings;
import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.replay.Advice;
import io.github.cisalarms.replay.AlarmResult;
import io.github.cisalarms.replay.Assumptions;
import io.github.cisalarms.replay.ReplayAlarm;
import io.github.cisalarms.replay.ReplayResult;
import io.github.cisalarms.replay.VariantResult;
import io.github.cisalarms.replay.clock.Episode;
import io.github.cisalarms.replay.tally.Count;
import io.github.cisalarms.replay.tally.Sample;
import io.github.cisalarms.replay.trail.InputProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A replay as one HTML page: a timeline per alarm with its episodes, who and what caused them,
 * sample events, and what other variants and thresholds would change.
 *
 * <p>The page needs nothing else: it has no script and asks for nothing, which its own content
 * security policy forbids anyway. Whatever comes from events is escaped.
 */
public final class HtmlReport {

  private static final String TEMPLATE = "report.html";
  private static final int EPISODES_LISTED = 100;
  private static final int PROBLEMS_LISTED = 50;
  private static final int SAMPLE_CHARACTERS = 20_000;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectWriter PRETTY =
      JSON.writer(
          new DefaultPrettyPrinter()
              .withObjectIndenter(new DefaultIndenter("  ", "\n"))
              .withArrayIndenter(new DefaultIndenter("  ", "\n")));

  private final ReplayResult result;
  private final Timeline timeline;

  private HtmlReport(ReplayResult result) {
    this.result = result;
    this.timeline = Timeline.of(result);
  }

  /** The page, in HTML. */
  public static String of(ReplayResult result) {
    return template().execute(new HtmlReport(result).page());
  }

  private static Template template() {
    try (InputStream in = HtmlReport.class.getResourceAsStream(TEMPLATE)) {
      return Mustache.compiler().compile(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("the template of the report can't be read", e);
    }
  }

  // What the template shows, under the names that it uses.

  private record Fact(String name, String value) {}

  private record Top(String name, List<TopRow> rows) {}

  private record TopRow(String value, String events, long percent) {}

  private record ThresholdRow(int threshold, int episodes, String mine) {}

  private record VariantRow(
      String name, String matches, int episodes, String timeOn, String acceptedBy, String mine) {}

  private record EpisodeRow(String from, String until, String events, String peak) {}

  private record SampleRow(
      String time, String event, String identity, String source, String file, String json) {}

  private Map<String, Object> page() {
    List<Map<String, Object>> alarms = result.alarms().stream().map(this::alarm).toList();
    List<Map<String, Object>> silent =
        alarms.stream().filter(alarm -> !(boolean) alarm.get("shown")).toList();
    List<InputProblem> problems = result.problems().stream().limit(PROBLEMS_LISTED).toList();
    return Map.of(
        "span",
        result
            .first()
            .map(
                time ->
                    PageText.readable(time)
                        + " to "
                        + PageText.readable(result.last().orElseThrow())
                        + " UTC")
            .orElse("no events"),
        "facts",
        facts(),
        "problems?",
        !problems.isEmpty(),
        "problems",
        problems,
        "problemCount",
        PageText.number(result.problemCount()),
        "problemNoun",
        result.problemCount() == 1 ? "problem" : "problems",
        "alarms",
        alarms,
        "silent?",
        !silent.isEmpty(),
        "silent",
        silent,
        "assumptions",
        Assumptions.of(result));
  }

  private List<Fact> facts() {
    long episodes = result.alarms().stream().mapToLong(alarm -> alarm.episodes().size()).sum();
    List<Fact> facts = new ArrayList<>();
    facts.add(fact(episodes, "alarm"));
    facts.add(fact(result.events(), "event"));
    facts.add(fact(result.files(), "file"));
    facts.add(fact(result.accounts().size(), "account"));
    if (result.duplicates() > 0) {
      facts.add(fact(result.duplicates(), "duplicate"));
    }
    return facts;
  }

  private static Fact fact(long count, String noun) {
    return new Fact(count == 1 ? noun : noun + "s", PageText.number(count));
  }

  private Map<String, Object> alarm(AlarmResult alarm) {
    int count = alarm.episodes().size();
    List<String> advice = Advice.of(alarm, result);
    return Map.ofEntries(
        Map.entry("id", "alarm-" + alarm.alarm().name()),
        Map.entry("name", alarm.alarm().name()),
        Map.entry("title", alarm.alarm().title()),
        Map.entry("settings", settings(alarm.alarm())),
        Map.entry("pattern", alarm.alarm().pattern().text()),
        Map.entry("shown", alarm.matches() > 0 || count > 0),
        Map.entry("matches", PageText.number(alarm.matches())),
        Map.entry("episodeCount", PageText.number(count)),
        Map.entry("episodeText", PageText.number(count) + (count == 1 ? " alarm" : " alarms")),
        Map.entry("tone", count == 0 ? "calm" : "ring"),
        Map.entry("timeOn", AlarmResult.readable(alarm.timeOn())),
        Map.entry(
            "timelineLabel",
            PageText.number(alarm.matches())
                + " matching events, "
                + PageText.number(count)
                + " alarms"),
        Map.entry("from", PageText.minute(timeline.first())),
        Map.entry("to", PageText.minute(timeline.end())),
        Map.entry(
            "binText",
            "blue: events per " + AlarmResult.readable(timeline.bin()) + ", red: alarm on"),
        Map.entry("bars", timeline.bars(alarm.minutes())),
        Map.entry("episodeBars", timeline.episodeBars(alarm.episodes())),
        Map.entry("advice?", !advice.isEmpty()),
        Map.entry("advice", advice),
        Map.entry(
            "tops",
            List.of(
                top("Who", alarm.identities(), alarm),
                top("What", alarm.events(), alarm),
                top("From where", alarm.sources(), alarm))),
        Map.entry("thresholds", thresholds(alarm)),
        Map.entry("variants?", alarm.variants().size() > 1),
        Map.entry("variants", variants(alarm)),
        Map.entry("episodes?", count > 0),
        Map.entry(
            "episodes", alarm.episodes().stream().limit(EPISODES_LISTED).map(this::row).toList()),
        Map.entry(
            "moreEpisodes",
            count > EPISODES_LISTED
                ? List.of(
                    "and " + PageText.number(count - EPISODES_LISTED) + " more; --json lists all")
                : List.of()),
        Map.entry("samples", alarm.samples().stream().map(HtmlReport::row).toList()));
  }

  private static String settings(ReplayAlarm alarm) {
    AlarmSettings settings = alarm.settings();
    int periods = settings.evaluationPeriods();
    return String.format(
        Locale.ROOT,
        "%sGoes off at %s or more in %s%s; missing data: %s.",
        alarm.variant().map(variant -> "Variant " + variant + ". ").orElse(""),
        settings.threshold() == Math.rint(settings.threshold())
            ? PageText.number((long) settings.threshold())
            : Double.toString(settings.threshold()),
        settings.period() % 60 == 0
            ? AlarmResult.readable(Duration.ofSeconds(settings.period()))
            : settings.period() + " s",
        periods == 1
            ? ""
            : ", in "
                + settings.datapointsToAlarm().orElse(periods)
                + " of "
                + periods
                + " periods",
        settings.treatMissingData().value());
  }

  private static Top top(String name, List<Count> counts, AlarmResult alarm) {
    return new Top(
        name,
        counts.stream()
            .map(
                count ->
                    new TopRow(
                        count.value(),
                        PageText.number(count.events()),
                        Math.round(100.0 * count.events() / Math.max(1, alarm.matches()))))
            .toList());
  }

  private static List<ThresholdRow> thresholds(AlarmResult alarm) {
    return alarm.episodesByThreshold().entrySet().stream()
        .map(
            entry ->
                new ThresholdRow(
                    entry.getKey(),
                    entry.getValue(),
                    entry.getKey() == alarm.alarm().settings().threshold() ? "mine" : ""))
        .toList();
  }

  private static List<VariantRow> variants(AlarmResult alarm) {
    return alarm.variants().stream()
        .map(
            variant ->
                new VariantRow(
                    variant.variant().name(),
                    PageText.number(variant.matches()),
                    variant.episodes(),
                    AlarmResult.readable(variant.timeOn()),
                    acceptedBy(alarm.alarm().control().orElseThrow(), variant),
                    alarm.alarm().pattern().text().equals(variant.variant().pattern())
                        ? "mine"
                        : ""))
        .toList();
  }

  private static String acceptedBy(Control control, VariantResult variant) {
    return variant.acceptedBy(control).stream()
        .map(Checker::title)
        .collect(Collectors.joining(", "));
  }

  private EpisodeRow row(Episode episode) {
    return new EpisodeRow(
        PageText.readable(episode.from()),
        PageText.until(episode),
        PageText.number(episode.events()),
        PageText.number(episode.peak()));
  }

  private static SampleRow row(Sample sample) {
    return new SampleRow(
        PageText.readable(sample.time()),
        sample.event(),
        sample.identity(),
        sample.source(),
        sample.file(),
        pretty(sample.json()));
  }

  private static String pretty(String json) {
    String text = json;
    try {
      text = PRETTY.writeValueAsString(JSON.readTree(json));
    } catch (JsonProcessingException e) {
      // Too deep or too long for a tree; shown as it stands.
    }
    return text.length() <= SAMPLE_CHARACTERS
        ? text
        : text.substring(0, SAMPLE_CHARACTERS) + "\n[cut here; the file has all of it]";
  }
}
