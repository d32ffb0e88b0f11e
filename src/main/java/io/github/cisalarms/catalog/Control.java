package io.github.cisalarms.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One monitoring control: what to look for in CloudTrail, how benchmarks number it, and what each
 * checker wants to see. Texts for people are empty where there is nothing to say.
 *
 * @param slug stable key, such as {@code console-signin-without-mfa}; map keys and names use it
 * @param title short title in our own words
 * @param metricName name of the metric as the benchmark's commands print it
 * @param scope in which accounts the control sees anything
 * @param benchmarks section number by benchmark version, such as {@code "5.0" -> "4.2"}, in the
 *     order of versions; for display only, since numbers move from version to version
 * @param watches what the control watches, in a sentence or two
 * @param respond what to look at when the alarm rings; at most 300 characters, since it becomes
 *     part of the alarm's description
 * @param noise what rings without a reason to worry
 * @param blindSpots what goes unseen
 * @param advice what to do about the noise, and what that costs in compliance
 * @param fields the event fields that the patterns name
 * @param queryFields the event fields that a query for the events shows beside the usual ones
 * @param variants the published patterns; the first is called {@code default}
 * @param rules what each checker looks for; a checker without a rule doesn't judge this control
 */
public record Control(
    String slug,
    String title,
    String metricName,
    Scope scope,
    SortedMap<String, String> benchmarks,
    String watches,
    String respond,
    String noise,
    String blindSpots,
    String advice,
    List<String> fields,
    List<String> queryFields,
    List<PatternVariant> variants,
    Map<Checker, CheckerRule> rules) {

  private static final int RESPOND_CHARACTERS = 300;

  /** In which accounts a control sees anything. */
  public enum Scope {
    /** Every account's trail records the events. */
    @JsonProperty("account")
    ACCOUNT,
    /** The trail of the organization's management account records most of the events. */
    @JsonProperty("management-account")
    MANAGEMENT_ACCOUNT
  }

  /**
   * Rejects what would break names, keys or descriptions further on.
   *
   * @throws IllegalArgumentException naming the control and what is wrong with it
   */
  public Control {
    require(slug.matches("[a-z][a-z0-9-]*"), slug, "use a-z, 0-9 and '-' in the slug");
    require(
        metricName.matches("[A-Za-z0-9_-]{1," + Quotas.METRIC_NAME_CHARACTERS + "}"),
        slug,
        "metric name '" + metricName + "' has other characters than letters, digits, '_' and '-'");
    require(!title.isBlank() && !watches.isBlank(), slug, "it needs a title and what it watches");
    require(
        !respond.isBlank() && respond.length() <= RESPOND_CHARACTERS,
        slug,
        "'respond' has "
            + respond.length()
            + " characters, allowed are 1 to "
            + RESPOND_CHARACTERS);
    require(!benchmarks.isEmpty(), slug, "no benchmark numbers it");
    require(!fields.isEmpty(), slug, "it names no event field");
    require(
        !variants.isEmpty() && variants.get(0).name().equals("default"),
        slug,
        "the first variant has to be 'default'");
    require(
        variants.stream().map(PatternVariant::name).distinct().count() == variants.size(),
        slug,
        "two variants have one name");
    SortedMap<String, String> ordered = new TreeMap<>(Benchmark.ORDER);
    ordered.putAll(benchmarks);
    benchmarks = Collections.unmodifiableSortedMap(ordered);
    fields = List.copyOf(fields);
    queryFields = List.copyOf(queryFields);
    variants = List.copyOf(variants);
    Map<Checker, CheckerRule> byChecker = new EnumMap<>(Checker.class);
    byChecker.putAll(rules);
    rules = Collections.unmodifiableMap(byChecker);
  }

  /** The variant that is used when nothing else is asked for. */
  public PatternVariant defaultVariant() {
    return variants.get(0);
  }

  /** The variant of that name, if this control has it. */
  public Optional<PatternVariant> variant(String name) {
    return variants.stream().filter(variant -> variant.name().equals(name)).findFirst();
  }

  /**
   * The variant of that name.
   *
   * @throws UnknownNameException if this control has no such variant
   */
  public PatternVariant requireVariant(String name) {
    return variant(name)
        .orElseThrow(
            () ->
                new UnknownNameException(
                    "variant of " + slug,
                    name,
                    variants.stream().map(PatternVariant::name).toList()));
  }

  /** What that checker looks for, unless it doesn't judge this control. */
  public Optional<CheckerRule> rule(Checker checker) {
    return Optional.ofNullable(rules.get(checker));
  }

  /** The variants that the checker accepts; all of them if it doesn't judge this control. */
  public List<PatternVariant> acceptedBy(Checker checker) {
    return rule(checker)
        .map(rule -> variants.stream().filter(variant -> rule.accepts(variant.pattern())).toList())
        .orElse(variants);
  }

  /**
   * The filters with which all these checkers are content.
   *
   * @throws IllegalArgumentException if the set is empty
   */
  public Reading reading(Set<Checker> checkers) {
    return Reading.of(this, checkers);
  }

  /**
   * The filters for every set of checkers that there is: which sets need which variants. Sets and
   * variants keep their order.
   */
  public Map<List<PatternVariant>, List<Set<Checker>>> readings() {
    return Reading.allCheckerSets().stream()
        .collect(
            Collectors.groupingBy(
                checkers -> reading(checkers).variants(),
                LinkedHashMap::new,
                Collectors.toUnmodifiableList()));
  }

  /**
   * The section numbers with the versions that use them, such as {@code 3.2 (1.2), 4.2 (1.3-5.0),
   * 5.2 (6.0-7.0)}.
   */
  public String sections() {
    return Benchmark.summary(benchmarks);
  }

  private static void require(boolean holds, String slug, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException("control '" + slug + "': " + otherwise);
    }
  }

  /**
   * Takes the slug for the whole: going through every text costs each command 20 ms at its start.
   */
  @Override
  public int hashCode() {
    return slug.hashCode();
  }
}
