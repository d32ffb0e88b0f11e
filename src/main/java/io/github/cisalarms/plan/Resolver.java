package io.github.cisalarms.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cisalarms.chain.value.Value;
import io.github.cisalarms.plan.PlanDocument.ConfigResource;
import io.github.cisalarms.plan.PlanDocument.Resource;
import java.util.List;
import java.util.Optional;

/**
 * Finds out whose value an attribute will have that is unknown until the apply, by following the
 * references in the configuration. Nothing is evaluated: a plan names what an expression refers to,
 * and a value that is unknown comes from something unknown among that.
 */
final class Resolver {

  private final PlanIndex index;
  private final Places places;
  private final References references;

  /**
   * Where an expression stands.
   *
   * @param module the module instance's address
   * @param key the resource instance's {@code each.key} or {@code count.index}; missing if none
   * @param forEach what {@code each.value} comes from
   */
  record Scope(String module, JsonNode key, JsonNode forEach) {}

  /** What kind of thing a value should name, and the attribute by which it is named. */
  enum Wanted {
    ANY("", ""),
    METRIC_NAME("aws_cloudwatch_log_metric_filter", "id"),
    TOPIC_ARN("aws_sns_topic", "arn"),
    LOG_GROUP("aws_cloudwatch_log_group", "name"),
    KEY("aws_kms_key", "arn"),
    QUEUE_ARN("aws_sqs_queue", "arn"),
    QUEUE_URL("aws_sqs_queue", "id"),
    FUNCTION_ARN("aws_lambda_function", "arn"),
    FUNCTION_NAME("aws_lambda_function", "function_name"),
    POLICY("aws_iam_policy_document", "json");

    /** Type of the resources. */
    final String type;

    /** The attribute of theirs that is wanted. */
    final String attribute;

    Wanted(String type, String attribute) {
      this.type = type;
      this.attribute = attribute;
    }
  }

  Resolver(PlanIndex index, Places places) {
    this.index = index;
    this.places = places;
    this.references = new References(index, places);
  }

  /** The attributes of a resource that will be. */
  Attributes attributes(Resource resource) {
    ConfigResource configured = index.configured(resource);
    return new Attributes(
        this,
        resource.address(),
        places.of(resource),
        new Scope(resource.module(), resource.key(), configured.forEach()),
        resource.values(),
        index.unknown(resource),
        resource.sensitive(),
        configured.expressions());
  }

  /** The resources of a policy document that an expression refers to, if it is just one. */
  Optional<Resource> policyDocument(Scope scope, JsonNode expression) {
    return resolve(scope, expression, Wanted.POLICY).stream()
        .filter(value -> value instanceof Value.Pending<String>)
        .map(value -> ((Value.Pending<String>) value).symbol())
        .filter(symbol -> symbol.endsWith(".json"))
        .map(symbol -> symbol.substring(0, symbol.length() - ".json".length()))
        .flatMap(address -> index.byAddress(address).stream())
        .findFirst();
  }

  /** The values that one unknown value may come to be. */
  List<Value<String>> resolve(Scope scope, JsonNode expression, Wanted wanted) {
    List<Value<String>> candidates =
        References.pending(references.follow(scope, expression.path("references"), wanted));
    if (candidates.isEmpty() && wanted != Wanted.ANY) {
      candidates = onlyOneOfItsKind(scope, expression, wanted);
    }
    return candidates.stream().map(references::foreseen).toList();
  }

  /** The text of an expression with what it refers to, if the plan has it. */
  Optional<Template> template(Scope scope, JsonNode expression) {
    return Template.of(
        expression,
        reference -> {
          List<Value<String>> found = references.follow(scope, reference);
          return found.size() == 1 ? references.foreseen(found.get(0)) : Value.unknown();
        });
  }

  /**
   * Plans don't tell what a local value refers to. Where the module has a single resource of the
   * kind that a value has to name, or the plan has, an unknown value can be no other's.
   */
  private List<Value<String>> onlyOneOfItsKind(Scope scope, JsonNode expression, Wanted wanted) {
    boolean throughLocal = false;
    for (JsonNode reference : expression.path("references")) {
      String text = reference.asText();
      throughLocal |=
          text.startsWith("local.") || text.startsWith("each.value") || text.startsWith("var.");
    }
    if (!throughLocal) {
      return List.of();
    }
    List<Resource> inModule = named(index.ofType(wanted.type, scope.module()), wanted);
    List<Resource> ofKey = inModule.stream().filter(r -> r.key().equals(scope.key())).toList();
    List<Resource> candidates =
        inModule.isEmpty() ? named(index.ofType(wanted.type), wanted) : inModule;
    if (candidates.size() > 1 && ofKey.size() == 1 && !scope.key().isMissingNode()) {
      candidates = ofKey;
    }
    return candidates.size() == 1
        ? References.pending(List.of(references.attribute(candidates.get(0), wanted)))
        : List.of();
  }

  /** What a value of the kind can name: what is made here, or a policy document. */
  private static List<Resource> named(List<Resource> resources, Wanted wanted) {
    return resources.stream()
        .filter(resource -> !resource.data() || wanted == Wanted.POLICY)
        .toList();
  }
}
