package io.github.cisalarms.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.cisalarms.chain.value.Value;
import io.github.cisalarms.plan.PlanDocument.ConfigResource;
import io.github.cisalarms.plan.PlanDocument.ModuleCall;
import io.github.cisalarms.plan.PlanDocument.Resource;
import io.github.cisalarms.plan.Resolver.Scope;
import io.github.cisalarms.plan.Resolver.Wanted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Follows references through variables, outputs and resources to the values that they lead to. */
final class References {

  /** References that lead further than this lead nowhere. */
  private static final int MAX_DEPTH = 40;

  /** So that a plan made to be slow isn't. */
  private static final int MAX_STEPS = 2_000_000;

  /** Attributes of the data source aws_caller_identity that are the account's id. */
  private static final Set<String> ACCOUNT_ID = Set.of("account_id", "id");

  /** Types whose id is their name. */
  private static final Set<String> NAMED_BY_NAME =
      Set.of("aws_cloudwatch_log_metric_filter", "aws_cloudwatch_log_group");

  private final PlanIndex index;
  private final Places places;
  private final Map<Request, List<Value<String>>> resolved = new HashMap<>();

  /** Values that the provider gives out only later although they are known, by symbol. */
  private final Map<String, Value<String>> foreseen = new HashMap<>();

  private int steps;

  private record Request(Scope scope, String reference, Wanted wanted) {}

  References(PlanIndex index, Places places) {
    this.index = index;
    this.places = places;
  }

  /** The values of the references of an expression. */
  List<Value<String>> follow(Scope scope, JsonNode references, Wanted wanted) {
    return references(scope, references, wanted, 0);
  }

  /** The values of one reference, such as {@code aws_sns_topic.alarms.arn}. */
  List<Value<String>> follow(Scope scope, String reference) {
    return reference(scope, reference, Wanted.ANY, 0);
  }

  /** What of a resource is wanted. */
  Value<String> attribute(Resource resource, Wanted wanted) {
    return attribute(resource, wanted.attribute, wanted, 1);
  }

  /** The value itself where it is known although the provider gives it out only later. */
  Value<String> foreseen(Value<String> value) {
    return value instanceof Value.Pending<String> pending
        ? foreseen.getOrDefault(pending.symbol(), value)
        : value;
  }

  /** Those that the apply decides. */
  static List<Value<String>> pending(List<Value<String>> values) {
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
    if (!rest.isEmpty() && all.stream().anyMatch(r -> r.hasKey(rest.get(0)))) {
      chosen = all.stream().filter(r -> r.hasKey(rest.get(0))).toList();
      attribute = rest.subList(1, rest.size());
    } else if (all.size() > 1 && !scope.key().isMissingNode()) {
      // [each.key] and [count.index] stand beside the reference, not in it.
      List<Resource> ofKey = all.stream().filter(r -> r.hasKey(scope.key().asText())).toList();
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
      foreseen.put(symbol, planned.isKnown() ? planned : Symbols.of(resource.address(), "name"));
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
    return origin.size() == 1 ? origin.get(0) : Symbols.of(resource.address(), canonical);
  }

  private static Value<String> planned(Resource resource, String name) {
    JsonNode value = resource.values().path(name);
    return value.isValueNode() && !value.isNull()
        ? new Value.Known<>(value.asText(), resource.sensitive().path(name).asBoolean())
        : Value.unknown();
  }
}
