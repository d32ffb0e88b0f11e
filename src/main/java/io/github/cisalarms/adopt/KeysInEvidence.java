package io.github.cisalarms.adopt;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cisalarms.account.Call;
import io.github.cisalarms.account.Operation;
import io.github.cisalarms.adopt.Existing.Topic;
import io.github.cisalarms.chain.Actor;
import io.github.cisalarms.chain.Infrastructure;
import io.github.cisalarms.chain.delivery.KeyUse;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.chain.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** What the evidence of an account says of the KMS keys of one region. */
final class KeysInEvidence {

  private static final String ALIAS = "alias/";

  private final Function<Operation, Stream<Call>> calls;

  /**
   * @param calls the calls of the region, by what was asked
   */
  KeysInEvidence(Function<Operation, Stream<Call>> calls) {
    this.calls = calls;
  }

  Keys keys() {
    Map<String, Set<String>> names = new LinkedHashMap<>();
    Map<String, JsonNode> metadata = new LinkedHashMap<>();
    List<Keys.Alias> aliases = new ArrayList<>();
    calls
        .apply(Operation.DESCRIBE_KEY)
        .forEach(
            call -> {
              String asked = call.parameters().getOrDefault("KeyId", "");
              Optional<JsonNode> answer = call.answer().map(each -> each.path("KeyMetadata"));
              Optional<String> arn = answer.map(each -> each.path("Arn").asText());
              arn.ifPresent(
                  key -> {
                    names.computeIfAbsent(key, any -> new TreeSet<>()).add(asked);
                    metadata.put(key, answer.get());
                  });
              boolean known =
                  arn.isPresent() || call.refusal().filter(Call.Refusal::isNotFound).isPresent();
              if (asked.contains(ALIAS) && known) {
                aliases.add(
                    new Keys.Alias(Optional.empty(), asked.substring(asked.indexOf(ALIAS)), arn));
              }
            });
    return new Keys(
        names.entrySet().stream()
            .map(each -> key(each.getKey(), each.getValue(), metadata.get(each.getKey())))
            .toList(),
        aliases);
  }

  private Keys.Key key(String arn, Set<String> names, JsonNode metadata) {
    return new Keys.Key(
        Optional.empty(),
        arn,
        names,
        new JsonValues(metadata).text("Description"),
        calls
            .apply(Operation.GET_KEY_POLICY)
            .filter(call -> arn.equals(call.parameters().get("KeyId")))
            .flatMap(call -> call.answer().stream())
            .flatMap(answer -> JsonValues.parse(answer.path("Policy").asText()).stream())
            .findFirst(),
        Optional.empty(),
        Optional.empty());
  }

  /** Whether the key of a topic lets CloudWatch publish for alarms of the topic's account. */
  static Answer letsCloudWatchPublish(Infrastructure account, String topicArn) {
    Optional<io.github.cisalarms.chain.Topic> topic = account.topic(Value.known(topicArn));
    if (topic.isEmpty() || topic.get().key().isAbsent()) {
      return topic.isEmpty() ? Answer.UNKNOWN : Answer.YES;
    }
    if (topic.get().key().get().filter(Topic::isManagedByAws).isPresent()) {
      return Answer.NO;
    }
    Actor alarm =
        new Actor(
            topicArn,
            Value.unknown(),
            Value.unknown(),
            topic.get().place(),
            Value.known(true),
            List.of());
    return account
        .key(topic.get().key(), topic.get().place())
        .map(
            key ->
                key.enabled().get().filter(enabled -> !enabled).isPresent()
                    ? Answer.NO
                    : KeyUse.of(alarm, topic.get()).isAllowedBy(key))
        .orElse(Answer.UNKNOWN);
  }
}
