package io.github.cisalarms.module;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cisalarms.module.ModuleInterface.Attribute;
import io.github.cisalarms.module.ModuleInterface.Input;
import io.github.cisalarms.module.ModuleInterface.Output;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** The module's README: a text by hand around tables of the interface. */
final class ModuleReadme {

  private static final List<String> FURTHER_EXAMPLES = List.of("existing-topic", "complete");

  private final ModuleInterface definition;
  private final InterfacePlaceholders values = InterfacePlaceholders.ofCatalog();

  private ModuleReadme(ModuleInterface definition) {
    this.definition = definition;
  }

  static String of(ModuleInterface definition) {
    return new ModuleReadme(definition).text();
  }

  private String text() {
    return values
        .with("example_minimal", "```hcl\n" + resource("examples/minimal/main.tf") + "```")
        .with("example_links", exampleLinks())
        .with("inputs", inputs())
        .with("attributes", attributes())
        .with("outputs", outputs())
        .fill(resource("README.md.template"));
  }

  private static String exampleLinks() {
    return FURTHER_EXAMPLES.stream()
        .map(name -> "[%s](examples/%s/main.tf)".formatted(name, name))
        .collect(Collectors.joining(", "));
  }

  private String inputs() {
    return table(
        List.of("name", "type", "default", "description"),
        definition.inputs().stream()
            .map(
                input ->
                    List.of(
                        code(input.name()),
                        input.attributes().isEmpty() ? code(input.type()) : "map of objects, below",
                        input.required() ? "required" : code(defaultText(input)),
                        values.fillLine(input.description())))
            .toList());
  }

  private String attributes() {
    return definition.inputs().stream()
        .filter(input -> !input.attributes().isEmpty())
        .map(
            input ->
                "### `%s`\n\n%s\n\n"
                    .formatted(
                        input.name(),
                        table(
                            List.of("attribute", "type", "description"),
                            input.attributes().stream().map(this::row).toList())))
        .collect(Collectors.joining("", "\n", ""));
  }

  private List<String> row(Attribute attribute) {
    return List.of(
        code(attribute.name()),
        code(attribute.type()) + (attribute.required() ? ", required" : ""),
        values.fillLine(attribute.description()));
  }

  private String outputs() {
    return table(
        List.of("name", "description"),
        definition.outputs().stream()
            .map((Output output) -> List.of(code(output.name()), output.description()))
            .toList());
  }

  private String defaultText(Input input) {
    if (input.nullable()) {
      return "null";
    }
    try {
      return new ObjectMapper().writeValueAsString(values.fillDefault(input));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String table(List<String> head, List<List<String>> rows) {
    return line(head)
        + "\n"
        + "|---".repeat(head.size())
        + "|\n"
        + rows.stream().map(ModuleReadme::line).collect(Collectors.joining("\n"));
  }

  private static String line(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  private static String code(String text) {
    return "`" + text + "`";
  }

  private static String resource(String name) {
    try (InputStream in = ModuleReadme.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
