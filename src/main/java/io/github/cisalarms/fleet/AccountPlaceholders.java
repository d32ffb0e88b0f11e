package io.github.cisalarms.fleet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.cisalarms.catalog.UnknownNameException;
import io.github.cisalarms.fleet.yaml.ConfigNode;
import io.github.cisalarms.fleet.yaml.ConfigNode.Entry;
import io.github.cisalarms.fleet.yaml.ConfigNode.Mapping;
import io.github.cisalarms.fleet.yaml.ConfigNode.Scalar;
import io.github.cisalarms.fleet.yaml.ConfigNode.Sequence;
import io.github.cisalarms.fleet.yaml.Position;
import io.github.cisalarms.fleet.yaml.Problems;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces {@code {account_id}} and the like in settings. */
final class AccountPlaceholders {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z_]+)\\}");

  private static final List<String> KNOWN =
      List.of("account_id", "account_name", "region", "partition", "stack_name");

  /** Texts that may hold braces of their own. */
  private static final List<SettingPath> LITERAL =
      List.of(
          SettingPath.of("overrides.*.pattern"),
          SettingPath.of("overrides.*.description"),
          SettingPath.of("subscriptions.*.filter_policy"));

  private final Map<String, Optional<String>> values;
  private final Problems problems;

  /**
   * AccountPlaceholders with their values.
   *
   * @param values by name; empty where the account has no such value
   * @param problems takes placeholders that are unknown or without value
   */
  AccountPlaceholders(Map<String, Optional<String>> values, Problems problems) {
    this.values = values;
    this.problems = problems;
  }

  /**
   * Finds placeholders that nobody knows, before rules about the texts around them do.
   *
   * @param level settings of one level
   * @param problems takes the unknown ones
   */
  static void checkNames(Mapping level, Problems problems) {
    checkNames(level, SettingPath.LEVEL, problems);
  }

  private static void checkNames(ConfigNode node, SettingPath path, Problems problems) {
    if (isLiteral(path)) {
      return;
    }
    node.asMapping()
        .ifPresent(
            mapping ->
                mapping
                    .entries()
                    .forEach((key, entry) -> checkNames(entry.value(), path.child(key), problems)));
    for (ConfigNode element : node.elements()) {
      // An entry of regions or log_groups is a level of its own.
      checkNames(element, element instanceof Mapping ? SettingPath.LEVEL : path, problems);
    }
    node.asText()
        .ifPresent(
            text ->
                PLACEHOLDER
                    .matcher(text)
                    .results()
                    .map(match -> match.group(1))
                    .filter(name -> !KNOWN.contains(name))
                    .findFirst()
                    .ifPresent(name -> problems.add(node.source(), unknown(name))));
  }

  private static boolean isLiteral(SettingPath path) {
    return LITERAL.stream().anyMatch(path::is);
  }

  /** The settings with values in place of placeholders. */
  Mapping expand(Mapping settings) {
    return expand(settings, SettingPath.LEVEL);
  }

  private Mapping expand(Mapping mapping, SettingPath parent) {
    Map<String, Entry> expanded = new LinkedHashMap<>();
    mapping
        .entries()
        .forEach(
            (key, entry) ->
                expanded.put(key, entry.with(expand(entry.value(), parent.child(key)))));
    return new Mapping(mapping.source(), expanded);
  }

  /** The value of the setting at a path, with values in place of placeholders. */
  ConfigNode expand(ConfigNode node, SettingPath path) {
    if (isLiteral(path)) {
      return node;
    }
    if (node instanceof Mapping mapping) {
      return expand(mapping, path);
    }
    if (node instanceof Sequence sequence) {
      return new Sequence(
          sequence.source(),
          sequence.elements().stream().map(element -> expand(element, path)).toList());
    }
    return node.asText().isPresent() ? expand((Scalar) node) : node;
  }

  private Scalar expand(Scalar scalar) {
    if (scalar.text().indexOf('{') < 0) {
      return scalar;
    }
    String text =
        PLACEHOLDER
            .matcher(scalar.text())
            .replaceAll(match -> Matcher.quoteReplacement(value(match.group(1), scalar.source())));
    return new Scalar(scalar.source(), text, JsonNodeFactory.instance.textNode(text));
  }

  private String value(String name, Position source) {
    Optional<String> value = values.getOrDefault(name, Optional.empty());
    if (value.isEmpty() && name.equals("account_name")) {
      problems.add(source, "uses {account_name}, but the account has none; write one there");
    } else if (value.isEmpty() && name.equals("stack_name")) {
      problems.add(source, "{stack_name} can't stand in the name itself");
    }
    // An account without id or region is reported as such.
    return value.orElse("{" + name + "}");
  }

  private static String unknown(String name) {
    return new UnknownNameException("placeholder", name, KNOWN).getMessage();
  }
}
