package io.github.cisalarms.drill.report;

import io.github.cisalarms.drill.DrillResult;
import io.github.cisalarms.drill.LineResult;
import io.github.cisalarms.drill.Step;
import io.github.cisalarms.drill.StepResult;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a drill saw as JSON: keys in snake case; what is not there is null. */
public final class DrillJson {

  private static final double MILLIS_PER_SECOND = 1000;

  private DrillJson() {}

  /** The result, to be printed as JSON. */
  public static Map<String, Object> of(DrillResult result) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("drill", result.id());
    json.put("account", result.account());
    json.put("region", result.region());
    json.put("seen", result.isSeen());
    json.put("alarms", result.lines().stream().map(DrillJson::line).toList());
    json.put("problems", result.problems());
    json.put("differences", result.differences());
    json.put("notes", result.notes());
    return json;
  }

  private static Map<String, Object> line(LineResult line) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("control", line.control());
    json.put("filter_name", line.filter().orElse(null));
    json.put("alarm_name", line.alarm().orElse(null));
    line.steps().forEach((step, result) -> json.put(step.word(), step(result)));
    json.put("first_failed", line.firstFailed().map(Step::word).orElse(null));
    return json;
  }

  private static Map<String, Object> step(StepResult result) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("status", result.status().word());
    json.put("seconds", result.after().map(DrillJson::seconds).orElse(null));
    json.put("reason", result.reason().isEmpty() ? null : result.reason());
    return json;
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / MILLIS_PER_SECOND;
  }
}
