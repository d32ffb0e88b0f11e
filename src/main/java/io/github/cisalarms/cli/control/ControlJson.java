package io.github.cisalarms.cli.control;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.github.cisalarms.catalog.AlarmDescription;
import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.catalog.InsightsQuery;
import io.github.cisalarms.catalog.PatternVariant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** One control as {@code --json} prints it. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ControlJson(
    String slug,
    String title,
    String metricName,
    Control.Scope scope,
    SortedMap<String, String> benchmarks,
    String watches,
    String respond,
    String noise,
    String blindSpots,
    String advice,
    List<String> fields,
    List<Variant> variants,
    List<Rule> checkers,
    Map<String, List<String>> filters) {

  /** One pattern; the description is that of an alarm for all benchmark versions. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Variant(
      String name,
      String pattern,
      String note,
      List<String> auditedIn,
      List<String> sources,
      String query,
      String alarmDescription) {}

  /** What one checker looks for, and the variants that it accepts. */
  public record Rule(
      Checker checker, String name, String compares, String note, List<String> accepts) {}

  public static ControlJson of(Control control) {
    Map<String, List<String>> filters = new LinkedHashMap<>();
    control
        .readings()
        .forEach(
            (variants, sets) ->
                sets.forEach(checkers -> filters.put(Checker.key(checkers), names(variants))));
    return new ControlJson(
        control.slug(),
        control.title(),
        control.metricName(),
        control.scope(),
        control.benchmarks(),
        control.watches(),
        control.respond(),
        control.noise(),
        control.blindSpots(),
        control.advice(),
        control.fields(),
        control.variants().stream().map(variant -> variant(control, variant)).toList(),
        control.rules().entrySet().stream()
            .map(
                rule ->
                    new Rule(
                        rule.getKey(),
                        rule.getValue().name(),
                        rule.getValue().compares(),
                        rule.getValue().note(),
                        names(control.acceptedBy(rule.getKey()))))
            .toList(),
        filters);
  }

  private static Variant variant(Control control, PatternVariant variant) {
    return new Variant(
        variant.name(),
        variant.pattern(),
        variant.note(),
        variant.auditedIn(),
        variant.sources(),
        InsightsQuery.of(control, variant).text(),
        AlarmDescription.of(control, variant, Optional.empty()));
  }

  private static List<String> names(List<PatternVariant> variants) {
    return variants.stream().map(PatternVariant::name).toList();
  }
}
