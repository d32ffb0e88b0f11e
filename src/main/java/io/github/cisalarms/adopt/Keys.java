package io.github.cisalarms.adopt;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cisalarms.adopt.Existing.Resource;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.fleet.resource.StackResources;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The KMS keys of topics that there are, and their aliases.
 *
 * @param keys those that are known, whoever made them
 * @param aliases those that are known, and those of which it is known that there is none
 */
record Keys(List<Key> keys, List<Alias> aliases) {

  Keys {
    keys = List.copyOf(keys);
    aliases = List.copyOf(aliases);
  }

  /**
   * A key.
   *
   * @param arn its ARN
   * @param names by which it was asked for
   * @param policy its policy; empty if nobody has read it
   * @param rotated whether it is rotated; empty if nobody has read it
   * @param tags empty if nobody has read them
   */
  record Key(
      Optional<String> address,
      String arn,
      Set<String> names,
      Optional<String> description,
      Optional<JsonNode> policy,
      Optional<Boolean> rotated,
      Optional<Map<String, String>> tags)
      implements Resource {

    @Override
    public String importId() {
      return arn.substring(arn.indexOf('/') + 1);
    }

    private boolean isCalled(String name) {
      return name.equals(arn) || name.equals(importId()) || names.contains(name);
    }
  }

  /**
   * An alias.
   *
   * @param name such as {@code alias/cis-alarms}
   * @param keyArn the key that it is of; empty if there is no such alias
   */
  record Alias(Optional<String> address, String name, Optional<String> keyArn) implements Resource {

    @Override
    public String importId() {
      return name;
    }
  }

  /** Nothing is known of any key. */
  static Keys unknown() {
    return new Keys(List.of(), List.of());
  }

  /** The key of that id, ARN or alias, if it is one of these. */
  Optional<Key> key(String name) {
    return keys.stream().filter(key -> key.isCalled(name)).findFirst();
  }

  /** What is known of that alias; empty if nobody has asked. */
  Optional<Alias> alias(String name) {
    return aliases.stream().filter(alias -> alias.name().equals(name)).findFirst();
  }

  /**
   * The key that the stack creates, if it is there: the one of its topic, or the one that has its
   * alias, provided that it is what the stack makes.
   *
   * @param ofTopic id, ARN or alias of the topic's key
   */
  Optional<Key> ofStack(StackResources stack, Optional<String> ofTopic) {
    return ofTopic
        .flatMap(this::key)
        .filter(key -> isMadeBy(stack, key))
        .or(() -> aliased(stack).filter(key -> isMadeBy(stack, key)));
  }

  /** The key that has the alias which the stack gives to its own. */
  Optional<Key> aliased(StackResources stack) {
    return stack
        .keyAlias()
        .flatMap(alias -> alias(alias.name()))
        .flatMap(Alias::keyArn)
        .flatMap(this::key);
  }

  /** Whether a topic's key is the one that the stack creates; unknown if nobody has read it. */
  Answer isOfStack(StackResources stack, String name) {
    return stack.key().isEmpty()
        ? Answer.NO
        : key(name).map(key -> Answer.of(isMadeBy(stack, key))).orElse(Answer.UNKNOWN);
  }

  /** Nobody's key is taken over for its alias alone: others may use it, by its own policy. */
  private static boolean isMadeBy(StackResources stack, Key key) {
    return stack
        .key()
        .filter(
            own ->
                key.description().equals(Optional.of(own.description()))
                    || JsonValues.samePolicy(key.policy(), JsonValues.parse(own.policy())))
        .isPresent();
  }
}
