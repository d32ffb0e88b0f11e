package io.github.cisalarms.chain;

import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.catalog.Controls;
import io.github.cisalarms.catalog.PatternVariant;
import io.github.cisalarms.pattern.FilterPattern;
import io.github.cisalarms.pattern.FilterPatternException;
import io.github.cisalarms.pattern.PatternMatcher;
import io.github.cisalarms.pattern.PatternSet;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Events that patterns match, found out once for each text. For several threads. */
final class PatternExamples {

  private static final FilterPattern NOTHING =
      FilterPattern.parse("{ ($.eventName NOT EXISTS) && ($.eventName = \"*\") }");

  private final Map<String, Optional<FilterPattern>> parsed = new ConcurrentHashMap<>();
  private final Map<String, Optional<String>> examples = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> missed = new ConcurrentHashMap<>();
  private final Map<String, Optional<String>> ownExamples = new ConcurrentHashMap<>();

  /** Matchers are not for several threads. */
  private final ThreadLocal<Map<String, PatternMatcher>> matchers =
      ThreadLocal.withInitial(HashMap::new);

  private final Set<String> allExamples = new LinkedHashSet<>();

  /** The pattern of a text; empty if the service would not take it. */
  Optional<FilterPattern> parse(String pattern) {
    return parsed.computeIfAbsent(
        pattern,
        text -> {
          try {
            return Optional.of(FilterPattern.parse(text));
          } catch (FilterPatternException e) {
            return Optional.empty();
          }
        });
  }

  /** An event that the variant matches. */
  Optional<String> example(PatternVariant variant) {
    return examples.computeIfAbsent(variant.pattern(), text -> example(parse(text).orElseThrow()));
  }

  /** An event that a pattern matches. */
  static Optional<String> example(FilterPattern pattern) {
    return pattern.comparedWith(NOTHING).extra();
  }

  /** Of one event for each variant of each control those that a pattern does not match. */
  Set<String> missedExamples(String text, FilterPattern pattern) {
    return missed.computeIfAbsent(
        text,
        any -> {
          PatternMatcher matcher = PatternSet.of(List.of(pattern)).matcher();
          Set<String> missed = new HashSet<>();
          for (String event : allExamples()) {
            if (!matches(matcher, event)) {
              missed.add(event);
            }
          }
          return missed;
        });
  }

  private synchronized Set<String> allExamples() {
    if (allExamples.isEmpty()) {
      for (Control control : Controls.all()) {
        control.variants().forEach(variant -> example(variant).ifPresent(allExamples::add));
      }
    }
    return allExamples;
  }

  private static boolean matches(PatternMatcher matcher, String event) {
    byte[] utf8 = event.getBytes(StandardCharsets.UTF_8);
    return matcher.matches(utf8, 0, utf8.length).get(0);
  }

  /** Whether an event is known that the pattern matches and the variant doesn't. */
  boolean reachesBeyond(String text, PatternVariant variant) {
    return ownExamples
        .computeIfAbsent(text, any -> parse(text).flatMap(PatternExamples::example))
        .filter(
            event ->
                !matches(
                    matchers
                        .get()
                        .computeIfAbsent(
                            variant.pattern(),
                            any -> PatternSet.of(List.of(parse(any).orElseThrow())).matcher()),
                    event))
        .isPresent();
  }
}
