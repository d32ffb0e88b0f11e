package io.github.cisalarms.chain.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cisalarms.chain.policy.Policy.Condition;
import io.github.cisalarms.chain.policy.Policy.Principal;
import io.github.cisalarms.chain.policy.Policy.Statement;
import io.github.cisalarms.chain.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads policies from their JSON. */
public final class PolicyReader {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Function<String, Value<String>> values;

  private PolicyReader(Function<String, Value<String>> values) {
    this.values = values;
  }

  /**
   * A policy.
   *
   * @param values what the strings in the text stand for
   * @return empty if the text is no policy
   */
  public static Optional<Policy> read(String text, Function<String, Value<String>> values) {
    try {
      JsonNode document = JSON.readTree(text);
      return document.isObject()
          ? Optional.of(new PolicyReader(values).policy(document))
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private Policy policy(JsonNode document) {
    List<Statement> statements = new ArrayList<>();
    each(document.path("Statement")).forEach(statement -> statements.add(statement(statement)));
    return new Policy(statements);
  }

  private Statement statement(JsonNode statement) {
    List<Condition> conditions = new ArrayList<>();
    statement
        .path("Condition")
        .properties()
        .forEach(
            operator ->
                operator
                    .getValue()
                    .properties()
                    .forEach(
                        key ->
                            conditions.add(
                                new Condition(
                                    operator.getKey(), key.getKey(), values(key.getValue())))));
    return new Statement(
        statement.path("Effect").asText().equals("Allow"),
        principals(statement.path("Principal")),
        principals(statement.path("NotPrincipal")),
        values(statement.path("Action")),
        values(statement.path("NotAction")),
        values(statement.path("Resource")),
        values(statement.path("NotResource")),
        conditions);
  }

  private List<Principal> principals(JsonNode principals) {
    List<Principal> all = new ArrayList<>();
    if (principals.isTextual()) {
      all.add(new Principal("*", values.apply(principals.asText())));
    }
    principals
        .properties()
        .forEach(
            type ->
                values(type.getValue()).forEach(id -> all.add(new Principal(type.getKey(), id))));
    return all;
  }

  private List<Value<String>> values(JsonNode node) {
    return each(node).stream().map(value -> values.apply(value.asText())).toList();
  }

  /** A list's elements, or the one element that stands for a list of it. */
  private static List<JsonNode> each(JsonNode node) {
    List<JsonNode> elements = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(elements::add);
    } else if (!node.isMissingNode() && !node.isNull()) {
      elements.add(node);
    }
    return elements;
  }
}
