package io.github.cisalarms.fleet.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A value of the configuration that knows where it was written. */
public sealed interface ConfigNode {

  /** Where the value starts. */
  Position source();

  /** The bare value. A key without a value is left out, as if it were not written. */
  JsonNode toJson();

  /** Whether this is YAML's null: a key without a value. */
  default boolean isNull() {
    return false;
  }

  /** This node as a mapping, if it is one. */
  default Optional<Mapping> asMapping() {
    return Optional.empty();
  }

  /** This node's elements, if it is a list. */
  default List<ConfigNode> elements() {
    return List.of();
  }

  /** This node's text, if it is text. */
  default Optional<String> asText() {
    return Optional.empty();
  }

  /**
   * A key of a mapping with its value.
   *
   * @param keys where the key stands; after a merge, where it stands at each level, from the one
   *     that wins
   * @param value what stands behind it
   */
  record Entry(List<Position> keys, ConfigNode value) {
    public Entry {
      keys = List.copyOf(keys);
    }

    public Entry(Position key, ConfigNode value) {
      this(List.of(key), value);
    }

    /** Where the key stands. */
    public Position key() {
      return keys.get(0);
    }

    /** The same key with another value. */
    public Entry with(ConfigNode other) {
      return new Entry(keys, other);
    }

    /** This entry, which wins over one of a lower level. */
    public Entry over(Entry lower) {
      return new Entry(Stream.concat(keys.stream(), lower.keys.stream()).toList(), value);
    }
  }

  /**
   * Keys with values, in the order of the file.
   *
   * @param source where the mapping starts
   * @param entries the values by key
   */
  record Mapping(Position source, Map<String, Entry> entries) implements ConfigNode {
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    public Optional<ConfigNode> get(String key) {
      return Optional.ofNullable(entries.get(key))
          .map(Entry::value)
          .filter(value -> !value.isNull());
    }

    public Optional<Mapping> mapping(String key) {
      return get(key).flatMap(ConfigNode::asMapping);
    }

    public List<ConfigNode> list(String key) {
      return get(key).map(ConfigNode::elements).orElse(List.of());
    }

    public Optional<String> text(String key) {
      return get(key).flatMap(ConfigNode::asText);
    }

    public List<String> texts(String key) {
      return list(key).stream().flatMap(element -> element.asText().stream()).toList();
    }

    /** A whole number, however it is written: {@code 600.0} and {@code 6e2} are 600. */
    public Optional<Integer> integer(String key) {
      return get(key)
          .map(ConfigNode::toJson)
          .filter(json -> json.canConvertToInt() && json.canConvertToExactIntegral())
          .map(JsonNode::intValue);
    }

    public Optional<Double> number(String key) {
      return get(key).map(ConfigNode::toJson).filter(JsonNode::isNumber).map(JsonNode::doubleValue);
    }

    public Optional<Boolean> bool(String key) {
      return get(key).map(ConfigNode::toJson).filter(JsonNode::isBoolean).map(JsonNode::asBoolean);
    }

    /** Where the key's value stands, or where it is missing. */
    public Position sourceOf(String key) {
      return get(key).map(ConfigNode::source).orElse(source.child(key));
    }

    @Override
    public Optional<Mapping> asMapping() {
      return Optional.of(this);
    }

    @Override
    public ObjectNode toJson() {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      entries.forEach(
          (key, entry) -> {
            if (!entry.value().isNull()) {
              json.set(key, entry.value().toJson());
            }
          });
      return json;
    }
  }

  /**
   * A list.
   *
   * @param source where the list starts
   * @param elements what it holds
   */
  record Sequence(Position source, List<ConfigNode> elements) implements ConfigNode {
    public Sequence {
      elements = List.copyOf(elements);
    }

    @Override
    public ArrayNode toJson() {
      ArrayNode json = JsonNodeFactory.instance.arrayNode();
      elements.forEach(element -> json.add(element.toJson()));
      return json;
    }
  }

  /**
   * A single value.
   *
   * @param source where it starts
   * @param text the characters of the file, without quotes
   * @param value what YAML makes of them
   */
  record Scalar(Position source, String text, JsonNode value) implements ConfigNode {
    @Override
    public JsonNode toJson() {
      return value;
    }

    @Override
    public boolean isNull() {
      return value.isNull();
    }

    @Override
    public Optional<String> asText() {
      return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }
  }
}
