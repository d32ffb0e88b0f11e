package io.github.cisalarms.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cisalarms.account.Call.Refusal;
import io.github.cisalarms.chain.Element;
import io.github.cisalarms.chain.EventSelectors;
import io.github.cisalarms.chain.Observation;
import io.github.cisalarms.chain.Place;
import io.github.cisalarms.chain.Trail;
import io.github.cisalarms.chain.Trail.ManagementEvents;
import io.github.cisalarms.chain.Unread;
import io.github.cisalarms.chain.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The trails that cover an account, and whether their log groups could be followed. */
final class TrailAnswers {

  /** In an account with any activity a trail writes every few minutes. */
  private static final Duration LONG = Duration.ofDays(1);

  private final Evidence evidence;

  TrailAnswers(Evidence evidence) {
    this.evidence = evidence;
  }

  void addTo(List<Element> elements) {
    evidence
        .calls(Operation.DESCRIBE_TRAILS)
        .forEach(
            call -> {
              AccountChain.list(call, "trailList").forEach(trail -> add(trail, elements));
              AccountChain.unread(elements, call, Unread.Kind.TRAILS, "the trails");
            });
  }

  private void add(JsonNode trail, List<Element> elements) {
    String arn = trail.path("TrailARN").asText();
    Optional<ResourceArn> logGroup =
        ResourceArn.parse(trail.path("CloudWatchLogsLogGroupArn").asText());
    Optional<Call> status = call(Operation.GET_TRAIL_STATUS, "Name", arn);
    Optional<Call> selectors = call(Operation.GET_EVENT_SELECTORS, "TrailName", arn);
    elements.add(
        new Trail(
            arn,
            logGroup.map(ResourceArn::logGroup).map(Value::known).orElseGet(Value::absent),
            logGroup.map(ResourceArn::place).orElseGet(Place::unknown),
            Json.flag(trail, "IsMultiRegionTrail").orDefault(false),
            status
                .flatMap(Call::answer)
                .map(answer -> Json.flag(answer, "IsLogging"))
                .orElseGet(Value::unknown),
            selectors.flatMap(Call::answer).map(TrailAnswers::events).orElseGet(Value::unknown)));
    Stream.of(status, selectors)
        .flatMap(Optional::stream)
        .filter(call -> call.refusal().isPresent())
        .findFirst()
        .ifPresent(call -> elements.add(unread(arn, call)));
    status
        .filter(any -> logGroup.isPresent())
        .flatMap(Call::answer)
        .ifPresent(answer -> observe(arn, answer, elements));
    logGroup.filter(group -> !wasAsked(group)).ifPresent(group -> addUnasked(group, elements));
  }

  private Optional<Call> call(Operation operation, String parameter, String value) {
    return evidence
        .calls(operation)
        .filter(call -> call.parameter(parameter).equals(value))
        .findFirst();
  }

  private static Unread unread(String arn, Call call) {
    Refusal refusal = call.refusal().orElseThrow();
    return new Unread(
        arn,
        Unread.Kind.ATTRIBUTES,
        AccountChain.place(call),
        AccountChain.why(
            call.operation() == Operation.GET_TRAIL_STATUS
                ? "the trail's status"
                : "which events the trail records",
            refusal),
        AccountChain.remedy(refusal));
  }

  private static Value<ManagementEvents> events(JsonNode answer) {
    return new EventSelectors(
            Json.each(answer.path("EventSelectors")).map(TrailAnswers::basic).toList(),
            Json.each(answer.path("AdvancedEventSelectors"))
                .map(
                    selector ->
                        Json.each(selector.path("FieldSelectors"))
                            .map(TrailAnswers::field)
                            .toList())
                .toList())
        .managementEvents();
  }

  private static EventSelectors.Basic basic(JsonNode selector) {
    return new EventSelectors.Basic(
        selector.path("IncludeManagementEvents").asBoolean(true),
        selector.path("ReadWriteType").asText("All"),
        Json.plain(selector.path("ExcludeManagementEventSources")));
  }

  private static EventSelectors.Field field(JsonNode field) {
    return new EventSelectors.Field(
        field.path("Field").asText(),
        Json.plain(field.path("Equals")),
        Json.plain(field.path("NotEquals")),
        Stream.of("StartsWith", "NotStartsWith", "EndsWith", "NotEndsWith").anyMatch(field::has));
  }

  private void observe(String arn, JsonNode status, List<Element> elements) {
    String error = status.path("LatestCloudWatchLogsDeliveryError").asText();
    Optional<Instant> latest = Json.time(status.path("LatestCloudWatchLogsDeliveryTime").asText());
    String since = latest.map(time -> "; it last did at " + time).orElse("");
    if (!error.isEmpty()) {
      elements.add(new Observation(arn, Observation.Kind.DELIVERY_FAILED, "", error + since));
    } else if (latest.isPresent() && latest.get().isBefore(evidence.ended().minus(LONG))) {
      elements.add(
          new Observation(
              arn,
              Observation.Kind.DELIVERY_STALE,
              "",
              "since " + latest.get() + ", for over a day"));
    } else if (latest.isEmpty() && isOwn(arn)) {
      Json.time(status.path("StartLoggingTime").asText())
          .filter(start -> start.isBefore(evidence.ended().minus(LONG)))
          .ifPresent(
              start ->
                  elements.add(
                      new Observation(
                          arn,
                          Observation.Kind.DELIVERY_STALE,
                          "",
                          "since it was switched on at " + start + ", over a day ago")));
    }
  }

  /**
   * Whether a trail is of the account itself: nobody says how much of an organization's it sees.
   */
  private boolean isOwn(String arn) {
    return ResourceArn.parse(arn)
        .filter(trail -> trail.account().equals(evidence.account()))
        .isPresent();
  }

  private boolean wasAsked(ResourceArn logGroup) {
    return evidence
        .calls(Operation.DESCRIBE_METRIC_FILTERS)
        .anyMatch(
            call ->
                call.account().equals(logGroup.account())
                    && call.region().equals(logGroup.region()));
  }

  /** The log group of an organization's trail is in an account that nobody let us into. */
  private static void addUnasked(ResourceArn logGroup, List<Element> elements) {
    elements.add(
        new Unread(
            logGroup.text(),
            Unread.Kind.FILTERS,
            logGroup.place(),
            "the trail writes to the log group '%s' of account %s, which was not read"
                .formatted(logGroup.logGroup(), logGroup.account()),
            "audit account %s, or let whoever audits take a role there"
                .formatted(logGroup.account())));
  }
}
