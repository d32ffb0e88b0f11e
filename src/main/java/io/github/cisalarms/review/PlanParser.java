package io.github.cisalarms.review;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cisalarms.review.PlanDocument.Change;
import io.github.cisalarms.review.PlanDocument.ConfigModule;
import io.github.cisalarms.review.PlanDocument.ConfigResource;
import io.github.cisalarms.review.PlanDocument.ModuleCall;
import io.github.cisalarms.review.PlanDocument.Resource;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads the JSON of a plan or a state as a stream, keeping only what a review looks at: a plan may
 * have thousands of resources of other kinds.
 */
final class PlanParser {

  /** A plan of 5,000 resources has about a tenth of that. */
  private static final long MAX_BYTES = 256L << 20;

  private static final int MAX_DEPTH = 300;
  private static final int MAX_TEXT = 16 << 20;

  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxDocumentLength(MAX_BYTES)
                      .maxNestingDepth(MAX_DEPTH)
                      .maxStringLength(MAX_TEXT)
                      .build())
              .build());

  private static final JsonNode MISSING = MissingNode.getInstance();

  private final String name;
  private final JsonParser parser;
  private final PlanDocument document = new PlanDocument();
  private boolean recognized;
  private boolean versioned;
  private String strayField = "";
  private String insteadOfPlan = "";

  private PlanParser(String name, JsonParser parser) {
    this.name = name;
    this.parser = parser;
  }

  /**
   * Reads a plan or a state.
   *
   * @param name what messages call it
   * @throws PlanException if it is none
   * @throws IOException if it can't be read
   */
  static PlanDocument parse(String name, InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
    buffered.mark(2);
    byte[] start = buffered.readNBytes(2);
    buffered.reset();
    if (start.length == 2 && start[0] == 'P' && start[1] == 'K') {
      throw new PlanException(
          name
              + " is a plan file as 'terraform plan -out' writes it; write it as JSON: terraform"
              + " show -json "
              + name
              + " > plan.json");
    }
    try {
      try (JsonParser parser = JSON.createParser(buffered)) {
        return new PlanParser(name, parser).parse();
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    } catch (StreamConstraintsException e) {
      throw new PlanException(
          name + " is larger or nested deeper than any plan: " + e.getOriginalMessage());
    } catch (JsonEOFException e) {
      throw new PlanException(
          name + " ends too early: it has to be the whole output of terraform show -json");
    } catch (JsonParseException e) {
      throw new PlanException(
          "%s:%d:%d: this is no JSON; write the plan as JSON: terraform show -json PLANFILE > plan.json"
              .formatted(name, e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    }
  }

  private PlanDocument parse() throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null) {
      throw new PlanException(
          name + " is empty; write the plan into it: terraform show -json PLANFILE > plan.json");
    }
    if (first != JsonToken.START_OBJECT) {
      throw notAPlan("it is no JSON object");
    }
    fields(this::topLevel);
    // An empty state has its version and nothing else.
    if (!recognized && !(versioned && strayField.isEmpty())) {
      throw notAPlan(
          insteadOfPlan.isEmpty() ? "it has neither planned nor present values" : insteadOfPlan);
    }
    if (!document.plan) {
      document.prior.clear();
    }
    return document;
  }

  private PlanException notAPlan(String why) {
    return new PlanException(
        name
            + " is no plan or state as terraform show -json prints it: "
            + why
            + "; write one with: terraform show -json PLANFILE > plan.json");
  }

  private void topLevel(String field) {
    try {
      switch (field) {
        case "planned_values" -> {
          document.plan = true;
          recognized = true;
          fields(inner -> ifRootModule(inner, document.resources));
        }
        case "values" -> {
          recognized = true;
          fields(inner -> ifRootModule(inner, document.resources));
        }
        case "prior_state" ->
            fields(
                inner -> {
                  if (inner.equals("values")) {
                    fields(values -> ifRootModule(values, document.prior));
                  } else {
                    skip();
                  }
                });
        case "resource_changes" -> elements(this::change);
        case "variables" ->
            fields(variable -> document.variables.put(variable, tree().path("value")));
        case "configuration" -> configuration();
        case "errored" -> {
          if (parser.currentToken() == JsonToken.VALUE_TRUE) {
            throw new PlanException(
                name + " is a plan that failed: what is missing from it can't be judged");
          }
        }
        case "resources" -> {
          insteadOfPlan = "it is a raw state file";
          skip();
        }
        case "@level" -> {
          insteadOfPlan = "it is the log that terraform plan -json prints";
          skip();
        }
        case "format_version" -> {
          versioned = true;
          formatVersion(parser.getValueAsString(""));
        }
        case "terraform_version" -> skip();
        default -> {
          strayField = field;
          skip();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void formatVersion(String version) {
    if (!version.matches("[01](\\..*)?")) {
      throw new PlanException(
          name
              + " has format version '"
              + Shown.text(version)
              + "', known are 0 and 1; write it with a Terraform or OpenTofu 1.x");
    }
  }

  private void ifRootModule(String field, List<Resource> into) {
    if (field.equals("root_module")) {
      module("", into);
    } else {
      skip();
    }
  }

  /** A module with its resources and child modules; its address may stand behind them. */
  private void module(String parent, List<Resource> into) {
    String[] address = {parent};
    List<Resource> own = new ArrayList<>();
    fields(
        field -> {
          switch (field) {
            case "address" -> address[0] = text();
            case "resources" -> elements(() -> resource(own));
            case "child_modules" -> elements(() -> module("", into));
            default -> skip();
          }
        });
    own.forEach(
        r ->
            into.add(
                new Resource(
                    r.address(),
                    address[0],
                    r.data(),
                    r.type(),
                    r.name(),
                    r.key(),
                    r.values(),
                    r.sensitive())));
  }

  private void resource(List<Resource> into) {
    ObjectNode resource = wanted();
    if (resource == null) {
      return;
    }
    if (!resource.path("deposed_key").isMissingNode()) {
      return;
    }
    into.add(
        new Resource(
            resource.path("address").asText(),
            "",
            resource.path("mode").asText().equals("data"),
            resource.path("type").asText(),
            resource.path("name").asText(),
            resource.path("index"),
            resource.path("values"),
            resource.path("sensitive_values")));
  }

  private void change() {
    ObjectNode resource = wanted();
    if (resource == null || !resource.path("deposed").isMissingNode()) {
      return;
    }
    JsonNode change = resource.path("change");
    List<String> actions = new ArrayList<>();
    change.path("actions").forEach(action -> actions.add(action.asText()));
    String address = resource.path("address").asText();
    document.changes.put(
        address,
        new Change(
            address,
            resource.path("mode").asText().equals("data"),
            resource.path("type").asText(),
            actions,
            change.path("before"),
            change.path("after"),
            change.path("after_unknown"),
            change.path("after_sensitive")));
  }

  /** The resource that starts here, or null if its type is none that is looked at. */
  private ObjectNode wanted() {
    ObjectNode resource = JSON.createObjectNode();
    boolean[] skipped = {false};
    fields(
        field -> {
          if (skipped[0]) {
            skip();
            return;
          }
          resource.set(field, tree());
          skipped[0] =
              field.equals("type") && !PlanDocument.TYPES.contains(resource.path("type").asText());
        });
    return skipped[0] ? null : resource;
  }

  private void configuration() {
    fields(
        field -> {
          switch (field) {
            case "root_module" -> configModule(document.configuration);
            case "provider_config" -> fields(provider -> document.providers.put(provider, tree()));
            default -> skip();
          }
        });
  }

  private void configModule(ConfigModule module) {
    fields(
        field -> {
          switch (field) {
            case "resources" ->
                elements(
                    () -> {
                      ObjectNode resource = wanted();
                      if (resource != null) {
                        module.resources.put(
                            resource.path("address").asText(),
                            new ConfigResource(
                                resource.path("expressions"),
                                resource.path("for_each_expression")));
                      }
                    });
            case "outputs" ->
                fields(output -> module.outputs.put(output, tree().path("expression")));
            case "module_calls" ->
                fields(
                    call -> {
                      ModuleCall made = new ModuleCall();
                      module.calls.put(call, made);
                      fields(
                          inner -> {
                            switch (inner) {
                              case "module" -> configModule(made.module);
                              case "expressions" -> made.expressions = tree();
                              case "for_each_expression" -> made.forEach = tree();
                              default -> skip();
                            }
                          });
                    });
            default -> skip();
          }
        });
  }

  /** Gives the name of each field of the object that starts here; the value is the next token. */
  private void fields(Consumer<String> field) {
    try {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        parser.skipChildren();
        return;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String fieldName = parser.currentName();
        parser.nextToken();
        field.accept(fieldName);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void elements(Runnable element) {
    try {
      if (parser.currentToken() != JsonToken.START_ARRAY) {
        parser.skipChildren();
        return;
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        element.run();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode tree() {
    try {
      JsonNode node = parser.readValueAsTree();
      return node == null ? MISSING : node;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String text() {
    return tree().asText();
  }

  private void skip() {
    try {
      parser.skipChildren();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
