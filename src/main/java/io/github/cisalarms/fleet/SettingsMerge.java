package io.github.cisalarms.fleet;

import io.github.cisalarms.fleet.edit.YamlEdit;
import io.github.cisalarms.fleet.yaml.ConfigNode.Entry;
import io.github.cisalarms.fleet.yaml.ConfigNode.Mapping;
import io.github.cisalarms.fleet.yaml.Problems;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Puts the settings of one level over those of another: the upper level wins, mappings are merged
 * by key, and null takes away what the lower level says.
 */
final class SettingsMerge {

  /**
   * Settings of which only one can hold, so that naming one below puts the others away.
   *
   * @param parent where they stand
   * @param choices the names that go together
   */
  private record Alternatives(SettingPath parent, List<Set<String>> choices) {

    /** The names that exclude one of these. */
    Stream<String> others(Set<?> chosen) {
      return choices.stream()
          .filter(choice -> choice.stream().anyMatch(chosen::contains))
          .flatMap(choice -> choices.stream().filter(other -> other != choice))
          .flatMap(Set::stream);
    }
  }

  private static final List<Alternatives> ALTERNATIVES =
      List.of(
          new Alternatives(SettingPath.LEVEL, List.of(Set.of("region"), Set.of("regions"))),
          new Alternatives(
              SettingPath.LEVEL, List.of(Set.of("log_group_name"), Set.of("log_groups"))),
          new Alternatives(
              SettingPath.LEVEL,
              List.of(
                  Set.of("sns_topic_arn"),
                  Set.of("sns_topic_name", "kms_master_key_id", "create_kms_key"))),
          new Alternatives(
              SettingPath.LEVEL, List.of(Set.of("kms_master_key_id"), Set.of("create_kms_key"))),
          new Alternatives(SettingPath.of("backend"), List.of(Set.of("s3"), Set.of("local"))),
          new Alternatives(
              SettingPath.of("overrides.*"), List.of(Set.of("variant"), Set.of("pattern"))));

  /** A mapping that is one value: half of one and half of another would make no sense. */
  private static final SettingPath FILTER_POLICY = SettingPath.of("subscriptions.*.filter_policy");

  /** Where null means the benchmark's value whether or not something was said before. */
  private static final SettingPath OVERRIDES = SettingPath.of("overrides");

  private final Problems problems;

  SettingsMerge(Problems problems) {
    this.problems = problems;
  }

  /**
   * Two levels as one.
   *
   * @param lower what holds unless the upper level says something else
   * @param upper what wins
   * @return both, in the order of the file; it stands where the upper level stands
   */
  Mapping merge(Mapping lower, Mapping upper) {
    return merge(lower, upper, SettingPath.LEVEL);
  }

  private Mapping merge(Mapping lower, Mapping upper, SettingPath parent) {
    Map<String, Entry> merged = new LinkedHashMap<>(lower.entries());
    for (String key : upper.entries().keySet()) {
      putAway(merged, upper, parent, key);
    }
    upper
        .entries()
        .forEach(
            (key, entry) -> {
              SettingPath path = parent.child(key);
              if (entry.value().isNull()) {
                if (merged.remove(key) == null && !path.startsWith(OVERRIDES)) {
                  problems.add(entry.key(), "has no value; write one, or leave the key out");
                }
              } else {
                merged.put(key, merge(Optional.ofNullable(merged.get(key)), entry, path));
              }
            });
    return new Mapping(upper.source(), merged);
  }

  private Entry merge(Optional<Entry> lower, Entry upper, SettingPath path) {
    Entry over = lower.map(upper::over).orElse(upper);
    Optional<Mapping> mapping = upper.value().asMapping().filter(value -> !path.is(FILTER_POLICY));
    if (mapping.isEmpty()) {
      return over;
    }
    Mapping under =
        lower
            .flatMap(entry -> entry.value().asMapping())
            .orElse(new Mapping(mapping.get().source(), Map.of()));
    return over.with(merge(under, mapping.get(), path));
  }

  /** Removes what the upper level replaces by an alternative, and refuses both at one level. */
  private void putAway(Map<String, Entry> merged, Mapping upper, SettingPath parent, String key) {
    for (Alternatives alternatives : ALTERNATIVES) {
      for (Set<String> choice : alternatives.choices()) {
        if (parent.is(alternatives.parent()) && choice.contains(key) && isChosen(upper, key)) {
          alternatives.choices().stream()
              .filter(other -> other != choice)
              .flatMap(Set::stream)
              .forEach(other -> replace(merged, upper, key, other));
        }
      }
    }
  }

  /**
   * Settings for one level, together with those that have to go from there since they exclude them.
   */
  static Map<String, Object> alone(Map<String, ?> settings) {
    return alone(settings, SettingPath.LEVEL);
  }

  private static Map<String, Object> alone(Map<?, ?> settings, SettingPath parent) {
    Map<String, Object> alone = new LinkedHashMap<>();
    settings.forEach(
        (name, value) -> {
          String key = String.valueOf(name);
          alone.put(
              key, value instanceof Map<?, ?> nested ? alone(nested, parent.child(key)) : value);
        });
    ALTERNATIVES.stream()
        .filter(alternatives -> parent.is(alternatives.parent()))
        .flatMap(alternatives -> alternatives.others(settings.keySet()))
        .forEach(other -> alone.putIfAbsent(other, YamlEdit.ABSENT));
    return alone;
  }

  /** What is not to be done, as {@code create_kms_key: false}, puts nothing else away. */
  private static boolean isChosen(Mapping level, String key) {
    return level.get(key).isPresent() && level.bool(key).orElse(true);
  }

  private void replace(Map<String, Entry> merged, Mapping upper, String key, String other) {
    merged.remove(other);
    // Each pair comes up twice; the message stands at the one that is written second.
    if (isChosen(upper, other)
        && upper.entries().get(other).key().compareTo(upper.entries().get(key).key()) < 0) {
      problems.add(
          upper.entries().get(key).key(),
          "'" + key + "' and '" + other + "' exclude each other; keep one");
    }
  }
}
