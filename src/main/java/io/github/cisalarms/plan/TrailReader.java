package io.github.cisalarms.plan;

import io.github.cisalarms.chain.Place;
import io.github.cisalarms.chain.Trail;
import io.github.cisalarms.chain.Trail.ManagementEvents;
import io.github.cisalarms.chain.value.Value;
import io.github.cisalarms.plan.Resolver.Wanted;
import java.util.ArrayList;
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
    boolean some = false;
    for (Attributes selector : advanced) {
      Advanced read = Advanced.of(selector);
      if (read.management() && read.narrow()) {
        some = true;
      } else if (read.management()) {
        reads |= read.reads();
        writes |= read.writes();
        excluded.addAll(read.excluded());
      }
    }
    if (some && !(reads && writes)) {
      return Value.unknown();
    }
    return Value.known(new ManagementEvents(reads, writes, basic.isEmpty(), List.copyOf(excluded)));
  }

  private static List<String> known(List<Value<String>> values) {
    return values.stream().flatMap(value -> value.get().stream()).toList();
  }

  /**
   * An advanced event selector.
   *
   * @param management whether it is about management events
   * @param narrow whether it takes some of them alone, by their names or who caused them
   */
  private record Advanced(
      boolean management, boolean narrow, boolean reads, boolean writes, List<String> excluded) {

    static Advanced of(Attributes selector) {
      boolean management = false;
      boolean narrow = false;
      boolean reads = true;
      boolean writes = true;
      List<String> excluded = new ArrayList<>();
      for (Attributes field : selector.blocks("field_selector")) {
        List<String> equal = known(field.texts("equals", Wanted.ANY));
        List<String> notEqual = known(field.texts("not_equals", Wanted.ANY));
        switch (field.text("field").get().orElse("")) {
          case "eventCategory" -> management = equal.contains("Management");
          case "readOnly" -> {
            reads = equal.contains("true") || notEqual.contains("false");
            writes = equal.contains("false") || notEqual.contains("true");
          }
          case "eventSource" -> {
            excluded.addAll(notEqual);
            narrow |= notEqual.isEmpty();
          }
          default -> narrow = true;
        }
      }
      return new Advanced(management, narrow, reads, writes, excluded);
    }
  }
}
