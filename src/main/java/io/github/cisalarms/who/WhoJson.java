package io.github.cisalarms.who;

import io.github.cisalarms.who.Activity.Identity;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Who it was as JSON: keys in snake case, times in ISO 8601; what is not known is null. */
public final class WhoJson {

  private WhoJson() {}

  /** The result, to be printed as JSON. */
  public static Map<String, Object> of(WhoResult result) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("place", result.place());
    json.put("alarm", result.alarm().orElse(null));
    json.put(
        "alarm_on_from", result.episode().map(Episode::from).map(Instant::toString).orElse(null));
    json.put(
        "alarm_on_until",
        result.episode().flatMap(Episode::until).map(Instant::toString).orElse(null));
    json.put("from", result.window().from().toString());
    json.put("until", result.window().until().toString());
    json.put("filters", result.filters().stream().map(WhoJson::filter).toList());
    json.put("events", result.events());
    json.put("ungrouped_events", result.ungrouped());
    json.put("activities", result.activities().stream().map(WhoJson::activity).toList());
    return json;
  }

  private static Map<String, Object> filter(WatchedFilter filter) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", filter.name().orElse(null));
    json.put("log_group", filter.logGroup());
    json.put("pattern", filter.pattern());
    json.put("metric_namespace", filter.metric().map(Metric::namespace).orElse(null));
    json.put("metric_name", filter.metric().map(Metric::name).orElse(null));
    return json;
  }

  private static Map<String, Object> activity(Activity activity) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("events", activity.events());
    json.put("first", activity.first().toString());
    json.put("last", activity.last().toString());
    json.put("identity", identity(activity.identity()));
    json.put("event_name", activity.action().event());
    json.put("event_source", activity.action().source());
    json.put("error", activity.action().error().orElse(null));
    json.put("source_address", activity.origin().address());
    json.put("user_agent", activity.origin().userAgent());
    json.put("region", activity.origin().region());
    json.put("example", TrailEvent.json(activity.example()));
    return json;
  }

  private static Map<String, Object> identity(Identity identity) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", identity.type());
    json.put("name", identity.name());
    json.put("arn", identity.arn().orElse(null));
    json.put("account", identity.account().orElse(null));
    json.put("mfa", word(identity.mfa()));
    json.put("access_key", identity.accessKey().orElse(null));
    json.put("access_key_kind", word(identity.keyKind()));
    json.put("invoked_by", identity.invokedBy().orElse(null));
    return json;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
