package io.github.cisalarms.fleet.yaml;

import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/** The core schema of YAML 1.2 with merge keys, in place of SnakeYAML's YAML 1.1. */
final class CoreSchemaResolver extends Resolver {

  @Override
  protected void addImplicitResolvers() {
    addImplicitResolver(Tag.NULL, Pattern.compile("~|null|Null|NULL|"), null);
    addImplicitResolver(Tag.BOOL, Pattern.compile("true|True|TRUE|false|False|FALSE"), "tTfF");
    addImplicitResolver(
        Tag.INT,
        Pattern.compile("[-+]?[0-9]{1,40}|0o[0-7]{1,40}|0x[0-9a-fA-F]{1,40}"),
        "-+0123456789");
    addImplicitResolver(
        Tag.FLOAT,
        Pattern.compile(
            "[-+]?(?:\\.[0-9]{1,40}|[0-9]{1,40}(?:\\.[0-9]{0,40})?)(?:[eE][-+]?[0-9]{1,2})?"),
        "-+0123456789.");
    addImplicitResolver(Tag.MERGE, Pattern.compile("<<"), "<");
  }
}
