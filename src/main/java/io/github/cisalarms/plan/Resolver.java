package io.github.cisalarms.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.cisalarms.chain.value.Value;
import io.github.cisalarms.plan.PlanDocument.ConfigResource;
import io.github.cisalarms.plan.PlanDocument.ModuleCall;
import io.github.cisalarms.plan.PlanDocument.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out whose value an attribute will have that is unknown until the apply, by following the
 * references in the configuration. Nothing is evaluated: a plan names what an expression refers to,
 * and a value that is unknown comes from something unknown among that.
 */
final class Resolver {

  /** References that lead further than this lead nowhere. */
  private static final int MAX_DEPTH = 40;

  /** So that a plan made to be slow isn't. */
  private static final int MAX_STEPS = 2_000_000;

  /** Attributes of the data source aws_caller_identity that are the account's id. */
  private static final Set<String> ACCOUNT_ID = Set.of("account_id", "id");

  /** Attributes that no two resources of a type have in common. */
  private static final Set<String> UNIQUE = Set.of("arn", "id", "key_id");

  /** The type of a resource that isn't data, at the end of an address. */
  private static final Pattern TYPE =
      Pattern.compile("(?:^|(?<!data)\\.)(aws_[a-z0-9_]+)\\.[^.\\[\\]]+(?:\\[[^\\]]*])?$");

  /** Types whose id is their name. */
  private static final Set<String> NAMED_BY_NAME =
      Set.of("aws_cloudwatch_log_metric_filter", "aws_cloudwatch_log_group");

  private final PlanIndex index;
  private final Places places;
  private final Map<Request, List<Value<String>>> resolved = new HashMap<>();

  /** Values that the provider gives out only later although they are known, by symbol. */
  private final Map<String, Value<String>> foreseen = new HashMap<>();

  private int steps;

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

    private final String type;
    private final String attribute;

    Wanted(String type, String attribute) {
      this.type = type;
      this.attribute = attribute;
    }
  }

  private record Request(Scope scope, String reference, Wanted wanted) {}

  Resolver(PlanIndex index, Places places) {
    this.index = index;
    this.places = places;
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
        pending(references(scope, expression.path("references"), wanted, 0));
    if (candidates.isEmpty() && wanted != Wanted.ANY) {
      candidates = onlyOneOfItsKind(scope, expression, wanted);
    }
    return candidates.stream().map(this::foreseen).toList();
  }

  /** The text of an expression with what it refers to, if the plan has it. */
  Optional<Template> template(Scope scope, JsonNode expression) {
    return Template.of(
        expression,
        reference -> {
          List<Value<String>> found = reference(scope, reference, Wanted.ANY, 0);
          return found.size() == 1 ? foreseen(found.get(0)) : Value.unknown();
        });
  }

  private Value<String> foreseen(Value<String> value) {
    return value instanceof Value.Pending<String> pending
        ? foreseen.getOrDefault(pending.symbol(), value)
        : value;
  }

  /** What an attribute of a resource will be. */
  static Value<String> pending(String address, String attribute) {
    Matcher type = TYPE.matcher(address);
    return new Value.Pending<>(
        address + "." + attribute,
        UNIQUE.contains(attribute) && type.find() ? type.group(1) + "." + attribute : "");
  }

  private static List<Value<String>> pending(List<Value<String>> values) {
    return values.stream().filter(value -> !value.isKnown() && !value.isAbsent()).toList();
  }

  private List<Value<String>> references(
      Scope scope, JsonNode references, Wanted wanted, int depth) {
    Set<Value<String>> values = new LinkedHashSet<>();
    NavigableSet<String> followed = new TreeSet<>();
    for (JsonNode node : references) {
      String reference = node.asText();
      // After each reference come those that it starts with.
      if (!hasStart(followed, reference + ".") && !hasStart(followed, reference + "[")) {
        followed.add(reference);
        values.addAll(reference(scope, reference, wanted, depth));
      }
    }
    return List.copyOf(values);
  }

  private static boolean hasStart(NavigableSet<String> texts, String start) {
    String next = texts.ceiling(start);
    return next != null && next.startsWith(start);
  }

  private List<Value<String>> reference(Scope scope, String text, Wanted wanted, int depth) {
    if (depth > MAX_DEPTH || ++steps > MAX_STEPS) {
      return List.of();
    }
    Request request = new Request(scope, text, wanted);
    List<Value<String>> known = resolved.get(request);
    if (known != null) {
      return known;
    }
    // What refers to itself is not found by going round again.
    resolved.put(request, List.of());
    List<Value<String>> values = follow(scope, Reference.parse(text).steps(), wanted, depth + 1);
    resolved.put(request, values);
    return values;
  }

  private List<Value<String>> follow(Scope scope, List<String> steps, Wanted wanted, int depth) {
    if (steps.size() < 2) {
      return List.of();
    }
    switch (steps.get(0)) {
      case "var":
        return variable(scope, steps.get(1), wanted, depth);
      case "module":
        return output(scope, steps, wanted, depth);
      case "each":
        return steps.get(1).equals("key")
            ? scope.key().isMissingNode() ? List.of() : List.of(Value.known(scope.key().asText()))
            : references(scope, scope.forEach().path("references"), wanted, depth);
      case "local", "path", "terraform", "count", "self":
        return List.of();
      case "data":
        return steps.size() < 3
            ? List.of()
            : resource(
                scope,
                "data." + steps.get(1) + "." + steps.get(2),
                steps.subList(3, steps.size()),
                wanted,
                depth);
      default:
        return resource(
            scope,
            steps.get(0) + "." + steps.get(1),
            steps.subList(2, steps.size()),
            wanted,
            depth);
    }
  }

  private List<Value<String>> variable(Scope scope, String name, Wanted wanted, int depth) {
    if (scope.module().isEmpty()) {
      return constant(index.variable(name));
    }
    Optional<ModuleCall> call = index.caller(scope.module());
    if (call.isEmpty()) {
      return List.of();
    }
    Scope outer =
        new Scope(
            Reference.parentModule(scope.module()),
            Reference.key(scope.module())
                .<JsonNode>map(TextNode::valueOf)
                .orElseGet(MissingNode::getInstance),
            call.get().forEach);
    JsonNode expression = call.get().expressions.path(name);
    return expression(outer, expression, wanted, depth);
  }

  private List<Value<String>> expression(
      Scope scope, JsonNode expression, Wanted wanted, int depth) {
    if (expression.has("references")) {
      return references(scope, expression.path("references"), wanted, depth);
    }
    if (expression.has("constant_value")) {
      return constant(expression.path("constant_value"));
    }
    List<Value<String>> nested = new ArrayList<>();
    for (JsonNode inner : expression) {
      if (inner.isContainerNode()) {
        nested.addAll(expression(scope, inner, wanted, depth));
      }
    }
    return nested;
  }

  private static List<Value<String>> constant(JsonNode value) {
    List<Value<String>> values = new ArrayList<>();
    if (value.isValueNode() && !value.isNull()) {
      values.add(Value.known(value.asText()));
    }
    if (value.isArray()) {
      value.forEach(element -> values.addAll(constant(element)));
    }
    return values;
  }

  private List<Value<String>> output(Scope scope, List<String> steps, Wanted wanted, int depth) {
    Optional<ModuleCall> call = index.call(scope.module(), steps.get(1));
    if (call.isEmpty()) {
      return List.of();
    }
    List<String> rest = steps.subList(2, steps.size());
    List<String> children = index.modules(scope.module(), steps.get(1));
    List<String> named =
        children.stream()
            .filter(
                address -> Reference.key(address).filter(key -> rest.indexOf(key) == 0).isPresent())
            .toList();
    boolean hasKey = rest.size() > 1 && !named.isEmpty();
    List<Value<String>> values = new ArrayList<>();
    for (String child : hasKey ? named : children) {
      for (Map.Entry<String, JsonNode> output : call.get().module.outputs.entrySet()) {
        boolean asked = rest.isEmpty() || rest.contains(output.getKey());
        if (asked) {
          values.addAll(
              expression(
                  new Scope(child, MissingNode.getInstance(), MissingNode.getInstance()),
                  output.getValue(),
                  wanted,
                  depth));
        }
      }
    }
    return values;
  }

  private List<Value<String>> resource(
      Scope scope, String local, List<String> rest, Wanted wanted, int depth) {
    List<Resource> all = index.instances(scope.module(), local);
    if (all.isEmpty()) {
      String type = local.substring(0, local.indexOf('.'));
      // Of a type that is looked at there is no instance, such as with count = 0. Of another the
      // value is known to be its own and no other.
      return PlanDocument.TYPES.contains(type) || type.equals("data") || rest.isEmpty()
          ? List.of()
          : List.of(
              new Value.Pending<>(
                  (scope.module().isEmpty() ? "" : scope.module() + ".")
                      + local
                      + "."
                      + String.join(".", rest)));
    }
    List<Resource> chosen = all;
    List<String> attribute = rest;
    if (!rest.isEmpty() && all.stream().anyMatch(r -> keyIs(r, rest.get(0)))) {
      chosen = all.stream().filter(r -> keyIs(r, rest.get(0))).toList();
      attribute = rest.subList(1, rest.size());
    } else if (all.size() > 1 && !scope.key().isMissingNode()) {
      // [each.key] and [count.index] stand beside the reference, not in it.
      List<Resource> ofKey = all.stream().filter(r -> keyIs(r, scope.key().asText())).toList();
      chosen = ofKey.isEmpty() ? all : ofKey;
    }
    String name =
        !attribute.isEmpty()
            ? attribute.get(0)
            : local.contains(wanted.type + ".") ? wanted.attribute : "arn";
    List<Value<String>> values = new ArrayList<>();
    for (Resource resource : chosen) {
      values.add(attribute(resource, name, wanted, depth));
    }
    return values;
  }

  private static boolean keyIs(Resource resource, String key) {
    return !resource.key().isMissingNode() && resource.key().asText().equals(key);
  }

  /** An attribute of a resource, by the names under which the provider knows the same value. */
  private Value<String> attribute(Resource resource, String name, Wanted wanted, int depth) {
    String canonical = resource.type().equals("aws_sns_topic") && name.equals("id") ? "arn" : name;
    Value<String> known = planned(resource, canonical);
    if (known.isKnown()) {
      return known;
    }
    if (NAMED_BY_NAME.contains(resource.type()) && name.equals("id")
        // A trail names its log group by ARN, filters by name: the name is what they share.
        || wanted == Wanted.LOG_GROUP && canonical.equals("arn")) {
      String symbol = resource.address() + "." + name;
      Value<String> planned = planned(resource, "name");
      foreseen.put(symbol, planned.isKnown() ? planned : pending(resource.address(), "name"));
      return new Value.Pending<>(symbol);
    }
    if (resource.type().equals("aws_caller_identity") && ACCOUNT_ID.contains(name)) {
      return places.of(resource).account();
    }
    ConfigResource configured = index.configured(resource);
    List<Value<String>> origin =
        pending(
            expression(
                new Scope(resource.module(), resource.key(), configured.forEach()),
                configured.expressions().path(canonical),
                wanted,
                depth));
    return origin.size() == 1 ? origin.get(0) : pending(resource.address(), canonical);
  }

  private static Value<String> planned(Resource resource, String name) {
    JsonNode value = resource.values().path(name);
    return value.isValueNode() && !value.isNull()
        ? new Value.Known<>(value.asText(), resource.sensitive().path(name).asBoolean())
        : Value.unknown();
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
        ? pending(List.of(attribute(candidates.get(0), wanted.attribute, wanted, 1)))
        : List.of();
  }

  /** What a value of the kind can name: what is made here, or a policy document. */
  private static List<Resource> named(List<Resource> resources, Wanted wanted) {
    return resources.stream()
        .filter(resource -> !resource.data() || wanted == Wanted.POLICY)
        .toList();
  }
}
