package io.github.cisalarms.fleet.yaml;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.cisalarms.fleet.yaml.ConfigNode.Entry;
import io.github.cisalarms.fleet.yaml.ConfigNode.Mapping;
import io.github.cisalarms.fleet.yaml.ConfigNode.Scalar;
import io.github.cisalarms.fleet.yaml.ConfigNode.Sequence;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps Terraform from reading an expression into a text of the configuration. */
public final class Literals {

  private Literals() {}

  /** The same settings with the beginnings of Terraform's templates escaped. */
  public static Mapping escape(Mapping settings) {
    Map<String, Entry> escaped = new LinkedHashMap<>();
    settings.entries().forEach((key, entry) -> escaped.put(key, entry.with(escape(entry.value()))));
    return new Mapping(settings.source(), escaped);
  }

  private static ConfigNode escape(ConfigNode node) {
    if (node instanceof Mapping mapping) {
      return escape(mapping);
    }
    if (node instanceof Sequence sequence) {
      return new Sequence(
          sequence.source(), sequence.elements().stream().map(Literals::escape).toList());
    }
    return node.asText()
        .<ConfigNode>map(
            text -> {
              String escaped = text.replace("${", "$${").replace("%{", "%%{");
              return new Scalar(node.source(), escaped, JsonNodeFactory.instance.textNode(escaped));
            })
        .orElse(node);
  }
}
