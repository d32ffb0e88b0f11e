package io.github.cisalarms.pattern;

import java.util.List;

/**
 * Why a pattern matches a message or doesn't.
 *
 * @param matches whether it does
 * @param findings as many conditions as it takes to see that it must be so, in the order of the
 *     pattern: with {@code ||}, the first that holds, or all of them; with {@code &&}, the first
 *     that doesn't hold, or all of them. None for the empty pattern.
 */
public record Explanation(boolean matches, List<Finding> findings) {

  /** Takes a copy of the findings, each of them once. */
  public Explanation {
    findings = findings.stream().distinct().toList();
  }

  /**
   * One condition.
   *
   * @param condition in its canonical form, such as {@code $.eventName = "ConsoleLogin"}
   * @param holds whether the message fulfils it
   * @param seen what the message has there: a string in double quotes, a number, {@code true},
   *     {@code false} or {@code null}; or in words, such as {@code missing} or {@code an object}
   */
  public record Finding(String condition, boolean holds, String seen) {}
}
