package io.github.cisalarms.chain.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cisalarms.report.RulesMarkdown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RulesTest {

  /** Reports, suppressions and fingerprints go by these: a new name is a new rule. */
  @Test
  void idsStay() {
    assertThat(Rules.ALL)
        .extracting(Rule::id)
        .containsExactly(
            "TrailDeliversToLogGroup",
            "TrailCoversAllRegions",
            "TrailIsLogging",
            "TrailRecordsManagementEvents",
            "TrailKeepsDelivering",
            "FilterReadsTrailLogGroup",
            "LogGroupTakesMetricFilters",
            "PatternDetectsEvents",
            "PatternIsAcceptedByChecker",
            "FilterCountsEvents",
            "AlarmWatchesMetric",
            "AlarmWatchesMetricName",
            "AlarmFiresOnOneEvent",
            "AlarmHasSeenData",
            "CompositeAlarmGoesOff",
            "AlarmActionsAreEnabled",
            "AlarmNotifiesTopic",
            "TopicIsInAlarmsRegion",
            "TopicLetsCloudWatchPublish",
            "TopicKeyLetsCloudWatchEncrypt",
            "LastActionSucceeded",
            "TopicHasSubscriber",
            "SubscriptionIsConfirmed",
            "SubscriptionTakesAlarms",
            "SubscriberTakesFromTopic");
  }

  @Test
  void theDocumentedTableIsTheOneOfTheRules() throws IOException {
    assertThat(Files.readString(Path.of("docs/review.md")))
        .as("docs/review.md is stale: put what RulesMarkdown.table() gives into it")
        .contains("\n" + RulesMarkdown.table());
  }
}
