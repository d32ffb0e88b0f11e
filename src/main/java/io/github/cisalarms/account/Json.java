package io.github.cisalarms.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.cisalarms.chain.policy.Policy;
import io.github.cisalarms.chain.policy.PolicyReader;
import io.github.cisalarms.chain.value.Value;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads values from answers. What an answer doesn't have is not set. */
final class Json {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Json() {}

  static Value<String> text(JsonNode node, String name) {
    String text = node.path(name).asText();
    return text.isEmpty() ? Value.absent() : Value.known(text);
  }

  static Value<Double> number(JsonNode node, String name) {
    return node.path(name).isNumber() ? Value.known(node.get(name).asDouble()) : Value.absent();
  }

  /** Attributes of SNS and SQS have flags as texts. */
  static Value<Boolean> flag(JsonNode node, String name) {
    return node.has(name) ? Value.known(node.get(name).asBoolean()) : Value.absent();
  }

  static List<Value<String>> texts(JsonNode array) {
    return each(array).map(each -> Value.known(each.asText())).toList();
  }

  static List<String> plain(JsonNode array) {
    return each(array).map(JsonNode::asText).toList();
  }

  static Stream<JsonNode> each(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  /** A policy as its service returns it; unknown if it is no policy. */
  static Value<Policy> policy(JsonNode node, String name) {
    return text(node, name).isAbsent()
        ? Value.absent()
        : PolicyReader.read(node.get(name).asText(), Value::known)
            .map(Value::known)
            .orElseGet(Value::unknown);
  }

  /** A time; empty if it is none. */
  static Optional<Instant> time(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** JSON within a text; missing if it is none. */
  static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
