package io.github.cisalarms.fleet;

import java.util.ArrayList;
import java.util.List;

/**
 * The way to a setting from the level it is written at: {@code backend}, {@code s3}. Whoever treats
 * a setting specially knows it by its path, since names below {@code tags} and {@code
 * subscriptions} are the user's.
 *
 * @param steps the keys
 */
record SettingPath(List<String> steps) {

  /** The level itself. */
  static final SettingPath LEVEL = new SettingPath(List.of());

  private static final String ANY = "*";

  SettingPath {
    steps = List.copyOf(steps);
  }

  /** The path that {@code text} spells with dots, where {@code *} stands for any key. */
  static SettingPath of(String text) {
    return new SettingPath(List.of(text.split("\\.")));
  }

  SettingPath child(String key) {
    List<String> longer = new ArrayList<>(steps);
    longer.add(key);
    return new SettingPath(longer);
  }

  /** Whether a path with asterisks means this one. */
  boolean is(SettingPath pattern) {
    return steps.size() == pattern.steps.size() && startsWith(pattern);
  }

  /** Whether a path with asterisks means this one or one that it lies below. */
  boolean startsWith(SettingPath pattern) {
    for (int i = 0; i < pattern.steps.size(); i++) {
      String wanted = pattern.steps.get(i);
      if (i >= steps.size() || !wanted.equals(ANY) && !wanted.equals(steps.get(i))) {
        return false;
      }
    }
    return true;
  }
}
