package io.github.cisalarms.chain.rule;

import io.github.cisalarms.chain.Chain;
import io.github.cisalarms.chain.Finding;
import io.github.cisalarms.chain.Judge;
import io.github.cisalarms.chain.Link;
import io.github.cisalarms.chain.MetricFilter;
import io.github.cisalarms.chain.behaviour.AlarmBehaviour;
import io.github.cisalarms.chain.value.Value;
import java.util.Set;

/** The filter emits something that can be counted. */
final class FilterCountsEvents implements Rule {

  @Override
  public Stage stage() {
    return Stage.FILTER;
  }

  @Override
  public Link link() {
    return Link.METRIC;
  }

  @Override
  public String asks() {
    return "The filter emits a metric with a value above 0 for each event.";
  }

  @Override
  public Set<Judge> judges() {
    return Set.of(Judge.DELIVERY);
  }

  @Override
  public Finding check(Chain chain) {
    MetricFilter filter = chain.filter().orElseThrow();
    String remedy = "set value = \"1\" in metric_transformation";
    if (filter.transformations().isEmpty()) {
      return broken(filter.address(), "the filter emits no metric", remedy);
    }
    if (!filter.allEvents().get().orElse(false)) {
      return unclear(
          filter.address(),
          filter.allEvents().isKnown()
              ? "the filter looks at chosen or transformed events, which need not be all that the"
                  + " trail writes"
              : "whether the filter looks at every event " + chain.source().isUnknown(),
          "take field_selection_criteria and apply_on_transformed_logs off the filter");
    }
    Value<String> value = filter.transformations().get(0).value();
    return value
        .get()
        .map(
            text ->
                text.startsWith("$")
                    ? unclear(
                        filter.address(),
                        "the filter counts "
                            + (value.isSensitive() ? value.shown() : text)
                            + " instead of events",
                        remedy)
                    : AlarmBehaviour.number(text).filter(number -> number > 0).isPresent()
                        ? holds(
                            filter.address(),
                            "each event counts " + (value.isSensitive() ? value.shown() : text))
                        : broken(filter.address(), "each event counts " + value.shown(), remedy))
        .orElseGet(
            () ->
                unclear(
                    filter.address(),
                    "what an event counts " + chain.source().isUnknown(),
                    remedy));
  }
}
