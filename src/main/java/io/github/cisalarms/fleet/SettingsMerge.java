package io.github.cisalarms.fleet;

import io.github.cisalarms.fleet.ConfigNode.Entry;
import io.github.cisalarms.fleet.ConfigNode.Mapping;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts the settings of one level over those of another: the upper level wins, mappings are merged
 * by key, and null takes away what the lower level says.
 */
final class SettingsMerge {

  /** Of these settings only one can hold, so that naming one below puts the others away. */
  private static final List<List<Set<String>>> ALTERNATIVES =
      List.of(
          List.of(Set.of("region"), Set.of("regions")),
          List.of(Set.of("log_group_name"), Set.of("log_groups")),
          List.of(Set.of("sns_topic_arn"), Set.of("sns_topic_name", "kms_master_key_id")),
          List.of(Set.of("s3"), Set.of("local")),
          List.of(Set.of("variant"), Set.of("pattern")));

  /** A mapping that is one value: half of one and half of another would make no sense. */
  private static final String FILTER_POLICY = "filter_policy";

  /** Where null means the benchmark's value whether or not something was said before. */
  private static final String OVERRIDES = "overrides";

  private final Problems problems;

  SettingsMerge(Problems problems) {
    this.problems = problems;
  }

  /** The first level: nothing lies below it. */
  Mapping of(Mapping level) {
    return merge(new Mapping(level.source(), Map.of()), level);
  }

  /**
   * Two levels as one.
   *
   * @param lower what holds unless the upper level says something else
   * @param upper what wins
   * @return both, in the order of the file; it stands where the upper level stands
   */
  Mapping merge(Mapping lower, Mapping upper) {
    return merge(lower, upper, false);
  }

  private Mapping merge(Mapping lower, Mapping upper, boolean nullIsFine) {
    Map<String, Entry> merged = new LinkedHashMap<>(lower.entries());
    for (String key : upper.entries().keySet()) {
      putAway(merged, upper, key);
    }
    upper
        .entries()
        .forEach(
            (key, entry) -> {
              boolean fine = nullIsFine || key.equals(OVERRIDES);
              if (entry.value().isNull()) {
                if (merged.remove(key) == null && !fine) {
                  problems.add(entry.key(), "has no value; write one, or leave the key out");
                }
              } else {
                merged.put(key, merge(key, Optional.ofNullable(merged.get(key)), entry, fine));
              }
            });
    return new Mapping(upper.source(), merged);
  }

  private Entry merge(String key, Optional<Entry> lower, Entry upper, boolean nullIsFine) {
    Optional<Mapping> over =
        upper.value().asMapping().filter(mapping -> !key.equals(FILTER_POLICY));
    if (over.isEmpty()) {
      return upper;
    }
    Mapping under =
        lower
            .flatMap(entry -> entry.value().asMapping())
            .orElse(new Mapping(over.get().source(), Map.of()));
    return new Entry(upper.key(), merge(under, over.get(), nullIsFine));
  }

  /** Removes what the upper level replaces by an alternative, and refuses both at one level. */
  private void putAway(Map<String, Entry> merged, Mapping upper, String key) {
    for (List<Set<String>> alternatives : ALTERNATIVES) {
      for (Set<String> alternative : alternatives) {
        if (alternative.contains(key) && upper.get(key).isPresent()) {
          alternatives.stream()
              .filter(other -> other != alternative)
              .flatMap(Set::stream)
              .forEach(other -> replace(merged, upper, key, other));
        }
      }
    }
  }

  private void replace(Map<String, Entry> merged, Mapping upper, String key, String other) {
    merged.remove(other);
    // Each pair comes up twice; the message stands at the one that is written second.
    if (upper.get(other).isPresent()
        && upper.entries().get(other).key().compareTo(upper.entries().get(key).key()) < 0) {
      problems.add(
          upper.entries().get(key).key(),
          "'" + key + "' and '" + other + "' exclude each other; keep one");
    }
  }
}
