package io.github.cisalarms.chain.rule;

import io.github.cisalarms.chain.Chain;
import io.github.cisalarms.chain.Finding;
import io.github.cisalarms.chain.Function;
import io.github.cisalarms.chain.Function.Permission;
import io.github.cisalarms.chain.Judge;
import io.github.cisalarms.chain.Key;
import io.github.cisalarms.chain.Link;
import io.github.cisalarms.chain.Queue;
import io.github.cisalarms.chain.Subscription;
import io.github.cisalarms.chain.policy.Arn;
import io.github.cisalarms.chain.policy.Named;
import io.github.cisalarms.chain.policy.Policy;
import io.github.cisalarms.chain.policy.ServiceRequest;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.chain.value.Value;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What stands behind a subscription lets the topic deliver. What is not known to be there, such as
 * a queue that another configuration made, is taken to let it: it was subscribed to be told.
 */
final class SubscriberTakesFromTopic implements Rule {

  private static final String SNS = "sns.amazonaws.com";
  private static final int ACCOUNT_OF_ARN = 4;

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
    return "What stands behind the subscription lets the topic deliver: a queue by its policy and its key, a function by a permission, a delivery stream by a role. What the plan does not have is taken to do so.";
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
        return chain
            .infrastructure()
            .queue(subscription.endpoint())
            .map(queue -> ofQueue(chain, queue))
            .orElseGet(() -> elsewhere(subscription, "queue"));
      case "lambda":
        return chain
            .infrastructure()
            .function(subscription.endpoint())
            .map(function -> ofFunction(chain, function))
            .orElseGet(() -> elsewhere(subscription, "function"));
      case "firehose":
        return subscription.role().isAbsent()
            ? broken(
                subscription.address(),
                "SNS has no role with which to deliver to the stream",
                "set subscription_role_arn")
            : elsewhere(subscription, "delivery stream");
      default:
        return holds(subscription.address(), "SNS delivers to the subscriber by itself");
    }
  }

  private Finding elsewhere(Subscription subscription, String what) {
    return holds(
        subscription.address(),
        "the " + what + " is not in this plan; it is taken to let the topic deliver");
  }

  private Finding ofQueue(Chain chain, Queue queue) {
    String remedy =
        "allow sqs:SendMessage to sns.amazonaws.com, with the topic's ARN as aws:SourceArn";
    if (queue.policy().isAbsent()) {
      return broken(
          queue.policyAddress(), "the queue has no policy: the topic can't send to it", remedy);
    }
    Answer sends =
        queue
            .policy()
            .get()
            .map(policy -> policy.allows(request(chain, "sqs:SendMessage", queue.names().get(0))))
            .orElse(Answer.UNKNOWN);
    return sends == Answer.YES
        ? ofKey(chain, queue)
        : finding(
            sends,
            queue.policyAddress(),
            sends == Answer.NO
                ? "the queue's policy does not let the topic send"
                : "whether the queue's policy lets the topic send can't be told",
            remedy);
  }

  private Finding ofKey(Chain chain, Queue queue) {
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
    Optional<Key> key = chain.infrastructure().key(queue.key());
    boolean disabled = key.flatMap(k -> k.enabled().get()).filter(on -> !on).isPresent();
    Optional<Policy> policy = key.flatMap(k -> k.policy().get());
    Answer encrypts =
        disabled || key.filter(k -> k.policy().isAbsent()).isPresent()
            ? Answer.NO
            : policy.isEmpty()
                ? Answer.UNKNOWN
                : Stream.of("kms:Decrypt", "kms:GenerateDataKey")
                    .map(action -> request(chain, action, key.orElseThrow().names().get(0)))
                    .map(policy.get()::allows)
                    .reduce(Answer.YES, Answer::and);
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
    Value<String> topic = chain.action().orElseThrow();
    Answer calls = Answer.NO;
    for (Permission permission : function.permissions()) {
      Answer source =
          permission.sourceArn().isAbsent()
              ? Answer.YES
              : named(chain, topic).isLike(permission.sourceArn());
      calls =
          calls.or(
              permission
                  .principal()
                  .sameAs(Value.known(SNS))
                  .and(
                      permission
                          .action()
                          .get()
                          .map(
                              a ->
                                  Answer.of(
                                      a.equals("lambda:InvokeFunction") || a.equals("lambda:*")))
                          .orElse(Answer.UNKNOWN))
                  .and(source));
    }
    return finding(
        calls,
        function.address(),
        switch (calls) {
          case YES -> "the function lets the topic call it";
          case NO -> "no permission lets the topic call the function";
          case UNKNOWN -> "whether a permission lets the topic call the function can't be told";
        },
        "add an aws_lambda_permission for sns.amazonaws.com with the topic's ARN as source_arn");
  }

  private static ServiceRequest request(Chain chain, String action, Value<String> resource) {
    Value<String> topic = chain.action().orElseThrow();
    Named source = named(chain, topic);
    Value<String> account =
        chain
            .topic()
            .map(each -> each.place().account())
            .orElseGet(
                () ->
                    topic.get().flatMap(Arn::parse).isPresent()
                        ? topic.get().flatMap(Arn::parse).get().parts().get(ACCOUNT_OF_ARN)
                        : Value.unknown());
    return new ServiceRequest(
        SNS, action, Named.of(resource), ServiceRequest.contextOf(SNS, account, source));
  }

  private static Named named(Chain chain, Value<String> topic) {
    return chain.topic().map(each -> each.named()).orElseGet(() -> Named.of(topic));
  }
}
