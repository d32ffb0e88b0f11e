package io.github.cisalarms.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.cisalarms.chain.Place;
import io.github.cisalarms.chain.policy.Policy;
import io.github.cisalarms.chain.policy.PolicyReader;
import io.github.cisalarms.chain.value.Value;
import io.github.cisalarms.plan.Resolver.Scope;
import io.github.cisalarms.plan.Resolver.Wanted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The attributes of a resource, or of a block in it, with what is known of each. */
final class Attributes {

  private static final JsonNode MISSING = MissingNode.getInstance();

  private final Resolver resolver;
  private final String address;
  private final Place place;
  private final Scope scope;
  private final JsonNode values;
  private final JsonNode unknown;
  private final JsonNode sensitive;
  private final JsonNode expressions;

  Attributes(
      Resolver resolver,
      String address,
      Place place,
      Scope scope,
      JsonNode values,
      JsonNode unknown,
      JsonNode sensitive,
      JsonNode expressions) {
    this.resolver = resolver;
    this.address = address;
    this.place = place;
    this.scope = scope;
    this.values = values;
    this.unknown = unknown;
    this.sensitive = sensitive;
    this.expressions = expressions;
  }

  String address() {
    return address;
  }

  /** Where the resource is. */
  Place place() {
    return place;
  }

  /** Whether the configuration says anything of an attribute. */
  boolean isConfigured(String name) {
    return !expressions.path(name).isMissingNode();
  }

  Value<String> text(String name) {
    return text(name, Wanted.ANY);
  }

  /** A text that names something of that kind. */
  Value<String> text(String name, Wanted wanted) {
    if (isUnknown(name)) {
      JsonNode expression = expressions.path(name);
      if (expression.isMissingNode()) {
        return Symbols.of(address, name);
      }
      List<Value<String>> candidates = resolver.resolve(scope, expression, wanted);
      // Around a log group's ARN there is always ":*".
      boolean itself = wanted == Wanted.LOG_GROUP || isWhole(expression);
      return candidates.size() == 1 && itself ? candidates.get(0) : Value.unknown();
    }
    JsonNode value = values.path(name);
    return value.isMissingNode() || value.isNull()
        ? Value.absent()
        : new Value.Known<>(value.asText(), isSensitive(name));
  }

  /** A text; an empty one, as providers write where nothing is set, is none. */
  Value<String> filled(String name) {
    return filled(name, Wanted.ANY);
  }

  /** A text that names something of that kind; an empty one is none. */
  Value<String> filled(String name, Wanted wanted) {
    Value<String> text = text(name, wanted);
    return text.get().filter(String::isEmpty).isPresent() ? Value.absent() : text;
  }

  /** A number; an empty text, as older providers write where nothing is set, is none. */
  Value<Double> filledNumber(String name) {
    return filled(name).isAbsent() ? Value.absent() : number(name);
  }

  /** The entries of a map of texts. */
  Map<String, Value<String>> entries(String name) {
    if (isUnknown(name)) {
      return Map.of("", Value.unknown());
    }
    Map<String, Value<String>> entries = new HashMap<>();
    for (String key : names(name)) {
      JsonNode value = values.path(name).path(key);
      entries.put(
          key,
          value.isTextual()
              ? new Value.Known<>(value.asText(), isSensitive(name))
              : only(resolver.resolve(scope, expressions.path(name), Wanted.TOPIC_ARN)));
    }
    return entries;
  }

  private Set<String> names(String map) {
    Set<String> names = new TreeSet<>();
    values.path(map).fieldNames().forEachRemaining(names::add);
    unknown.path(map).fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static Value<String> only(List<Value<String>> candidates) {
    return candidates.size() == 1 ? candidates.get(0) : Value.unknown();
  }

  /**
   * A text in which values that the apply decides stand as what they will be the value of, such as
   * {@code ALARM(aws_cloudwatch_metric_alarm.a.arn)}.
   */
  Value<String> expanded(String name) {
    Value<String> text = text(name);
    return text instanceof Value.Unknown<String> || text instanceof Value.Pending<String>
        ? resolver
            .template(scope, expressions.path(name))
            .flatMap(Template::withSymbols)
            .map(Value::known)
            .orElseGet(
                () ->
                    text instanceof Value.Pending<String> pending && isConfigured(name)
                        ? Value.known(pending.symbol())
                        : Value.unknown())
        : text;
  }

  Value<Double> number(String name) {
    return text(name)
        .map(
            text -> {
              try {
                return Double.parseDouble(text);
              } catch (NumberFormatException e) {
                return Double.NaN;
              }
            });
  }

  Value<Boolean> flag(String name) {
    return text(name).map(Boolean::parseBoolean);
  }

  /** The elements of a list or set of texts. */
  List<Value<String>> texts(String name, Wanted wanted) {
    JsonNode expression = expressions.path(name);
    if (isUnknown(name)) {
      List<Value<String>> candidates = resolver.resolve(scope, expression, wanted);
      return candidates.isEmpty() ? List.of(Value.unknown()) : candidates;
    }
    List<Value<String>> elements = new ArrayList<>();
    List<Value<String>> candidates = null;
    int i = 0;
    for (JsonNode element : values.path(name)) {
      boolean elementUnknown = unknown.path(name).path(i).asBoolean();
      boolean elementSensitive = isSensitive(name) || sensitive.path(name).path(i).asBoolean();
      if (!elementUnknown) {
        elements.add(new Value.Known<>(element.asText(), elementSensitive));
      } else {
        if (candidates == null) {
          candidates = resolver.resolve(scope, expression, wanted);
        }
        elements.add(candidates.size() == 1 ? candidates.get(0) : Value.unknown());
      }
      i++;
    }
    return elements;
  }

  /** Whether a map or list has entries. */
  Value<Boolean> notEmpty(String name) {
    return isUnknown(name) ? Value.unknown() : Value.known(!values.path(name).isEmpty());
  }

  /** Nested blocks of a name. */
  List<Attributes> blocks(String name) {
    List<Attributes> blocks = new ArrayList<>();
    JsonNode all = values.path(name);
    for (int i = 0; i < all.size(); i++) {
      JsonNode configured = expressions.path(name);
      blocks.add(
          new Attributes(
              resolver,
              address,
              place,
              scope,
              all.path(i),
              unknown.path(name).path(i),
              isSensitive(name) ? sensitive.path(name) : sensitive.path(name).path(i),
              configured.isArray() && configured.size() == all.size()
                  ? configured.path(i)
                  : MISSING));
    }
    return blocks;
  }

  /** A policy, of whatever it is made. */
  Value<Policy> policy(String name) {
    if (!isUnknown(name)) {
      Value<String> text = text(name);
      return text.isAbsent() || text.get().filter(String::isBlank).isPresent()
          ? Value.absent()
          : PolicyReader.read(text.get().orElseThrow(), Value::known)
              .map(Value::known)
              .orElseGet(Value::unknown);
    }
    JsonNode expression = expressions.path(name);
    if (expression.isMissingNode()) {
      return Value.absent();
    }
    Optional<Policy> written =
        resolver
            .template(scope, expression)
            .filter(template -> template.text().stripLeading().startsWith("{"))
            .flatMap(template -> PolicyReader.read(template.text(), template::value));
    return written
        .or(
            () ->
                resolver
                    .policyDocument(scope, expression)
                    .flatMap(document -> PolicyDocument.read(resolver.attributes(document))))
        .map(Value::known)
        .orElseGet(Value::unknown);
  }

  boolean isUnknown(String name) {
    JsonNode whether = unknown.path(name);
    return unknown.isBoolean() ? unknown.asBoolean() : whether.isBoolean() && whether.asBoolean();
  }

  /** Whether an expression is one reference and not a text around it, as far as can be seen. */
  private static boolean isWhole(JsonNode expression) {
    JsonNode constant = expression.path("constant_value");
    if (!constant.isTextual()) {
      return true;
    }
    String text = constant.asText();
    return text.startsWith("${") && text.indexOf('}') == text.length() - 1;
  }

  private boolean isSensitive(String name) {
    return sensitive.isBoolean()
        ? sensitive.asBoolean()
        : sensitive.path(name).isBoolean() && sensitive.path(name).asBoolean();
  }
}
