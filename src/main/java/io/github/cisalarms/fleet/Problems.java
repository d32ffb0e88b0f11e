package io.github.cisalarms.fleet;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Collects what is wrong while reading goes on. Of several findings about one key at one place the
 * first counts: later checks see the consequences of what earlier ones found.
 */
final class Problems {

  private final Map<Source, String> messages = new TreeMap<>();
  private final Set<Source> seen = new HashSet<>();
  private final Set<Problem> said = new HashSet<>();

  void add(Source source, String message) {
    // Aliases bring one line to several keys, and defaults bring it to every stack.
    Problem withoutKey = new Problem(source.file(), source.line(), source.column(), "", message);
    if (seen.add(source) && said.add(withoutKey)) {
      messages.put(source, message);
    }
  }

  /** As {@link #add}, unless something else is wrong with the key, wherever it stands. */
  void addMissing(Source key, String message) {
    if (seen.stream().noneMatch(source -> source.isSameKey(key))) {
      add(key, message);
    }
  }

  boolean isEmpty() {
    return messages.isEmpty();
  }

  void addAll(Problems others) {
    others.messages.forEach(this::add);
  }

  void throwIfAny() {
    if (!isEmpty()) {
      throw new ConfigException(
          messages.entrySet().stream()
              .map(entry -> Problem.of(entry.getKey(), entry.getValue()))
              .toList());
    }
  }
}
