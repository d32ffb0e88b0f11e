package io.github.cisalarms.construct;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.catalog.Controls;
import io.github.cisalarms.catalog.Selection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a config refuses, before anything is synthesized. */
class RefusedConfigTest {

  private static final Control SIGN_IN =
      Controls.bySlug("console-signin-without-mfa").orElseThrow();
  private static final String TOPIC = "arn:aws:sns:us-east-1:111122223333:security-alerts";

  static Stream<Arguments> wrongConfigs() {
    return Stream.of(
        wrong(
            () -> NotificationTopicConfig.builder("12"),
            "accountId '12': write the 12 digits of the account, such as 111122223333"),
        wrong(
            () -> topic().topicName("security alerts"),
            "topicName 'security alerts': write 1 to 256 of the characters a-z, A-Z, 0-9, '_' and"
                + " '-'"),
        wrong(
            () -> topic().existingTopicArn("security-alerts"),
            "existingTopicArn 'security-alerts': write the ARN of a standard SNS topic, such as "
                + TOPIC),
        wrong(
            () -> topic().existingTopicArn(TOPIC).kmsMasterKeyId("alias/alarms").build(),
            "existingTopicArn and kmsMasterKeyId: the key is for a topic that is created; leave one"
                + " of them out"),
        wrong(
            () -> topic().existingTopicArn(TOPIC).createKmsKey().build(),
            "existingTopicArn and createKmsKey: the key is for a topic that is created; leave one"
                + " of them out"),
        wrong(
            () -> topic().kmsMasterKeyId("alias/alarms").createKmsKey().build(),
            "kmsMasterKeyId and createKmsKey: a topic has one key; leave one of them out"),
        wrong(
            () -> topic().topicName("a".repeat(251)).createKmsKey().build(),
            "topicName '"
                + "a".repeat(251)
                + "': the created key gets an alias of this name, which has room for 250"
                + " characters"),
        wrong(
            () -> Subscription.of("mail", "ops@example.com"),
            "protocol 'mail': use one of application, email, email-json, firehose, http, https,"
                + " lambda, sms, sqs"),
        wrong(
            () -> Subscription.of("email", "ops-example.com"),
            "endpoint 'ops-example.com': write an e-mail address, such as security@example.com"),
        wrong(
            () ->
                Subscription.of(
                    "firehose", "arn:aws:firehose:us-east-1:111122223333:deliverystream/x"),
            "protocol 'firehose': subscriptionRoleArn goes with firehose, and only with it"),
        wrong(
            () -> ControlAlarmConfig.builder(SIGN_IN, "arn:aws:logs:us-east-1:1:x:*").build(),
            "logGroupName 'arn:aws:logs:us-east-1:1:x:*': write the name of one log group, no ARN"
                + " and no wildcard"),
        wrong(
            () -> alarm().threshold(-5).build(),
            "threshold -5.0: use a number of events above 0, such as 1"),
        wrong(
            () -> alarm().period(7).build(),
            "period 7: use 10, 20, 30 or a multiple of 60 seconds, such as 300"),
        wrong(
            () -> alarm().evaluationPeriods(2).datapointsToAlarm(3).build(),
            "datapoints_to_alarm 3: use a whole number from 1 to evaluation_periods, which is 2"),
        wrong(
            () -> alarm().treatMissingData("notbreaching").build(),
            "unknown treatment of missing data 'notbreaching': did you mean 'notBreaching'?"),
        wrong(
            () -> alarm().alarmActions(List.of("pager")).build(),
            "alarmActions 'pager': write an ARN, such as " + TOPIC),
        wrong(
            () -> alarm().okActions(Collections.nCopies(6, TOPIC)).build(),
            "okActions: an alarm has at most 5 actions of a kind, these are 6"),
        wrong(
            () -> alarm().metricNamespace("AWS/Logs").build(),
            "metricNamespace 'AWS/Logs': write 1 to 255 characters without ':', '*' and '$' that"
                + " don't start with AWS/"),
        wrong(
            () -> chain(ControlOverride.builder().variant("sso").build()),
            "override of 'console-signin-without-mfa': unknown variant of console-signin-without-mfa"
                + " 'sso'; there are: default, exclude-sso"),
        wrong(
            () -> chain(ControlOverride.builder().period(7).build()),
            "override of 'console-signin-without-mfa': period 7: use 10, 20, 30 or a multiple of 60"
                + " seconds, such as 300"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("wrongConfigs")
  void saysWhatIsWrongAndWhatToWriteInstead(ThrowingCallable config, String message) {
    assertThatThrownBy(config).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  private static Arguments wrong(ThrowingCallable config, String message) {
    return arguments(config, message);
  }

  private static NotificationTopicConfig.Builder topic() {
    return NotificationTopicConfig.builder("111122223333");
  }

  private static ControlAlarmConfig.Builder alarm() {
    return ControlAlarmConfig.builder(SIGN_IN, "aws-cloudtrail-logs");
  }

  private static CisAlarmsConfig chain(ControlOverride override) {
    return CisAlarmsConfig.builder(topic().build(), "aws-cloudtrail-logs")
        .selection(Selection.ofSlugs(List.of(SIGN_IN.slug())))
        .override(SIGN_IN.slug(), override)
        .build();
  }
}
