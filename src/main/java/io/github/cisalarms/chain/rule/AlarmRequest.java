package io.github.cisalarms.chain.rule;

import io.github.cisalarms.chain.Alarm;
import io.github.cisalarms.chain.policy.ServiceRequest;
import io.github.cisalarms.chain.value.Value;
import java.util.Map;

/** What CloudWatch asks of others on behalf of an alarm. */
final class AlarmRequest {

  private static final String CLOUDWATCH = "cloudwatch.amazonaws.com";

  private AlarmRequest() {}

  /** What CloudWatch does when an alarm goes off. */
  static ServiceRequest of(Alarm alarm, String action, Value<String> resource) {
    return new ServiceRequest(
        CLOUDWATCH,
        action,
        resource,
        Map.of(
            "aws:sourceaccount", alarm.place().account(),
            "aws:sourceowner", alarm.place().account(),
            "aws:sourcearn", alarmArn(alarm),
            "aws:securetransport", Value.known("true"),
            "aws:principalisawsservice", Value.known("true"),
            "aws:principalservicename", Value.known(CLOUDWATCH),
            // A service has neither an organization nor an account of its own.
            "aws:principalorgid", Value.absent(),
            "aws:principalaccount", Value.absent(),
            "aws:principalarn", Value.absent()));
  }

  private static Value<String> alarmArn(Alarm alarm) {
    if (alarm.arn().isKnown()) {
      return alarm.arn();
    }
    Value<String> region = alarm.place().region();
    return region.isKnown() && alarm.place().account().isKnown() && alarm.name().isKnown()
        ? Value.known(
            "arn:%s:cloudwatch:%s:%s:alarm:%s"
                .formatted(
                    partition(region.get().orElseThrow()),
                    region.get().orElseThrow(),
                    alarm.place().account().get().orElseThrow(),
                    alarm.name().get().orElseThrow()))
        : Value.unknown();
  }

  private static String partition(String region) {
    return region.startsWith("cn-")
        ? "aws-cn"
        : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }
}
