package io.github.cisalarms.fleet.yaml;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Collects what is wrong while reading goes on. Of several findings about one key at one place the
 * first counts: later checks see the consequences of what earlier ones found.
 */
public final class Problems {

  private final Map<Position, String> messages = new TreeMap<>();
  private final Set<Position> seen = new HashSet<>();
  private final Set<Problem> said = new HashSet<>();

  public void add(Position source, String message) {
    // Aliases bring one line to several keys, and defaults bring it to every stack.
    Problem withoutKey = new Problem(source.file(), source.line(), source.column(), "", message);
    if (seen.add(source) && said.add(withoutKey)) {
      messages.put(source, message);
    }
  }

  /** As {@link #add}, unless something else is wrong with the key, wherever it stands. */
  public void addMissing(Position key, String message) {
    if (seen.stream().noneMatch(source -> source.isSameKey(key))) {
      add(key, message);
    }
  }

  public boolean isEmpty() {
    return messages.isEmpty();
  }

  public void addAll(Problems others) {
    others.messages.forEach(this::add);
  }

  public void throwIfAny() {
    if (!isEmpty()) {
      throw new ConfigException(
          messages.entrySet().stream()
              .map(entry -> Problem.of(entry.getKey(), entry.getValue()))
              .toList());
    }
  }
}
