package io.github.cisalarms.plan;

import io.github.cisalarms.chain.EventSelectors;
import io.github.cisalarms.chain.Place;
import io.github.cisalarms.chain.Trail;
import io.github.cisalarms.chain.Trail.ManagementEvents;
import io.github.cisalarms.chain.value.Value;
import io.github.cisalarms.plan.Resolver.Wanted;
import java.util.List;
import java.util.stream.Stream;

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
            .flatMap(Places::ofArn)
            .map(place -> logGroupPlace(place, trail.place()))
            .orElseGet(trail::place),
        trail.flag("is_multi_region_trail").orDefault(false),
        trail.flag("enable_logging").orDefault(true),
        managementEvents(trail));
  }

  /** A trail takes log groups of its own account alone, also where nobody knows which that is. */
  private static Place logGroupPlace(Place told, Place trail) {
    return trail.account().isKnown() ? told : new Place(trail.account(), told.region());
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
    return new EventSelectors(
            trail.blocks("event_selector").stream().map(TrailReader::basic).toList(),
            trail.blocks("advanced_event_selector").stream()
                .map(
                    selector ->
                        selector.blocks("field_selector").stream().map(TrailReader::field).toList())
                .toList())
        .managementEvents();
  }

  private static EventSelectors.Basic basic(Attributes selector) {
    return new EventSelectors.Basic(
        selector.flag("include_management_events").get().orElse(true),
        selector.text("read_write_type").get().orElse("All"),
        known(selector.texts("exclude_management_event_sources", Wanted.ANY)));
  }

  private static EventSelectors.Field field(Attributes field) {
    return new EventSelectors.Field(
        field.text("field").get().orElse(""),
        known(field.texts("equals", Wanted.ANY)),
        known(field.texts("not_equals", Wanted.ANY)),
        Stream.of("starts_with", "not_starts_with", "ends_with", "not_ends_with")
            .anyMatch(name -> !field.texts(name, Wanted.ANY).isEmpty()));
  }

  private static List<String> known(List<Value<String>> values) {
    return values.stream().flatMap(value -> value.get().stream()).toList();
  }
}
