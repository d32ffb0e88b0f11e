package io.github.cisalarms.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.cisalarms.account.Call.Refusal;
import io.github.cisalarms.chain.Element;
import io.github.cisalarms.chain.Key;
import io.github.cisalarms.chain.Unread;
import io.github.cisalarms.chain.policy.Policy;
import io.github.cisalarms.chain.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The keys that encrypt topics and queues. */
final class KeyAnswers {

  private static final Key.Grant ANY_GRANT =
      new Key.Grant(Value.unknown(), List.of(Value.unknown()), Map.of());

  private final Evidence evidence;

  KeyAnswers(Evidence evidence) {
    this.evidence = evidence;
  }

  void addTo(List<Element> elements) {
    // A key may have been asked for under several of its names.
    Map<String, Set<String>> names = new HashMap<>();
    evidence
        .calls(Operation.DESCRIBE_KEY)
        .forEach(
            call ->
                names
                    .computeIfAbsent(arn(call), any -> new LinkedHashSet<>())
                    .add(call.parameter("KeyId")));
    Set<String> added = new LinkedHashSet<>();
    evidence
        .calls(Operation.DESCRIBE_KEY)
        .filter(call -> added.add(arn(call)))
        .forEach(call -> addKey(call, names.get(arn(call)), elements));
  }

  /** The key's ARN; the name that was asked for, if it was not told. */
  private static String arn(Call describeKey) {
    return describeKey
        .answer()
        .map(answer -> answer.path("KeyMetadata").path("Arn").asText())
        .filter(arn -> !arn.isEmpty())
        .orElseGet(() -> describeKey.parameter("KeyId"));
  }

  private void addKey(Call call, Set<String> asked, List<Element> elements) {
    String arn = arn(call);
    JsonNode metadata =
        call.answer().map(answer -> answer.path("KeyMetadata")).orElseGet(MissingNode::getInstance);
    List<Value<String>> names = new ArrayList<>();
    names.add(Value.known(arn));
    Json.text(metadata, "KeyId").get().ifPresent(id -> names.add(Value.known(id)));
    asked.forEach(name -> names.add(Value.known(name)));
    asked.stream()
        .flatMap(name -> ResourceArn.parse(name).stream())
        .forEach(name -> names.add(Value.known(name.keyName())));
    Optional<Call> policy = ofKey(Operation.GET_KEY_POLICY, arn);
    Optional<Call> grants = ofKey(Operation.LIST_GRANTS, arn);
    boolean gone = call.refusal().filter(Refusal::isNotFound).isPresent();
    elements.add(
        new Key(
            arn,
            names,
            AccountChain.place(call),
            gone
                ? Value.known(false)
                : call.answer().isPresent()
                    ? Value.known(metadata.path("KeyState").asText("Enabled").equals("Enabled"))
                    : Value.unknown(),
            policy
                .flatMap(Call::answer)
                .map(answer -> Json.policy(answer, "Policy"))
                .orElseGet(Value::unknown),
            arn,
            grants(grants, gone)));
    policy
        .filter(each -> each.answer().isPresent())
        .filter(each -> Json.policy(each.answer().get(), "Policy") instanceof Value.Unknown<Policy>)
        .ifPresent(each -> AccountChain.unreadable(elements, arn, "the key's", each));
    Stream.concat(Stream.of(call), Stream.of(policy, grants).flatMap(Optional::stream))
        .filter(each -> each.refusal().isPresent() && !gone)
        .findFirst()
        .ifPresent(
            each ->
                elements.add(
                    new Unread(
                        arn,
                        Unread.Kind.ATTRIBUTES,
                        AccountChain.place(each),
                        AccountChain.why("the key " + arn, each.refusal().orElseThrow()),
                        AccountChain.remedy(each.refusal().orElseThrow()))));
  }

  /**
   * Of a list that could not be read, or not to its end, one that may allow anything is the last.
   */
  private static List<Key.Grant> grants(Optional<Call> call, boolean gone) {
    Stream<Key.Grant> known =
        call.stream()
            .flatMap(each -> AccountChain.list(each, "Grants").stream())
            .map(KeyAnswers::grant);
    boolean all = gone || call.filter(each -> each.refusal().isEmpty()).isPresent();
    return Stream.concat(known, all ? Stream.empty() : Stream.of(ANY_GRANT)).toList();
  }

  private Optional<Call> ofKey(Operation operation, String arn) {
    return evidence
        .calls(operation)
        .filter(call -> call.parameter("KeyId").equals(arn))
        .findFirst();
  }

  private static Key.Grant grant(JsonNode grant) {
    Map<String, Value<String>> context = new HashMap<>();
    Stream.of("EncryptionContextEquals", "EncryptionContextSubset")
        .flatMap(kind -> grant.path("Constraints").path(kind).properties().stream())
        .forEach(each -> context.put(each.getKey(), Value.known(each.getValue().asText())));
    return new Key.Grant(
        Json.text(grant, "GranteePrincipal"), Json.texts(grant.path("Operations")), context);
  }
}
