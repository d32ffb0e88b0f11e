package io.github.cisalarms.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.cisalarms.chain.value.Value;
import io.github.cisalarms.plan.PlanDocument.Resource;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The account and the region that a plan is for. What a data source read says most; then come the
 * ARNs of what exists, and last what the only AWS provider is configured with. The first of them
 * that says anything decides, unless it names several.
 */
final class AccountAndRegion {

  private static final int REGION_OF_ARN = 3;
  private static final int ACCOUNT_OF_ARN = 4;

  private final PlanDocument document;
  private final JsonNode provider;

  private AccountAndRegion(PlanDocument document) {
    this.document = document;
    List<JsonNode> aws =
        document.providers.values().stream()
            .filter(provider -> provider.path("name").asText().equals("aws"))
            .toList();
    this.provider = aws.size() == 1 ? aws.get(0).path("expressions") : MissingNode.getInstance();
  }

  /** Id of the account. */
  static Value<String> account(PlanDocument document) {
    AccountAndRegion place = new AccountAndRegion(document);
    return decided(
        place.read("aws_caller_identity", "account_id"),
        place.ofArns(ACCOUNT_OF_ARN),
        constants(place.provider.path("allowed_account_ids")),
        place.ofAssumedRole());
  }

  /** Such as {@code us-east-1}. */
  static Value<String> region(PlanDocument document) {
    AccountAndRegion place = new AccountAndRegion(document);
    return decided(
        place.read("aws_region", "region"),
        place.read("aws_region", "name"),
        place.ofArns(REGION_OF_ARN),
        constants(place.provider.path("region")));
  }

  @SafeVarargs
  private static Value<String> decided(Stream<String>... sources) {
    for (Stream<String> source : sources) {
      List<String> told = source.distinct().limit(2).toList();
      if (!told.isEmpty()) {
        return told.size() == 1 ? Value.known(told.get(0)) : Value.unknown();
      }
    }
    return Value.unknown();
  }

  /** What the data sources of a type have read. */
  private Stream<String> read(String type, String attribute) {
    return Stream.concat(document.resources.stream(), document.prior.stream())
        .filter(resource -> resource.data() && resource.type().equals(type))
        .map(resource -> resource.values().path(attribute))
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText);
  }

  private Stream<String> ofArns(int part) {
    return document.resources.stream()
        .filter(resource -> !resource.data())
        .map(AccountAndRegion::arn)
        .flatMap(arn -> part(arn, part));
  }

  private static String arn(Resource resource) {
    return resource.values().path("arn").asText();
  }

  /** Of roles that are assumed one after the other the last one acts. */
  private Stream<String> ofAssumedRole() {
    JsonNode roles = provider.path("assume_role");
    return constants(roles.path(roles.size() - 1).path("role_arn"))
        .flatMap(arn -> part(arn, ACCOUNT_OF_ARN));
  }

  private static Stream<String> part(String arn, int part) {
    String[] parts = arn.split(":", 6);
    return parts.length == 6 && !parts[part].isEmpty() ? Stream.of(parts[part]) : Stream.empty();
  }

  /** The text or texts that a configuration has for an argument, unless it refers to something. */
  private static Stream<String> constants(JsonNode expression) {
    JsonNode value = expression.path("constant_value");
    return Stream.concat(Stream.of(value), StreamSupport.stream(value.spliterator(), false))
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .filter(text -> !text.contains("${"));
  }
}
