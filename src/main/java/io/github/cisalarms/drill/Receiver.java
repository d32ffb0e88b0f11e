package io.github.cisalarms.drill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * The drill's own queue, subscribed to the topics, and what arrived there. Whatever happens, {@link
 * #close} removes the queue and its subscriptions: also while they are being made, and also if the
 * answer to that was lost.
 */
final class Receiver implements AutoCloseable {

  private static final int SECONDS_PER_CALL = 5;
  private static final int MESSAGES_PER_CALL = 10;
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final DrillClients clients;
  private final DrillQueue queue;
  private final List<String> topics;
  private final Map<Arrival, Instant> arrivals = new ConcurrentHashMap<>();
  private final Map<String, String> failures = new ConcurrentHashMap<>();
  private final Thread reader = new Thread(this::read, "drill-receiver");
  private final Set<String> refused = new HashSet<>();
  private volatile Optional<String> failure = Optional.empty();
  private volatile boolean lost;
  private volatile boolean closed;
  private boolean touched;

  private record Arrival(String topic, String alarm) {}

  /** Nothing is made yet. */
  Receiver(DrillClients clients, DrillQueue queue, List<String> topics) {
    this.clients = clients;
    this.queue = queue;
    this.topics = topics;
    reader.setDaemon(true);
  }

  /** Makes the queue and subscribes it; what fails is told to whoever asks for messages. */
  synchronized void open() {
    if (closed) {
      return;
    }
    touched = true;
    try {
      queue.create(topics);
    } catch (SdkException e) {
      failure = Optional.of(Why.of(e, Permission.CREATE_QUEUE));
      lost = true;
      return;
    }
    topics.forEach(this::subscribe);
    reader.start();
  }

  private void subscribe(String topic) {
    try {
      if (!queue.subscribe(topic)) {
        failures.put(topic, "the subscription of our queue to " + topic + " was not confirmed");
      }
    } catch (SdkException e) {
      failures.put(topic, Why.of(e, Permission.SUBSCRIBE));
      if (Why.isDenied(e)) {
        refused.add(topic);
      }
    }
  }

  /** When the last message of an alarm arrived through a topic, if one did since then. */
  Optional<Instant> arrived(String topic, String alarm, Instant since) {
    return Optional.ofNullable(arrivals.get(new Arrival(topic, alarm)))
        .filter(time -> !time.isBefore(since));
  }

  /** Why no message of a topic can arrive here, or seems not to. */
  Optional<String> failure(String topic) {
    return failure.or(() -> Optional.ofNullable(failures.get(topic)));
  }

  /** Whether no message of a topic can arrive here any more. */
  boolean isLost(String topic) {
    return failures.containsKey(topic) || lost;
  }

  private void read() {
    long beat = 0;
    long beaten = System.nanoTime() - Leftovers.BEAT.toNanos();
    while (!closed) {
      try {
        String url = queue.url().orElseThrow();
        if (System.nanoTime() - beaten >= Leftovers.BEAT.toNanos()) {
          queue.beat(url, ++beat);
          beaten = System.nanoTime();
        }
        List<Message> messages =
            clients
                .sqs()
                .receiveMessage(
                    receive ->
                        receive
                            .queueUrl(url)
                            .maxNumberOfMessages(MESSAGES_PER_CALL)
                            .waitTimeSeconds(SECONDS_PER_CALL))
                .messages();
        messages.forEach(this::take);
        messages.forEach(
            message ->
                clients
                    .sqs()
                    .deleteMessage(
                        delete -> delete.queueUrl(url).receiptHandle(message.receiptHandle())));
        failure = Optional.empty();
      } catch (SdkException e) {
        failure = Optional.of(Why.of(e, Permission.RECEIVE_MESSAGE));
        pause();
      } catch (NoSuchElementException e) {
        failure = Optional.of("the queue " + queue.name() + " is gone");
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void take(Message message) {
    try {
      JsonNode envelope = JSON.readTree(message.body());
      JsonNode alarm = JSON.readTree(envelope.path("Message").asText());
      if (alarm.path("NewStateValue").asText().equals("ALARM") && isOfHere(alarm)) {
        arrivals.put(
            new Arrival(envelope.path("TopicArn").asText(), alarm.path("AlarmName").asText()),
            Instant.now());
      }
    } catch (JsonProcessingException e) {
      // Somebody else publishes through the topic, too.
    }
  }

  /** Alarms of other accounts and regions may have the same names, and publish here as well. */
  private boolean isOfHere(JsonNode alarm) {
    String name = alarm.path("AlarmName").asText();
    return alarm.has("AlarmArn")
        ? alarm.path("AlarmArn").asText().equals(queue.place().alarmArn(name))
        : alarm.path("AWSAccountId").asText().equals(queue.place().account());
  }

  /**
   * Removes the queue and its subscriptions.
   *
   * @throws SdkException if they can't be removed; {@link #close} may be called again
   */
  @Override
  public void close() {
    closed = true;
    synchronized (this) {
      if (touched) {
        // Where it was refused there is no subscription, and maybe no right to look for one.
        queue.remove(topics.stream().filter(topic -> !refused.contains(topic)).toList());
        touched = false;
      }
    }
  }

  /** What somebody has to remove by hand if {@link #close} fails. */
  String remains() {
    return "queue " + queue.name() + " and its subscriptions to " + String.join(", ", topics);
  }
}
