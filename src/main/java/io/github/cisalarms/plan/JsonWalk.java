package io.github.cisalarms.plan;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cisalarms.chain.value.Shown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Goes through JSON from front to back. Whoever is given a field or an element has to read its
 * value or to skip it. What can't be read is thrown as {@link UncheckedIOException}; what is not of
 * the type that it has in a plan as {@link PlanException}, unless it is null.
 */
final class JsonWalk {

  private final String name;
  private final JsonParser parser;

  /**
   * @param name what messages call the input
   */
  JsonWalk(String name, JsonParser parser) {
    this.name = name;
    this.parser = parser;
  }

  /** Gives the name of each field of the object that starts here. */
  void fields(Consumer<String> field) {
    try {
      if (isNullInsteadOf(JsonToken.START_OBJECT, "an object")) {
        return;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        field.accept(name);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops at each element of the array that starts here. */
  void elements(Runnable element) {
    try {
      if (isNullInsteadOf(JsonToken.START_ARRAY, "an array")) {
        return;
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        element.run();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isNullInsteadOf(JsonToken expected, String called) {
    if (parser.currentToken() == expected) {
      return false;
    }
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return true;
    }
    JsonLocation at = parser.currentTokenLocation();
    throw new PlanException(
        "%s:%d:%d: %s has to be %s, as terraform show -json prints it"
            .formatted(
                name,
                at.getLineNr(),
                at.getColumnNr(),
                Shown.text(parser.getParsingContext().pathAsPointer().toString()),
                called));
  }

  /** The value that starts here. */
  JsonNode tree() {
    try {
      JsonNode node = parser.readValueAsTree();
      return node == null ? MissingNode.getInstance() : node;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The resource that starts here, unless its type is none that a review looks at. */
  Optional<ObjectNode> resource() {
    return resource(other -> {});
  }

  /**
   * The same.
   *
   * @param other is told what stands before the type of a resource that is left out
   */
  Optional<ObjectNode> resource(Consumer<ObjectNode> other) {
    ObjectNode resource = JsonNodeFactory.instance.objectNode();
    boolean[] skipped = {false};
    fields(
        field -> {
          if (skipped[0]) {
            skip();
            return;
          }
          resource.set(field, tree());
          skipped[0] =
              field.equals("type") && !PlanDocument.TYPES.contains(resource.path("type").asText());
        });
    if (skipped[0]) {
      other.accept(resource);
      return Optional.empty();
    }
    return Optional.of(resource);
  }

  /** Goes past the value that starts here. */
  void skip() {
    try {
      parser.skipChildren();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
