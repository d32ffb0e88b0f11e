package io.github.cisalarms.fleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cisalarms.construct.NotificationTopicConfig;
import io.github.cisalarms.fleet.resource.Partition;
import io.github.cisalarms.fleet.yaml.ConfigNode;
import io.github.cisalarms.fleet.yaml.ConfigNode.Entry;
import io.github.cisalarms.fleet.yaml.ConfigNode.Mapping;
import io.github.cisalarms.fleet.yaml.Position;
import io.github.cisalarms.fleet.yaml.Problems;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the settings of one stack have to fulfil together. The shape of a single value is the
 * schema's business; a value of a wrong shape is passed over here.
 */
final class StackRules {

  private static final Set<String> RAW_DELIVERY = Set.of("sqs", "http", "https", "firehose");
  private static final Pattern GIT_REF = Pattern.compile("[?&]ref=[^&]+");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Problems problems;

  StackRules(Problems problems) {
    this.problems = problems;
  }

  void check(Mapping settings) {
    checkArns(settings);
    checkBackend(settings);
    checkModule(settings);
    checkKey(settings);
    settings.mapping("subscriptions").ifPresent(this::checkSubscriptions);
  }

  /** CloudWatch notifies within its own region, and no ARN leads into another partition. */
  private void checkArns(Mapping settings) {
    Optional<String> region = settings.text("region");
    if (region.isEmpty()) {
      return;
    }
    Stream.of(
            settings.get("sns_topic_arn").stream(),
            settings.list("ok_actions").stream(),
            settings.list("insufficient_data_actions").stream(),
            overrides(settings).flatMap(StackRules::actions),
            settings.get("kms_master_key_id").stream())
        .flatMap(nodes -> nodes)
        .forEach(node -> checkArn(node, region.get(), true));
    Stream.of(
            settings.mapping("assume_role").flatMap(role -> role.get("role_arn")).stream(),
            subscriptions(settings).flatMap(each -> each.get("endpoint").stream()))
        .flatMap(nodes -> nodes)
        .forEach(node -> checkArn(node, region.get(), false));
    // SNS asks for queue and topic in one region.
    subscriptions(settings)
        .flatMap(each -> each.get("dead_letter_queue_arn").stream())
        .forEach(node -> checkArn(node, region.get(), true));
  }

  private void checkArn(ConfigNode node, String region, boolean sameRegion) {
    String[] parts = node.asText().orElse("").split(":", 6);
    if (parts.length < 6 || !parts[0].equals("arn")) {
      return;
    }
    String partition = Partition.ofRegion(region);
    if (!parts[1].equals(partition)) {
      problems.add(
          node.source(),
          "'"
              + node.asText().orElseThrow()
              + "' is in the partition "
              + parts[1]
              + ", but "
              + region
              + " is in "
              + partition
              + "; write 'arn:{partition}:...'");
    } else if (sameRegion && !parts[3].isEmpty() && !parts[3].equals(region)) {
      problems.add(
          node.source(),
          "'"
              + node.asText().orElseThrow()
              + "' is in "
              + parts[3]
              + ", but the stack is in "
              + region
              + "; name one of its region, as '{region}' in place of '"
              + parts[3]
              + "' does");
    }
  }

  private void checkBackend(Mapping settings) {
    settings
        .mapping("backend")
        .flatMap(backend -> backend.mapping("s3"))
        .ifPresent(
            s3 -> {
              require(s3, "bucket", "name the bucket of the state");
              require(s3, "region", "name the region of the bucket, as in us-east-1");
            });
    settings
        .mapping("assume_role")
        .ifPresent(role -> require(role, "role_arn", "name the role to assume"));
  }

  /** The alias of a created key has the topic's name. */
  private void checkKey(Mapping settings) {
    int longest = NotificationTopicConfig.LONGEST_NAME_WITH_KEY;
    if (settings.bool("create_kms_key").orElse(false)) {
      refuse(
          settings,
          "sns_topic_name",
          name -> name.asText().length() > longest,
          "the created key gets an alias of this name, which has room for "
              + longest
              + " characters; write a shorter one");
    }
  }

  private void checkModule(Mapping settings) {
    Optional<Mapping> module = settings.mapping("module");
    if (module.isEmpty()) {
      return;
    }
    require(module.get(), "source", "name the module, as in ./modules/cis-alarms");
    String source = module.get().text("source").orElse("");
    Optional<ConfigNode> version = module.get().get("version");
    if (ModuleSource.isRegistry(source)) {
      require(module.get(), "version", "a module of a registry has to be pinned, as in '1.0.0'");
      return;
    }
    version.ifPresent(
        node ->
            problems.add(
                node.source(),
                "a version goes with a module of a registry alone; leave it out"
                    + (ModuleSource.isRemote(source)
                        ? ", and write it into the source, as in '?ref=v1.0.0'"
                        : "")));
    if (ModuleSource.isGit(source) && !GIT_REF.matcher(source).find()) {
      problems.add(
          module.get().sourceOf("source"),
          "'" + source + "' is not pinned; write the version behind it, as in '?ref=v1.0.0'");
    } else if (!ModuleSource.isPath(source) && !ModuleSource.isRemote(source)) {
      problems.add(
          module.get().sourceOf("source"),
          "'" + source + "' is not the address of a module; write a path as ./modules/cis-alarms");
    }
  }

  private void checkSubscriptions(Mapping subscriptions) {
    Map<String, Position> seen = new HashMap<>();
    subscriptions
        .entries()
        .values()
        .forEach(entry -> entry.value().asMapping().ifPresent(this::checkSubscription));
    subscriptions
        .entries()
        .forEach(
            (name, entry) -> {
              Optional<Mapping> each = entry.value().asMapping();
              Optional<String> endpoint = each.flatMap(mapping -> mapping.text("endpoint"));
              String target = each.flatMap(mapping -> mapping.text("protocol")) + " " + endpoint;
              Position first = seen.putIfAbsent(target, entry.key());
              if (first != null && endpoint.isPresent()) {
                problems.add(
                    entry.key(),
                    "has protocol and endpoint of "
                        + first.key()
                        + " (line "
                        + first.line()
                        + "), and SNS makes one subscription of both; keep one");
              }
            });
  }

  private void checkSubscription(Mapping subscription) {
    require(subscription, "protocol", "write one, as in 'protocol: email'");
    require(subscription, "endpoint", "write one, as in 'endpoint: security@example.com'");
    String protocol = subscription.text("protocol").orElse("");
    if (protocol.equals("firehose")) {
      require(
          subscription,
          "subscription_role_arn",
          "SNS writes to Firehose with a role, as in"
              + " 'arn:aws:iam::{account_id}:role/sns-to-firehose'");
    } else {
      refuse(
          subscription,
          "subscription_role_arn",
          value -> !protocol.isEmpty(),
          "goes with the protocol firehose alone; leave it out");
    }
    refuse(
        subscription,
        "raw_message_delivery",
        value -> value.asBoolean() && !protocol.isEmpty() && !RAW_DELIVERY.contains(protocol),
        "SNS delivers raw messages to sqs, http, https and firehose alone; leave it out");
    refuse(
        subscription,
        "filter_policy_scope",
        value -> subscription.get("filter_policy").isEmpty(),
        "there is no filter_policy that it could belong to; write one, or leave it out");
    refuse(
        subscription,
        "filter_policy",
        value -> value.isTextual() && !isJsonObject(value.textValue()),
        "is not the text of a JSON object; write it as a mapping, as in"
            + " '{NewStateValue: [ALARM]}'");
  }

  private void require(Mapping mapping, String key, String remedy) {
    if (mapping.get(key).isEmpty()) {
      problems.addMissing(mapping.source().child(key), "is missing; " + remedy);
    }
  }

  private void refuse(Mapping mapping, String key, Predicate<JsonNode> wrong, String message) {
    mapping
        .get(key)
        .filter(node -> wrong.test(node.toJson()))
        .ifPresent(node -> problems.add(node.source(), message));
  }

  private static boolean isJsonObject(String text) {
    try {
      return JSON.readTree(text).isObject();
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private static Stream<Mapping> overrides(Mapping settings) {
    return mappings(settings, "overrides");
  }

  private static Stream<Mapping> subscriptions(Mapping settings) {
    return mappings(settings, "subscriptions");
  }

  private static Stream<Mapping> mappings(Mapping settings, String key) {
    return settings.mapping(key).stream()
        .flatMap(mapping -> mapping.entries().values().stream())
        .map(Entry::value)
        .flatMap(node -> node.asMapping().stream());
  }

  private static Stream<ConfigNode> actions(Mapping override) {
    return List.of("alarm_actions", "ok_actions", "insufficient_data_actions").stream()
        .flatMap(key -> override.list(key).stream());
  }
}
