package io.github.cisalarms.chain.rule;

import io.github.cisalarms.chain.Chain;
import io.github.cisalarms.chain.Finding;
import io.github.cisalarms.chain.Judge;
import io.github.cisalarms.chain.Link;
import io.github.cisalarms.chain.Topic;
import io.github.cisalarms.chain.value.Answer;
import java.util.Set;

/** The topic takes what the alarm sends. */
final class TopicLetsCloudWatchPublish implements Rule {

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
    if (chain.topic().isEmpty()) {
      return unclear(
          chain.alarm().orElseThrow().address(),
          "the topic "
              + chain.action().orElseThrow().shown()
              + " is not in this plan, so its policy is not known",
          "check once that its policy lets cloudwatch.amazonaws.com publish");
    }
    Topic topic = chain.topic().orElseThrow();
    if (topic.policy().isAbsent()) {
      return holds(topic.address(), "the topic has the policy that SNS gives to every topic");
    }
    String remedy =
        "allow sns:Publish to cloudwatch.amazonaws.com, with aws:SourceAccount as its condition";
    if (!topic.policy().isKnown()) {
      return unclear(
          topic.policyAddress(),
          "the topic's policy is known after the apply",
          remedy + "; a data source aws_iam_policy_document can be judged before the apply");
    }
    Answer allowed =
        topic
            .policy()
            .get()
            .orElseThrow()
            .allows(AlarmRequest.of(chain.actor(), "sns:Publish", topic.named()));
    return finding(
        allowed,
        topic.policyAddress(),
        switch (allowed) {
          case YES -> "the topic's policy lets CloudWatch publish";
          case NO -> "the topic's policy does not let CloudWatch publish for this alarm";
          case UNKNOWN ->
              "whether the topic's policy lets CloudWatch publish depends on values that the plan does"
                  + " not tell";
        },
        remedy);
  }
}
