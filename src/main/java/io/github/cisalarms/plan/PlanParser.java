package io.github.cisalarms.plan;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cisalarms.chain.value.Shown;
import io.github.cisalarms.plan.PlanDocument.Change;
import io.github.cisalarms.plan.PlanDocument.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the JSON of a plan or a state as a stream, keeping only what a review looks at: a plan may
 * have thousands of resources of other kinds.
 */
final class PlanParser {

  /** A plan of 5,000 resources has about a tenth of that. */
  static final long MAX_BYTES = 256L << 20;

  static final int MAX_DEPTH = 300;
  private static final String OPENTOFU_REGISTRY = "registry.opentofu.org/";
  private static final int MAX_MODULE_DEPTH = 100;
  static final int MAX_TEXT = 16 << 20;

  private final String name;
  private final JsonParser parser;
  private final Wanted wanted;
  private final JsonWalk json;
  private final PlanDocument document = new PlanDocument();
  private boolean recognized;
  private boolean versioned;
  private String strayField = "";
  private String insteadOfPlan = "";

  /**
   * @param name what messages call the input
   * @param wanted what they say to write in its place
   */
  PlanParser(String name, JsonParser parser, Wanted wanted) {
    this.name = name;
    this.parser = parser;
    this.wanted = wanted;
    this.json = new JsonWalk(name, parser);
  }

  /** Reads what the parser is at the beginning of. */
  PlanDocument parseWithinLimits() throws IOException {
    try {
      return parse();
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof StreamConstraintsException) {
        throw beyondLimits();
      }
      throw e;
    } catch (StreamConstraintsException e) {
      throw beyondLimits();
    }
  }

  /** The exception says only in words which of the limits it was. */
  private PlanException beyondLimits() {
    JsonLocation at = parser.currentLocation();
    if (Math.max(at.getByteOffset(), at.getCharOffset()) > MAX_BYTES) {
      return new PlanException(
          "%s is larger than %d MiB; give the alarms a root module of their own, and review its plan"
              .formatted(name, MAX_BYTES >> 20));
    }
    return new PlanException(
        "%s:%d:%d: this is nested deeper than %d levels, or a name, a number or a text is longer"
                .formatted(name, at.getLineNr(), at.getColumnNr(), MAX_DEPTH)
            + " than any in a plan; write the %s as JSON: %s"
                .formatted(wanted.word(), wanted.command()));
  }

  private PlanDocument parse() throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null) {
      throw new PlanException(
          "%s is empty; write the %s into it: %s".formatted(name, wanted.word(), wanted.command()));
    }
    if (first != JsonToken.START_OBJECT) {
      throw notAPlan("it is no JSON object");
    }
    json.fields(this::topLevel);
    requireEnd();
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

  /** What follows would otherwise go unjudged, be it a second plan. */
  private void requireEnd() throws IOException {
    JsonLocation at;
    try {
      if (parser.nextToken() == null) {
        return;
      }
      at = parser.currentTokenLocation();
    } catch (JsonParseException e) {
      at = e.getLocation();
    }
    throw new PlanException(
        "%s:%d:%d: the plan ends before this; give one plan and nothing behind it, several one by one"
            .formatted(name, at.getLineNr(), at.getColumnNr()));
  }

  private PlanException notAPlan(String why) {
    return new PlanException(
        name
            + " is no plan or state as terraform show -json prints it: "
            + why
            + "; write one with: "
            + wanted.command());
  }

  private void topLevel(String field) {
    try {
      switch (field) {
        case "planned_values" -> {
          document.plan = true;
          recognized = true;
          json.fields(inner -> ifRootModule(inner, document.resources));
        }
        case "values" -> {
          recognized = true;
          json.fields(inner -> ifRootModule(inner, document.resources));
        }
        case "prior_state" ->
            json.fields(
                inner -> {
                  if (inner.equals("values")) {
                    json.fields(values -> ifRootModule(values, document.prior));
                  } else {
                    json.skip();
                  }
                });
        case "resource_changes" -> json.elements(this::change);
        case "variables" ->
            json.fields(variable -> document.variables.put(variable, json.tree().path("value")));
        case "configuration" -> new ConfigurationParser(json, document).parse();
        case "errored" -> {
          if (parser.currentToken() == JsonToken.VALUE_TRUE) {
            throw new PlanException(
                name + " is a plan that failed: what is missing from it can't be judged");
          }
          json.skip();
        }
        case "resources" -> {
          insteadOfPlan = "it is a raw state file";
          json.skip();
        }
        case "@level" -> {
          insteadOfPlan = "it is the log that terraform plan -json prints";
          json.skip();
        }
        case "format_version" -> {
          versioned = true;
          formatVersion(parser.getValueAsString(""));
        }
        case "terraform_version" -> document.terraformVersion = parser.getValueAsString("");
        default -> {
          strayField = field;
          json.skip();
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
      json.skip();
    }
  }

  /** A module with its resources and child modules; its address may stand behind them. */
  private void module(String parent, List<Resource> into) {
    String[] address = {parent};
    List<Resource> own = new ArrayList<>();
    json.fields(
        field -> {
          switch (field) {
            case "address" -> address[0] = moduleAddress();
            case "resources" -> json.elements(() -> resource(own));
            case "child_modules" -> json.elements(() -> module("", into));
            default -> json.skip();
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

  private String moduleAddress() {
    String address = json.tree().asText();
    if (Reference.depth(address) > MAX_MODULE_DEPTH) {
      JsonLocation at = parser.currentLocation();
      throw new PlanException(
          "%s:%d:%d: this module is in more than %d others; give the alarms a root module of their own, and review its plan"
              .formatted(name, at.getLineNr(), at.getColumnNr(), MAX_MODULE_DEPTH));
    }
    return address;
  }

  private void resource(List<Resource> into) {
    json.resource(
            other -> {
              if (other.path("mode").asText().equals("managed")) {
                document.others.add(other.path("address").asText());
              }
            })
        .filter(resource -> resource.path("deposed_key").isMissingNode())
        .ifPresent(
            resource -> {
              document.openTofu |=
                  resource.path("provider_name").asText().startsWith(OPENTOFU_REGISTRY);
              into.add(resource(resource));
            });
  }

  private static Resource resource(ObjectNode resource) {
    return new Resource(
        resource.path("address").asText(),
        "",
        resource.path("mode").asText().equals("data"),
        resource.path("type").asText(),
        resource.path("name").asText(),
        resource.path("index"),
        resource.path("values"),
        resource.path("sensitive_values"));
  }

  private void change() {
    json.resource()
        .filter(resource -> resource.path("deposed").isMissingNode())
        .map(PlanParser::change)
        .ifPresent(change -> document.changes.put(change.address(), change));
  }

  private static Change change(ObjectNode resource) {
    JsonNode change = resource.path("change");
    List<String> actions = new ArrayList<>();
    change.path("actions").forEach(action -> actions.add(action.asText()));
    return new Change(
        resource.path("address").asText(),
        resource.path("mode").asText().equals("data"),
        resource.path("type").asText(),
        actions,
        change.path("before"),
        change.path("after"),
        change.path("after_unknown"),
        change.path("after_sensitive"));
  }
}
