package io.github.cisalarms.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.catalog.Controls;
import io.github.cisalarms.chain.Finding;
import io.github.cisalarms.chain.Judge;
import io.github.cisalarms.chain.Link;
import io.github.cisalarms.chain.rule.Rule;
import io.github.cisalarms.chain.rule.Rules;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.chain.verdict.CheckerVerdict;
import io.github.cisalarms.chain.verdict.ControlVerdict;
import io.github.cisalarms.chain.verdict.Loss;
import io.github.cisalarms.chain.verdict.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedPlansTest {

  private static final Path FOLDER = Path.of("src/test/resources/io/github/cisalarms/review/plans");

  static List<ReviewCase> cases() {
    return ReviewCase.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void saysWhatIsSo(ReviewCase recorded) {
    Verdict review = recorded.review();
    ControlVerdict control = review.required().get(0);
    assertThat(
            "%s %s %s %s %s"
                .formatted(
                    control.detects().word(),
                    control.alarms().word(),
                    control.notifies().word(),
                    control.noisy() ? "noisy" : "quiet",
                    control.change().word()))
        .as("%s: %s", recorded, review.findings(control))
        .isEqualTo(recorded.expect());
    assertThat(control.firstBroken().map(Finding::rule))
        .as("%s", recorded)
        .isEqualTo(Optional.ofNullable(recorded.broken()));
    assertThat(review.losses()).extracting(Loss::address).isEqualTo(recorded.losses());
  }

  @Test
  void everyRecordedPlanHasItsCase() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".json", "")))
          .containsExactlyInAnyOrderElementsOf(cases().stream().map(ReviewCase::name).toList());
    }
  }

  @Test
  void everyRuleOfDeliveryIsBrokenByACase() {
    assertThat(
            Stream.concat(
                    cases().stream().map(ReviewCase::broken),
                    LinkPlansTest.plans().stream().map(LinkPlansTest.LinkPlan::broken))
                .distinct())
        .containsAll(
            Rules.ALL.stream()
                .filter(rule -> rule.judges().contains(Judge.DELIVERY))
                .filter(rule -> !rule.isOfAccountsAlone())
                .map(Rule::id)
                .toList());
  }

  @Test
  void ourModulePassesForEveryControlInEveryReading() {
    Verdict review =
        ReviewCase.review(
            "plans/our-module.json",
            ReviewCase.everything(EnumSet.allOf(Checker.class), "aws-cloudtrail-logs"));
    assertThat(review.compliant()).isTrue();
    assertThat(review.controls())
        .hasSameSizeAs(Controls.all())
        .allMatch(control -> review.findings(control).isEmpty())
        .flatExtracting(control -> control.checkers().values())
        .extracting(CheckerVerdict::verdict)
        .containsOnly(Answer.YES);
  }

  static Stream<Arguments> peers() throws IOException {
    try (InputStream in = RecordedPlansTest.class.getResourceAsStream("prowler.json")) {
      JsonNode said = new ObjectMapper().readTree(in);
      return said.properties().stream()
          .flatMap(
              peer ->
                  peer.getValue().properties().stream()
                      .map(
                          control ->
                              Arguments.of(
                                  peer.getKey(), control.getKey(), control.getValue().asText())));
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("peers")
  void agreesWithProwlerAboutPublicModules(String peer, String slug, String verdict) {
    ControlVerdict control = control(peer, slug);
    assertThat(control.checkers().get(Checker.PROWLER).verdict().verdict())
        .as("%s %s", peer, slug)
        .isEqualTo(verdict);
  }

  @ParameterizedTest
  @ValueSource(strings = {"makandra-cis-alarms", "trussworks-cloudtrail-alarms"})
  void doesNotKnowWhoReadsATopicOutsideOfThePlan(String peer) {
    assertThat(control(peer, "root-account-usage"))
        .extracting(ControlVerdict::detects, ControlVerdict::alarms, ControlVerdict::notifies)
        .containsExactly(Answer.YES, Answer.YES, Answer.UNKNOWN);
  }

  @Test
  void findsThatNobodySubscribedToThePeersTopic() {
    assertThat(control("nozaq-alarm-baseline", "root-account-usage").firstBroken())
        .contains(
            new Finding(
                "TopicHasSubscriber",
                Link.SUBSCRIPTION,
                Answer.NO,
                "module.alarms.aws_sns_topic.alarms",
                "the topic has no subscriber",
                "add a subscription, such as an e-mail address of the team that responds"));
  }

  private static ControlVerdict control(String peer, String slug) {
    Verdict review =
        ReviewCase.review(
            "peers/" + peer + ".json", ReviewCase.everything(Set.of(), "aws-cloudtrail-logs"));
    return review.controls().get(Controls.all().indexOf(Controls.require(slug)));
  }
}
