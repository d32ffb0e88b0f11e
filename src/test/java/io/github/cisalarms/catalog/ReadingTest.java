package io.github.cisalarms.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReadingTest {

  /**
   * The checkers' own expressions and texts, which the catalog says in its own way: Python with
   * lookaheads, PostgreSQL, Security Hub's page, and what the newest benchmark prints.
   */
  record Oracle(
      String control, String prowler, String steampipe, String securityHub, List<String> printed) {

    boolean accepts(Checker checker, String pattern) {
      return switch (checker) {
        case CIS -> printed.stream().anyMatch(text -> sameWords(text, pattern));
        case SECURITY_HUB -> securityHub.isEmpty() || securityHub.equals(pattern);
        case PROWLER -> finds(prowler, pattern);
        case STEAMPIPE -> finds(steampipe, pattern);
      };
    }

    private static boolean sameWords(String text, String pattern) {
      return text.replaceAll("\\s", "").equals(pattern.replaceAll("\\s", ""));
    }

    private static boolean finds(String regex, String pattern) {
      return Pattern.compile(regex, Pattern.DOTALL | Pattern.UNICODE_CHARACTER_CLASS)
          .matcher(pattern)
          .find();
    }
  }

  static Stream<Arguments> everyControlForEverySet() {
    return TestData.read("checkers.json", Oracle.class).stream()
        .flatMap(
            oracle ->
                Reading.allCheckerSets().stream()
                    .map(checkers -> Arguments.of(oracle.control(), checkers, oracle)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("everyControlForEverySet")
  void everyNamedCheckerIsContentAndNoFilterIsTooMany(
      String slug, Set<Checker> checkers, Oracle oracle) {
    Control control = Controls.require(slug);
    Reading reading = control.reading(checkers);

    assertThat(reading.unmet()).isEmpty();
    assertThat(checkers)
        .allSatisfy(
            checker ->
                assertThat(reading.variants())
                    .as("%s", checker)
                    .anyMatch(variant -> oracle.accepts(checker, variant.pattern())));
    if (reading.filters().size() > 1) {
      assertThat(control.variants())
          .noneMatch(
              variant ->
                  checkers.stream()
                      .allMatch(checker -> oracle.accepts(checker, variant.pattern())));
    }
  }

  @Test
  void thereAreFifteenSetsOfCheckers() {
    assertThat(Reading.allCheckerSets()).hasSize(15).doesNotHaveDuplicates();
    assertThat(Reading.allCheckerSets().subList(0, 6))
        .extracting(Checker::key)
        .containsExactly(
            "cis", "security-hub", "prowler", "steampipe", "cis+security-hub", "cis+prowler");
  }

  @Test
  void takesTheDefaultWhereItWillDo() {
    assertThat(chosen("root-account-usage", Checker.CIS, Checker.PROWLER, Checker.STEAMPIPE))
        .containsExactly("default");
    assertThat(chosen("organizations-changes", Checker.SECURITY_HUB)).containsExactly("default");
  }

  @Test
  void takesOneOtherTextRatherThanTwo() {
    assertThat(chosen("root-account-usage", Checker.values())).containsExactly("security-hub");
    assertThat(chosen("console-signin-without-mfa", Checker.values()))
        .containsExactly("exclude-sso");
    assertThat(chosen("organizations-changes", Checker.PROWLER, Checker.STEAMPIPE))
        .containsExactly("all-events");
  }

  @Test
  void aSecondFilterHasNamesOfItsOwn() {
    assertThat(
            Controls.require("unauthorized-api-calls")
                .reading(EnumSet.allOf(Checker.class))
                .filters())
        .extracting(
            filter -> filter.variant().name(), ControlFilter::key, ControlFilter::metricName)
        .containsExactly(
            tuple("default", "unauthorized-api-calls", "unauthorized_api_calls_metric"),
            tuple(
                "security-hub",
                "unauthorized-api-calls-security-hub",
                "unauthorized_api_calls_metric_security_hub"));
  }

  @Test
  void aFilterThatStandsAloneHasTheControlsNames() {
    assertThat(
            Controls.require("unauthorized-api-calls")
                .reading(Set.of(Checker.SECURITY_HUB))
                .filters())
        .extracting(
            filter -> filter.variant().name(), ControlFilter::key, ControlFilter::metricName)
        .containsExactly(
            tuple("security-hub", "unauthorized-api-calls", "unauthorized_api_calls_metric"));
  }

  @Test
  void namesNeverCollide() {
    List<ControlFilter> filters =
        Controls.all().stream()
            .flatMap(
                control ->
                    Stream.concat(
                        Stream.of(ControlFilter.first(control, control.defaultVariant())),
                        control.variants().stream()
                            .map(variant -> ControlFilter.further(control, variant))))
            .toList();
    assertThat(filters).extracting(ControlFilter::key).doesNotHaveDuplicates();
    assertThat(filters)
        .extracting(ControlFilter::metricName)
        .doesNotHaveDuplicates()
        .allMatch(name -> name.length() <= Quotas.METRIC_NAME_CHARACTERS);
  }

  @Test
  void oneLogGroupHoldsEveryFilterThereCanBe() {
    assertThat(
            Controls.all().stream()
                .mapToInt(c -> c.reading(EnumSet.allOf(Checker.class)).filters().size())
                .sum())
        .isLessThanOrEqualTo(Quotas.METRIC_FILTERS_PER_LOG_GROUP);
  }

  @Test
  void saysWhichCheckerNoTextSatisfies() {
    Control control = Controls.require("vpc-changes");
    Control impossible =
        new Control(
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
            control.queryFields(),
            control.variants(),
            Map.of(Checker.PROWLER, new RegularExpressions("check", List.of("&\\.eventName"), "")));
    Reading reading = impossible.reading(Set.of(Checker.PROWLER, Checker.CIS));
    assertThat(reading.unmet()).containsExactly(Checker.PROWLER);
    assertThat(reading.variants()).containsExactly(control.defaultVariant());
  }

  @Test
  void refusesAnEmptySet() {
    Control control = Controls.require("vpc-changes");
    assertThatThrownBy(() -> control.reading(Set.of()))
        .hasMessage(
            "no checker is named: write at least one of cis, security-hub, prowler, steampipe");
  }

  private static Stream<String> chosen(String slug, Checker... checkers) {
    return Controls.require(slug).reading(Set.of(checkers)).variants().stream()
        .map(PatternVariant::name);
  }
}
