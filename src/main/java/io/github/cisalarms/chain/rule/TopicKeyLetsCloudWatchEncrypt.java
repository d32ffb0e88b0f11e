package io.github.cisalarms.chain.rule;

import io.github.cisalarms.chain.Chain;
import io.github.cisalarms.chain.Finding;
import io.github.cisalarms.chain.Judge;
import io.github.cisalarms.chain.Key;
import io.github.cisalarms.chain.Link;
import io.github.cisalarms.chain.Topic;
import io.github.cisalarms.chain.delivery.KeyUse;
import io.github.cisalarms.chain.policy.Arn;
import io.github.cisalarms.chain.value.Answer;
import java.util.Optional;
import java.util.Set;

/** The key works for the alarm. */
final class TopicKeyLetsCloudWatchEncrypt implements Rule {

  @Override
  public Stage stage() {
    return Stage.ACTION;
  }

  @Override
  public Link link() {
    return Link.KEY;
  }

  @Override
  public String asks() {
    return "The key that encrypts the topic, if any, is switched on and lets cloudwatch.amazonaws.com use it. The key that AWS manages (alias/aws/sns) does not.";
  }

  @Override
  public Set<Judge> judges() {
    return Set.of(Judge.DELIVERY);
  }

  @Override
  public Finding check(Chain chain) {
    if (chain.topic().isEmpty()) {
      return unclear(
          chain.alarm().orElseThrow().address(),
          "the topic "
              + chain.action().orElseThrow().shown()
              + " is not in this "
              + chain.source().noun()
              + ", so its key is not known",
          "check once that its key, if any, lets cloudwatch.amazonaws.com use it");
    }
    Topic topic = chain.topic().orElseThrow();
    if (topic.key().isAbsent()) {
      return holds(topic.address(), "the topic is not encrypted with a key of its own");
    }
    String remedy =
        "use a customer-managed key whose policy lets cloudwatch.amazonaws.com use kms:Decrypt and"
            + " kms:GenerateDataKey*";
    if (topic.key().get().filter(name -> name.endsWith("alias/aws/sns")).isPresent()) {
      return broken(
          topic.address(),
          "CloudWatch can't publish to a topic that is encrypted with alias/aws/sns",
          remedy);
    }
    Optional<Key> found = chain.infrastructure().key(topic.key(), topic.place());
    Answer sameRegion =
        found
            .map(key -> key.place().region())
            .or(() -> topic.key().get().flatMap(Arn::parse).map(Arn::region))
            .map(region -> region.sameAs(topic.place().region()))
            .orElse(Answer.UNKNOWN);
    if (sameRegion == Answer.NO) {
      return broken(
          topic.address(),
          "the topic's key " + topic.key().shown() + " is in another region than the topic",
          "use a key of the topic's region");
    }
    if (found.isEmpty()) {
      return unclear(
          topic.address(),
          "the topic's key " + topic.key().shown() + " is not in this " + chain.source().noun(),
          remedy);
    }
    Key key = found.orElseThrow();
    if (key.enabled().get().filter(enabled -> !enabled).isPresent()) {
      return broken(
          key.address(),
          "the key is switched off or about to be deleted: CloudWatch can't encrypt with it",
          "set is_enabled = true and keep the key");
    }
    Answer allowed = KeyUse.of(chain.actor(), topic).isAllowedBy(key);
    if (allowed == Answer.NO && key.policy().isAbsent()) {
      return broken(
          key.policyAddress(),
          "the key has the policy that KMS gives to every key, which lets no service use it",
          remedy);
    }
    if (allowed == Answer.UNKNOWN && !key.policy().isKnown()) {
      return unclear(key.policyAddress(), "the key's policy " + chain.source().isUnknown(), remedy);
    }
    if (allowed == Answer.YES && !key.enabled().isKnown()) {
      return unclear(
          key.address(), "whether the key is switched on " + chain.source().isUnknown(), remedy);
    }
    allowed = allowed.and(sameRegion);
    return finding(
        allowed,
        key.policyAddress(),
        switch (allowed) {
          case YES -> "the key lets CloudWatch use it";
          case NO -> "the key's policy does not let CloudWatch use it for this alarm";
          case UNKNOWN ->
              "whether the key's policy lets CloudWatch use it depends on values that the %s does not tell"
                  .formatted(chain.source().noun());
        },
        remedy);
  }
}
