package io.github.cisalarms.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cisalarms.account.AccountChain;
import io.github.cisalarms.account.AccountReader;
import io.github.cisalarms.account.Evidence;
import io.github.cisalarms.account.EvidenceFile;
import io.github.cisalarms.account.Reading;
import io.github.cisalarms.aws.AssumedRole;
import io.github.cisalarms.aws.AwsAccess;
import io.github.cisalarms.aws.AwsSettings;
import io.github.cisalarms.aws.AwsStub;
import io.github.cisalarms.aws.Retries;
import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.catalog.Selection;
import io.github.cisalarms.chain.Allowance;
import io.github.cisalarms.chain.verdict.ControlVerdict;
import io.github.cisalarms.chain.verdict.Requirements;
import io.github.cisalarms.chain.verdict.Verdict;
import io.github.cisalarms.plan.TerraformPlan;
import io.github.cisalarms.review.Review;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * What an audit says of an account is what a review said of the plan that made it, control by
 * control and checker by checker.
 *
 * <p>moto has no delivery of a trail to its log group and no evaluation of alarms; what an audit
 * makes of these is tested against a stub of the API.
 */
@AgainstMoto
class AuditOfAccountsIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path WITH_TRAIL =
      Path.of("src/test/resources/io/github/cisalarms/terraform/with-trail");
  private static final Path FLEET = Path.of("examples", "fleet");
  private static final String STACK = "cdk.tf.json";
  private static final String EVERY_CHECKER =
      "-var=checkers=[\"cis\",\"prowler\",\"security-hub\",\"steampipe\"]";

  @TempDir private Path folder;

  @Test
  void ourModule(Moto moto) throws IOException {
    Programs.copyFolder(WITH_TRAIL, folder);
    ModuleFolder.copyTo(folder.resolve("module"));
    Terraform terraform = Engine.TERRAFORM.init(folder, moto.environment());
    Requirements requirements = required(Selection.all(), List.of());
    Verdict review = review(terraform.plan(EVERY_CHECKER), requirements);
    assertThat(review.compliant()).as(review.headline()).isTrue();

    terraform.plan("-var=trail=false", EVERY_CHECKER);
    terraform.run("apply", "-auto-approve", "plan.bin").assertSucceeded();
    Evidence evidence = evidence(moto, access -> access, Moto.REGION, EmulatedAccount.LOG_GROUP);

    assertThat(differences(review, evidence, requirements)).isEmpty();
    assertThat(evidence.calls())
        .as("twelve, and one each for the topic, its subscriptions and the queue")
        .hasSizeLessThanOrEqualTo(12 + 4);
    assertThat(evidence.calls())
        .as("moto has no history of alarms; the queue that subscribed was made by nobody")
        .filteredOn(call -> call.refusal().isPresent())
        .extracting(call -> call.operation() + " " + call.refusal().orElseThrow().kind())
        .containsExactly("DESCRIBE_ALARM_HISTORY no-answer", "GET_QUEUE_ATTRIBUTES not-found");
    assertThatTheProgramSaysTheSame(moto, evidence);
  }

  /** The executable jar has of each client what it needs. */
  private void assertThatTheProgramSaysTheSame(Moto moto, Evidence evidence) throws IOException {
    Path file = folder.resolve("evidence.json");
    String[] live = {"audit", "--region", Moto.REGION, "--json", "--evidence", file.toString()};
    Terraform.Outcome outcome = ExecutableJar.run(moto.environment(), live);
    assertThat(outcome.stderr()).isEmpty();
    assertThat(EvidenceFile.read(file).calls())
        .extracting(call -> call.operation() + " " + call.parameters())
        .isEqualTo(
            evidence.calls().stream()
                .map(call -> call.operation() + " " + call.parameters())
                .toList());
    assertThat(ExecutableJar.run("audit", "--json", file.toString()).stdout())
        .isEqualTo(outcome.stdout());
  }

  @Test
  void ourSample(Moto moto) throws IOException {
    Path config = folder.resolve("cis-alarms.yaml");
    Files.writeString(
        config, Files.readString(Path.of("cis-alarms.yaml")).replace("111122223333", Moto.ACCOUNT));
    ExecutableJar.run("synth", "--config", config.toString(), "--out", folder.toString())
        .assertSucceeded();
    Path stack = folder.resolve("stacks").resolve(Moto.ACCOUNT + "-us-east-1");
    Terraform terraform = Engine.TERRAFORM.init(stack, moto.environment());
    assertThat(
            differences(moto, terraform, access -> access, Moto.REGION, EmulatedAccount.LOG_GROUP))
        .isEmpty();
  }

  static Stream<String> stacks() throws IOException {
    try (Stream<Path> folders = Files.list(FLEET.resolve("stacks"))) {
      return folders.map(path -> path.getFileName().toString()).sorted().toList().stream();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stacks")
  void ourFleet(String stack, Moto moto) throws IOException {
    Path copy = folder.resolve(FLEET).resolve("stacks").resolve(stack);
    Files.createDirectories(copy);
    Programs.copyFolder(Path.of("modules"), folder.resolve("modules"));
    ObjectNode main =
        (ObjectNode) JSON.readTree(FLEET.resolve("stacks").resolve(stack).resolve(STACK).toFile());
    ((ObjectNode) main.get("terraform")).remove("backend");
    JSON.writeValue(copy.resolve(STACK).toFile(), main);
    JsonNode provider = main.at("/provider/aws/0");
    String role = provider.at("/assume_role/0/role_arn").asText();

    Map<String, Set<String>> differences =
        differences(
            moto,
            Engine.TERRAFORM.init(copy, moto.environment()),
            access -> access.assuming(AssumedRole.of(role)),
            provider.get("region").asText(),
            stack.startsWith("audit")
                ? EmulatedAccount.LOG_GROUP + "-organization"
                : EmulatedAccount.LOG_GROUP);

    if (stack.equals("workloads-prod-eu-west-1")) {
      assertThat(differences.keySet())
          .as("the topic is not in the plan; in the account somebody subscribed to it")
          .containsExactly(
              "cis unknown -> yes", "notifies unknown -> yes", "steampipe unknown -> yes");
    } else {
      assertThat(differences).isEmpty();
    }
  }

  /** What Security Hub says beyond their texts is not asked where it does not accept them. */
  static Stream<Arguments> peers() {
    return Stream.of(
        Arguments.of("nozaq-alarm-baseline", Set.of()),
        Arguments.of(
            "makandra-cis-alarms",
            Set.of(
                "cis unknown -> no",
                "notifies unknown -> no",
                "security-hub unknown -> no",
                "steampipe unknown -> no")),
        Arguments.of(
            "trussworks-cloudtrail-alarms",
            Set.of("cis unknown -> no", "notifies unknown -> no", "steampipe unknown -> no")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("peers")
  void publicModules(String peer, Set<String> expected, Moto moto) throws IOException {
    PeerConfiguration.write(peer, folder);
    Engine.TERRAFORM
        .init(folder, moto.environment())
        .run("apply", "-auto-approve")
        .assertSucceeded();
    Requirements requirements = required(Selection.all(), List.of(EmulatedAccount.LOG_GROUP));
    Map<String, Set<String>> differences =
        differences(
            review(PeerConfiguration.plan(peer), requirements),
            evidence(moto, access -> access, Moto.REGION, EmulatedAccount.LOG_GROUP),
            requirements);
    assertThat(differences.keySet())
        .as("two of the modules tell a topic that is not in their plan, nor in the account")
        .isEqualTo(expected);
  }

  /** What is applied, against its plan. */
  private static Map<String, Set<String>> differences(
      Moto moto,
      Terraform terraform,
      UnaryOperator<AwsAccess> account,
      String region,
      String logGroup)
      throws IOException {
    Requirements requirements = required(Selection.all(), List.of(logGroup));
    Verdict review = review(terraform.plan(), requirements);
    reached(moto, account, region, access -> makeLogGroup(access, logGroup));
    terraform.run("apply", "-auto-approve", "plan.bin").assertSucceeded();
    return differences(review, evidence(moto, account, region, logGroup), requirements);
  }

  /** Reads an account that has a trail into a log group, besides what was applied. */
  private static Evidence evidence(
      Moto moto, UnaryOperator<AwsAccess> account, String region, String logGroup) {
    return reached(
        moto,
        account,
        region,
        access -> {
          makeLogGroup(access, logGroup);
          makeTrail(access, region, logGroup);
          return AccountReader.read(access, Reading.plain());
        });
  }

  private static <T> T reached(
      Moto moto, UnaryOperator<AwsAccess> account, String region, Function<AwsAccess, T> action) {
    return AwsStub.reached(
        URI.create(moto.environment().get("AWS_ENDPOINT_URL")),
        () ->
            action.apply(
                account.apply(
                    AwsAccess.of(new AwsSettings(Optional.empty(), Optional.of(region))))));
  }

  private static boolean makeLogGroup(AwsAccess access, String name) {
    try (CloudWatchLogsClient logs =
        access.client(CloudWatchLogsClient.builder(), Retries.STANDARD)) {
      logs.createLogGroup(request -> request.logGroupName(name));
      return true;
    } catch (ResourceAlreadyExistsException e) {
      return false;
    }
  }

  /** Of all regions, and logging; with the topic that one of the stacks takes for made. */
  private static void makeTrail(AwsAccess access, String region, String logGroup) {
    try (StsClient sts = access.client(StsClient.builder(), Retries.STANDARD);
        S3Client s3 = access.client(S3Client.builder().forcePathStyle(true), Retries.STANDARD);
        CloudTrailClient trails = access.client(CloudTrailClient.builder(), Retries.STANDARD);
        SnsClient sns = access.client(SnsClient.builder(), Retries.STANDARD)) {
      String id = sts.getCallerIdentity().account();
      String bucket = "trail-of-" + id + "-" + region;
      s3.createBucket(
          request -> {
            request.bucket(bucket);
            if (!region.equals("us-east-1")) {
              request.createBucketConfiguration(c -> c.locationConstraint(region));
            }
          });
      trails.createTrail(
          request ->
              request
                  .name("trail")
                  .s3BucketName(bucket)
                  .isMultiRegionTrail(true)
                  .cloudWatchLogsLogGroupArn(
                      "arn:aws:logs:%s:%s:log-group:%s:*".formatted(region, id, logGroup))
                  .cloudWatchLogsRoleArn("arn:aws:iam::%s:role/trail".formatted(id)));
      trails.startLogging(request -> request.name("trail"));
      if (region.equals("eu-west-1")) {
        String topic = sns.createTopic(request -> request.name("security-alarms")).topicArn();
        sns.subscribe(
            request -> request.topicArn(topic).protocol("email").endpoint("security@example.com"));
      }
    }
  }

  /** Such as {@code notifies unknown -> no}, each with the controls of which that is so. */
  private static Map<String, Set<String>> differences(
      Verdict review, Evidence evidence, Requirements requirements) {
    Verdict audit =
        Verdict.of(
            evidence.account(),
            AccountChain.of(evidence),
            Optional.empty(),
            List.of(),
            requirements);
    Map<String, Set<String>> differences = new TreeMap<>();
    for (int i = 0; i < review.controls().size(); i++) {
      String slug = review.controls().get(i).control().slug();
      Map<String, String> before = answers(review.controls().get(i));
      answers(audit.controls().get(i))
          .forEach(
              (what, answer) -> {
                if (!before.get(what).equals(answer)) {
                  differences
                      .computeIfAbsent(
                          "%s %s -> %s".formatted(what, before.get(what), answer),
                          any -> new LinkedHashSet<>())
                      .add(slug);
                }
              });
    }
    return differences;
  }

  private static Map<String, String> answers(ControlVerdict control) {
    Map<String, String> answers = new LinkedHashMap<>();
    answers.put("detects", control.detects().word());
    answers.put("alarms", control.alarms().word());
    answers.put("notifies", control.notifies().word());
    answers.put("noisy", String.valueOf(control.noisy()));
    control
        .checkers()
        .forEach((checker, verdict) -> answers.put(checker.id(), verdict.verdict().word()));
    return answers;
  }

  private static Requirements required(Selection selection, List<String> logGroups) {
    return new Requirements(
        selection, EnumSet.allOf(Checker.class), logGroups, false, Map.<String, Allowance>of());
  }

  private static Verdict review(JsonNode shown, Requirements requirements) throws IOException {
    byte[] text = shown.toString().getBytes(StandardCharsets.UTF_8);
    return Review.of(TerraformPlan.read("plan.json", new ByteArrayInputStream(text)), requirements);
  }
}
