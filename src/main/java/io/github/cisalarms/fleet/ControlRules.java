package io.github.cisalarms.fleet;

import io.github.cisalarms.catalog.AlarmSettingException;
import io.github.cisalarms.catalog.Quotas;
import io.github.cisalarms.catalog.Selection;
import io.github.cisalarms.catalog.UnknownNameException;
import io.github.cisalarms.fleet.yaml.ConfigNode;
import io.github.cisalarms.fleet.yaml.ConfigNode.Entry;
import io.github.cisalarms.fleet.yaml.ConfigNode.Mapping;
import io.github.cisalarms.fleet.yaml.Position;
import io.github.cisalarms.fleet.yaml.Problems;
import io.github.cisalarms.pattern.FilterPattern;
import io.github.cisalarms.pattern.FilterPatternException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a fleet's settings of controls have to fulfil. */
final class ControlRules {

  private static final String REMEDY =
      "add it to 'controls' or take it out of 'disabled_controls', or leave the override out";

  /** What the module asks for, too. */
  private static final Pattern IN_BRACES = Pattern.compile("\\s*\\{.*\\}\\s*", Pattern.DOTALL);

  private final Problems problems;
  private final Set<Position> defaultOverrides = new HashSet<>();
  private final Map<Position, String> reachedDefaults = new HashMap<>();
  private final Set<Position> usedDefaults = new HashSet<>();

  ControlRules(Problems problems) {
    this.problems = problems;
  }

  /** Notes the overrides that several accounts share, of which one at least has to use each. */
  void addDefaults(Mapping defaults) {
    defaults
        .mapping(ControlSettings.OVERRIDES)
        .ifPresent(
            overrides ->
                overrides.entries().values().forEach(entry -> defaultOverrides.add(entry.key())));
  }

  /** Checks one stack; what is wrong with shared settings shows in {@link #checkShared}. */
  void check(Mapping settings) {
    Optional<List<String>> selected = ControlSettings.selectedSlugs(settings);
    checkChoice(settings);
    if (selected.isPresent() && selected.get().isEmpty()) {
      problems.add(
          settings.sourceOf(ControlSettings.DISABLED),
          "no control is left; enable one, or leave the account out");
    }
    settings
        .mapping(ControlSettings.OVERRIDES)
        .ifPresent(
            overrides ->
                overrides
                    .entries()
                    .forEach(
                        (slug, entry) -> {
                          selected.ifPresent(slugs -> checkUse(slug, entry, slugs));
                          entry.value().asMapping().ifPresent(this::checkOverride);
                        }));
  }

  /** Checks, after all stacks, that every override of the defaults is of use to one of them. */
  void checkShared() {
    reachedDefaults.forEach(
        (source, slug) -> {
          if (!usedDefaults.contains(source)) {
            problems.add(source, "no account selects '" + slug + "'; " + REMEDY);
          }
        });
  }

  /** The schema knows the names, but not that some of them stand alone. */
  private void checkChoice(Mapping settings) {
    try {
      Selection.parse(ControlSettings.names(settings));
    } catch (UnknownNameException e) {
      // The schema has found it, and knows which element it is.
    } catch (IllegalArgumentException e) {
      problems.add(settings.sourceOf(ControlSettings.CONTROLS), e.getMessage());
    }
  }

  private void checkUse(String slug, Entry entry, List<String> selected) {
    boolean used = selected.contains(slug);
    for (Position source : entry.keys()) {
      if (!defaultOverrides.contains(source)) {
        if (!used) {
          problems.add(source, "'" + slug + "' is not selected here; " + REMEDY);
        }
        continue;
      }
      reachedDefaults.put(source, slug);
      if (used) {
        usedDefaults.add(source);
      }
    }
  }

  private void checkOverride(Mapping override) {
    override.get("pattern").ifPresent(this::checkPattern);
    checkBytes(override, "alarm_name", Quotas.ALARM_NAME_BYTES);
    checkBytes(override, "description", Quotas.ALARM_DESCRIPTION_BYTES);
    try {
      ControlSettings.alarm(override);
    } catch (AlarmSettingException e) {
      problems.add(override.sourceOf(e.setting()), "'" + e.value() + "': " + e.remedy());
    }
  }

  /** The schema counts characters. */
  private void checkBytes(Mapping override, String key, int most) {
    String text = override.text(key).orElse("");
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > most && text.codePointCount(0, text.length()) <= most) {
      problems.add(
          override.sourceOf(key),
          "is "
              + bytes
              + " bytes long, since characters beyond ASCII take 2 to 4; write at most "
              + most
              + " bytes");
    }
  }

  private void checkPattern(ConfigNode node) {
    String text = node.asText().orElse("");
    if (node.asText().isPresent() && !IN_BRACES.matcher(text).matches()) {
      problems.add(
          node.source(),
          "'"
              + text
              + "' has no braces around it, which a pattern on the JSON of CloudTrail needs; write"
              + " it as in '{ $.eventName = ConsoleLogin }'");
      return;
    }
    try {
      FilterPattern.parse(text);
    } catch (FilterPatternException e) {
      String hint = e.hint().map(advice -> "; " + advice).orElse("");
      problems.add(
          node.source(),
          "not a filter pattern: character " + (e.position() + 1) + ": " + e.problem() + hint);
    }
  }
}
