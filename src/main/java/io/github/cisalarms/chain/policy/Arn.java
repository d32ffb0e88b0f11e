package io.github.cisalarms.chain.policy;

import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.chain.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An ARN, each part of which is known or not: the plan of an alarm tells its name, and often
 * neither account nor region.
 *
 * @param parts the six of {@code arn:partition:service:region:account:resource}
 */
public record Arn(List<Value<String>> parts) {

  private static final int PARTS = 6;
  private static final int REGION = 3;
  private static final int ACCOUNT = 4;

  /** Two texts that no pattern mentions, to stand for what isn't known. */
  private static final List<String> STAND_INS = List.of("\uE000", "\uE001\uE001");

  public Arn {
    parts = List.copyOf(parts);
  }

  /**
   * The ARN of a resource. In which partition follows from the region; the first where none is
   * known.
   */
  public static Arn of(
      String service, Value<String> region, Value<String> account, Value<String> resource) {
    return new Arn(
        List.of(
            Value.known("arn"),
            Value.known(region.get().map(Arn::partition).orElse("aws")),
            Value.known(service),
            region,
            account,
            resource));
  }

  /** The parts of a text, if it is an ARN. */
  public static Optional<Arn> parse(String text) {
    String[] parts = text.split(":", PARTS);
    return parts.length == PARTS && parts[0].equals("arn")
        ? Optional.of(new Arn(Stream.of(parts).map(Value::known).toList()))
        : Optional.empty();
  }

  private static String partition(String region) {
    return region.startsWith("cn-")
        ? "aws-cn"
        : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }

  /** Whose resource it is. */
  public Value<String> account() {
    return parts.get(ACCOUNT);
  }

  /** In which region the resource is. */
  public Value<String> region() {
    return parts.get(REGION);
  }

  /** The whole of it, if all parts are known. */
  public Value<String> text() {
    return isKnown() ? Value.known(filled("")) : Value.unknown();
  }

  private boolean isKnown() {
    return parts.stream().allMatch(Value::isKnown);
  }

  private String filled(String standIn) {
    return String.join(":", parts.stream().map(part -> part.get().orElse(standIn)).toList());
  }

  /** Whether it is like a text whose wildcards stand for colons, too. */
  Answer isLike(String pattern) {
    if (isKnown()) {
      return Answer.of(Wildcards.match(pattern, filled("")));
    }
    if (STAND_INS.stream().allMatch(standIn -> Wildcards.match(pattern, filled(standIn)))) {
      return Answer.YES;
    }
    return contradicts(pattern) ? Answer.NO : Answer.UNKNOWN;
  }

  /**
   * Whether what stands before the first wildcard, or behind the last, is known to be otherwise.
   */
  private boolean contradicts(String pattern) {
    String start = pattern.split("[*?]", -1)[0];
    String[] pieces = pattern.split("[*?]", -1);
    String end = pieces[pieces.length - 1];
    StringBuilder knownStart = new StringBuilder();
    for (int i = 0; i < PARTS && parts.get(i).isKnown(); i++) {
      knownStart.append(i == 0 ? "" : ":").append(parts.get(i).get().orElseThrow());
    }
    String knownEnd = parts.get(PARTS - 1).get().map(resource -> ":" + resource).orElse("");
    int startLength = Math.min(start.length(), knownStart.length());
    int endLength = Math.min(end.length(), knownEnd.length());
    return !start.substring(0, startLength).equals(knownStart.substring(0, startLength))
        || !end.substring(end.length() - endLength)
            .equals(knownEnd.substring(knownEnd.length() - endLength));
  }

  /** Whether it is a text, in which no wildcard stands for anything. */
  Answer isEqualTo(String text) {
    String[] wanted = text.split(":", PARTS);
    if (wanted.length < PARTS) {
      return Answer.NO;
    }
    Answer equal = isKnown() ? Answer.YES : Answer.UNKNOWN;
    for (int i = 0; i < PARTS; i++) {
      String part = wanted[i];
      // Whatever the part will be, it has no wildcard in it.
      equal =
          equal.and(
              parts
                  .get(i)
                  .get()
                  .map(known -> Answer.of(known.equals(part)))
                  .orElse(part.matches(".*[*?].*") ? Answer.NO : Answer.UNKNOWN));
    }
    return equal;
  }

  /**
   * Whether it is like another ARN in each of its parts.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN">ARN
   *     condition operators</a>
   */
  Answer isLikePartByPart(String pattern) {
    String[] wanted = pattern.split(":", PARTS);
    if (wanted.length < PARTS) {
      // A lone asterisk works; what the service makes of half an ARN isn't documented.
      return pattern.equals("*") ? Answer.YES : isLike(pattern).and(Answer.UNKNOWN);
    }
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < PARTS; i++) {
      String part = wanted[i];
      answers.add(
          parts
              .get(i)
              .get()
              .map(known -> Answer.of(Wildcards.match(part, known)))
              .orElse(part.matches("\\*+") ? Answer.YES : Answer.UNKNOWN));
    }
    return answers.stream().reduce(Answer.YES, Answer::and);
  }
}
