package io.github.cisalarms.chain.delivery;

import io.github.cisalarms.chain.Actor;
import io.github.cisalarms.chain.Topic;
import io.github.cisalarms.chain.policy.Named;
import io.github.cisalarms.chain.policy.ServiceRequest;
import io.github.cisalarms.chain.value.Value;
import java.util.HashMap;
import java.util.Map;

/** What CloudWatch asks of others on behalf of an alarm. */
public final class AlarmRequest {

  private static final String CLOUDWATCH = "cloudwatch.amazonaws.com";

  private AlarmRequest() {}

  /** To publish to a topic. */
  public static ServiceRequest publish(Actor alarm, Named topic) {
    return new ServiceRequest(CLOUDWATCH, "sns:Publish", topic, context(alarm));
  }

  /** To use the key of a topic. */
  static KeyUse useKey(Actor alarm, Topic topic) {
    Map<String, Named> context = new HashMap<>(context(alarm));
    // CloudWatch has a key work for a topic, which the service of the topic asks for.
    Value<String> region = alarm.place().region();
    context.put("kms:viaservice", Named.of(region.map(name -> "sns." + name + ".amazonaws.com")));
    return new KeyUse(CLOUDWATCH, context, Map.of("aws:sns:topicArn", topic.named()));
  }

  private static Map<String, Named> context(Actor alarm) {
    return ServiceRequest.contextOf(CLOUDWATCH, alarm.place().account(), alarm.named());
  }
}
