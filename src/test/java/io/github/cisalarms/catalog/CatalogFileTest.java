package io.github.cisalarms.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogFileTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode file = read("controls.json");
  private final ObjectNode first = (ObjectNode) file.get("controls").get(0);

  @Test
  void satisfiesItsSchema() {
    assertThat(violations()).isEmpty();
  }

  @Test
  void schemaRejectsAnUnknownProperty() {
    first.put("nois", "");
    assertThat(violations())
        .containsExactly(
            "$.controls[0]: property 'nois' is not defined in the schema and the schema does not"
                + " allow additional properties");
  }

  @Test
  void schemaRejectsAListThatDoesNotStartWithTheDefault() {
    ((ArrayNode) first.get("variants")).remove(0);
    assertThat(violations())
        .containsExactly("$.controls[0].variants[0].name: must be the constant value 'default'");
  }

  @Test
  void schemaRejectsTextThatTerraformWouldRead() {
    first.put("watches", "Calls by ${somebody}.");
    assertThat(violations())
        .containsExactly(
            "$.controls[0].watches: does not match the regex pattern ^(?!.*[$%]\\{)[ -~]*$");
  }

  @Test
  void rejectsWhatIsUnknownAndWhatIsMissing() {
    first.put("nois", "");
    assertThatThrownBy(this::load).hasMessage("controls.json: unknown field [nois]");
    first.remove(List.of("nois", "noise"));
    assertThatThrownBy(this::load)
        .hasMessage("controls.json: 'noise' is missing or of another type");
  }

  @Test
  void rejectsTwoControlsWithOneMetric() {
    first.put("metricName", file.get("controls").get(1).get("metricName").asText());
    assertThatThrownBy(this::load)
        .hasMessage(
            "control 'console-signin-without-mfa': another one has its slug or its metric name");
  }

  @Test
  void rejectsAVersionThatIsNotListed() {
    ((ObjectNode) first.get("benchmarks")).put("9.9", "4.1");
    assertThatThrownBy(this::load)
        .hasMessage(
            "control 'unauthorized-api-calls': a benchmark version is missing from the list");
  }

  @Test
  void rejectsASecurityHubTextThatNoVariantHas() {
    ((ObjectNode) first.get("checkers").get("security-hub")).put("variant", "securityhub");
    assertThatThrownBy(() -> load().toControls())
        .hasMessage("unknown variant of CloudWatch.2 'securityhub': did you mean 'security-hub'?");
  }

  @Test
  void rejectsAPatternThatTheServiceWouldReject() {
    ((ObjectNode) first.get("variants").get(0)).put("pattern", "x".repeat(1025));
    assertThatThrownBy(this::load)
        .hasMessage(
            "variant 'default': its pattern has 1025 characters, the service takes 1 to 1024");
  }

  @Test
  void rejectsARunbookThatWouldNotFitTheDescription() {
    first.put("respond", "x".repeat(301));
    assertThatThrownBy(() -> load().toControls())
        .hasMessage(
            "control 'unauthorized-api-calls': 'respond' has 301 characters, allowed are 1 to 300");
  }

  private List<String> violations() {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(read("controls.schema.json"));
    return schema.validate(file).stream().map(ValidationMessage::getMessage).toList();
  }

  private CatalogFile load() throws IOException {
    return CatalogReader.read(new ByteArrayInputStream(JSON.writeValueAsBytes(file)));
  }

  private static JsonNode read(String name) {
    try (InputStream in = CatalogFile.class.getResourceAsStream(name)) {
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
