package io.github.cisalarms.account;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything that was read of one account, as it was answered.
 *
 * @param account id of the account
 * @param caller ARN of who asked
 * @param region where the reading began
 * @param started when the first call was made
 * @param ended when the last one was answered
 * @param calls in the order in which they were made
 */
public record Evidence(
    String account,
    String caller,
    String region,
    Instant started,
    Instant ended,
    List<Call> calls) {

  /** Makes the list immutable. */
  public Evidence {
    calls = List.copyOf(calls);
  }

  /**
   * The same evidence, if there is any.
   *
   * @throws AccountException if no call but the one for the caller was answered
   */
  public Evidence requireAnything() {
    if (calls.stream()
        .filter(call -> call.operation() != Operation.GET_CALLER_IDENTITY)
        .anyMatch(call -> call.answer().isPresent())) {
      return this;
    }
    throw new AccountException(
        "account %s: nothing could be read as %s: %s; 'cis-alarms audit --iam-policy' prints what is needed"
            .formatted(
                account,
                caller,
                calls.stream()
                    .flatMap(call -> call.refusal().stream())
                    .map(Call.Refusal::reason)
                    .findFirst()
                    .orElse("there was nothing to ask")));
  }

  /** The calls of an operation. */
  Stream<Call> calls(Operation operation) {
    return calls.stream().filter(call -> call.operation() == operation);
  }
}
