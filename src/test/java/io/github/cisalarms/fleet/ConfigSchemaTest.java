package io.github.cisalarms.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigSchemaTest {

  @Test
  void publishedSchemaIsTheOneThatFilesAreCheckedAgainst() throws IOException {
    assertThat(Files.readString(Path.of("cis-alarms.schema.json")))
        .as("stale: run 'cis-alarms schema > cis-alarms.schema.json', read the diff, commit it")
        .isEqualTo(ConfigSchema.text());
  }

  @Test
  void isAValidSchemaOfDraft7() {
    assertThat(
            JsonSchemaFactory.getInstance(VersionFlag.V7)
                .getSchema(SchemaLocation.of("http://json-schema.org/draft-07/schema#"))
                .validate(ConfigSchema.text(), InputFormat.JSON))
        .isEmpty();
  }

  @Test
  void everySettingSaysWhatItIs() throws IOException {
    var definitions = new ObjectMapper().readTree(ConfigSchema.text()).get("definitions");
    definitions
        .get("stack")
        .get("properties")
        .properties()
        .forEach(
            setting -> {
              String target = setting.getValue().get("$ref").asText();
              var definition = definitions.get(target.substring("#/definitions/".length()));
              assertThat(definition.path("title").asText()).as(setting.getKey()).isNotBlank();
              assertThat(definition.path("description").asText()).as(setting.getKey()).isNotBlank();
            });
  }
}
