package io.github.cisalarms.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;

/**
 * Accounts that have alarms already are taken over: the plan is what was announced, nothing is
 * lost, and afterwards every control does its work.
 */
@AgainstMoto
class AdoptIT {

  private static final String STACK = "stacks/" + Moto.ACCOUNT + "-us-east-1";

  @TempDir private Path folder;
  private EmulatedAccount account;
  private Moto moto;

  @BeforeEach
  void configure(Moto emulator) throws IOException {
    moto = emulator;
    account = new EmulatedAccount(moto);
    account.createLogGroup();
    createTrail();
    write("");
  }

  private void write(String more) throws IOException {
    Files.writeString(
        folder.resolve("cis-alarms.yaml"),
        """
        # Everything that we watch.
        accounts:
          - account_id: "%s" # ours
            region: us-east-1
            log_group_name: aws-cloudtrail-logs
            subscriptions:
              security-team: {protocol: email, endpoint: team@example.com}
        %s\
        """
            .formatted(Moto.ACCOUNT, more));
  }

  @Test
  void takesOverWhatWasMadeByHand() throws Exception {
    new Brownfield(moto).byHand();

    // Long lines are broken.
    String dry = adopt().assertSucceeded().stdout();
    String said = takeOver();

    assertThat(dry).endsWith(announced(said) + "\n");
    assertThat(said.replaceAll("\\s+", " "))
        .contains(
            "the alarm watched LogMetrics/IAM-Changes; it will watch LogMetrics/IAMChanges",
            "the alarm looked at the Average; it will look at the sum",
            "the alarm told nobody; it will tell",
            "filter 'VPC (old)' and alarm 'VPC changed (old)' does the same as 'VPC' and tells"
                + " nobody; it stays.");
    assertThat(account.alarms()).containsKeys("CPU", "VPC changed (old)", "Root account used");
    assertThat(Files.readString(folder.resolve("cis-alarms.yaml")))
        .startsWith("# Everything that we watch.\naccounts:\n  - account_id: \"")
        .contains("# ours", "filter_name: Root login");
    assertReviewIsContent();
    assertFileIsRemovedWhenItIsDone();
  }

  private void assertReviewIsContent() throws IOException {
    Path state = folder.resolve("after.json");
    Files.writeString(state, terraform().run("show", "-json").assertSucceeded().stdout());
    ExecutableJar.run(
            "review", state.toString(), "--log-group", EmulatedAccount.LOG_GROUP, "--allow-unknown")
        .assertSucceeded();
  }

  private void assertFileIsRemovedWhenItIsDone() throws IOException {
    assertThat(synth().stderr()).contains("is no longer needed: cis-alarms adopt --done");
    run("adopt", "--done").assertSucceeded();
    assertThat(folder.resolve(STACK).resolve("adopt.tf.json")).doesNotExist();
    assertThat(synth().stderr()).doesNotContain("adopt");
    terraform().run("plan", "-detailed-exitcode").assertExitCode(0);
  }

  @Test
  void takesOverWhatATemplateMade() throws Exception {
    new Brownfield(moto).byCloudFormation();

    takeOver();

    assertThat(account.alarms()).hasSize(16);
    assertThat(account.topics()).hasSize(1);
  }

  /** Who reads an account doesn't read its tags. */
  @Test
  void boundsTheChangesThatTagsAdd() throws Exception {
    write("    default_tags: {team: security}\n");
    new Brownfield(moto).byCloudFormation();

    String said = adopt("--write").assertSucceeded().stdout();
    synth();
    String plan = plan(terraform());

    int announced = number(announced(said), "(\\d+) to change");
    int more = number(said.replaceAll("\\s+", " "), "up to (\\d+) more to change");
    assertThat(number(plan, "(\\d+) to change")).isBetween(announced, announced + more);
    assertThat(plan.replaceAll("\\d+ to change", ""))
        .isEqualTo(announced(said).replaceAll("\\d+ to change", ""));
  }

  private static int number(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return Integer.parseInt(matcher.group(1));
  }

  @Test
  void takesOverTheHalfThatIsNotOurs() throws Exception {
    write("    controls: [root-account-usage, vpc-changes, iam-policy-changes]\n");
    synth();
    terraform().run("apply", "-auto-approve").assertSucceeded();
    new Brownfield(moto).halfByHand(List.of("aws-config-changes", "route-table-changes"));
    write("");
    synth();

    String said = takeOver();

    assertThat(said)
        .contains("import   aws-config-changes")
        .doesNotContain("import   root-account");
    assertThat(account.alarms()).hasSize(16);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "terraform-aws-modules-cis-alarms",
        "makandra-cis-alarms",
        "nozaq-alarm-baseline",
        "trussworks-cloudtrail-alarms"
      })
  void takesOverWhatAModuleMade(String plan) throws Exception {
    applyPeer(plan);

    takeOver();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "terraform-aws-modules-cis-alarms",
        "makandra-cis-alarms",
        "nozaq-alarm-baseline",
        "trussworks-cloudtrail-alarms"
      })
  void takesOverTheStateOfAModule(String plan) throws Exception {
    Path old = applyPeer(plan);

    takeOver("--state", state(old));

    Path blocks = folder.resolve(STACK).resolve("adopt-removed/removed.tf.json");
    Files.copy(blocks, old.resolve("main.tf.json"), StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(
        old.resolve("provider.tf.json"), "{\"provider\":{\"aws\":[{\"region\":\"us-east-1\"}]}}");
    Terraform terraform = Engine.TERRAFORM.init(old, moto.environment());
    int before = account.alarms().size();
    Terraform.Outcome outcome = terraform.run("apply", "-auto-approve").assertSucceeded();
    assertThat(outcome.stdout()).contains("0 destroyed");
    assertThat(account.alarms()).hasSize(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"makandra-cis-alarms", "nozaq-alarm-baseline"})
  void movesWhatAModuleMadeInTheSameState(String plan) throws Exception {
    Path old = applyPeer(plan);
    String state = state(old);
    Path stack = Files.createDirectories(folder.resolve(STACK));
    Files.copy(old.resolve("terraform.tfstate"), stack.resolve("terraform.tfstate"));

    String said = takeOver("--state", state, "--same-state");

    assertThat(said).contains("move     root-account-usage: filter 'RootUsage', alarm 'RootUsage'");
  }

  @Test
  void takesOverForAConfigurationThatCallsTheModule() throws Exception {
    Path root = Files.createDirectories(folder.resolve("root"));
    Path old = applyPeer("makandra-cis-alarms");
    Map<String, String> alarms = alarms();

    Terraform.Outcome outcome = adoptForModule(root, "--state", state(old)).assertSucceeded();
    callTheModule(root, outcome.stdout());
    Terraform terraform = Engine.TERRAFORM.init(root, moto.environment());

    String plan = plan(terraform);

    assertThat(outcome.stdout()).endsWith(plan + "\n");
    terraform.run("apply", "-auto-approve", "plan.bin").assertSucceeded();
    terraform.run("plan", "-detailed-exitcode").assertExitCode(0);
    assertThat(alarms()).containsAllEntriesOf(alarms);
    assertThat(alarms()).hasSize(16);
    assertAuditIsContent();
  }

  @Test
  void movesForAConfigurationThatCallsTheModule() throws Exception {
    Path root = applyPeer("makandra-cis-alarms");
    Map<String, String> alarms = alarms();

    Terraform.Outcome outcome =
        adoptForModule(root, "--state", state(root), "--same-state").assertSucceeded();
    callTheModule(root, outcome.stdout());
    Terraform terraform = Engine.TERRAFORM.init(root, moto.environment());
    String plan = plan(terraform);

    assertThat(outcome.stdout())
        .contains("move     root-account-usage")
        .endsWith(plan + "\n")
        .contains("0 to import", " 0 to destroy");
    terraform.run("apply", "-auto-approve", "plan.bin").assertSucceeded();
    terraform.run("plan", "-detailed-exitcode").assertExitCode(0);
    assertThat(alarms()).containsAllEntriesOf(alarms);
    assertAuditIsContent();
  }

  private Terraform.Outcome adoptForModule(Path root, String... arguments) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "adopt",
                "--module",
                "module.security_alarms",
                "--log-group",
                EmulatedAccount.LOG_GROUP,
                "--out",
                root.toString()));
    all.addAll(List.of(arguments));
    return ExecutableJar.run(briefly(), all.toArray(String[]::new));
  }

  /** Puts the call with the printed arguments in place of what the root module was. */
  private static void callTheModule(Path root, String printed) throws IOException {
    Files.deleteIfExists(root.resolve("main.tf.json"));
    ModuleFolder.copyTo(root.resolve("cis-alarms"));
    Files.writeString(
        root.resolve("main.tf"),
        """
        provider "aws" { region = "us-east-1" }
        module "security_alarms" {
        source = "./cis-alarms"
        account_id = "%s"
        log_group_name = "%s"
        %s
        }
        """
            .formatted(Moto.ACCOUNT, EmulatedAccount.LOG_GROUP, argumentsOfTheCall(printed)));
  }

  /** What stands between the headline and the files. */
  private static String argumentsOfTheCall(String printed) {
    return printed
        .lines()
        .dropWhile(line -> !line.equals("Arguments of the module call:"))
        .skip(1)
        .takeWhile(line -> !line.startsWith("written   "))
        .collect(Collectors.joining("\n"));
  }

  @Test
  void encryptsATopicThatIsTakenOver() throws Exception {
    write("    create_kms_key: true\n");
    new Brownfield(moto).halfByHand(List.of("aws-config-changes"));
    String topic = new Brownfield(moto).topic("cis-alarms", "team@example.com");

    takeOver();

    assertThat(account.topicSettings(topic).get("KmsMasterKeyId")).contains(":key/");
  }

  @Test
  void takesOverItsOwnAlarmsAndKeyWhereTheStateIsLost() throws Exception {
    write("    create_kms_key: true\n");
    synth();
    terraform().run("apply", "-auto-approve").assertSucceeded();
    Files.delete(folder.resolve(STACK).resolve("terraform.tfstate"));

    assertThat(takeOver()).contains("import   key of the topic", " 0 to add, 0 to destroy");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "    create_kms_key: true\n"})
  void hasNothingToDoInAnAccountThatIsOurs(String more) throws Exception {
    write(more);
    synth();
    terraform().run("apply", "-auto-approve").assertSucceeded();

    Terraform.Outcome outcome = adopt().assertSucceeded();

    assertThat(outcome.stdout())
        .isEqualTo(
            Moto.ACCOUNT + "-us-east-1: nothing to do, all of it is as the stack makes it\n");
    assertThat(folder.resolve(STACK).resolve("adopt.tf.json")).doesNotExist();
  }

  private Path applyPeer(String plan) throws IOException {
    new Brownfield(moto).topic("existing-topic", "oncall@example.com");
    Path old = folder.resolve("old");
    PeerModule.write(plan, old);
    Engine.TERRAFORM.init(old, moto.environment()).run("apply", "-auto-approve").assertSucceeded();
    return old;
  }

  private String state(Path old) throws IOException {
    Path file = folder.resolve("state.json");
    Terraform terraform = Engine.TERRAFORM.init(old, moto.environment());
    Files.writeString(file, terraform.run("show", "-json").assertSucceeded().stdout());
    return file.toString();
  }

  private static String announced(String said) {
    return said.lines().reduce((first, second) -> second).orElseThrow();
  }

  /** Adopts, plans, applies; what was there is still there and does its work. */
  private String takeOver(String... arguments) throws Exception {
    Map<String, String> alarms = alarms();
    Set<String> subscriptions = subscriptions();
    Terraform.Outcome outcome =
        adopt(Stream.concat(Stream.of(arguments), Stream.of("--write")).toArray(String[]::new))
            .assertSucceeded();
    synth();
    Terraform terraform = terraform();

    String plan = plan(terraform);

    assertThat(plan).isEqualTo(announced(outcome.stdout()));
    terraform.run("apply", "-auto-approve", "plan.bin").assertSucceeded();
    terraform.run("plan", "-detailed-exitcode").assertExitCode(0);
    assertThat(alarms()).containsAllEntriesOf(alarms);
    assertThat(subscriptions()).containsAll(subscriptions);
    assertAuditIsContent();
    assertThat(adopt().assertSucceeded().stdout()).contains("nothing to do");
    return outcome.stdout();
  }

  /**
   * The trail and its alarms are judged as they are in the account. What is left to the emulator:
   * it has no history of alarms, and it says of no email address whether it is confirmed.
   */
  private void assertAuditIsContent() {
    ExecutableJar.run(
            briefly(), "audit", "--region", Moto.REGION, "--log-group", EmulatedAccount.LOG_GROUP)
        .assertSucceeded();
  }

  private void createTrail() {
    moto.s3().createBucket(bucket -> bucket.bucket("example-trail"));
    moto.cloudTrail()
        .createTrail(
            trail ->
                trail
                    .name("main")
                    .s3BucketName("example-trail")
                    .isMultiRegionTrail(true)
                    .includeGlobalServiceEvents(true)
                    .cloudWatchLogsLogGroupArn(
                        "arn:aws:logs:us-east-1:%s:log-group:%s:*"
                            .formatted(Moto.ACCOUNT, EmulatedAccount.LOG_GROUP))
                    .cloudWatchLogsRoleArn("arn:aws:iam::%s:role/trail".formatted(Moto.ACCOUNT)));
    moto.cloudTrail().startLogging(trail -> trail.name("main"));
  }

  /** Plans into a file; what Terraform says in the end. */
  private static String plan(Terraform terraform) {
    JsonNode changes =
        terraform
            .run("plan", "-json", "-input=false", "-out=plan.bin")
            .assertSucceeded()
            .jsonLines()
            .stream()
            .filter(line -> line.path("type").asText().equals("change_summary"))
            .findFirst()
            .orElseThrow()
            .path("changes");
    return "%d to import, %d to change, %d to add, %d to destroy"
        .formatted(
            changes.path("import").asInt(),
            changes.path("change").asInt(),
            changes.path("add").asInt(),
            changes.path("remove").asInt());
  }

  private Map<String, String> alarms() {
    return account.alarms().values().stream()
        .collect(
            Collectors.toMap(
                MetricAlarm::alarmName, MetricAlarm::alarmArn, (one, other) -> one, TreeMap::new));
  }

  private Set<String> subscriptions() {
    return moto.sns().listSubscriptionsPaginator().subscriptions().stream()
        .map(each -> each.subscriptionArn())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Terraform terraform() {
    return Engine.TERRAFORM.init(folder.resolve(STACK), moto.environment());
  }

  private Terraform.Outcome synth() {
    return run("synth").assertSucceeded();
  }

  private Terraform.Outcome adopt(String... arguments) {
    return run(Stream.concat(Stream.of("adopt"), Stream.of(arguments)).toArray(String[]::new));
  }

  /** One case takes a dozen short runs, for which optimizing does not pay. */
  private Map<String, String> briefly() {
    Map<String, String> environment = new TreeMap<>(moto.environment());
    environment.put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    return environment;
  }

  private Terraform.Outcome run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(
        List.of(
            "--config", folder.resolve("cis-alarms.yaml").toString(), "--out", folder.toString()));
    return ExecutableJar.run(briefly(), all.toArray(String[]::new));
  }
}
