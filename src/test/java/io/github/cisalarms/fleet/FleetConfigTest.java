package io.github.cisalarms.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cisalarms.fleet.resource.FleetAccount;
import io.github.cisalarms.fleet.yaml.ConfigNode.Mapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetConfigTest {

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("cis-alarms.yaml");
  }

  @Test
  void oneAccountIsOneStack() throws IOException {
    assertThat(
            stacks(
                """
                accounts:
                  - account_id: "111122223333"
                    region: us-east-1
                    log_group_name: aws-cloudtrail-logs
                """))
        .singleElement()
        .satisfies(
            stack -> {
              assertThat(stack.name()).isEqualTo("111122223333-us-east-1");
              assertThat(stack.accountId()).isEqualTo("111122223333");
              assertThat(stack.region()).isEqualTo("us-east-1");
              assertThat(stack.logGroupName()).isEqualTo("aws-cloudtrail-logs");
            });
  }

  @Test
  void theAccountsValueWinsAndMappingsAreMergedByKey() throws IOException {
    StackConfig stack =
        stacks(
                """
                defaults:
                  region: us-east-1
                  log_group_name: aws-cloudtrail-logs
                  tags: {team: security, stage: prod}
                  subscriptions:
                    security-team: {protocol: email, endpoint: security@example.com}
                    soc: {protocol: https, endpoint: "https://soc.example.com"}
                  overrides:
                    root-account-usage: {threshold: 2, period: 600}
                  ok_actions: ["arn:aws:sns:us-east-1:111122223333:a"]
                accounts:
                  - account_id: "111122223333"
                    region: eu-west-1
                    tags: {stage: dev}
                    subscriptions:
                      security-team: {endpoint: dev@example.com}
                      soc: null
                    overrides:
                      root-account-usage: {threshold: 5}
                    ok_actions: ["arn:aws:sns:eu-west-1:111122223333:b"]
                """)
            .get(0);
    assertThat(stack.region()).isEqualTo("eu-west-1");
    assertThat(stack.settings().toJson().at("/tags"))
        .hasToString("{\"team\":\"security\",\"stage\":\"dev\"}");
    assertThat(stack.settings().toJson().at("/subscriptions"))
        .hasToString(
            "{\"security-team\":{\"protocol\":\"email\",\"endpoint\":\"dev@example.com\"}}");
    assertThat(stack.settings().toJson().at("/overrides"))
        .hasToString("{\"root-account-usage\":{\"threshold\":5,\"period\":600}}");
    assertThat(stack.settings().texts("ok_actions"))
        .containsExactly("arn:aws:sns:eu-west-1:111122223333:b");
  }

  @Test
  void aWholeNumberIsOneHoweverItIsWritten() throws IOException {
    Mapping override =
        stacks(
                """
                accounts:
                  - account_id: "111122223333"
                    region: us-east-1
                    log_group_name: aws-cloudtrail-logs
                    overrides:
                      root-account-usage: {period: 6e2, evaluation_periods: 2.0}
                """)
            .get(0)
            .settings()
            .mapping("overrides")
            .flatMap(overrides -> overrides.mapping("root-account-usage"))
            .orElseThrow();

    assertThat(override.integer("period")).contains(600);
    assertThat(override.integer("evaluation_periods")).contains(2);
  }

  @Test
  void anAlternativeTakesTheDefaultsPlace() throws IOException {
    StackConfig stack =
        stacks(
                """
                defaults:
                  regions: [us-east-1, eu-west-1]
                  log_group_name: aws-cloudtrail-logs
                  sns_topic_name: alarms
                  kms_master_key_id: alias/alarms
                  backend: {s3: {bucket: example-state, region: us-east-1}}
                  controls: "5.0"
                  overrides:
                    console-signin-without-mfa: {variant: exclude-sso}
                accounts:
                  - account_id: "111122223333"
                    region: us-west-2
                    sns_topic_arn: "arn:{partition}:sns:{region}:{account_id}:alarms"
                    backend: {local: {path: state.tfstate}}
                    controls: [console-signin-without-mfa]
                    overrides:
                      console-signin-without-mfa: {pattern: "{ $.eventName = ConsoleLogin }"}
                """)
            .get(0);
    assertThat(stack.settings().toJson())
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {
                      "account_id": "111122223333",
                      "region": "us-west-2",
                      "log_group_name": "aws-cloudtrail-logs",
                      "stack_name": "111122223333-us-west-2",
                      "sns_topic_arn": "arn:aws:sns:us-west-2:111122223333:alarms",
                      "backend": {"local": {"path": "state.tfstate"}},
                      "controls": ["console-signin-without-mfa"],
                      "overrides": {
                        "console-signin-without-mfa": {"pattern": "{ $.eventName = ConsoleLogin }"}
                      }
                    }
                    """));
  }

  @Test
  void regionsTimesLogGroupsWithSettingsOfTheirOwn() throws IOException {
    List<StackConfig> stacks =
        stacks(
            """
            accounts:
              - account_id: "111122223333"
                account_name: Log Archive
                regions:
                  - us-east-1
                  - {region: us-gov-west-1, sns_topic_arn: "arn:{partition}:sns:{region}:{account_id}:x"}
                log_groups:
                  - aws-cloudtrail-logs
                  - {log_group_name: org/trail, name_prefix: org-, sns_topic_name: org-alarms}
            """);
    assertThat(stacks)
        .extracting(StackConfig::name)
        .containsExactly(
            "log-archive-us-east-1-aws-cloudtrail-logs",
            "log-archive-us-east-1-org-trail",
            "log-archive-us-gov-west-1-aws-cloudtrail-logs",
            "log-archive-us-gov-west-1-org-trail");
    assertThat(stacks.get(2).settings().text("sns_topic_arn"))
        .contains("arn:aws-us-gov:sns:us-gov-west-1:111122223333:x");
    assertThat(stacks.get(3).settings().text("name_prefix")).contains("org-");
  }

  @Test
  void placeholdersStandInNamesKeysAndRoles() throws IOException {
    StackConfig stack =
        stacks(
                """
                defaults:
                  region: us-east-1
                  log_group_name: trail-{account_id}
                  stack_name: "{account_name}-alarms"
                  assume_role: {role_arn: "arn:aws:iam::{account_id}:role/alarms-{region}"}
                  backend: {s3: {bucket: "state-{account_id}", region: "{region}", key: "{stack_name}.tfstate"}}
                accounts:
                  - account_id: "111122223333"
                    account_name: dev
                """)
            .get(0);
    assertThat(stack.name()).isEqualTo("dev-alarms");
    assertThat(stack.logGroupName()).isEqualTo("trail-111122223333");
    assertThat(stack.settings().toJson().at("/assume_role/role_arn").asText())
        .isEqualTo("arn:aws:iam::111122223333:role/alarms-us-east-1");
    assertThat(stack.settings().toJson().at("/backend/s3"))
        .hasToString(
            "{\"bucket\":\"state-111122223333\",\"region\":\"us-east-1\","
                + "\"key\":\"dev-alarms.tfstate\"}");
  }

  @Test
  void anchorsAndMergeKeysWork() throws IOException {
    assertThat(
            stacks(
                """
                x-europe: &europe
                  region: eu-west-1
                  log_group_name: aws-cloudtrail-logs
                accounts:
                  - account_id: "111122223333"
                    <<: *europe
                  - account_id: "444455556666"
                    <<: *europe
                    region: eu-central-1
                """))
        .extracting(StackConfig::region)
        .containsExactly("eu-west-1", "eu-central-1");
  }

  @Test
  void includedFilesHoldOneAccountOrDefaultsOfTheirOwn() throws IOException {
    Files.createDirectories(folder.resolve("accounts"));
    Files.writeString(
        folder.resolve("accounts/b.yaml"),
        """
        account_id: "444455556666"
        """);
    Files.writeString(
        folder.resolve("accounts/a.yaml"),
        """
        defaults:
          region: eu-west-1
        accounts:
          - account_id: "777788889999"
        """);
    assertThat(
            stacks(
                """
                include: accounts/*.yaml
                defaults:
                  region: us-east-1
                  log_group_name: aws-cloudtrail-logs
                accounts:
                  - account_id: "111122223333"
                """))
        .extracting(StackConfig::name)
        .containsExactly(
            "111122223333-us-east-1", "777788889999-eu-west-1", "444455556666-us-east-1");
  }

  @Test
  void plainWordsStayText() throws IOException {
    StackConfig stack =
        stacks(
                """
                accounts:
                  - account_id: "111122223333"
                    region: us-east-1
                    log_group_name: aws-cloudtrail-logs
                    tags: {owner: no, opens: 12:30, since: 2026-11-23}
                """)
            .get(0);
    assertThat(stack.settings().toJson().at("/tags"))
        .hasToString("{\"owner\":\"no\",\"opens\":\"12:30\",\"since\":\"2026-11-23\"}");
  }

  @Test
  void keysOfTheUsersChoiceMeanNothingElse() throws IOException {
    StackConfig stack =
        stacks(
                """
                defaults:
                  region: us-east-1
                  log_group_name: aws-cloudtrail-logs
                  tags: {filter_policy: lower, variant: a}
                  default_tags: {region: a, regions: b}
                accounts:
                  - account_id: "111122223333"
                    tags: {s3: a, local: b, pattern: c, description: "{account_id}"}
                    subscriptions:
                      s3: {protocol: email, endpoint: a@example.com}
                      local: {protocol: email, endpoint: b@example.com}
                      overrides: {protocol: email, endpoint: "{account_id}@example.com"}
                """)
            .get(0);
    assertThat(stack.settings().toJson().at("/tags"))
        .hasToString(
            "{\"filter_policy\":\"lower\",\"variant\":\"a\",\"s3\":\"a\",\"local\":\"b\","
                + "\"pattern\":\"c\",\"description\":\"111122223333\"}");
    assertThat(stack.settings().mapping("subscriptions").orElseThrow().entries())
        .containsOnlyKeys("s3", "local", "overrides");
  }

  @Test
  void aSharedOverrideIsOfUseToWhoeverAddsToIt() throws IOException {
    assertThat(
            stacks(
                """
                defaults:
                  region: us-east-1
                  log_group_name: aws-cloudtrail-logs
                  overrides: {root-account-usage: {threshold: 2}}
                accounts:
                  - account_id: "111122223333"
                    overrides: {root-account-usage: {severity: high}}
                  - account_id: "444455556666"
                    controls: [vpc-changes]
                """))
        .hasSize(2);
  }

  @Test
  void everyInputOfTheModuleCanBeSet() throws IOException {
    List<StackConfig> stacks =
        stacks(
            """
            defaults:
              region: us-east-1
              log_group_name: aws-cloudtrail-logs
              module: {source: ./modules/cis-alarms}
              controls: all
              disabled_controls: [vpc-changes]
              checkers: [cis]
              overrides: {root-account-usage: {threshold: 2}}
              subscriptions: {ops: {protocol: email, endpoint: ops@example.com}}
              ok_actions: []
              insufficient_data_actions: []
              metric_namespace: CISBenchmark
              name_prefix: org-
              tags: {team: security}
            accounts:
              - account_id: "111122223333"
                sns_topic_name: alarms
                kms_master_key_id: alias/alarms
              - account_id: "444455556666"
                sns_topic_arn: arn:aws:sns:us-east-1:444455556666:alarms
              - account_id: "777788889999"
                create_kms_key: true
            """);
    Set<String> inputs = new TreeSet<>();
    new ObjectMapper()
        .readTree(Path.of("modules/cis-alarms/main.tf.json").toFile())
        .get("variable")
        .fieldNames()
        .forEachRemaining(inputs::add);
    // For a topic whose ARN is known only after apply; here an ARN is always written out.
    assertThat(inputs.remove("create_sns_topic")).isTrue();
    Set<String> arguments = new TreeSet<>();
    stacks.forEach(stack -> arguments.addAll(ModuleCall.arguments(stack.settings()).keySet()));
    assertThat(arguments).isEqualTo(inputs);
  }

  private List<StackConfig> stacks(String yaml) throws IOException {
    Files.writeString(file, yaml);
    return FleetConfig.read(file).stacks();
  }

  @Test
  void knowsEachAccountOnceWithItsRoleAndItsStacks() {
    List<FleetAccount> accounts =
        FleetConfig.read(Path.of("examples/fleet/cis-alarms.yaml")).accounts();
    assertThat(accounts)
        .extracting(FleetAccount::accountId, FleetAccount::name, account -> account.stacks().size())
        .containsExactly(
            tuple("777788889999", Optional.of("audit"), 1),
            tuple("111122223333", Optional.of("workloads-dev"), 2),
            tuple("444455556666", Optional.of("workloads-prod"), 2));
    assertThat(accounts.get(1).role())
        .contains(
            new FleetAccount.Role(
                "arn:aws:iam::111122223333:role/cis-alarms",
                Optional.of("cis-alarms"),
                Optional.empty()));
  }
}
