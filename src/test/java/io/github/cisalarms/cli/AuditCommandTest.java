package io.github.cisalarms.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cisalarms.account.ExampleAccount;
import io.github.cisalarms.account.IamPolicy;
import io.github.cisalarms.account.Operation;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditCommandTest {

  @TempDir private Path folder;

  private record Printed(int code, String out, String err) {}

  @Test
  void judgesAnAccountAndWhatWasReadOfItAlike() throws IOException {
    Path file = folder.resolve("evidence.json");
    ExampleAccount account = fresh();
    Printed live = run(account, "audit", "--json", "--evidence", file.toString());
    Printed again = run("audit", "--json", file.toString());

    assertThat(live.err()).isEmpty();
    assertThat(live.code()).isEqualTo(1);
    assertThat(again).isEqualTo(live);
    assertThat(Files.readString(file)).endsWith("\"\n}\n").contains("\"sha256\": \"");
    assertThat(run("audit", file.toString(), "--checker", "none").out())
        .startsWith("111122223333: compliant, 15 of 15 hold\n");
    assertThat(run("audit", file.toString(), "--checker", "none").code()).isZero();
  }

  @Test
  void saysWhatCantBeToldAndLetsItPassIfAsked() {
    ExampleAccount account = fresh().deny(Operation.LIST_SUBSCRIPTIONS_BY_TOPIC);
    Printed printed = run(account, "audit", "--checker", "none");
    assertThat(printed.code()).isEqualTo(1);
    assertThat(printed.out())
        .startsWith("111122223333: not compliant, 15 controls unknown, 0 of 15 hold\n")
        .contains("sns:ListSubscriptionsByTopic is missing");
    assertThat(run(account, "audit", "--checker", "none", "--allow-unknown").code()).isZero();
  }

  @Test
  void endsWithTwoIfNothingCouldBeRead() throws IOException {
    Path file = folder.resolve("evidence.json");
    Printed printed =
        run(fresh().deny(Operation.DESCRIBE_TRAILS), "audit", "--evidence", file.toString());
    assertThat(printed.code()).isEqualTo(2);
    assertThat(printed.out()).isEmpty();
    assertThat(printed.err())
        .startsWith("account 111122223333: nothing could be read as ")
        .contains("cloudtrail:DescribeTrails is missing");
    assertThat(Files.readString(file)).contains("\"kind\": \"denied\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--profile=nobody has this|--profile nobody has this: there is no such profile in"
            + " ~/.aws/config or ~/.aws/credentials",
        "--role=a b|--role: 'arn:aws:iam::111122223333:role/a b' is no role's ARN;",
        "--log-group=arn:aws:logs|--log-group: 'arn:aws:logs' is an ARN;",
        "--evidence=.|.: ",
        "evidence.json --region=us-east-1|a file of evidence is judged without an account:",
        "missing.json|missing.json: there is no such file or folder",
        ".|.: is a folder; name the file that --evidence wrote"
      })
  void refusesWhatMakesNoSense(String argumentsAndMessage) {
    String[] parts = argumentsAndMessage.split("\\|");
    Stream<String> arguments =
        parts[0].startsWith("--") ? Stream.of(parts[0]) : Stream.of(parts[0].split(" "));
    Printed printed =
        run(fresh(), Stream.concat(Stream.of("audit"), arguments).toArray(String[]::new));
    assertThat(printed.err()).startsWith(parts[1]);
    assertThat(printed.code()).isEqualTo(2);
    assertThat(printed.out()).isEmpty();
  }

  @Test
  void printsThePolicyThatTheExampleHas() throws IOException {
    Printed printed = run("audit", "--iam-policy");
    assertThat(printed.code()).isZero();
    assertThat(printed.out()).isEqualTo(IamPolicy.print());
    assertThat(Files.readString(Path.of("examples/audit-role/policy.json")))
        .as("write it anew: cis-alarms audit --iam-policy > examples/audit-role/policy.json")
        .isEqualTo(printed.out());
    for (String permission : Operation.permissions()) {
      assertThat(permission).matches("[a-z]+:(Describe|Get|List)[A-Za-z]+");
    }
  }

  /** The trail delivered a moment ago. */
  private static ExampleAccount fresh() {
    return new ExampleAccount()
        .change(
            "GetTrailStatus",
            answer ->
                answer.put(
                    "LatestCloudWatchLogsDeliveryTime",
                    Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()));
  }

  private static Printed run(ExampleAccount account, String... arguments) {
    return account.with(() -> run(arguments));
  }

  private static Printed run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
    return new Printed(code, out.toString(), err.toString());
  }
}
