package io.github.cisalarms.chain;

import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.catalog.Controls;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The words of texts, and which of them tell what a pattern is about. For several threads. */
final class PatternWords {

  /** In how many controls a word is still a sign of one of them. */
  private static final int FEW = 3;

  /** The last step of a selector. */
  private static final Pattern FIELD = Pattern.compile("\\$(?:\\.\\w+)*\\.(\\w+)");

  private final Map<String, Set<String>> words = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> fields = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> tellingWords = new ConcurrentHashMap<>();

  /** Whether a text has one of the words of the control that few other controls have. */
  boolean tell(Control control, String text) {
    return !Collections.disjoint(words(text), tellingWords(control));
  }

  /** The words of the control's patterns that few other controls have. */
  private synchronized Set<String> tellingWords(Control control) {
    if (tellingWords.isEmpty()) {
      Map<String, Integer> controls = new HashMap<>();
      Controls.all()
          .forEach(each -> wordsOf(each).forEach(word -> controls.merge(word, 1, Integer::sum)));
      for (Control each : Controls.all()) {
        Set<String> telling = wordsOf(each);
        telling.removeIf(word -> controls.get(word) > FEW);
        tellingWords.put(each.slug(), telling);
      }
    }
    return tellingWords.get(control.slug());
  }

  private Set<String> wordsOf(Control control) {
    Set<String> all = new HashSet<>();
    control.variants().forEach(variant -> all.addAll(words(variant.pattern())));
    return all;
  }

  /**
   * Whether whatever a text matches may have to match a pattern of the catalog too: what speaks of
   * a field is not implied by what doesn't.
   */
  boolean mayImply(String text, String pattern) {
    Set<String> asked =
        fields.computeIfAbsent(
            pattern,
            any ->
                FIELD
                    .matcher(any)
                    .results()
                    .map(field -> field.group(1).toLowerCase(Locale.ROOT))
                    .collect(Collectors.toSet()));
    return pattern.contains("||")
        ? !Collections.disjoint(words(text), asked)
        : words(text).containsAll(asked);
  }

  /** How much of their words two texts share, from 0 to 1. */
  double similarity(String one, String other) {
    Set<String> first = words(one);
    Set<String> second = words(other);
    Set<String> common = new HashSet<>(first);
    common.retainAll(second);
    int all = first.size() + second.size() - common.size();
    return all == 0 ? 0 : (double) common.size() / all;
  }

  private Set<String> words(String text) {
    return words.computeIfAbsent(
        text,
        any -> {
          Set<String> words =
              new HashSet<>(List.of(text.toLowerCase(Locale.ROOT).split("[^a-z0-9]+")));
          words.remove("");
          return words;
        });
  }
}
