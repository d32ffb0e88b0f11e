package io.github.cisalarms.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cisalarms.account.Call.Refusal;
import io.github.cisalarms.chain.Element;
import io.github.cisalarms.chain.Infrastructure;
import io.github.cisalarms.chain.LogGroup;
import io.github.cisalarms.chain.MetricFilter;
import io.github.cisalarms.chain.MetricFilter.Transformation;
import io.github.cisalarms.chain.Place;
import io.github.cisalarms.chain.Source;
import io.github.cisalarms.chain.Unread;
import io.github.cisalarms.chain.value.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the chain's records of evidence. The same evidence gives the same records, whenever and
 * wherever.
 *
 * <p>Addresses are ARNs; those of metric filters, which have none, are {@code LOGGROUP:FILTER}, as
 * Terraform's import has them.
 */
public final class AccountChain {

  private final Evidence evidence;
  private final List<Element> elements = new ArrayList<>();

  private AccountChain(Evidence evidence) {
    this.evidence = evidence;
  }

  /** What the account has of the chain. */
  public static Infrastructure of(Evidence evidence) {
    return new AccountChain(evidence).read();
  }

  private Infrastructure read() {
    new TrailAnswers(evidence).addTo(elements);
    evidence.calls(Operation.DESCRIBE_LOG_GROUPS).forEach(this::addLogGroups);
    evidence
        .calls(Operation.DESCRIBE_METRIC_FILTERS)
        .forEach(
            call -> {
              addFilters(call);
              unread(elements, call, Unread.Kind.FILTERS, "the metric filters");
            });
    new AlarmAnswers(evidence).addTo(elements);
    new TopicAnswers(evidence).addTo(elements);
    new KeyAnswers(evidence).addTo(elements);
    new SubscriberAnswers(evidence).addTo(elements);
    return new Infrastructure(Source.ACCOUNT, elements);
  }

  /** Notes a list that could not be read, or not to its end. */
  static void unread(List<Element> elements, Call call, Unread.Kind kind, String what) {
    call.refusal()
        .ifPresent(
            refusal ->
                elements.add(
                    new Unread(
                        what + " of " + call.region() + " of " + call.account(),
                        kind,
                        place(call),
                        why(what + " of " + call.region() + " of " + call.account(), refusal),
                        remedy(refusal))));
  }

  /** Notes a policy that nobody can make sense of. */
  static void unreadable(List<Element> elements, String address, String whose, Call call) {
    elements.add(
        new Unread(
            address,
            Unread.Kind.ATTRIBUTES,
            place(call),
            whose + " policy is no JSON",
            "write " + whose + " policy anew"));
  }

  static Place place(Call call) {
    return new Place(Value.known(call.account()), Value.known(call.region()));
  }

  static String why(String what, Refusal refusal) {
    return what + " could not be read: " + refusal.reason();
  }

  static String remedy(Refusal refusal) {
    if (!refusal.permission().isEmpty()) {
      return "allow "
          + refusal.permission()
          + " to whoever audits; 'cis-alarms audit --iam-policy' prints the policy";
    }
    return "run the audit again";
  }

  private void addLogGroups(Call call) {
    for (JsonNode group : list(call, "logGroups")) {
      if (group.path("logGroupName").asText().equals(call.parameter("logGroupNamePrefix"))) {
        elements.add(
            new LogGroup(
                group.path("arn").asText().replaceAll(":\\*$", ""),
                Json.text(group, "logGroupName"),
                place(call),
                Json.text(group, "logGroupClass").orDefault("STANDARD")));
      }
    }
  }

  private void addFilters(Call call) {
    for (JsonNode filter : list(call, "metricFilters")) {
      elements.add(
          new MetricFilter(
              filter.path("logGroupName").asText() + ":" + filter.path("filterName").asText(),
              Json.text(filter, "filterName"),
              place(call),
              Json.text(filter, "logGroupName"),
              Json.text(filter, "filterPattern").orDefault(""),
              Json.each(filter.path("metricTransformations"))
                  .map(metric -> transformation(filter, metric))
                  .toList(),
              Value.known(
                  Json.text(filter, "fieldSelectionCriteria").isAbsent()
                      && !filter.path("applyOnTransformedLogs").asBoolean())));
    }
  }

  private static Transformation transformation(JsonNode filter, JsonNode metric) {
    return new Transformation(
        Json.text(metric, "metricName"),
        Json.text(metric, "metricNamespace"),
        Json.text(metric, "metricValue"),
        Json.number(metric, "defaultValue"),
        Value.known(
            !metric.path("dimensions").isEmpty()
                || !filter.path("emitSystemFieldDimensions").isEmpty()),
        Json.text(metric, "unit").orDefault("None"));
  }

  static List<JsonNode> list(Call call, String name) {
    return call.answer().map(answer -> Json.each(answer.path(name)).toList()).orElse(List.of());
  }
}
