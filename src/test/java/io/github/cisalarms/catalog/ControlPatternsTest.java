package io.github.cisalarms.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cisalarms.pattern.FilterPattern;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The published patterns, run over events. */
class ControlPatternsTest {

  private static final Pattern SELECTOR = Pattern.compile("\\$\\.([A-Za-z.]+)");
  private static final Pattern EVENT_NAME = Pattern.compile("\\$\\.eventName = \"([A-Za-z]+)\"");

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.github.cisalarms.catalog.Examples#all")
  void variantsMatchTheEventsThatTheyShould(Example event) {
    assertThat(
            Controls.require(event.control()).variants().stream()
                .filter(
                    variant ->
                        FilterPattern.parse(variant.pattern()).matches(event.event().toString()))
                .map(PatternVariant::name))
        .as("%s", event)
        .containsExactlyElementsOf(event.matches());
  }

  static Stream<Arguments> variants() {
    return Controls.all().stream()
        .flatMap(
            control ->
                control.variants().stream()
                    .map(variant -> Arguments.of(control.slug(), variant.name())));
  }

  static Stream<Arguments> variantsBesideTheDefault() {
    return variants()
        .filter(
            arguments ->
                !Controls.require((String) arguments.get()[0])
                    .defaultVariant()
                    .name()
                    .equals(arguments.get()[1]));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("variants")
  void everyVariantHasAMatchAndANearMiss(String control, String variant) {
    Predicate<Example> matched = event -> event.matches().contains(variant);
    assertThat(Examples.all())
        .filteredOn(event -> event.control().equals(control))
        .anyMatch(matched)
        .anyMatch(matched.negate());
  }

  /** A pattern with a misspelt name would never ring, and nothing else would tell. */
  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("variants")
  void everyEventThatAVariantNamesIsThere(String control, String variant) {
    Set<String> seen =
        Examples.all().stream()
            .filter(event -> event.control().equals(control))
            .filter(event -> !event.matches().isEmpty())
            .map(event -> event.event().get("eventName").asText())
            .collect(Collectors.toSet());
    String pattern = Controls.require(control).requireVariant(variant).pattern();
    assertThat(seen).containsAll(groups(EVENT_NAME, FilterPattern.parse(pattern).toString()));
  }

  @ParameterizedTest
  @MethodSource("io.github.cisalarms.catalog.Controls#all")
  void fieldsAreWhatThePatternsSelect(Control control) {
    Set<String> selected = new TreeSet<>();
    control
        .variants()
        .forEach(
            variant ->
                selected.addAll(
                    groups(SELECTOR, FilterPattern.parse(variant.pattern()).toString())));
    assertThat(control.fields()).containsExactlyInAnyOrderElementsOf(selected);
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("variantsBesideTheDefault")
  void variantsThatDifferInSpacingAloneSaySo(String slug, String name) {
    Control control = Controls.require(slug);
    PatternVariant variant = control.requireVariant(name);
    FilterPattern byDefault = FilterPattern.parse(control.defaultVariant().pattern());
    assertThat(variant.note().contains("the same as default"))
        .isEqualTo(FilterPattern.parse(variant.pattern()).equals(byDefault));
  }

  private static List<String> groups(Pattern regex, String text) {
    return regex.matcher(text).results().map((MatchResult found) -> found.group(1)).toList();
  }
}
