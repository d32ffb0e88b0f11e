package io.github.cisalarms.chain.rule;

import io.github.cisalarms.chain.Chain;
import io.github.cisalarms.chain.Finding;
import io.github.cisalarms.chain.Judge;
import io.github.cisalarms.chain.Link;
import io.github.cisalarms.chain.MetricFilter;
import java.util.EnumSet;
import java.util.Set;

/** A filter for the control reads what the trail writes. */
final class FilterReadsTrailLogGroup implements Rule {

  @Override
  public Stage stage() {
    return Stage.FILTER;
  }

  @Override
  public Link link() {
    return Link.FILTER;
  }

  @Override
  public String asks() {
    return "A metric filter for the control is on the log group that the trail delivers to.";
  }

  @Override
  public Set<Judge> judges() {
    return EnumSet.allOf(Judge.class);
  }

  @Override
  public Finding check(Chain chain) {
    if (chain.filter().isEmpty()) {
      return broken(
          "",
          "the plan has no metric filter for this control",
          "add a metric filter, or the control to the module's controls; 'cis-alarms controls show "
              + chain.control().slug()
              + "' prints the pattern");
    }
    MetricFilter filter = chain.filter().orElseThrow();
    return switch (filter.logGroup().sameAs(chain.logGroup())) {
      case YES -> holds(filter.address(), "the filter reads " + filter.logGroup().shown());
      case NO ->
          broken(
              filter.address(),
              "the filter reads the log group "
                  + filter.logGroup().shown()
                  + ", the trail writes to "
                  + chain.logGroup().shown(),
              "set log_group_name to the trail's log group");
      case UNKNOWN ->
          unclear(
              filter.address(),
              "whether the log group " + filter.logGroup().shown() + " is the trail's is not known",
              "name the trail's log group with --log-group");
    };
  }
}
