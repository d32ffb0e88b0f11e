package io.github.cisalarms.drill;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.Subscription;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/**
 * A queue that a drill subscribes to topics, by its name alone: whether it is there, or ever was,
 * has to be asked. So whoever knows the name can remove all there is of it.
 */
record DrillQueue(DrillClients clients, Place place, String name) {

  /** When the queue's drill was last known to be alive, in seconds since 1970. */
  private static final String ALIVE = "cis-alarms-drill-alive";

  /** A tag for people. */
  private static final String PURPOSE = "purpose";

  private static final String RETENTION_SECONDS = "3600";

  /** Where queues and topics are. */
  record Place(String partition, String account, String region) {

    String queueArn(String name) {
      return "arn:" + partition + ":sqs:" + region + ":" + account + ":" + name;
    }

    String alarmArn(String name) {
      return "arn:" + partition + ":cloudwatch:" + region + ":" + account + ":alarm:" + name;
    }
  }

  String arn() {
    return place.queueArn(name);
  }

  /** Makes it, for messages of these topics alone. */
  void create(List<String> topics) {
    String policy =
        String.format(
            Locale.ROOT,
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"TopicsOfTheDrill\","
                + "\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"sns.amazonaws.com\"},"
                + "\"Action\":\"sqs:SendMessage\",\"Resource\":\"%s\","
                + "\"Condition\":{\"ArnEquals\":{\"aws:SourceArn\":[%s]}}}]}",
            arn(),
            topics.stream().map(topic -> "\"" + topic + "\"").collect(Collectors.joining(",")));
    clients
        .sqs()
        .createQueue(
            queue ->
                queue
                    .queueName(name)
                    .attributes(
                        Map.of(
                            QueueAttributeName.POLICY,
                            policy,
                            QueueAttributeName.MESSAGE_RETENTION_PERIOD,
                            RETENTION_SECONDS))
                    .tags(Map.of(PURPOSE, "cis-alarms drill; may be deleted", ALIVE, "0")));
  }

  /**
   * Subscribes it.
   *
   * @return whether messages will come without anybody's confirmation
   */
  boolean subscribe(String topic) {
    return clients
        .sns()
        .subscribe(
            to -> to.topicArn(topic).protocol("sqs").endpoint(arn()).returnSubscriptionArn(false))
        .subscriptionArn()
        .startsWith("arn:");
  }

  /** Its address; empty if there is no such queue. */
  Optional<String> url() {
    try {
      return Optional.of(clients.sqs().getQueueUrl(queue -> queue.queueName(name)).queueUrl());
    } catch (QueueDoesNotExistException e) {
      return Optional.empty();
    }
  }

  /** Says that its drill is alive. */
  void beat(String url, long beat) {
    clients.sqs().tagQueue(queue -> queue.queueUrl(url).tags(Map.of(ALIVE, Long.toString(beat))));
  }

  /** What its drill last said; empty if the queue is gone. */
  Optional<String> lastBeat() {
    try {
      return url()
          .map(url -> clients.sqs().listQueueTags(queue -> queue.queueUrl(url)).tags())
          .map(tags -> tags.getOrDefault(ALIVE, ""));
    } catch (QueueDoesNotExistException e) {
      return Optional.empty();
    }
  }

  /** The topics whose messages it takes, as its policy says: it is subscribed to no other. */
  List<String> topics() {
    return url().stream()
        .flatMap(
            url ->
                clients
                    .sqs()
                    .getQueueAttributes(
                        queue -> queue.queueUrl(url).attributeNames(QueueAttributeName.POLICY))
                    .attributes()
                    .values()
                    .stream())
        .flatMap(
            policy -> Line.WatchedAlarm.TOPIC.matcher(policy).results().map(MatchResult::group))
        .distinct()
        .toList();
  }

  /**
   * Removes its subscriptions to these topics, and then the queue: while there is a subscription,
   * there is the queue by whose name it is found.
   *
   * @return whether there was anything to remove
   */
  boolean remove(List<String> topics) {
    List<String> subscriptions =
        topics.stream().flatMap(topic -> subscriptions(topic).stream()).toList();
    subscriptions.forEach(this::unsubscribe);
    Optional<String> url = url();
    url.ifPresent(this::delete);
    return !subscriptions.isEmpty() || url.isPresent();
  }

  /** ARNs of its subscriptions to a topic. */
  private List<String> subscriptions(String topic) {
    try {
      return clients
          .sns()
          .listSubscriptionsByTopicPaginator(of -> of.topicArn(topic))
          .subscriptions()
          .stream()
          .filter(subscription -> arn().equals(subscription.endpoint()))
          .map(Subscription::subscriptionArn)
          // One that waits for its confirmation can't be removed, and is forgotten by itself.
          .filter(subscription -> subscription.startsWith("arn:"))
          .toList();
    } catch (NotFoundException e) {
      return List.of();
    }
  }

  private void unsubscribe(String subscription) {
    try {
      clients.sns().unsubscribe(from -> from.subscriptionArn(subscription));
    } catch (NotFoundException e) {
      // Gone already.
    }
  }

  private void delete(String url) {
    try {
      clients.sqs().deleteQueue(queue -> queue.queueUrl(url));
    } catch (QueueDoesNotExistException e) {
      // Gone already.
    }
  }
}
