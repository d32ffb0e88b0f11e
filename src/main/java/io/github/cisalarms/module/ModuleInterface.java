package io.github.cisalarms.module;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The module's variables, conditions, local values and outputs, as {@code interface.yaml} gives
 * them.
 *
 * @param inputs variables, in the order of the README
 * @param postconditions what has to hold for the caller's identity
 * @param locals local values: name to expression
 * @param checks what is worth a warning
 * @param outputs outputs
 */
record ModuleInterface(
    List<Input> inputs,
    List<Condition> postconditions,
    Map<String, String> locals,
    List<Check> checks,
    List<Output> outputs) {

  private static final ObjectMapper MAPPER =
      new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

  /** Reads it from the resource. */
  static ModuleInterface load() {
    try (InputStream in = ModuleInterface.class.getResourceAsStream("interface.yaml")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
      return MAPPER.convertValue(tree, ModuleInterface.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * An input variable.
   *
   * @param name of the variable
   * @param type type constraint; {@code null} for a map of objects, which has attributes
   * @param description for the README and for {@code terraform}
   * @param required whether it has no default
   * @param nullable whether {@code null} may be passed; such a variable defaults to it
   * @param defaultValue {@code null} without one
   * @param attributes of the objects in a map of objects
   * @param validations what a value has to hold
   */
  record Input(
      String name,
      String type,
      String description,
      boolean required,
      boolean nullable,
      @JsonProperty("default") Object defaultValue,
      List<Attribute> attributes,
      List<Validation> validations) {

    Input {
      attributes = attributes == null ? List.of() : List.copyOf(attributes);
      validations = validations == null ? List.of() : List.copyOf(validations);
      type = type == null ? mapOfObjects(attributes) : type;
    }

    private static String mapOfObjects(List<Attribute> attributes) {
      return "map(object({ %s }))"
          .formatted(String.join(", ", attributes.stream().map(Attribute::constraint).toList()));
    }
  }

  /**
   * An attribute of the objects in a map of objects.
   *
   * @param name of the attribute
   * @param type type constraint
   * @param required whether every object needs it
   * @param description for the README
   */
  record Attribute(String name, String type, boolean required, String description) {

    private String constraint() {
      return name + " = " + (required ? type : "optional(" + type + ")");
    }
  }

  /**
   * What the value of a variable has to hold: either a condition with its message, or what each
   * item of a map has to hold with the problem of one that doesn't.
   *
   * @param condition expression
   * @param errorMessage template
   * @param each expression over {@code key} and {@code item}
   * @param problem template over {@code key} and {@code item}
   */
  record Validation(String condition, String errorMessage, String each, String problem) {

    /** The one form that Terraform knows. */
    Condition toCondition(Input input) {
      if (each == null) {
        return new Condition(condition, errorMessage);
      }
      String items = "for key, item in var." + input.name();
      return new Condition(
          "alltrue([%s : item == null ? true : %s])".formatted(items, each),
          "%s: ${join(\"; \", [%s : \"${key}: %s\" if item == null ? false : !(%s)])}."
              .formatted(input.name(), items, problem, each));
    }
  }

  /**
   * A custom condition of Terraform.
   *
   * @param condition expression, without the braces around it
   * @param errorMessage template
   */
  record Condition(String condition, String errorMessage) {}

  /**
   * A condition that warns.
   *
   * @param name of the {@code check} block
   * @param condition expression
   * @param errorMessage template
   */
  record Check(String name, String condition, String errorMessage) {}

  /**
   * An output.
   *
   * @param name of the output
   * @param description for the README
   * @param value expression
   * @param preconditions what has to hold across variables; here, since a data source with a
   *     precondition is read late when a variable waits for another resource
   */
  record Output(String name, String description, String value, List<Condition> preconditions) {}
}
