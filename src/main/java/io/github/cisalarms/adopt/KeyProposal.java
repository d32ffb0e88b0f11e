package io.github.cisalarms.adopt;

import io.github.cisalarms.adopt.Existing.Topic;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.fleet.resource.StackResource;
import io.github.cisalarms.fleet.resource.StackResources;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What becomes of the key of a topic where the stack creates one ({@code create_kms_key}). Its own
 * is taken over; another that works stays the topic's, in place of a created one.
 *
 * @param stack with the names that it will have
 * @param keys what is known of keys
 * @param inState addresses that are in the stack's state
 */
record KeyProposal(StackResources stack, Keys keys, Set<String> inState) {

  static final String SETTING = "kms_master_key_id";

  /**
   * The settings for the key; empty if the stack's own is the topic's, or becomes it.
   *
   * @param source what messages call what there is
   * @param topic the topic that the stack takes over, if there is one
   * @throws AdoptException if nobody has read the topic's key, or another has the alias of the
   *     stack's
   */
  Map<String, Object> settings(String source, Optional<Topic> topic) {
    if (stack.key().isEmpty() || inState.contains(stack.key().get().address())) {
      return Map.of();
    }
    Optional<String> key = topic.flatMap(Topic::key).filter(name -> !Topic.isManagedByAws(name));
    Answer own = key.map(name -> keys.isOfStack(stack, name)).orElse(Answer.NO);
    if (own == Answer.UNKNOWN) {
      throw new AdoptException(
          "%s does not say whose the key %s of topic %s is, so nobody can tell whether it is the one that create_kms_key makes; read it with the permission kms:DescribeKey, or name the key by %s in place of create_kms_key"
              .formatted(source, key.get(), topic.get().name(), SETTING));
    }
    if (own == Answer.NO && key.isPresent() && topic.get().keyWorks() != Answer.NO) {
      return Map.of(SETTING, key.get());
    }
    requireAliasIsFree(source, key);
    return Map.of();
  }

  private void requireAliasIsFree(String source, Optional<String> key) {
    String alias = stack.keyAlias().map(StackResource.KeyAlias::name).orElseThrow();
    Optional<String> holder = keys.alias(alias).flatMap(Keys.Alias::keyArn);
    if (holder.isPresent() && keys.ofStack(stack, key).isEmpty()) {
      throw new AdoptException(
          "%s: the key %s has the alias %s already, which create_kms_key would make; choose another sns_topic_name, or name that key by %s in place of create_kms_key"
              .formatted(source, holder.get(), alias, SETTING));
    }
  }
}
