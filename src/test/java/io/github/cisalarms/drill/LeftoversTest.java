package io.github.cisalarms.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

class LeftoversTest {

  private static final String ALIVE = "cis-alarms-drill-alive";
  private static final Duration SILENCE = Duration.ofMillis(300);

  private final FakeAws aws = FakeAws.start();
  private final String recent = DrillId.at(Instant.now()).queueName();

  @AfterEach
  void close() {
    aws.close();
  }

  private Leftovers leftovers() {
    return new Leftovers(
        new DrillClients(
            here(CloudWatchLogsClient.builder()).build(),
            here(CloudWatchClient.builder()).build(),
            here(SnsClient.builder()).build(),
            here(SqsClient.builder()).build()),
        new DrillQueue.Place("aws", FakeAws.ACCOUNT, FakeAws.REGION),
        List.of(FakeAws.TOPIC),
        SILENCE);
  }

  private <B extends AwsClientBuilder<B, ?>> B here(B builder) {
    return builder
        .endpointOverride(aws.address())
        .region(Region.of(FakeAws.REGION))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("k", "k")));
  }

  @Test
  void removesTheQueueOfADrillThatSaysNothingAnyMore() throws Exception {
    aws.leave(recent);
    Leftovers leftovers = leftovers();

    leftovers.sweep();
    assertThat(aws.queues()).containsExactly(recent);
    leftovers.finish();

    assertThat(aws.queues()).isEmpty();
    assertThat(aws.endpoints()).isEmpty();
    assertThat(leftovers.removed()).containsExactly(recent);
  }

  @Test
  void leavesTheQueueOfADrillThatGoesOn() throws Exception {
    aws.leave(recent);
    aws.tag(recent, ALIVE, "1");
    Leftovers leftovers = leftovers();

    leftovers.sweep();
    aws.tag(recent, ALIVE, "2");
    leftovers.finish();

    assertThat(aws.queues()).containsExactly(recent);
    assertThat(aws.endpoints()).hasSize(1);
    assertThat(leftovers.removed()).isEmpty();
  }

  /** Its clock may be behind ours, and an alarm that looks back a week takes its time. */
  @Test
  void leavesTheQueueOfADrillThatGoesOnHoweverOldItSeems() throws Exception {
    String old = DrillId.at(Instant.now().minus(Duration.ofDays(8))).queueName();
    aws.leave(old);
    Leftovers leftovers = leftovers();

    leftovers.sweep();
    aws.tag(old, ALIVE, "2");
    leftovers.finish();

    assertThat(aws.queues()).containsExactly(old);
  }

  @Test
  void removesASubscriptionWhoseQueueIsGone() throws Exception {
    String old = DrillId.at(Instant.now().minus(Duration.ofMinutes(5))).queueName();
    aws.subscribe(old);
    Leftovers leftovers = leftovers();

    leftovers.sweep();
    leftovers.finish();

    assertThat(aws.endpoints()).isEmpty();
    assertThat(leftovers.removed()).containsExactly(old);
  }

  @Test
  void leavesWhatIsNoDrills() throws Exception {
    aws.leave("cis-alarms-drill-results");
    Leftovers leftovers = leftovers();

    leftovers.sweep();
    leftovers.finish();

    assertThat(aws.queues()).containsExactly("cis-alarms-drill-results");
    assertThat(aws.endpoints()).hasSize(1);
  }
}
