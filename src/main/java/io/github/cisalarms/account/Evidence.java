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

  /** The calls of an operation. */
  Stream<Call> calls(Operation operation) {
    return calls.stream().filter(call -> call.operation() == operation);
  }
}
