package io.github.cisalarms.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.cisalarms.chain.Place;
import io.github.cisalarms.chain.value.Value;
import io.github.cisalarms.plan.PlanDocument.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Tells where the resources of a plan are: by their own ARN or {@code region} attribute, or else by
 * their provider configuration. Of that, what its other resources and data sources tell comes
 * before what it is configured with. Where nothing tells, resources under one configuration are
 * still known to be in one place.
 */
final class Places {

  private static final int REGION_OF_ARN = 3;
  private static final int ACCOUNT_OF_ARN = 4;
  private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]+");
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

  /** What of a provider configuration decides whose credentials are used. */
  private static final List<String> CREDENTIALS =
      List.of(
          "profile",
          "access_key",
          "assume_role",
          "assume_role_with_web_identity",
          "shared_config_files",
          "shared_credentials_files",
          "allowed_account_ids");

  private static final String PER_INSTANCE = " for ";

  private final PlanDocument document;
  private final PlanIndex index;
  private final Map<String, List<Resource>> byProvider = new HashMap<>();
  private final Map<String, Place> places = new HashMap<>();
  private final Map<String, Boolean> severalByKey = new HashMap<>();

  Places(PlanDocument document, PlanIndex index) {
    this.document = document;
    this.index = index;
    Stream.concat(document.resources.stream(), document.prior.stream())
        .forEach(
            resource ->
                byProvider
                    .computeIfAbsent(provider(resource), any -> new ArrayList<>())
                    .add(resource));
  }

  /** Where a resource is or will be. */
  Place of(Resource resource) {
    Place provider = places.computeIfAbsent(provider(resource), this::ofProvider);
    return new Place(
        ofArn(resource, ACCOUNT_OF_ARN).orElse(provider.account()),
        ownRegion(resource).or(() -> ofArn(resource, REGION_OF_ARN)).orElse(provider.region()));
  }

  /** The attribute that resources have from version 6 of the provider on. */
  private Optional<Value<String>> ownRegion(Resource resource) {
    JsonNode region = resource.values().path("region");
    if (index.unknown(resource).path("region").asBoolean() && !resource.data()) {
      return Optional.of(Value.unknown());
    }
    return region.isTextual() && !resource.data()
        ? Optional.of(Value.known(region.asText()))
        : Optional.empty();
  }

  /** The account and region of a resource, if its ARN tells both. */
  static Optional<Place> ofArn(String arn) {
    return part(arn, ACCOUNT_OF_ARN)
        .flatMap(
            account ->
                part(arn, REGION_OF_ARN)
                    .map(region -> new Place(Value.known(account), Value.known(region))));
  }

  private static Optional<Value<String>> ofArn(Resource resource, int part) {
    return part(resource.values().path("arn").asText(), part).map(Value::known);
  }

  private static Optional<String> part(String arn, int part) {
    String[] parts = arn.split(":", 6);
    return parts.length == 6 && parts[0].equals("arn") && !parts[part].isEmpty()
        ? Optional.of(parts[part])
        : Optional.empty();
  }

  /** The key of a resource's provider configuration; a state has none. */
  private String provider(Resource resource) {
    String key = index.configured(resource).provider();
    // A module that is passed nothing uses the configuration of the root module that has no alias.
    String inherited = key.substring(key.lastIndexOf(':') + 1);
    String own =
        document.providers.getOrDefault(key, MissingNode.getInstance()).has("expressions")
                || !document.providers.containsKey(inherited)
                || inherited.contains(".")
            ? key
            : inherited;
    return isOneOfSeveral(own) ? own + PER_INSTANCE + instance(resource) : own;
  }

  /** OpenTofu makes several of one configuration with for_each, and a plan has but one key. */
  private boolean isOneOfSeveral(String key) {
    return severalByKey.computeIfAbsent(
        key,
        any ->
            document
                .providers
                .getOrDefault(any, MissingNode.getInstance())
                .path("expressions")
                .findValues("references")
                .stream()
                .flatMap(references -> StreamSupport.stream(references.spliterator(), false))
                .anyMatch(reference -> reference.asText().startsWith("each.")));
  }

  /** What is made under one key of a module, or of the resource, is taken to be in one place. */
  private static String instance(Resource resource) {
    return resource.module().isEmpty() ? "[" + resource.key().asText() + "]" : resource.module();
  }

  private Place ofProvider(String key) {
    JsonNode configured =
        document.providers.getOrDefault(key, MissingNode.getInstance()).path("expressions");
    return new Place(
        told(
                key,
                ACCOUNT_OF_ARN,
                data -> data.type().equals("aws_caller_identity") ? "account_id" : "")
            .or(() -> account(key, configured))
            .orElseGet(() -> new Value.Pending<>("account of " + credentials(key, configured))),
        told(key, REGION_OF_ARN, Places::regionAttribute)
            .or(() -> constant(key, configured.path("region"), REGION))
            .orElseGet(() -> new Value.Pending<>("region of " + regionSource(key, configured))));
  }

  private static String regionAttribute(Resource data) {
    return !data.type().equals("aws_region")
        ? ""
        : data.values().path("region").isTextual() ? "region" : "name";
  }

  /** What the resources and data sources of a provider configuration tell, if they agree. */
  private Optional<Value<String>> told(
      String key, int part, Function<Resource, String> attributeOfData) {
    List<Resource> resources = byProvider.getOrDefault(key, List.of());
    List<String> told =
        resources.stream()
            .flatMap(
                resource ->
                    resource.data()
                        ? Stream.of(
                                resource.values().path(attributeOfData.apply(resource)).asText())
                            .filter(text -> !text.isEmpty())
                        : ownRegion(resource).isPresent() && part == REGION_OF_ARN
                            ? Stream.empty()
                            : part(resource.values().path("arn").asText(), part).stream())
            .distinct()
            .limit(2)
            .toList();
    return told.size() == 1
        ? Optional.of(Value.known(told.get(0)))
        : told.isEmpty() ? Optional.empty() : Optional.of(Value.unknown());
  }

  private Optional<Value<String>> account(String key, JsonNode configured) {
    JsonNode roles = configured.path("assume_role");
    // Of roles that are assumed one after the other the last one acts.
    return constant(key, configured.path("allowed_account_ids"), ACCOUNT)
        .or(
            () ->
                text(key, roles.path(roles.size() - 1).path("role_arn"))
                    .flatMap(arn -> part(arn, ACCOUNT_OF_ARN))
                    .map(Value::known));
  }

  private Optional<Value<String>> constant(String key, JsonNode expression, Pattern allowed) {
    return text(key, expression).filter(text -> allowed.matcher(text).matches()).map(Value::known);
  }

  /** The text of an expression that is a constant, or refers to one variable and nothing else. */
  private Optional<String> text(String key, JsonNode expression) {
    JsonNode value = expression.path("constant_value");
    if (value.isArray() && value.size() == 1) {
      value = value.get(0);
    }
    if (value.isTextual() && !value.asText().contains("${")) {
      return Optional.of(value.asText());
    }
    String reference = expression.path("references").path(0).asText();
    boolean alone =
        value.isTextual() ? value.asText().equals("${" + reference + "}") : isAlone(expression);
    int colon = key.lastIndexOf(':');
    return alone && reference.startsWith("var.") && !value.isArray()
        ? index
            .variable(colon < 0 ? "" : key.substring(0, colon), Reference.parse(reference))
            .filter(JsonNode::isTextual)
            .map(JsonNode::asText)
        : Optional.empty();
  }

  /** After each reference come those that it starts with; another one would not. */
  private static boolean isAlone(JsonNode expression) {
    JsonNode references = expression.path("references");
    boolean alone = !references.isEmpty() && expression.path("constant_value").isMissingNode();
    for (JsonNode each : references) {
      alone &= references.path(0).asText().startsWith(each.asText());
    }
    return alone;
  }

  /** Configurations that differ in nothing here use the same credentials. */
  private static String credentials(String key, JsonNode configured) {
    StringBuilder credentials = new StringBuilder("credentials");
    for (String argument : CREDENTIALS) {
      credentials.append(' ').append(configured.path(argument));
    }
    return configured.isMissingNode() && !key.isEmpty()
        ? "provider " + key
        : credentials.toString();
  }

  /** Configurations without a region take that of the environment. */
  private static String regionSource(String key, JsonNode configured) {
    return configured.has("region") || configured.isMissingNode() && !key.isEmpty()
        ? "provider " + key
        : "environment " + configured.path("profile");
  }
}
