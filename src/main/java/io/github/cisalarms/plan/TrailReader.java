package io.github.cisalarms.plan;

import io.github.cisalarms.chain.Place;
import io.github.cisalarms.chain.Trail;
import io.github.cisalarms.chain.Trail.ManagementEvents;
import io.github.cisalarms.chain.value.Value;
import io.github.cisalarms.plan.Resolver.Wanted;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads trails. */
final class TrailReader {

  private TrailReader() {}

  static Trail read(Attributes trail) {
    Value<String> logGroup = trail.text("cloud_watch_logs_group_arn", Wanted.LOG_GROUP);
    return new Trail(
        trail.address(),
        logGroup.get().filter(String::isEmpty).isPresent()
            ? Value.absent()
            : logGroup.map(TrailReader::logGroupName),
        logGroup
            .get()
            .map(arn -> arn.split(":", 8))
            .filter(parts -> parts.length >= 7 && parts[0].equals("arn"))
            .map(parts -> new Place(Value.known(parts[4]), Value.known(parts[3])))
            .orElseGet(trail::place),
        trail.flag("is_multi_region_trail").orDefault(false),
        trail.flag("enable_logging").orDefault(true),
        managementEvents(trail));
  }

  /** The name in {@code arn:aws:logs:us-east-1:111122223333:log-group:NAME:*}. */
  private static String logGroupName(String arn) {
    String[] parts = arn.split(":", 8);
    return parts.length >= 7 && parts[0].equals("arn") ? parts[6] : arn;
  }

  private static Value<ManagementEvents> managementEvents(Attributes trail) {
    if (trail.isUnknown("event_selector") || trail.isUnknown("advanced_event_selector")) {
      return Value.unknown();
    }
    List<Attributes> basic = trail.blocks("event_selector");
    List<Attributes> advanced = trail.blocks("advanced_event_selector");
    if (basic.isEmpty() && advanced.isEmpty()) {
      return Value.known(new ManagementEvents(true, true, false, List.of()));
    }
    boolean reads = false;
    boolean writes = false;
    Set<String> excluded = new LinkedHashSet<>();
    for (Attributes selector : basic) {
      if (selector.flag("include_management_events").get().orElse(true)) {
        String kind = selector.text("read_write_type").get().orElse("All");
        reads |= !kind.equals("WriteOnly");
        writes |= !kind.equals("ReadOnly");
        selector
            .texts("exclude_management_event_sources", Wanted.ANY)
            .forEach(source -> source.get().ifPresent(excluded::add));
      }
    }
    for (Attributes selector : advanced) {
      boolean management = false;
      boolean only = false;
      boolean readOnly = true;
      for (Attributes field : selector.blocks("field_selector")) {
        String name = field.text("field").get().orElse("");
        List<String> equal = known(field.texts("equals", Wanted.ANY));
        switch (name) {
          case "eventCategory" -> management = equal.contains("Management");
          case "readOnly" -> {
            only = true;
            readOnly = equal.contains("true");
          }
          case "eventSource" -> excluded.addAll(known(field.texts("not_equals", Wanted.ANY)));
          default -> {}
        }
      }
      if (management) {
        reads |= !only || readOnly;
        writes |= !only || !readOnly;
      }
    }
    return Value.known(new ManagementEvents(reads, writes, basic.isEmpty(), List.copyOf(excluded)));
  }

  private static List<String> known(List<Value<String>> values) {
    return values.stream().flatMap(value -> value.get().stream()).toList();
  }
}
