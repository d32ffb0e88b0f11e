package io.github.cisalarms.terraform;

import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.catalog.Controls;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricTransformation;

/** What people have in their accounts before they meet this program, made with the AWS SDK. */
final class Brownfield {

  private static final String NAMESPACE = "LogMetrics";

  private final Moto moto;

  Brownfield(Moto moto) {
    this.moto = moto;
  }

  /** A topic with somebody who listens. */
  String topic(String name, String email) {
    String topic = moto.sns().createTopic(request -> request.name(name)).topicArn();
    moto.sns().subscribe(request -> request.topicArn(topic).protocol("email").endpoint(email));
    return topic;
  }

  void filter(String name, String pattern, String namespace, String metric) {
    moto.logs()
        .putMetricFilter(
            request ->
                request
                    .logGroupName(EmulatedAccount.LOG_GROUP)
                    .filterName(name)
                    .filterPattern(pattern)
                    .metricTransformations(
                        MetricTransformation.builder()
                            .metricNamespace(namespace)
                            .metricName(metric)
                            .metricValue("1")
                            .build()));
  }

  void alarm(
      String name,
      String namespace,
      String metric,
      List<String> actions,
      Consumer<PutMetricAlarmRequest.Builder> change) {
    moto.cloudWatch()
        .putMetricAlarm(
            request ->
                change.accept(
                    request
                        .alarmName(name)
                        .namespace(namespace)
                        .metricName(metric)
                        .statistic(Statistic.SUM)
                        .period(300)
                        .evaluationPeriods(1)
                        .threshold(1.0)
                        .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                        .alarmActions(actions)));
  }

  private static String pattern(String slug) {
    return Controls.require(slug).defaultVariant().pattern();
  }

  /**
   * Clicked together in the console, over years: names of its own, one alarm on a metric that
   * nobody emits, one that looks at the average, one that tells nobody, two filters that do the
   * same, a filter without alarm, and things that have nothing to do with it.
   */
  void byHand() {
    String topic = topic("security-alerts", "oncall@example.com");
    String forgotten = moto.sns().createTopic(request -> request.name("old-alerts")).topicArn();
    filter("Root login", pattern("root-account-usage"), NAMESPACE, "RootLogin");
    alarm("Root account used", NAMESPACE, "RootLogin", List.of(topic), any -> {});
    filter("IAM changes", pattern("iam-policy-changes"), NAMESPACE, "IAMChanges");
    alarm("IAM policy changed", NAMESPACE, "IAM-Changes", List.of(topic), any -> {});
    filter("Failed logins", pattern("console-signin-failures"), NAMESPACE, "FailedLogins");
    alarm(
        "Failed logins",
        NAMESPACE,
        "FailedLogins",
        List.of(topic),
        alarm -> alarm.alarmDescription("Somebody guesses passwords").okActions(topic));
    filter(
        "Trail changes",
        "{ ($.eventName = StopLogging) || ($.eventName = DeleteTrail) }",
        NAMESPACE,
        "TrailChanges");
    alarm(
        "Trail changed",
        NAMESPACE,
        "TrailChanges",
        List.of(topic),
        alarm -> alarm.statistic(Statistic.AVERAGE));
    filter("VPC (old)", pattern("vpc-changes"), NAMESPACE, "VpcOld");
    alarm("VPC changed (old)", NAMESPACE, "VpcOld", List.of(forgotten), any -> {});
    filter("VPC", pattern("vpc-changes").replace("{ (", "{("), NAMESPACE, "Vpc");
    alarm("VPC changed", NAMESPACE, "Vpc", List.of(topic), any -> {});
    filter("KMS keys", pattern("kms-key-disable-or-deletion"), NAMESPACE, "KmsKeys");
    filter("Logins without MFA", pattern("console-signin-without-mfa"), NAMESPACE, "NoMfa");
    alarm("Login without MFA", NAMESPACE, "NoMfa", List.of(), any -> {});
    filter("Everything", "{ $.eventName = \"*\" }", NAMESPACE, "AllEvents");
    alarm(
        "CPU",
        "AWS/EC2",
        "CPUUtilization",
        List.of(topic),
        alarm -> alarm.statistic(Statistic.AVERAGE).threshold(80.0));
  }

  /** As a template makes them: generated names, and a namespace for every filter. */
  void byCloudFormation() {
    String topic = topic("SecurityStack-AlarmTopic-1QX7ZK2M", "security@example.com");
    for (Control control : Controls.all()) {
      String name = control.title().replaceAll("[^A-Za-z]", "");
      String namespace = "SecurityStack/" + name;
      filter(
          "SecurityStack-" + name + "Filter-8H3JD",
          control.defaultVariant().pattern(),
          namespace,
          "Count");
      alarm("SecurityStack-" + name + "Alarm-5T2LP", namespace, "Count", List.of(topic), any -> {});
    }
  }

  /** Half of the controls, in console style. */
  void halfByHand(List<String> slugs) {
    for (String slug : slugs) {
      filter("My " + slug, pattern(slug), NAMESPACE, "My" + slug);
      alarm("My " + slug, NAMESPACE, "My" + slug, List.of(), any -> {});
    }
  }
}
