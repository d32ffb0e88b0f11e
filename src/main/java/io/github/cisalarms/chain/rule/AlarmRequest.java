package io.github.cisalarms.chain.rule;

import io.github.cisalarms.chain.Actor;
import io.github.cisalarms.chain.policy.Named;
import io.github.cisalarms.chain.policy.ServiceRequest;
import io.github.cisalarms.chain.value.Value;
import java.util.HashMap;
import java.util.Map;

/** What CloudWatch asks of others on behalf of an alarm. */
final class AlarmRequest {

  private static final String CLOUDWATCH = "cloudwatch.amazonaws.com";

  private AlarmRequest() {}

  /** What CloudWatch does when an alarm goes off. */
  static ServiceRequest of(Actor alarm, String action, Named resource) {
    Map<String, Named> context =
        new HashMap<>(ServiceRequest.contextOf(CLOUDWATCH, alarm.place().account(), alarm.named()));
    // CloudWatch has a key work for a topic, which the service of the topic asks for.
    Value<String> region = alarm.place().region();
    context.put("kms:viaservice", Named.of(region.map(name -> "sns." + name + ".amazonaws.com")));
    return new ServiceRequest(CLOUDWATCH, action, resource, context);
  }
}
