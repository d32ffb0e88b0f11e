package io.github.cisalarms.replay.report;

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
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The result of a replay as JSON: keys in snake case, times in ISO 8601, durations in seconds. */
public final class ReplayJson {

  private ReplayJson() {}

  /** The result, in the order of its keys, ready to be printed. */
  public static Map<String, Object> of(ReplayResult result) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("files", result.files());
    json.put("skipped_files", result.skippedFiles());
    json.put("events", result.events());
    json.put("duplicates", result.duplicates());
    json.put("other_accounts", result.otherAccounts());
    json.put("first", time(result.first()));
    json.put("last", time(result.last()));
    json.put("accounts", result.accounts());
    json.put("problem_count", result.problemCount());
    json.put("problems", result.problems().stream().map(ReplayJson::problem).toList());
    json.put("assumptions", Assumptions.of(result));
    json.put(
        "alarms", result.alarms().parallelStream().map(alarm -> alarm(alarm, result)).toList());
    return json;
  }

  private static Map<String, Object> problem(InputProblem problem) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", problem.file());
    json.put("problem", problem.problem());
    return json;
  }

  private static Map<String, Object> alarm(AlarmResult result, ReplayResult replay) {
    ReplayAlarm alarm = result.alarm();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", alarm.name());
    json.put("title", alarm.title());
    json.put("control", alarm.control().map(Control::slug).orElse(null));
    json.put("variant", alarm.variant().orElse(null));
    json.put("pattern", alarm.pattern().text());
    json.put("default_value", alarm.defaultValue() ? 0 : null);
    settings(alarm.settings(), json);
    json.put("matches", result.matches());
    json.put("first", time(result.first()));
    json.put("last", time(result.last()));
    json.put("seconds_on", result.timeOn().toSeconds());
    json.put("episodes", result.episodes().stream().map(ReplayJson::episode).toList());
    json.put("episodes_by_threshold", result.episodesByThreshold());
    json.put("identities", counts(result.identities()));
    json.put("event_names", counts(result.events()));
    json.put("sources", counts(result.sources()));
    json.put(
        "variants",
        result.variants().stream().map(v -> variant(v, alarm.control().orElseThrow())).toList());
    json.put("advice", Advice.of(result, replay));
    json.put("samples", result.samples().stream().map(ReplayJson::sample).toList());
    return json;
  }

  private static void settings(AlarmSettings settings, Map<String, Object> json) {
    json.put("threshold", settings.plainThreshold());
    json.put("period", settings.period());
    json.put("evaluation_periods", settings.evaluationPeriods());
    json.put(
        "datapoints_to_alarm", settings.datapointsToAlarm().orElse(settings.evaluationPeriods()));
    json.put("treat_missing_data", settings.treatMissingData().value());
  }

  private static Map<String, Object> episode(Episode episode) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("from", episode.from().toString());
    json.put("until", time(episode.until()));
    json.put("events", episode.events());
    json.put("peak", episode.peak());
    return json;
  }

  private static Map<String, Long> counts(List<Count> counts) {
    Map<String, Long> json = new LinkedHashMap<>();
    counts.forEach(count -> json.put(count.value(), count.events()));
    return json;
  }

  private static Map<String, Object> variant(VariantResult result, Control control) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", result.variant().name());
    json.put("matches", result.matches());
    json.put("episodes", result.episodes());
    json.put("seconds_on", result.timeOn().toSeconds());
    json.put("accepted_by", result.acceptedBy(control).stream().map(Checker::id).toList());
    return json;
  }

  private static Map<String, Object> sample(Sample sample) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", sample.file());
    json.put("event", SampleEvent.of(sample.json()));
    return json;
  }

  private static String time(Optional<Instant> instant) {
    return instant.map(Instant::toString).orElse(null);
  }
}
