package io.github.cisalarms.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cisalarms.account.Call.Refusal;
import io.github.cisalarms.aws.AwsFailure;
import io.github.cisalarms.aws.AwsFailure.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkException;

/** Makes calls one after the other, and keeps what came of each. */
final class Recorder {

  /** A list of an account's alarms or filters has a hundredth of these. */
  private static final int MAX_PAGES = 1000;

  private final List<Call> calls = new ArrayList<>();

  /** A call of the SDK for one page; empty asks for the first. */
  interface Page {
    SdkPojo ask(Optional<String> token);
  }

  List<Call> calls() {
    return calls;
  }

  /**
   * Makes a call, page by page.
   *
   * @return the answer; missing where there is none
   * @throws AccountException if the credentials are no good, or not any more
   */
  JsonNode call(
      Operation operation,
      String account,
      String region,
      SortedMap<String, String> parameters,
      Page page) {
    Optional<ObjectNode> answer = Optional.empty();
    Optional<Refusal> refusal = Optional.empty();
    Set<String> seen = new HashSet<>();
    Optional<String> token = Optional.empty();
    try {
      do {
        ObjectNode next = AnswerJson.of(page.ask(token));
        token = AnswerJson.takeToken(next);
        if (answer.isPresent()) {
          AnswerJson.append(answer.get(), next);
        } else {
          answer = Optional.of(next);
        }
        if (token.isPresent() && (!seen.add(token.get()) || seen.size() >= MAX_PAGES)) {
          refusal = Optional.of(endless(seen.size()));
          break;
        }
      } while (token.isPresent());
    } catch (SdkException e) {
      refusal = Optional.of(refusal(operation, account, AwsFailure.of(e)));
    }
    calls.add(new Call(account, region, operation, parameters, answer.map(each -> each), refusal));
    return answer.<JsonNode>map(each -> each).orElseGet(Recorder::missing);
  }

  private static Refusal endless(int pages) {
    return new Refusal(
        Refusal.ENDLESS, "", "the list has no end: given up after " + pages + " pages", "");
  }

  private static JsonNode missing() {
    return MissingNode.getInstance();
  }

  private static Refusal refusal(Operation operation, String account, AwsFailure failure) {
    if (failure.kind() == Kind.CREDENTIALS) {
      throw new AccountException(
          (account.isEmpty() ? "AWS" : account) + ": " + failure.withoutCredentials());
    }
    return new Refusal(
        failure.kind().word(),
        failure.code(),
        failure.message(),
        failure.kind() == Kind.DENIED
            ? failure.permission().or(operation::permission).orElse("")
            : "");
  }
}
