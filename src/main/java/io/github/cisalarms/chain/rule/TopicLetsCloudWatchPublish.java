package io.github.cisalarms.chain.rule;

import io.github.cisalarms.chain.Chain;
import io.github.cisalarms.chain.Finding;
import io.github.cisalarms.chain.Judge;
import io.github.cisalarms.chain.Link;
import io.github.cisalarms.chain.Source;
import io.github.cisalarms.chain.Topic;
import io.github.cisalarms.chain.delivery.AlarmRequest;
import io.github.cisalarms.chain.value.Answer;
import java.util.Set;

/** The topic takes what the alarm sends. */
final class TopicLetsCloudWatchPublish implements Rule {

  private static final String REMEDY =
      "allow sns:Publish to cloudwatch.amazonaws.com, with aws:SourceAccount as its condition";

  @Override
  public Stage stage() {
    return Stage.ACTION;
  }

  @Override
  public Link link() {
    return Link.TOPIC_POLICY;
  }

  @Override
  public String asks() {
    return "The topic's policy lets cloudwatch.amazonaws.com publish for this alarm: allowed by a statement, denied by none, conditions taken into account. Without a policy of its own a topic lets its account's alarms.";
  }

  @Override
  public Set<Judge> judges() {
    return Set.of(Judge.DELIVERY);
  }

  @Override
  public Finding check(Chain chain) {
    if (chain.topic().isEmpty() && chain.source() == Source.ACCOUNT) {
      return broken(
          chain.alarm().orElseThrow().address(),
          "the topic " + chain.action().orElseThrow().shown() + " does not exist",
          "let the alarm tell a topic that exists");
    }
    if (chain.topic().isEmpty()) {
      return unclear(
          chain.alarm().orElseThrow().address(),
          "the topic "
              + chain.action().orElseThrow().shown()
              + " is not in this "
              + chain.source().noun()
              + ", so its policy is not known",
          "check once that its policy lets cloudwatch.amazonaws.com publish");
    }
    Topic topic = chain.topic().orElseThrow();
    if (topic.policy().isAbsent()) {
      Answer own = topic.place().account().sameAs(chain.actor().place().account());
      return finding(
          own,
          topic.address(),
          switch (own) {
            case YES -> "the topic has the policy that SNS gives to every topic";
            case NO ->
                "the topic has the policy that SNS gives to every topic, which lets no alarm of"
                    + " another account publish";
            case UNKNOWN ->
                "the topic has the policy that SNS gives to every topic, and whether the alarm is"
                    + " in its account can't be told";
          },
          REMEDY);
    }
    if (!topic.policy().isKnown()) {
      return unclear(
          topic.policyAddress(),
          "the topic's policy " + chain.source().isUnknown(),
          REMEDY
              + (chain.source() == Source.PLAN
                  ? "; a data source aws_iam_policy_document can be judged before the apply"
                  : ""));
    }
    Answer allowed =
        topic
            .policy()
            .get()
            .orElseThrow()
            .allows(AlarmRequest.publish(chain.actor(), topic.named()));
    return finding(
        allowed,
        topic.policyAddress(),
        switch (allowed) {
          case YES -> "the topic's policy lets CloudWatch publish";
          case NO -> "the topic's policy does not let CloudWatch publish for this alarm";
          case UNKNOWN ->
              "whether the topic's policy lets CloudWatch publish depends on values that the %s does not tell"
                  .formatted(chain.source().noun());
        },
        REMEDY);
  }
}
