package io.github.cisalarms.fleet;

import io.github.cisalarms.catalog.Selection;
import io.github.cisalarms.fleet.ConfigNode.Mapping;
import io.github.cisalarms.pattern.FilterPattern;
import io.github.cisalarms.pattern.FilterPatternException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a fleet's settings of controls have to fulfil. */
final class ControlRules {

  private static final String REMEDY =
      "add it to 'controls' or take it out of 'disabled_controls', or leave the override out";

  private final Problems problems;
  private final Map<Source, String> sharedOverrides = new HashMap<>();
  private final Set<Source> usedOverrides = new HashSet<>();

  ControlRules(Problems problems) {
    this.problems = problems;
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
                          selected.ifPresent(slugs -> checkUse(slug, entry.key(), slugs));
                          entry.value().asMapping().ifPresent(this::checkOverride);
                        }));
  }

  /** Checks, after all stacks, that every override of the defaults is of use to one of them. */
  void checkShared() {
    sharedOverrides.forEach(
        (source, slug) -> {
          if (!usedOverrides.contains(source)) {
            problems.add(source, "no account selects '" + slug + "'; " + REMEDY);
          }
        });
  }

  /** The schema knows the names, but not that some of them stand alone. */
  private void checkChoice(Mapping settings) {
    try {
      Selection.parse(ControlSettings.names(settings));
    } catch (IllegalArgumentException e) {
      problems.add(settings.sourceOf(ControlSettings.CONTROLS), e.getMessage());
    }
  }

  private void checkUse(String slug, Source source, List<String> selected) {
    if (selected.contains(slug)) {
      usedOverrides.add(source);
    } else if (source.key().startsWith("defaults.")) {
      sharedOverrides.put(source, slug);
    } else {
      problems.add(source, "'" + slug + "' is not selected here; " + REMEDY);
    }
  }

  private void checkOverride(Mapping override) {
    override.get("pattern").ifPresent(this::checkPattern);
    try {
      ControlSettings.alarm(override);
    } catch (IllegalArgumentException e) {
      // "SETTING VALUE: what to write instead"
      String[] parts = e.getMessage().split("[ :]+", 3);
      problems.add(override.sourceOf(parts[0]), "'" + parts[1] + "': " + parts[2]);
    }
  }

  private void checkPattern(ConfigNode node) {
    try {
      FilterPattern.parse(node.asText().orElse(""));
    } catch (FilterPatternException e) {
      String hint = e.hint().map(text -> "; " + text).orElse("");
      problems.add(
          node.source(),
          "not a filter pattern: character " + (e.position() + 1) + ": " + e.problem() + hint);
    }
  }
}
