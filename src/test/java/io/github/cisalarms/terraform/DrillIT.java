package io.github.cisalarms.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cisalarms.catalog.Controls;
import io.github.cisalarms.catalog.Example;
import io.github.cisalarms.catalog.Examples;
import io.github.cisalarms.pattern.FilterPattern;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;

/**
 * Drills the module's alarms as the packaged program does, where events really raise alarms and
 * messages really arrive. The account is broken step by step, so the order matters.
 */
@AgainstLocalStack
@TestMethodOrder(OrderAnnotation.class)
class DrillIT {

  private static final Path CONFIGURATION =
      Path.of("src/test/resources/io/github/cisalarms/terraform/drill");
  private static final int ALARMS = 16;
  private static final int KILLS = 20;
  private static final String ONE = "vpc-changes";
  private static final String TICKETS = "arn:aws:sqs:us-east-1:000000000000:tickets";
  private static final Duration SETTLED = Duration.ofSeconds(90);

  @TempDir private static Path folder;
  private static EmulatedEndpoint aws;
  private static String topic;

  @BeforeAll
  static void apply(LocalStack localStack) {
    aws = localStack.endpoint();
    Programs.copyFolder(CONFIGURATION, folder);
    ModuleFolder.copyTo(folder.resolve("module"));
    Terraform terraform = Engine.TERRAFORM.init(folder, aws.environment());
    terraform
        .run(
            "apply",
            "-auto-approve",
            Controls.all().stream()
                .map(control -> "\"" + control.slug() + "\"")
                .collect(Collectors.joining(",", "-var=controls=[", "]")))
        .assertSucceeded();
    topic = terraform.run("output", "-raw", "sns_topic_arn").assertSucceeded().stdout();
    // Nobody confirms the mail address here.
    aws.sqs().createQueue(queue -> queue.queueName("tickets"));
    aws.sns().subscribe(to -> to.topicArn(topic).protocol("sqs").endpoint(TICKETS));
  }

  @Test
  @Order(1)
  void nearMissesRaiseNothing() throws Exception {
    List<FilterPattern> patterns =
        new EmulatedAccount(aws).patterns().values().stream().map(FilterPattern::parse).toList();
    List<String> nearMisses =
        Examples.all().stream()
            .filter(example -> example.matches().isEmpty())
            .map(Example::event)
            .map(JsonNode::toString)
            // What one control leaves alone may be another one's.
            .filter(event -> patterns.stream().noneMatch(pattern -> pattern.matches(event)))
            .toList();
    assertThat(nearMisses).hasSizeGreaterThan(50);
    awaitAll(StateValue.OK);
    CloudWatchLogsClient logs = aws.logs();
    logs.createLogStream(
        stream -> stream.logGroupName(EmulatedAccount.LOG_GROUP).logStreamName("near-misses"));
    long now = System.currentTimeMillis();
    logs.putLogEvents(
        put ->
            put.logGroupName(EmulatedAccount.LOG_GROUP)
                .logStreamName("near-misses")
                .logEvents(
                    nearMisses.stream()
                        .map(event -> InputLogEvent.builder().timestamp(now).message(event).build())
                        .toList()));
    // Two of the alarms' periods.
    Thread.sleep(20_000);

    assertThat(new EmulatedAccount(aws).alarms().values())
        .extracting(MetricAlarm::stateValue)
        .containsOnly(StateValue.OK);
  }

  @Test
  @Order(2)
  void refusesToBeginUnlessSomebodyAgrees() {
    Terraform.Outcome outcome = drill("--receive");

    outcome.assertExitCode(2);
    assertThat(outcome.stdout()).isEmpty();
    assertThat(outcome.stderr())
        .isEqualTo(
            """
            This sets off 16 alarms in us-east-1 of account 000000000000.
            Marked events will be written to aws-cloudtrail-logs.
            It reaches, through %s:
              email security@example.com (not confirmed)
              sqs %s
            Meanwhile a queue of the drill's own is subscribed to these topics.
            nobody is there to agree: look at what is said above, then add --yes
            run 'cis-alarms drill --help' for the usage
            """
                .formatted(topic, TICKETS));
    assertNothingIsLeft();
  }

  @Test
  @Order(3)
  void seesSixteenOfSixteen() {
    Terraform.Outcome outcome =
        drill("--yes", "--receive", "--parallel", "15", "--wait", "60", "--json");

    assertThat(steps(outcome)).hasSize(ALARMS);
    assertThat(steps(outcome).values())
        .as("%s", outcome.stdout())
        .containsOnly("seen seen seen seen");
    outcome.assertSucceeded();
    assertThat(outcome.json().get("seen").asBoolean()).isTrue();
    assertThat(outcome.json().get("differences")).isEmpty();
    assertThat(outcome.stderr()).contains("vpc-changes: message: seen after ");
    assertNothingIsLeft();
    assertThat(states()).containsOnly(StateValue.OK);
  }

  @Test
  @Order(4)
  void seesTheSecondHalfWithoutWritingEvents() {
    int streams = streams();

    Terraform.Outcome outcome =
        drill("--yes", "--receive", "--without-events", "--controls", ONE, "--json");

    outcome.assertSucceeded();
    assertThat(steps(outcome)).containsExactly(Map.entry(ONE, "not-asked seen seen seen"));
    assertThat(streams()).isEqualTo(streams);
  }

  @Test
  @Order(5)
  void leavesNothingWhenItIsKilledAtAnyMoment() throws Exception {
    Random random = new Random(17);
    int left = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      int before = queues();
      awaitAll(StateValue.OK);
      Process process = start("--yes", "--receive", "--without-events", "--controls", ONE);
      awaitBegin(process);
      Thread.sleep(random.nextInt(kill % 4 < 2 ? 500 : 4000));
      boolean politely = kill % 2 == 0;
      if (politely) {
        process.destroy();
      } else {
        process.destroyForcibly();
      }
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      if (politely) {
        assertThat(queues()).as("after kill %s", kill).isEqualTo(before);
      }
      left += queues() - before;
    }
    assertThat(left).as("kills that came between").isPositive();

    awaitAll(StateValue.OK);
    Terraform.Outcome outcome = drill("--yes", "--receive", "--without-events", "--controls", ONE);

    outcome.assertSucceeded();
    assertThat(outcome.stdout().split("removed what an earlier drill had left", -1))
        .hasSize(left + 1);
    assertNothingIsLeft();
  }

  private static int queues() {
    return aws.sqs().listQueues().queueUrls().size();
  }

  /** Reads until the drill itself begins: the account has been read by then. */
  private static void awaitBegin(Process process) throws IOException {
    BufferedReader lines = process.inputReader();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("drill 20")) {
        return;
      }
    }
    throw new AssertionError("the drill did not begin");
  }

  @Test
  @Order(6)
  void findsEachBreakAtItsStepAndTheRestArrives() {
    renameMetric("route-table-changes");
    new BrokenTopic().tellFor("network-acl-changes");
    removeFilter("root-account-usage");
    aws.cloudWatch().disableAlarmActions(disable -> disable.alarmNames("aws-config-changes"));

    Terraform.Outcome outcome =
        drill("--yes", "--receive", "--parallel", "15", "--wait", "45", "--json");

    outcome.assertExitCode(1);
    Map<String, String> broken = new TreeMap<>(steps(outcome));
    broken.values().removeIf("seen seen seen seen"::equals);
    assertThat(broken)
        .containsOnly(
            Map.entry("route-table-changes", "seen not-seen not-tried not-tried"),
            Map.entry("network-acl-changes", "seen seen not-seen not-tried"),
            Map.entry("root-account-usage", "not-seen not-tried not-tried not-tried"),
            Map.entry("aws-config-changes", "seen seen not-seen not-tried"));
    assertThat(steps(outcome)).hasSize(ALARMS);
    assertThat(reasons(outcome))
        .contains(
            Map.entry(
                "route-table-changes",
                "no alarm watches the metric CISBenchmark/route_table_changes_metric"),
            Map.entry(
                "root-account-usage",
                "no metric filter of log group aws-cloudtrail-logs has a pattern of this control"),
            Map.entry("aws-config-changes", "the actions of alarm aws-config-changes are disabled"))
        .hasEntrySatisfying(
            "network-acl-changes",
            reason ->
                assertThat(reason)
                    .startsWith("Failed to execute action arn:aws:sns:us-east-1:")
                    .contains("CloudWatch Alarms is not authorized to perform: SNS:Publish"));
    assertNothingIsLeft();
  }

  /** A topic whose policy lets nobody publish. */
  private static final class BrokenTopic {
    private final String arn = aws.sns().createTopic(t -> t.name("mute")).topicArn();

    BrokenTopic() {
      String policy =
          "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
              + "{\"AWS\":\"arn:aws:iam::000000000000:root\"},\"Action\":\"sns:Publish\","
              + "\"Resource\":\"%s\"}]}".formatted(arn);
      aws.sns()
          .setTopicAttributes(
              set -> set.topicArn(arn).attributeName("Policy").attributeValue(policy));
      aws.sns().subscribe(to -> to.topicArn(arn).protocol("sqs").endpoint(TICKETS));
    }

    void tellFor(String alarm) {
      change(alarm, put -> put.alarmActions(arn));
    }
  }

  private static void renameMetric(String alarm) {
    change(alarm, put -> put.metricName("route_table_change_metric"));
  }

  private static void change(String name, Consumer<PutMetricAlarmRequest.Builder> change) {
    MetricAlarm alarm = new EmulatedAccount(aws).alarms().get(name);
    aws.cloudWatch()
        .putMetricAlarm(
            put -> {
              put.alarmName(name)
                  .metricName(alarm.metricName())
                  .namespace(alarm.namespace())
                  .statistic(alarm.statistic())
                  .period(alarm.period())
                  .evaluationPeriods(alarm.evaluationPeriods())
                  .threshold(alarm.threshold())
                  .comparisonOperator(alarm.comparisonOperator())
                  .treatMissingData(alarm.treatMissingData())
                  .alarmActions(alarm.alarmActions());
              change.accept(put);
            });
  }

  private static void removeFilter(String control) {
    String name = Controls.require(control).metricName();
    aws.logs()
        .deleteMetricFilter(
            delete -> delete.logGroupName(EmulatedAccount.LOG_GROUP).filterName(name));
  }

  private static int streams() {
    return aws.logs()
        .describeLogStreams(in -> in.logGroupName(EmulatedAccount.LOG_GROUP))
        .logStreams()
        .size();
  }

  private static Set<StateValue> states() {
    return new EmulatedAccount(aws)
        .alarms().values().stream().map(MetricAlarm::stateValue).collect(Collectors.toSet());
  }

  /** Alarms on which no event counts any more may also be told so, which is quicker. */
  private static void awaitAll(StateValue state) throws InterruptedException {
    aws.cloudWatch().setAlarmState(set -> set.alarmName(ONE).stateValue(state).stateReason("test"));
    Instant deadline = Instant.now().plus(SETTLED);
    while (!states().equals(Set.of(state))) {
      assertThat(Instant.now()).as("alarms are %s", states()).isBefore(deadline);
      Thread.sleep(1000);
    }
  }

  private static void assertNothingIsLeft() {
    assertThat(aws.sqs().listQueues().queueUrls()).singleElement().asString().endsWith("/tickets");
    assertThat(new EmulatedAccount(aws).subscriptions(topic))
        .containsExactlyInAnyOrder("email security@example.com", "sqs " + TICKETS);
  }

  /** The state of all steps, by alarm, or by control where there is none. */
  private static Map<String, String> steps(Terraform.Outcome outcome) {
    Map<String, String> steps = new TreeMap<>();
    for (JsonNode alarm : outcome.json().get("alarms")) {
      steps.put(
          name(alarm),
          List.of("filter", "alarm", "action", "message").stream()
              .map(step -> alarm.get(step).get("status").asText())
              .collect(Collectors.joining(" ")));
    }
    return steps;
  }

  /** Why the first step that failed was not seen. */
  private static Map<String, String> reasons(Terraform.Outcome outcome) {
    return StreamSupport.stream(outcome.json().get("alarms").spliterator(), false)
        .filter(alarm -> !alarm.get("first_failed").isNull())
        .collect(
            Collectors.toMap(
                DrillIT::name,
                alarm -> alarm.get(alarm.get("first_failed").asText()).get("reason").asText()));
  }

  private static String name(JsonNode alarm) {
    return alarm.get("alarm_name").asText(alarm.get("control").asText());
  }

  private static Terraform.Outcome drill(String... options) {
    return ExecutableJar.run(environment(), arguments(options));
  }

  private static Process start(String... options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                "target/cis-alarms.jar"));
    command.addAll(List.of(arguments(options)));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment());
    return builder.start();
  }

  private static String[] arguments(String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("drill", "--log-group", EmulatedAccount.LOG_GROUP));
    arguments.addAll(List.of(options));
    return arguments.toArray(String[]::new);
  }

  private static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(aws.environment());
    environment.put("AWS_REGION", EmulatedEndpoint.REGION);
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    return environment;
  }
}
