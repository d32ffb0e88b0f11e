package io.github.cisalarms.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sns.model.Subscription;

/**
 * Finds and removes what earlier drills could not, since they were killed. A queue is left over if
 * its drill has been silent for a while by our own clock, or if it is too old for any drill; that
 * of a drill that goes on elsewhere is left alone.
 */
final class Leftovers {

  /** How often a drill says that it is alive. */
  static final Duration BEAT = Duration.ofSeconds(10);

  /** A drill that says nothing for so long is dead. */
  static final Duration SILENCE = Duration.ofSeconds(45);

  /** No drill lasts so long: alarms look back a week at most. */
  private static final Duration OLD = Duration.ofDays(30);

  private final DrillClients clients;
  private final DrillQueue.Place place;
  private final List<String> topics;
  private final Duration silence;
  private final Map<DrillQueue, Observation> suspects = new LinkedHashMap<>();
  private final List<String> removed = new ArrayList<>();

  /** What a queue's drill last said, and when we saw it. */
  private record Observation(String beat, long nanoTime) {}

  /**
   * Looks for leftovers.
   *
   * @param topics which may have subscriptions whose queue is gone
   * @param silence after which a drill is taken for dead
   */
  Leftovers(DrillClients clients, DrillQueue.Place place, List<String> topics, Duration silence) {
    this.clients = clients;
    this.place = place;
    this.topics = topics;
    this.silence = silence;
  }

  /** Removes what is certainly left over, and remembers what may be. */
  void sweep() {
    for (String name : names()) {
      DrillQueue queue = new DrillQueue(clients, place, name);
      Optional<String> beat = queue.lastBeat();
      Duration age = DrillId.ofQueue(name).orElseThrow().age(Instant.now());
      // The service takes a while to tell of a queue that has just been made.
      boolean gone = beat.isEmpty() && age.compareTo(silence) > 0;
      if (gone || age.compareTo(OLD) > 0) {
        remove(queue);
      } else {
        suspects.put(queue, new Observation(beat.orElse(""), System.nanoTime()));
      }
    }
  }

  /** Names of the queues of drills, and of those that subscriptions name, which may be gone. */
  private List<String> names() {
    Stream<String> queues =
        clients
            .sqs()
            .listQueuesPaginator(list -> list.queueNamePrefix(DrillId.PREFIX + "-"))
            .queueUrls()
            .stream()
            .map(url -> url.substring(url.lastIndexOf('/') + 1));
    String prefix = place.queueArn(DrillId.PREFIX + "-");
    Stream<String> subscribed =
        topics.stream()
            .flatMap(
                topic ->
                    clients
                        .sns()
                        .listSubscriptionsByTopicPaginator(of -> of.topicArn(topic))
                        .subscriptions()
                        .stream())
            .map(Subscription::endpoint)
            .filter(endpoint -> endpoint != null && endpoint.startsWith(prefix))
            .map(endpoint -> endpoint.substring(endpoint.lastIndexOf(':') + 1));
    return Stream.concat(queues, subscribed)
        .filter(name -> DrillId.ofQueue(name).isPresent())
        .distinct()
        .toList();
  }

  /** Waits until it is certain of the rest, and removes what is left over. */
  void finish() throws InterruptedException {
    for (Map.Entry<DrillQueue, Observation> suspect : suspects.entrySet()) {
      Duration watched = Duration.ofNanos(System.nanoTime() - suspect.getValue().nanoTime());
      Optional<String> beat = suspect.getKey().lastBeat();
      if (beat.filter(now -> !now.equals(suspect.getValue().beat())).isPresent()) {
        continue;
      }
      if (watched.compareTo(silence) < 0) {
        Thread.sleep(silence.minus(watched).toMillis());
        beat = suspect.getKey().lastBeat();
      }
      if (beat.filter(now -> !now.equals(suspect.getValue().beat())).isEmpty()) {
        remove(suspect.getKey());
      }
    }
    suspects.clear();
  }

  private void remove(DrillQueue queue) {
    List<String> all = Stream.concat(queue.topics().stream(), topics.stream()).distinct().toList();
    if (queue.remove(all)) {
      removed.add(queue.name());
    }
  }

  /** Names of the queues that were removed. */
  List<String> removed() {
    return removed;
  }
}
