package io.github.cisalarms.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.catalog.Selection;
import io.github.cisalarms.chain.Allowance;
import io.github.cisalarms.chain.Finding;
import io.github.cisalarms.chain.verdict.ControlVerdict;
import io.github.cisalarms.chain.verdict.Requirements;
import io.github.cisalarms.chain.verdict.Verdict;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Chains that are right or wrong in one place, planned with the real provider. */
public class LinkPlansTest {

  /** A plan, and the truth about it. */
  @JsonIgnoreProperties({"change", "files"})
  record LinkPlan(
      String plan,
      String what,
      String detects,
      String alarms,
      String notifies,
      @JsonProperty("log_group") boolean logGroup,
      String broken) {

    @Override
    public String toString() {
      return plan + ": " + what;
    }
  }

  static List<LinkPlan> plans() {
    return Stream.of("expected.json", "own.json").flatMap(LinkPlansTest::plans).toList();
  }

  private static Stream<LinkPlan> plans(String file) {
    try (InputStream in = LinkPlansTest.class.getResourceAsStream("links/" + file)) {
      return Stream.of(new ObjectMapper().readValue(in, LinkPlan[].class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The plans that own.json names, each of them on a line; the others are files. */
  private static final Map<String, String> OWN = own();

  private static Map<String, String> own() {
    Map<String, String> plans = new HashMap<>();
    ObjectMapper json = new ObjectMapper();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                LinkPlansTest.class.getResourceAsStream("links/own-plans.jsonl"),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode recorded = json.readTree(line);
        plans.put(recorded.path("plan").asText(), recorded.path("shown").toString());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return plans;
  }

  @Test
  void everyOwnPlanIsRecorded() {
    assertThat(plans("own.json").map(LinkPlan::plan))
        .containsExactlyInAnyOrderElementsOf(OWN.keySet());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("plans")
  void saysTheTruth(LinkPlan plan) {
    Verdict verdict = review(plan);
    ControlVerdict control = verdict.required().get(0);
    assertThat(
            List.of(control.detects().word(), control.alarms().word(), control.notifies().word()))
        .as("%s; first broken: %s", plan, control.firstBroken())
        .isEqualTo(List.of(plan.detects(), plan.alarms(), plan.notifies()));
    assertThat(control.firstBroken().map(Finding::rule))
        .isEqualTo(Optional.ofNullable(plan.broken()));
  }

  /** Seconds are those in which the alarm may count the events; any if there are none. */
  @ParameterizedTest
  @CsvSource({
    "query-other-threshold, 2, , yes",
    "query-other-threshold, 1, , no",
    "query-other-threshold, 2, 300, yes",
    "query-other-threshold, 2, 299, no",
    "alarm-two-of-three, 2, , yes",
    "alarm-two-of-three, 2, 900, yes",
    "alarm-two-of-three, 2, 600, no",
    "math-per-second, 300, , yes",
    "math-per-second, 299, , no",
    "math-min-filled, 999999999, , no",
    "alarm-ignore, 100, , no",
    "alarm-percentile-ignored, 100, , no",
    "math-filled-repeat, 100, , unknown",
  })
  void allowsWhatItIsToldTo(String own, int events, Long seconds, String alarms) {
    LinkPlan plan =
        plans("own.json").filter(each -> each.plan().equals(own)).findFirst().orElseThrow();
    Allowance allowance =
        new Allowance(events, Optional.ofNullable(seconds).map(Duration::ofSeconds));
    assertThat(review(plan, allowance).required().get(0).alarms().word()).isEqualTo(alarms);
  }

  /** The verdict on a plan of own.json. */
  public static Verdict verdict(String own) {
    return review(
        plans("own.json").filter(plan -> plan.plan().equals(own)).findFirst().orElseThrow());
  }

  private static Verdict review(LinkPlan plan) {
    return review(plan, Allowance.ONE_EVENT);
  }

  private static Verdict review(LinkPlan plan, Allowance allowance) {
    Requirements requirements =
        new Requirements(
            Selection.ofSlugs(List.of(ReviewCase.SLUG)),
            Checker.defaults(),
            plan.logGroup() ? List.of("aws-cloudtrail-logs") : List.of(),
            false,
            Map.of(ReviewCase.SLUG, allowance));
    return OWN.containsKey(plan.plan())
        ? ReviewCase.review(
            plan.plan(),
            new ByteArrayInputStream(OWN.get(plan.plan()).getBytes(StandardCharsets.UTF_8)),
            requirements)
        : ReviewCase.review("links/" + plan.plan(), requirements);
  }
}
