package io.github.cisalarms.module;

import java.util.List;
import java.util.stream.Collectors;

/** "Did you mean" in the language of Terraform, which has no edit distance. */
final class NearestNameExpression {

  private NearestNameExpression() {}

  /** Below it two names have hardly anything in common, and a guess would help nobody. */
  private static final String LEAST_SCORE = "0.2";

  /**
   * Expression for the end of a message about an unknown name: the known name that shares the
   * largest part of its pairs of letters with it (the coefficient of Dice, halved), or all names
   * where none is near.
   *
   * @param name expression of the unknown name; used several times
   * @param known names that are right
   */
  static String expression(String name, List<String> known) {
    String pairsOfName = pairs(name);
    String score =
        "length(setintersection(%s, %s)) / (length(%s) + length(%s) + 0.001)"
            .formatted(pairsOfName, pairs("known"), pairsOfName, pairs("known"));
    String scores = "{ for known in %s : known => %s }".formatted(list(known), score);
    return "[for scores in [%s] : max(values(scores)...) < %s ? \"; there are: %s\" : format(\", did you"
            .formatted(scores, LEAST_SCORE, String.join(", ", known))
        + " mean '%s'?\", [for known, score in scores : known if score =="
        + " max(values(scores)...)][0])][0]";
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
