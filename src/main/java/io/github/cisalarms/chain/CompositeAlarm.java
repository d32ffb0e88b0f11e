package io.github.cisalarms.chain;

import io.github.cisalarms.chain.value.Value;
import java.util.List;

/**
 * A composite alarm of CloudWatch.
 *
 * @param address where it is configured
 * @param description absent if it has none
 * @param rule which states of other alarms set it off
 * @param suppressor name or ARN of the alarm that keeps its actions from running; absent if none
 * @param actions ARNs that are told when it goes off
 */
public record CompositeAlarm(
    String address,
    Value<String> arn,
    Value<String> name,
    Place place,
    Value<String> description,
    Value<String> rule,
    Value<String> suppressor,
    Value<Boolean> actionsEnabled,
    List<Value<String>> actions)
    implements Element {

  public CompositeAlarm {
    actions = List.copyOf(actions);
  }

  /** What acts when it goes off: the composite alarm itself. */
  public Actor actor() {
    return new Actor(address, arn, name, place, actionsEnabled, actions);
  }
}
