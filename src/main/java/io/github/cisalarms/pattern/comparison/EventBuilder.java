package io.github.cisalarms.pattern.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cisalarms.pattern.language.Selector;
import io.github.cisalarms.pattern.language.Selector.Step;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds an event with a value of a given class in each of some places. */
final class EventBuilder {

  /** Larger indexes would need an event that nobody wants to look at. */
  private static final int MAX_INDEX = 100;

  private final Map<Selector, ValueClass> classes;
  private final ObjectNode event = JsonNodeFactory.instance.objectNode();

  private EventBuilder(Map<Selector, ValueClass> classes) {
    this.classes = classes;
  }

  /** An event, unless the places get into each other's way. */
  static Optional<ObjectNode> build(Map<Selector, ValueClass> classes) {
    EventBuilder builder = new EventBuilder(classes);
    // Parents before what is in them.
    List<Selector> selectors =
        classes.keySet().stream()
            .sorted(Comparator.comparing(selector -> selector.steps().size()))
            .toList();
    return selectors.stream().allMatch(builder::place)
        ? Optional.of(builder.event)
        : Optional.empty();
  }

  private boolean place(Selector selector) {
    ValueClass valueClass = classes.get(selector);
    if (valueClass.examples().isEmpty()) {
      return false;
    }
    Optional<JsonNode> value = valueClass.examples().get(0);
    Optional<Step> stepInto = stepInto(selector);
    if (stepInto.isPresent()) {
      value = valueClass.container(stepInto.get() instanceof Step.Index);
      if (value.isEmpty()) {
        return false;
      }
    }
    return value.isEmpty() || place(selector.steps(), value.get().deepCopy());
  }

  /** The next step of another selector that leads through this one to a value. */
  private Optional<Step> stepInto(Selector selector) {
    int length = selector.steps().size();
    return classes.entrySet().stream()
        .filter(other -> other.getKey().steps().size() > length)
        .filter(other -> other.getKey().steps().subList(0, length).equals(selector.steps()))
        .filter(other -> !other.getValue().examples().contains(Optional.<JsonNode>empty()))
        .map(other -> other.getKey().steps().get(length))
        .findFirst();
  }

  private boolean place(List<Step> steps, JsonNode value) {
    JsonNode at = event;
    for (int i = 0; i < steps.size(); i++) {
      JsonNode child = value;
      if (i < steps.size() - 1) {
        boolean array = steps.get(i + 1) instanceof Step.Index;
        child =
            array ? JsonNodeFactory.instance.arrayNode() : JsonNodeFactory.instance.objectNode();
      }
      Optional<JsonNode> placed = place(at, steps.get(i), child);
      if (placed.isEmpty()) {
        return false;
      }
      at = placed.get();
    }
    return true;
  }

  /** Puts a child there unless there is one; gives the one that is there then. */
  private static Optional<JsonNode> place(JsonNode parent, Step step, JsonNode child) {
    if (step instanceof Step.Name name && parent instanceof ObjectNode object) {
      if (!object.has(name.name())) {
        object.set(name.name(), child);
      }
      return Optional.of(object.get(name.name()));
    }
    if (step instanceof Step.Index index
        && index.index() <= MAX_INDEX
        && parent instanceof ArrayNode array) {
      while (array.size() < index.index()) {
        array.addObject();
      }
      if (array.size() == index.index()) {
        array.add(child);
      } else if (array.get(index.index()).isEmpty() && !child.isContainerNode()) {
        array.set(index.index(), child);
      }
      return Optional.of(array.get(index.index()));
    }
    return Optional.empty();
  }
}
