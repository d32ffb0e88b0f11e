package io.github.cisalarms.chain;

import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.chain.value.Shown;

/**
 * What a rule found on one chain.
 *
 * @param rule id of the rule, such as {@code AlarmFiresOnOneEvent}
 * @param link the link that it looked at
 * @param answer whether the link holds
 * @param address address of the resource that was looked at, such as {@code
 *     aws_cloudwatch_metric_alarm.signin}; empty if there is none
 * @param message what is so, as a sentence without its full stop
 * @param remedy what to do about it; empty if nothing; of what holds, what would confirm it
 */
public record Finding(
    String rule, Link link, Answer answer, String address, String message, String remedy) {

  /** Texts of plans are made fit to be shown. */
  public Finding {
    address = Shown.text(address);
    message = Shown.text(message);
    remedy = Shown.text(remedy);
  }

  /** Whether it is taken to hold without being known to. */
  public boolean isLikely() {
    return answer == Answer.YES && !remedy.isEmpty();
  }
}
