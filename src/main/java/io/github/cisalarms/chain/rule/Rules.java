package io.github.cisalarms.chain.rule;

import io.github.cisalarms.chain.Judge;
import io.github.cisalarms.chain.rule.Rule.Stage;
import java.util.List;

/** All rules, in the order of the chain. */
public final class Rules {

  public static final List<Rule> ALL =
      List.of(
          new TrailDeliversToLogGroup(),
          new TrailCoversAllRegions(),
          new TrailIsLogging(),
          new TrailRecordsManagementEvents(),
          new TrailKeepsDelivering(),
          new FilterReadsTrailLogGroup(),
          new LogGroupTakesMetricFilters(),
          new PatternDetectsEvents(),
          new PatternIsAcceptedByChecker(),
          new FilterCountsEvents(),
          new AlarmWatchesMetric(),
          new AlarmWatchesMetricName(),
          new AlarmFiresOnOneEvent(),
          new AlarmHasSeenData(),
          new CompositeAlarmGoesOff(),
          new AlarmActionsAreEnabled(),
          new AlarmNotifiesTopic(),
          new TopicIsInAlarmsRegion(),
          new TopicLetsCloudWatchPublish(),
          new TopicKeyLetsCloudWatchEncrypt(),
          new LastActionSucceeded(),
          new TopicHasSubscriber(),
          new SubscriptionIsConfirmed(),
          new SubscriptionTakesAlarms(),
          new SubscriberTakesFromTopic());

  private Rules() {}

  /** The rules that make up a verdict, at one stage. */
  public static List<Rule> of(Judge judge, Stage stage) {
    return ALL.stream()
        .filter(rule -> rule.stage() == stage && rule.judges().contains(judge))
        .toList();
  }
}
