package io.github.cisalarms.plan;

import io.github.cisalarms.chain.Key;
import io.github.cisalarms.chain.Key.Grant;
import io.github.cisalarms.chain.Place;
import io.github.cisalarms.chain.value.Value;
import io.github.cisalarms.plan.PlanDocument.Change;
import io.github.cisalarms.plan.Resolver.Wanted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads KMS keys with their policies, aliases and grants, and those that a plan destroys. */
final class KeyReader {

  private final Function<String, List<Attributes>> resources;
  private final Map<Value<String>, List<Attributes>> policies;
  private final Map<Value<String>, List<Attributes>> aliases;
  private final Map<Value<String>, List<Attributes>> grants;

  /**
   * @param resources gives the resources of a type
   */
  KeyReader(Function<String, List<Attributes>> resources) {
    this.resources = resources;
    this.policies = byKey("aws_kms_key_policy");
    this.aliases = byKey("aws_kms_alias");
    this.grants = byKey("aws_kms_grant");
  }

  List<Key> read(Iterable<Change> changes) {
    List<Key> keys = new ArrayList<>();
    Stream.of("aws_kms_key", "aws_kms_replica_key", "aws_kms_external_key")
        .flatMap(type -> resources.apply(type).stream())
        .map(this::key)
        .forEach(keys::add);
    for (Change change : changes) {
      if (isKeyThatIsDestroyed(change)) {
        keys.add(destroyed(change, changes));
      }
    }
    return keys;
  }

  private Key key(Attributes key) {
    List<Value<String>> ids = List.of(key.text("arn"), key.text("key_id"), key.text("id"));
    List<Value<String>> names = new ArrayList<>(ids);
    for (Attributes alias : of(ids, aliases)) {
      Stream.of("name", "arn", "id", "target_key_arn").map(alias::text).forEach(names::add);
    }
    Attributes policy = of(ids, policies).stream().findFirst().orElse(key);
    return new Key(
        key.address(),
        names,
        key.place(),
        key.flag("is_enabled").isAbsent()
            ? key.flag("enabled").orDefault(true)
            : key.flag("is_enabled"),
        policy.policy("policy"),
        policy.address(),
        of(ids, grants).stream().map(KeyReader::grant).toList());
  }

  private static Grant grant(Attributes grant) {
    Map<String, Value<String>> context = new HashMap<>();
    if (grant.isUnknown("constraints")) {
      context.put("", Value.unknown());
    }
    for (Attributes constraint : grant.blocks("constraints")) {
      context.putAll(constraint.entries("encryption_context_equals"));
      context.putAll(constraint.entries("encryption_context_subset"));
    }
    return new Grant(
        grant.text("grantee_principal"), grant.texts("operations", Wanted.ANY), context);
  }

  private static boolean isKeyThatIsDestroyed(Change change) {
    return change.type().startsWith("aws_kms_")
        && !change.data()
        && change.actions().contains("delete")
        && change.before().path("key_id").isTextual()
        && change.before().path("arn").asText().contains(":key/");
  }

  /** Who still names a key that the plan destroys names one that waits to be deleted. */
  private static Key destroyed(Change key, Iterable<Change> changes) {
    List<Value<String>> names = new ArrayList<>();
    names.add(Value.known(key.before().path("arn").asText()));
    names.add(Value.known(key.before().path("key_id").asText()));
    for (Change alias : changes) {
      boolean leads =
          alias.type().equals("aws_kms_alias")
              && alias.actions().equals(List.of("delete"))
              && alias.before().path("target_key_id").equals(key.before().path("key_id"));
      if (leads) {
        Stream.of("name", "arn")
            .map(name -> Value.known(alias.before().path(name).asText()))
            .forEach(names::add);
      }
    }
    return new Key(
        key.address(),
        names,
        Places.ofArn(key.before().path("arn").asText()).orElseGet(Place::unknown),
        Value.known(false),
        Value.unknown(),
        key.address(),
        List.of());
  }

  /** Resources that belong to a key, by all names that they have for it. */
  private Map<Value<String>, List<Attributes>> byKey(String type) {
    Map<Value<String>, List<Attributes>> byKey = new HashMap<>();
    for (Attributes resource : resources.apply(type)) {
      Stream.of("target_key_id", "target_key_arn", "key_id")
          .map(name -> resource.text(name, Wanted.KEY))
          .filter(value -> !value.isAbsent())
          .flatMap(value -> value.identity().stream())
          .distinct()
          .forEach(key -> byKey.computeIfAbsent(key, any -> new ArrayList<>()).add(resource));
    }
    return byKey;
  }

  private static List<Attributes> of(
      List<Value<String>> ids, Map<Value<String>, List<Attributes>> byKey) {
    return ids.stream()
        .flatMap(id -> id.identity().stream())
        .flatMap(id -> byKey.getOrDefault(id, List.of()).stream())
        .distinct()
        .toList();
  }
}
