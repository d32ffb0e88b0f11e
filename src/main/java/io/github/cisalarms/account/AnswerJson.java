package io.github.cisalarms.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** Answers of the SDK as JSON, under the service's own names, as AWS's command line prints them. */
final class AnswerJson {

  /** Where the next page begins; no part of what was asked. */
  private static final List<String> TOKENS =
      List.of("NextToken", "nextToken", "NextMarker", "Truncated");

  /** Of no use to anybody here, and long. */
  private static final Set<String> LEFT_OUT = Set.of("StateReasonData", "ResponseMetadata");

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private AnswerJson() {}

  /** An answer, or a part of one. */
  static ObjectNode of(SdkPojo answer) {
    ObjectNode json = JSON.objectNode();
    for (SdkField<?> field : answer.sdkFields()) {
      Object value = field.getValueOrDefault(answer);
      if (value != null && !LEFT_OUT.contains(field.memberName()) && !isEmpty(value)) {
        json.set(field.memberName(), node(value));
      }
    }
    return json;
  }

  private static boolean isEmpty(Object value) {
    return value instanceof List<?> list && list.isEmpty()
        || value instanceof Map<?, ?> map && map.isEmpty();
  }

  private static JsonNode node(Object value) {
    if (value instanceof SdkPojo pojo) {
      return of(pojo);
    }
    if (value instanceof List<?> list) {
      ArrayNode array = JSON.arrayNode();
      list.forEach(each -> array.add(node(each)));
      return array;
    }
    if (value instanceof Map<?, ?> map) {
      ObjectNode object = JSON.objectNode();
      // The SDK's maps have no order that stays.
      new TreeMap<>(map).forEach((key, each) -> object.set(String.valueOf(key), node(each)));
      return object;
    }
    if (value instanceof Boolean flag) {
      return JSON.booleanNode(flag);
    }
    if (value instanceof Integer number) {
      return JSON.numberNode(number);
    }
    if (value instanceof Long number) {
      return JSON.numberNode(number);
    }
    if (value instanceof Double number) {
      return JSON.numberNode(number);
    }
    if (value instanceof Instant time) {
      return JSON.textNode(time.toString());
    }
    return JSON.textNode(String.valueOf(value));
  }

  /** Takes out where the next page begins; empty on the last page. */
  static Optional<String> takeToken(ObjectNode page) {
    Optional<String> token = Optional.empty();
    for (String name : TOKENS) {
      JsonNode value = page.remove(name);
      if (value != null && value.isTextual() && !value.asText().isEmpty()) {
        token = Optional.of(value.asText());
      }
    }
    return token;
  }

  /** Puts the lists of a further page behind those of the pages before. */
  static void append(ObjectNode pages, ObjectNode page) {
    for (Map.Entry<String, JsonNode> field : page.properties()) {
      if (field.getValue().isArray() && pages.path(field.getKey()).isArray()) {
        ((ArrayNode) pages.get(field.getKey())).addAll((ArrayNode) field.getValue());
      } else {
        pages.set(field.getKey(), field.getValue());
      }
    }
  }
}
