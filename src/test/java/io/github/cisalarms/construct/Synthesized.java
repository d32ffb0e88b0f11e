package io.github.cisalarms.construct;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hashicorp.cdktf.TerraformStack;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/** The JSON of one stack, for assertions. */
record Synthesized(JsonNode json) {

  /** Synthesizes a stack of that content. */
  static Synthesized stack(Consumer<TerraformStack> content) {
    String text =
        TerraformJson.synthesize(app -> content.accept(new TerraformStack(app, "stack")))
            .get("stack");
    return new Synthesized(read(text));
  }

  /** All resources of a type, by logical id. */
  JsonNode all(String type) {
    return json.at("/resource/" + type);
  }

  /** The only resource of a type. */
  JsonNode only(String type) {
    assertThat(all(type)).as(type).hasSize(1);
    return all(type).elements().next();
  }

  /** The only local value whose name ends like that. */
  JsonNode local(String suffix) {
    return json.get("locals").properties().stream()
        .filter(local -> local.getKey().contains(suffix))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  static JsonNode read(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
