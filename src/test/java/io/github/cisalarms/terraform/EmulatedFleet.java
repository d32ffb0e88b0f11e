package io.github.cisalarms.terraform;

import io.github.cisalarms.catalog.AlarmSettings;
import io.github.cisalarms.catalog.ControlFilter;
import io.github.cisalarms.fleet.FleetConfig;
import io.github.cisalarms.fleet.resource.FleetAccount;
import io.github.cisalarms.fleet.resource.StackResource;
import io.github.cisalarms.fleet.resource.StackResources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricTransformation;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * Twenty emulated accounts that have what a configuration says, some of them with one thing broken.
 *
 * <p>They are filled by the values that Terraform would give the resources, not by Terraform
 * itself: twenty applies take minutes. That an applied stack is judged like its plan is for other
 * tests.
 */
final class EmulatedFleet {

  static final int ACCOUNTS = 20;
  static final String ROLE = "cis-alarms-audit";

  private static final long FIRST_ACCOUNT = 111122223300L;
  private static final String BUCKET = "example-trail-";
  private static final String TRAIL = "main";

  private final Moto moto;
  private final Path config;

  /** What is wrong with an account, in the order of the accounts. */
  enum Fault {
    TRAIL_IS_SWITCHED_OFF(account -> account.trails.stopLogging(trail -> trail.name(TRAIL))),
    TRAIL_HAS_NO_LOG_GROUP(
        account -> {
          account.trails.deleteTrail(trail -> trail.name(TRAIL));
          account.createTrail(Optional.empty());
        }),
    FILTER_IS_MISSING(
        account ->
            account.logs.deleteMetricFilter(
                filter ->
                    filter
                        .logGroupName(account.stack.logGroupName())
                        .filterName(account.filter().name()))),
    PATTERN_IS_TOO_NARROW(
        account -> {
          // The emulator keeps the pattern of a filter that is put again.
          account.logs.deleteMetricFilter(
              filter ->
                  filter
                      .logGroupName(account.stack.logGroupName())
                      .filterName(account.filter().name()));
          account.putFilter(
              account.filter(),
              "{ ($.userIdentity.type = \"Root\") && ($.eventName = \"ConsoleLogin\") }");
        }),
    ALARM_WATCHES_ANOTHER_METRIC(
        account -> account.putAlarm(account.alarm(), alarm -> alarm.metricName("root_usage"))),
    THRESHOLD_IS_TOO_HIGH(
        account -> account.putAlarm(account.alarm(), alarm -> alarm.threshold(5.0))),
    ACTIONS_ARE_DISABLED(
        account -> account.putAlarm(account.alarm(), alarm -> alarm.actionsEnabled(false))),
    ALARM_HAS_NO_ACTION(
        account -> account.putAlarm(account.alarm(), alarm -> alarm.alarmActions(new String[0]))),
    POLICY_DOES_NOT_LET_CLOUDWATCH_PUBLISH(
        account ->
            account.sns.setTopicAttributes(
                topic ->
                    topic
                        .topicArn(account.stack.topicArn())
                        .attributeName("Policy")
                        .attributeValue(
                            account
                                .stack
                                .topicPolicy()
                                .orElseThrow()
                                .policy()
                                .replace("cloudwatch.amazonaws.com", "events.amazonaws.com")))),
    NOBODY_SUBSCRIBES(
        account ->
            account
                .sns
                .listSubscriptionsByTopic(topic -> topic.topicArn(account.stack.topicArn()))
                .subscriptions()
                .forEach(
                    each ->
                        account.sns.unsubscribe(
                            request -> request.subscriptionArn(each.subscriptionArn()))));

    private final Consumer<Account> change;

    Fault(Consumer<Account> change) {
      this.change = change;
    }

    /** The account that has it. */
    String account() {
      return account(ordinal());
    }

    private static String account(int index) {
      return EmulatedFleet.account(index);
    }
  }

  private EmulatedFleet(Moto moto, Path config) {
    this.moto = moto;
    this.config = config;
  }

  /** Id of an account; those of faults come first. */
  static String account(int index) {
    return Long.toString(FIRST_ACCOUNT + index);
  }

  /** Writes the configuration into a folder, and makes the accounts. */
  static EmulatedFleet create(Moto moto, Path folder) {
    EmulatedFleet fleet = new EmulatedFleet(moto, folder.resolve("cis-alarms.yaml"));
    fleet.writeConfig();
    for (FleetAccount account : FleetConfig.read(fleet.config).accounts()) {
      new Account(moto, account.stacks().get(0)).fill();
    }
    return fleet;
  }

  private void writeConfig() {
    StringBuilder yaml =
        new StringBuilder(
            """
            defaults:
              region: us-east-1
              log_group_name: aws-cloudtrail-logs
              assume_role: {role_arn: "arn:aws:iam::{account_id}:role/%s"}
              subscriptions:
                security-team: {protocol: sqs, endpoint: "arn:aws:sqs:us-east-1:{account_id}:alarms"}
            accounts:
            """
                .formatted(ROLE));
    for (int i = 0; i < ACCOUNTS; i++) {
      yaml.append(
          String.format(
              Locale.ROOT,
              "  - {account_id: \"%s\", account_name: %s}%n",
              account(i),
              i < Fault.values().length ? name(Fault.values()[i]) : "good-" + i));
    }
    try {
      Files.writeString(config, yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String name(Fault fault) {
    return fault.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The configuration file that all accounts are in. */
  Path config() {
    return config;
  }

  /** Breaks each account that has a fault. */
  void breakAll() {
    for (Fault fault : Fault.values()) {
      StackResources stack =
          FleetConfig.read(config).accounts().get(fault.ordinal()).stacks().get(0);
      fault.change.accept(new Account(moto, stack));
    }
  }

  /** One account, and the clients of a role in it. */
  private static final class Account {
    private final Moto moto;
    private final StackResources stack;
    private final CloudTrailClient trails;
    private final CloudWatchLogsClient logs;
    private final CloudWatchClient cloudWatch;
    private final SnsClient sns;

    private Account(Moto moto, StackResources stack) {
      this.stack = stack;
      this.moto = moto.inRole("arn:aws:iam::" + stack.accountId() + ":role/" + ROLE);
      trails = this.moto.cloudTrail();
      logs = this.moto.logs();
      cloudWatch = this.moto.cloudWatch();
      sns = this.moto.sns();
    }

    private StackResource.Filter filter() {
      return stack.filters().stream()
          .filter(each -> each.control().key().equals("root-account-usage"))
          .findFirst()
          .orElseThrow();
    }

    private StackResource.Alarm alarm() {
      return stack.alarms().stream()
          .filter(each -> each.control().key().equals("root-account-usage"))
          .findFirst()
          .orElseThrow();
    }

    private void fill() {
      logs.createLogGroup(group -> group.logGroupName(stack.logGroupName()));
      moto.s3().createBucket(bucket -> bucket.bucket(BUCKET + stack.accountId()));
      createTrail(
          Optional.of(
              "arn:aws:logs:%s:%s:log-group:%s:*"
                  .formatted(stack.region(), stack.accountId(), stack.logGroupName())));
      sns.createTopic(topic -> topic.name(stack.topic().orElseThrow().name()));
      sns.setTopicAttributes(
          topic ->
              topic
                  .topicArn(stack.topicArn())
                  .attributeName("Policy")
                  .attributeValue(stack.topicPolicy().orElseThrow().policy()));
      moto.sqs()
          .createQueue(
              queue ->
                  queue.queueName("alarms").attributesWithStrings(Map.of("Policy", queuePolicy())));
      stack
          .subscriptions()
          .forEach(
              each ->
                  sns.subscribe(
                      request ->
                          request
                              .topicArn(each.topicArn())
                              .protocol(each.protocol())
                              .endpoint(each.endpoint())));
      stack.filters().forEach(filter -> putFilter(filter, filter.pattern()));
      stack.alarms().forEach(alarm -> putAlarm(alarm, settings -> {}));
    }

    private String queuePolicy() {
      return """
          {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
            "Principal": {"Service": "sns.amazonaws.com"}, "Action": "sqs:SendMessage",
            "Resource": "arn:aws:sqs:us-east-1:%s:alarms"}]}
          """
          .formatted(stack.accountId());
    }

    private void createTrail(Optional<String> logGroup) {
      trails.createTrail(
          trail ->
              trail
                  .name(TRAIL)
                  .s3BucketName(BUCKET + stack.accountId())
                  .isMultiRegionTrail(true)
                  .includeGlobalServiceEvents(true)
                  .cloudWatchLogsLogGroupArn(logGroup.orElse(null))
                  .cloudWatchLogsRoleArn(
                      logGroup
                          .map(any -> "arn:aws:iam::" + stack.accountId() + ":role/trail")
                          .orElse(null)));
      trails.startLogging(trail -> trail.name(TRAIL));
    }

    private void putFilter(StackResource.Filter filter, String pattern) {
      logs.putMetricFilter(
          request ->
              request
                  .logGroupName(filter.logGroupName())
                  .filterName(filter.name())
                  .filterPattern(pattern)
                  .metricTransformations(
                      MetricTransformation.builder()
                          .metricName(filter.metricName())
                          .metricNamespace(filter.metricNamespace())
                          .metricValue(ControlFilter.VALUE)
                          .defaultValue(Double.valueOf(ControlFilter.DEFAULT_VALUE))
                          .build()));
    }

    private void putAlarm(
        StackResource.Alarm alarm, Consumer<PutMetricAlarmRequest.Builder> change) {
      AlarmSettings settings = alarm.settings();
      PutMetricAlarmRequest.Builder request =
          PutMetricAlarmRequest.builder()
              .alarmName(alarm.name())
              .alarmDescription(alarm.description())
              .metricName(alarm.metricName())
              .namespace(alarm.metricNamespace())
              .statistic(AlarmSettings.STATISTIC)
              .comparisonOperator(AlarmSettings.COMPARISON_OPERATOR)
              .threshold(settings.threshold())
              .period(settings.period())
              .evaluationPeriods(settings.evaluationPeriods())
              .treatMissingData(settings.treatMissingData().value())
              .actionsEnabled(true)
              .alarmActions(alarm.alarmActions());
      change.accept(request);
      cloudWatch.putMetricAlarm(request.build());
    }
  }
}
