package io.github.cisalarms.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.regex.RegularExpression;
import io.github.cisalarms.files.IndentedJson;
import io.github.cisalarms.fleet.yaml.ConfigNode;
import io.github.cisalarms.fleet.yaml.Problems;
import io.github.cisalarms.fleet.yaml.SchemaMessages;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The JSON Schema of {@code cis-alarms.yaml}: the one that editors complete by and the one that a
 * file is checked against.
 *
 * <p>Its source is the resource {@code settings.schema.json}. What repeats there is written once:
 * the settings, which several levels share; and what the catalog and the constructs know is taken
 * from there.
 */
public final class ConfigSchema {

  /** Stands in the resource for a value that is known elsewhere. */
  private static final Pattern REFERENCE = Pattern.compile("@\\{([a-z_]+)\\}");

  private static final String SETTINGS_OF = "x-settings-of";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** No file uses every part of the schema, and making all of them takes as long as CDKTF. */
  private static final SchemaValidatorsConfig AS_NEEDED =
      SchemaValidatorsConfig.builder()
          .preloadJsonSchema(false)
          .regularExpressionFactory(ConfigSchema::regularExpression)
          .build();

  private static final ObjectNode DOCUMENT = build();

  private ConfigSchema() {}

  /** The schema as JSON Schema draft-07 text, with a line break at its end. */
  public static String text() {
    return IndentedJson.print(DOCUMENT);
  }

  /** Checks a node against one definition; what is wrong goes to {@code problems}. */
  static void check(ConfigNode node, Definition definition, Problems problems) {
    SchemaMessages messages = new SchemaMessages(DOCUMENT, node, problems);
    definition.schema.validate(node.toJson()).forEach(messages::add);
  }

  /** The definitions that a node can be checked against. */
  enum Definition {
    /** The file that the command is given. */
    FLEET("fleet"),
    /** An account, in the list or as a file of its own. */
    ACCOUNT("account"),
    /** Merged settings. */
    STACK("stack");

    private final JsonSchema schema;

    Definition(String name) {
      ObjectNode root = JsonNodeFactory.instance.objectNode();
      root.set("$schema", DOCUMENT.get("$schema"));
      root.set("definitions", DOCUMENT.get("definitions"));
      root.putArray("allOf").addObject().put("$ref", "#/definitions/" + name);
      schema = JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(root, AS_NEEDED);
    }
  }

  private static ObjectNode build() {
    ObjectNode document;
    try (InputStream in = ConfigSchema.class.getResourceAsStream("settings.schema.json")) {
      document = (ObjectNode) MAPPER.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("the configuration's schema can't be read", e);
    }
    addSettings((ObjectNode) document.get("definitions"));
    Map<String, JsonNode> values = SchemaValues.all();
    fill(document, values);
    return document;
  }

  /** Gives every level its own copy: {@code additionalProperties} looks at one object alone. */
  private static void addSettings(ObjectNode definitions) {
    ObjectNode settings = (ObjectNode) definitions.remove("settings").get("properties");
    for (JsonNode definition : definitions) {
      if (definition.has(SETTINGS_OF)) {
        ((ObjectNode) definition).remove(SETTINGS_OF);
        ((ObjectNode) definition.get("properties")).setAll(settings.deepCopy());
      }
    }
  }

  /** In ECMA-262 the dollar sign is the end of the text; in Java a line break may follow it. */
  private static RegularExpression regularExpression(String regex) {
    Pattern pattern = Pattern.compile(regex.replaceFirst("\\$$", "\\\\z"));
    return text -> pattern.matcher(text).find();
  }

  private static void fill(JsonNode node, Map<String, JsonNode> values) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> property : object.properties()) {
        Matcher reference = REFERENCE.matcher(property.getValue().asText());
        if (reference.matches()) {
          property.setValue(
              Objects.requireNonNull(values.get(reference.group(1)), reference.group()));
        }
      }
    }
    node.forEach(child -> fill(child, values));
  }
}
