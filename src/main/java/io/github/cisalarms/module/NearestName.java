package io.github.cisalarms.module;

import java.util.List;
import java.util.stream.Collectors;

/** "Did you mean" in the language of Terraform, which has no edit distance. */
final class NearestName {

  private NearestName() {}

  /**
   * Expression for the known name that shares the largest part of its pairs of letters with another
   * (the coefficient of Dice).
   *
   * @param name expression of the unknown name; used several times
   * @param known names that are right
   */
  static String expression(String name, List<String> known) {
    String pairsOfName = pairs(name);
    String score =
        "length(setintersection(%s, %s)) / (length(%s) + length(%s))"
            .formatted(pairsOfName, pairs("known"), pairsOfName, pairs("known"));
    String scores = "{ for known in %s : known => %s }".formatted(list(known), score);
    return "[for known, score in %s : known if score == max(values(%s)...)][0]"
        .formatted(scores, scores);
  }

  /** Literal list of texts that need no escape. */
  static String list(List<String> texts) {
    return texts.stream().map(text -> '"' + text + '"').collect(Collectors.joining(", ", "[", "]"));
  }

  private static String pairs(String text) {
    return "toset([for i in range(max(length(%s) - 1, 0)) : substr(%s, i, 2)])"
        .formatted(text, text);
  }
}
