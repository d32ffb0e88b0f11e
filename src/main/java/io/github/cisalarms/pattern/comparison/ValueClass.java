package io.github.cisalarms.pattern.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Values of one place of an event that some conditions on it can't tell apart.
 *
 * @param satisfied indexes of the conditions that hold
 * @param open indexes of the conditions that may hold or not
 * @param examples values of the class, at most one of a kind; an empty one stands for a missing
 *     field. None at all if it is not known whether the class has values.
 * @param gap why the class stands for values that nobody looked at, if it does
 */
record ValueClass(
    BitSet satisfied, BitSet open, List<Optional<JsonNode>> examples, Optional<String> gap) {

  boolean hasExample(JsonNodeType kind) {
    return examples.stream().flatMap(Optional::stream).anyMatch(n -> n.getNodeType() == kind);
  }

  /** An example that an object or array of that kind can be built on. */
  Optional<JsonNode> container(boolean array) {
    return examples.stream()
        .flatMap(Optional::stream)
        .filter(node -> array ? node.isArray() : node.isObject())
        .findFirst();
  }
}
