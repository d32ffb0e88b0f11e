package io.github.cisalarms.fleet.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.ValidationMessage;
import io.github.cisalarms.catalog.Controls;
import io.github.cisalarms.catalog.Selection;
import io.github.cisalarms.catalog.UnknownNameException;
import io.github.cisalarms.fleet.yaml.ConfigNode.Entry;
import io.github.cisalarms.fleet.yaml.ConfigNode.Mapping;
import io.github.cisalarms.fleet.yaml.ConfigNode.Scalar;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Matcher;

/**
 * Turns what the schema validator finds into messages that name the place, the value and the
 * remedy.
 *
 * <p>The schema itself carries the text where a rule needs words: {@code patternErrorMessage} and
 * {@code errorMessage}, which editors show too. Such a text starts with "This"; here the value
 * takes its place.
 */
public final class SchemaMessages {

  private final JsonNode schema;
  private final ConfigNode root;
  private final Problems problems;

  public SchemaMessages(JsonNode schema, ConfigNode root, Problems problems) {
    this.schema = schema;
    this.root = root;
    this.problems = problems;
  }

  public void add(ValidationMessage finding) {
    ConfigNode node = find(finding.getInstanceLocation());
    switch (finding.getType()) {
      case "additionalProperties" -> unknownKey(finding, node);
      case "propertyNames" -> wrongKey(finding, node);
      case "required" -> missingKey(finding, node);
      case "if", "allOf" -> {
        // What is wrong is reported by the keyword within.
      }
      default -> problems.add(node.source(), text(finding, node));
    }
  }

  private ConfigNode find(JsonNodePath path) {
    ConfigNode node = root;
    for (int i = 0; i < path.getNameCount(); i++) {
      Object step = path.getElement(i);
      List<ConfigNode> elements = node.elements();
      Optional<ConfigNode> next =
          elements.isEmpty()
              ? node.asMapping().flatMap(mapping -> mapping.get(step.toString()))
              : Optional.of(elements.get(Integer.parseInt(step.toString())));
      if (next.isEmpty()) {
        return node;
      }
      node = next.get();
    }
    return node;
  }

  private void unknownKey(ValidationMessage finding, ConfigNode node) {
    String key = finding.getProperty();
    List<String> known = new ArrayList<>();
    parentOf(finding).path("properties").fieldNames().forEachRemaining(known::add);
    problems.add(
        keySource(node, key),
        beginningOf(key, node, known)
            .map(name -> "unknown key '" + key + "': did you mean '" + name + "'?")
            .orElseGet(() -> unknown("key", key, known)));
  }

  /** The one key that begins with this word; its letters alone may be nearer to another. */
  private static Optional<String> beginningOf(String key, ConfigNode node, List<String> known) {
    boolean isList = node.asMapping().map(mapping -> !mapping.list(key).isEmpty()).orElse(false);
    List<String> longer = known.stream().filter(name -> name.startsWith(key + "_")).toList();
    return isList || longer.size() != 1 ? Optional.empty() : Optional.of(longer.get(0));
  }

  private void wrongKey(ValidationMessage finding, ConfigNode node) {
    String key = finding.getProperty();
    JsonNode rule = resolve(finding.getSchemaNode());
    String message =
        text(rule, "patternErrorMessage")
            .map(text -> insert(text, "'" + key + "'"))
            .orElseGet(() -> choice(rule.path("enum"), rule, key));
    problems.add(keySource(node, key), message);
  }

  private static Position keySource(ConfigNode node, String key) {
    return node.asMapping()
        .map(Mapping::entries)
        .map(entries -> entries.get(key))
        .map(Entry::key)
        .orElse(node.source());
  }

  private void missingKey(ValidationMessage finding, ConfigNode node) {
    String key = finding.getProperty();
    Iterator<JsonNode> examples =
        resolve(parentOf(finding).path("properties").path(key)).path("examples").elements();
    String remedy =
        examples.hasNext()
            ? "write one, as in '" + key + ": " + examples.next() + "'"
            : "write one";
    problems.addMissing(node.source().child(key), "is missing; " + remedy);
  }

  private String text(ValidationMessage finding, ConfigNode node) {
    JsonNode rule = finding.getSchemaNode();
    JsonNode parent = parentOf(finding);
    Optional<String> own =
        finding.getType().equals("pattern")
            ? text(parent, "patternErrorMessage")
            : text(parent, "errorMessage");
    // A text of the schema speaks of the value's content; a value of the wrong type needs more.
    if (own.isPresent() && !finding.getType().equals("type")) {
      return insert(own.get(), subject(node));
    }
    String value = subject(node);
    return switch (finding.getType()) {
      case "type" -> wrongType(rule, node);
      case "enum" -> choice(rule, parent, node.toJson().asText());
      case "minimum" -> value + " is too small; write at least " + rule.asText();
      case "exclusiveMinimum" -> value + " is too small; write more than " + rule.asText();
      case "maximum" -> value + " is too large; write at most " + rule.asText();
      case "minLength" -> value + " is too short; write at least " + characters(rule);
      case "maxLength" ->
          "is " + characters(length(node)) + " long; write at most " + characters(rule);
      case "minItems" -> "the list is empty; write at least one element, or leave the key out";
      case "maxItems" ->
          "the list has " + node.elements().size() + " elements; keep at most " + rule.asText();
      case "uniqueItems" -> "the list says one thing twice; keep one of them";
      default -> value + ": " + finding.getMessage();
    };
  }

  /** A text of the schema with what it speaks of. */
  private static String insert(String text, String subject) {
    return text.replaceFirst("^This", Matcher.quoteReplacement(subject));
  }

  private static String subject(ConfigNode node) {
    if (node instanceof Scalar scalar) {
      return "'" + scalar.toJson().asText() + "'";
    }
    return node instanceof Mapping ? "the mapping" : "the list";
  }

  private static String wrongType(JsonNode rule, ConfigNode node) {
    List<String> types = new ArrayList<>();
    if (rule.isArray()) {
      rule.forEach(type -> types.add(type.asText()));
    } else {
      types.add(rule.asText());
    }
    if (node.isNull()) {
      return "has no value; write one, or leave it out";
    }
    if (types.contains("string") && node instanceof Scalar scalar) {
      String kind = scalar.value().isBoolean() ? "a boolean" : "a number";
      return scalar.text()
          + " is "
          + kind
          + " for YAML; put it in quotes: \""
          + scalar.text()
          + "\"";
    }
    StringJoiner expected = new StringJoiner(" or ");
    types.stream()
        .filter(type -> !type.equals("null"))
        .map(SchemaMessages::name)
        .forEach(expected::add);
    return "is " + subject(node).replace("the ", "a ") + "; write " + expected;
  }

  private static String name(String type) {
    return switch (type) {
      case "string" -> "text";
      case "integer" -> "a whole number";
      case "number" -> "a number";
      case "boolean" -> "true or false";
      case "array" -> "a list";
      default -> "a mapping";
    };
  }

  private static String choice(JsonNode allowed, JsonNode parent, String name) {
    List<String> known = new ArrayList<>();
    for (JsonNode value : allowed) {
      if (!value.isNull()) {
        known.add(value.asText());
      }
    }
    String kind = parent.path("title").asText("value").toLowerCase(Locale.ROOT);
    return switch (kind) {
      case "control" -> unknown(kind, name, known, () -> Controls.require(name));
      case "controls" -> unknown("control", name, known, () -> Selection.parse(List.of(name)));
      default -> unknown(kind, name, known);
    };
  }

  /** Controls go by many names; the catalog knows who means which. */
  private static String unknown(String kind, String name, List<String> known, Runnable lookup) {
    try {
      lookup.run();
      return unknown(kind, name, known);
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
  }

  private static String unknown(String kind, String name, List<String> known) {
    return new UnknownNameException(kind, name, known).getMessage();
  }

  private static int length(ConfigNode node) {
    String text = node.toJson().asText();
    return text.codePointCount(0, text.length());
  }

  private static String characters(JsonNode count) {
    return characters(count.asInt());
  }

  private static String characters(int count) {
    return count + (count == 1 ? " character" : " characters");
  }

  private static Optional<String> text(JsonNode node, String key) {
    return Optional.ofNullable(node.get(key)).map(JsonNode::asText);
  }

  /** The schema that holds the keyword which found something. */
  private JsonNode parentOf(ValidationMessage finding) {
    JsonNodePath path = finding.getSchemaLocation().getFragment();
    JsonNode node = schema;
    for (int i = 0; i < path.getNameCount() - 1; i++) {
      node = node.isArray() ? node.get((Integer) path.getElement(i)) : node.path(path.getName(i));
    }
    return node;
  }

  private JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? schema.at(node.get("$ref").asText().substring(1)) : node;
  }
}
