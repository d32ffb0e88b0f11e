package io.github.cisalarms.chain.rule;

import io.github.cisalarms.chain.Chain;
import io.github.cisalarms.chain.Finding;
import io.github.cisalarms.chain.Function;
import io.github.cisalarms.chain.Infrastructure.Candidates;
import io.github.cisalarms.chain.Judge;
import io.github.cisalarms.chain.Key;
import io.github.cisalarms.chain.Link;
import io.github.cisalarms.chain.Queue;
import io.github.cisalarms.chain.Subscription;
import io.github.cisalarms.chain.delivery.KeyUse;
import io.github.cisalarms.chain.delivery.TopicRequest;
import io.github.cisalarms.chain.value.Answer;
import java.util.Optional;
import java.util.Set;

/**
 * What stands behind a subscription lets the topic deliver. What is not known to be there, such as
 * a queue that another configuration made, is taken to let it: it was subscribed to be told.
 */
final class SubscriberTakesFromTopic implements Rule {

  @Override
  public Stage stage() {
    return Stage.SUBSCRIPTION;
  }

  @Override
  public Link link() {
    return Link.SUBSCRIPTION;
  }

  @Override
  public String asks() {
    return "What stands behind the subscription lets the topic deliver: a queue by its policy and its key, a function by a permission, a delivery stream by a role. What is not to be seen is taken to do so, and said to be.";
  }

  @Override
  public Set<Judge> judges() {
    return Set.of(Judge.DELIVERY);
  }

  @Override
  public Finding check(Chain chain) {
    Subscription subscription = chain.subscription().orElseThrow();
    switch (subscription.protocol().get().orElse("")) {
      case "sqs":
        return first(
            chain,
            "queue",
            chain.infrastructure().queues(subscription.endpoint()),
            queue -> ofQueue(chain, queue));
      case "lambda":
        return first(
            chain,
            "function",
            chain.infrastructure().functions(subscription.endpoint()),
            function -> ofFunction(chain, function));
      case "firehose":
        return subscription.role().isAbsent()
            ? broken(
                subscription.address(),
                "SNS has no role with which to deliver to the stream",
                "set subscription_role_arn")
            : elsewhere(chain, "role for the delivery stream");
      default:
        return holds(subscription.address(), "SNS delivers to the subscriber by itself");
    }
  }

  /** What may be the subscriber is only held against it if it is. */
  private <E> Finding first(
      Chain chain,
      String what,
      Candidates<E> candidates,
      java.util.function.Function<E, Finding> check) {
    if (candidates.certain()) {
      return check.apply(candidates.elements().get(0));
    }
    return candidates.elements().stream()
        .map(check)
        .filter(finding -> finding.answer() != Answer.YES)
        .findFirst()
        .map(
            finding ->
                unclear(
                    finding.address(),
                    "whether this is the subscribed "
                        + what
                        + " can't be told; if so, "
                        + finding.message(),
                    finding.remedy()))
        .orElseGet(() -> elsewhere(chain, what));
  }

  private Finding elsewhere(Chain chain, String what) {
    return likely(
        chain.subscription().orElseThrow().address(),
        "the "
            + what
            + " is not in this "
            + chain.source().noun()
            + "; it is taken to let the topic deliver",
        "see once that an alarm arrives");
  }

  private Finding ofQueue(Chain chain, Queue queue) {
    String remedy =
        "allow sqs:SendMessage to sns.amazonaws.com, with the topic's ARN as aws:SourceArn";
    if (queue.policy().isAbsent()) {
      return broken(
          queue.policyAddress(), "the queue has no policy: the topic can't send to it", remedy);
    }
    TopicRequest topic = TopicRequest.of(chain);
    Answer sends =
        queue.policy().get().map(policy -> policy.allows(topic.send(queue))).orElse(Answer.UNKNOWN);
    return sends == Answer.YES
        ? ofKey(chain, topic, queue)
        : finding(
            sends,
            queue.policyAddress(),
            sends == Answer.NO
                ? "the queue's policy does not let the topic send"
                : "whether the queue's policy lets the topic send can't be told",
            remedy);
  }

  private Finding ofKey(Chain chain, TopicRequest topic, Queue queue) {
    if (queue.key().isAbsent()) {
      return holds(queue.address(), "the queue lets the topic send");
    }
    String remedy =
        "encrypt the queue with a key whose policy lets sns.amazonaws.com use kms:Decrypt and"
            + " kms:GenerateDataKey*, or with sqs_managed_sse_enabled";
    if (queue.key().get().filter(name -> name.endsWith("alias/aws/sqs")).isPresent()) {
      return broken(
          queue.address(),
          "SNS can't send to a queue that is encrypted with alias/aws/sqs",
          remedy);
    }
    Optional<Key> key = chain.infrastructure().key(queue.key(), queue.place());
    Answer encrypts =
        key.map(
                k ->
                    k.enabled()
                        .get()
                        .map(Answer::of)
                        .orElse(Answer.UNKNOWN)
                        .and(KeyUse.of(topic, queue).isAllowedBy(k))
                        .and(k.place().region().sameAs(queue.place().region())))
            .orElse(Answer.UNKNOWN);
    return finding(
        encrypts,
        queue.address(),
        switch (encrypts) {
          case YES -> "the queue and its key let the topic send";
          case NO -> "the queue's key does not let SNS encrypt what it sends";
          case UNKNOWN -> "whether the queue's key lets SNS encrypt what it sends can't be told";
        },
        remedy);
  }

  private Finding ofFunction(Chain chain, Function function) {
    TopicRequest topic = TopicRequest.of(chain);
    Answer calls =
        function.permissions().stream().map(topic::isCallAllowedBy).reduce(Answer.NO, Answer::or);
    return finding(
        calls,
        function.address(),
        switch (calls) {
          case YES -> "the function lets the topic call it";
          case NO -> "no permission lets the topic call the function";
          case UNKNOWN -> "whether a permission lets the topic call the function can't be told";
        },
        "add an aws_lambda_permission for sns.amazonaws.com with the topic's ARN as source_arn"
            + (function.qualifier().isAbsent() ? "" : ", and the qualifier that is subscribed"));
  }
}
