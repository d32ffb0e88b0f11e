package io.github.cisalarms.fleet.edit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** What a text says, without how it is written: to compare one that was edited. */
final class YamlTree {

  private YamlTree() {}

  /** A node as maps, lists and texts. */
  static Object plain(Node node) {
    return plain(node, node, Map.of(), "");
  }

  /** A node as maps, lists and texts, with the settings in the target. */
  static Object plain(Node node, Node target, Map<String, ?> settings, String textKey) {
    Object plain;
    if (node instanceof MappingNode mapping) {
      Map<Object, Object> entries = new LinkedHashMap<>();
      int merges = 0;
      for (NodeTuple tuple : mapping.getValue()) {
        Object key =
            tuple.getKeyNode() instanceof ScalarNode name ? name.getValue() : "?" + merges++;
        entries.put(key, plain(tuple.getValueNode(), target, settings, textKey));
      }
      plain = entries;
    } else if (node instanceof SequenceNode sequence) {
      plain =
          sequence.getValue().stream()
              .map(element -> plain(element, target, settings, textKey))
              .toList();
    } else {
      plain = ((ScalarNode) node).getValue();
    }
    if (node != target || settings.isEmpty()) {
      return plain;
    }
    Map<Object, Object> entries = new LinkedHashMap<>();
    if (plain instanceof Map<?, ?> mapping) {
      entries.putAll(mapping);
    } else {
      entries.put(textKey, plain);
    }
    return with(entries, settings);
  }

  private static Object with(Map<Object, Object> entries, Map<?, ?> settings) {
    settings.forEach(
        (key, value) -> {
          if (value == YamlEdit.ABSENT) {
            entries.remove(key);
          } else if (value instanceof Map<?, ?> nested) {
            Map<Object, Object> inner = new LinkedHashMap<>();
            if (entries.get(key) instanceof Map<?, ?> there) {
              inner.putAll(there);
            }
            entries.put(key, with(inner, nested));
          } else {
            entries.put(key, texts(value));
          }
        });
    return entries;
  }

  private static Object texts(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : String.valueOf(value);
  }
}
