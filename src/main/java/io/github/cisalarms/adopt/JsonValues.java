package io.github.cisalarms.adopt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** A JSON object of which attributes are asked. */
record JsonValues(JsonNode node) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** As which AWS stores the number of an account. */
  private static final Pattern ACCOUNT = Pattern.compile("arn:[a-z-]+:iam::(\\d{12}):root");

  /** The text of an attribute; empty if it is missing, null or empty. */
  Optional<String> text(String name) {
    JsonNode value = node.path(name);
    return value.isMissingNode() || value.isNull() || value.asText().isEmpty()
        ? Optional.empty()
        : Optional.of(value.asText());
  }

  String textOr(String name, String otherwise) {
    return text(name).orElse(otherwise);
  }

  Optional<Double> number(String name) {
    return text(name)
        .flatMap(
            text -> {
              try {
                return Optional.of(Double.parseDouble(text));
              } catch (NumberFormatException e) {
                return Optional.empty();
              }
            });
  }

  int integerOr(String name, int otherwise) {
    return number(name).map(Double::intValue).orElse(otherwise);
  }

  boolean isTrue(String name) {
    return text(name).filter("true"::equals).isPresent();
  }

  /** The texts of a list, in alphabetical order. */
  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    node.path(name).forEach(element -> texts.add(element.asText()));
    return texts.stream().sorted().toList();
  }

  /** The first element of a list, or the object itself. */
  JsonValues first(String name) {
    JsonNode value = node.path(name);
    return new JsonValues(value.isArray() ? value.path(0) : value);
  }

  Optional<Map<String, String>> map(String name) {
    if (!node.path(name).isObject()) {
      return Optional.empty();
    }
    Map<String, String> texts = new TreeMap<>();
    node.path(name)
        .properties()
        .forEach(each -> texts.put(each.getKey(), each.getValue().asText()));
    return Optional.of(texts);
  }

  /** The names of these that have a value which is not 0, false or empty. */
  List<String> set(List<String> names) {
    return names.stream()
        .filter(
            name -> {
              JsonNode value = node.path(name);
              return value.isContainerNode()
                  ? !value.isEmpty()
                  : text(name).filter(text -> !List.of("0", "false").contains(text)).isPresent();
            })
        .toList();
  }

  /** JSON in a text; empty if it is none. */
  static Optional<JsonNode> parse(String text) {
    try {
      return Optional.ofNullable(MAPPER.readTree(text));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** Whether both texts are the same JSON, or neither is there. */
  static boolean same(Optional<String> one, Optional<String> other) {
    return one.flatMap(JsonValues::parse).equals(other.flatMap(JsonValues::parse));
  }

  /**
   * Whether both policies are there and say the same, as AWS and the provider compare them: a list
   * of one is its element, and the number of an account the ARN of its root.
   */
  static boolean samePolicy(Optional<JsonNode> one, Optional<JsonNode> other) {
    return one.isPresent() && one.map(JsonValues::normal).equals(other.map(JsonValues::normal));
  }

  private static JsonNode normal(JsonNode node) {
    if (node.isObject()) {
      ObjectNode normal = JsonNodeFactory.instance.objectNode();
      node.properties().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(each -> normal.set(each.getKey(), normal(each.getValue())));
      return normal;
    }
    if (node.isArray()) {
      ArrayNode normal = JsonNodeFactory.instance.arrayNode();
      StreamSupport.stream(node.spliterator(), false)
          .map(JsonValues::normal)
          .sorted(Comparator.comparing(JsonNode::toString))
          .forEach(normal::add);
      return normal.size() == 1 ? normal.get(0) : normal;
    }
    Matcher account = ACCOUNT.matcher(node.asText());
    return node.isTextual() && account.matches() ? new TextNode(account.group(1)) : node;
  }
}
