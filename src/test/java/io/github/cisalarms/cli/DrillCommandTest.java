package io.github.cisalarms.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command says before it reaches AWS. */
class DrillCommandTest {

  private static final String TWO_STACKS =
      """
      accounts:
        - account_id: "111122223333"
          regions: [us-east-1, eu-central-1]
          log_group_name: aws-cloudtrail-logs
          subscriptions:
            security-team:
              protocol: email
              endpoint: security@example.com
      """;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... options) {
    List<String> arguments = new ArrayList<>(List.of("drill"));
    arguments.addAll(List.of(options));
    return Main.run(
        new PrintWriter(out), new PrintWriter(err, true), arguments.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --parallel=0         | --parallel: '0': write a number from 1
          --wait=0             | --wait: '0': write a number of seconds from 1
          --controls=vpc       | --controls: unknown control 'vpc'
          --controls=5.0,vpc-changes | --controls: '5.0' stands for a whole list of controls
          --json --junit       | --json, --junit: exclude each other
          """)
  void refusesWhatCannotBeMeant(String options, String message) {
    assertThat(run(options.split(" "))).isEqualTo(2);
    assertThat(err.toString()).contains(message);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void asksWhichStackIsMeant(@TempDir Path folder) throws IOException {
    String file = folder.resolve("fleet.yaml").toString();
    Files.writeString(Path.of(file), TWO_STACKS);

    assertThat(run("--config", file)).isEqualTo(2);
    assertThat(run("--config", file, "--stack", "dev")).isEqualTo(2);
    assertThat(run("--config", file, "--stack", "dev", "--log-group", "trail")).isEqualTo(2);

    String names = "111122223333-us-east-1, 111122223333-eu-central-1\n";
    assertThat(err.toString())
        .contains("--stack: " + file + " has several stacks; name one: " + names)
        .contains("--stack: " + file + " has no stack 'dev'; it has " + names)
        .contains("--log-group: the stack says which; leave it out, or leave out --stack\n");
  }

  @Test
  void printsThePolicyForTheStacksLogGroup(@TempDir Path folder) throws IOException {
    String file = folder.resolve("fleet.yaml").toString();
    Files.writeString(Path.of(file), TWO_STACKS);

    assertThat(run("--config", file, "--stack", "111122223333-eu-central-1", "--iam-policy"))
        .isZero();

    assertThat(out.toString())
        .contains("log-group:aws-cloudtrail-logs:log-stream:cis-alarms-drill/*")
        .doesNotContain("SetAlarmState", "sqs:CreateQueue", "sns:Subscribe", "LOG_GROUP");
  }

  @Test
  void printsNoPermissionThatAnotherChoiceNeeds() {
    assertThat(run("--without-events", "--iam-policy")).isZero();
    assertThat(out.toString())
        .contains("cloudwatch:SetAlarmState", "logs:DescribeMetricFilters")
        .doesNotContain("PutLogEvents", "CreateLogStream", "TestMetricFilter");
  }

  @Test
  void refusesCredentialsOfAnotherAccountThanTheStacks(@TempDir Path folder) throws IOException {
    String file = folder.resolve("fleet.yaml").toString();
    Files.writeString(Path.of(file), TWO_STACKS);
    HttpServer sts = server("444455556666");
    Map<String, String> properties =
        Map.of(
            "aws.endpointUrl", "http://localhost:" + sts.getAddress().getPort(),
            "aws.accessKeyId", "testing",
            "aws.secretAccessKey", "testing");
    properties.forEach(System::setProperty);
    try {
      assertThat(run("--config", file, "--stack", "111122223333-eu-central-1", "--yes"))
          .isEqualTo(2);
    } finally {
      properties.keySet().forEach(System::clearProperty);
      sts.stop(0);
    }
    assertThat(err.toString())
        .startsWith(
            "--stack: 111122223333-eu-central-1 is of account 111122223333, and these credentials"
                + " are of account 444455556666; use credentials of that account");
  }

  /** Answers whatever is asked with whose credentials they are. */
  private static HttpServer server(String account) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] answer =
        "<R><GetCallerIdentityResult><Account>%1$s</Account><Arn>arn:aws:iam::%1$s:user/ana</Arn></GetCallerIdentityResult></R>"
            .formatted(account)
            .getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getResponseHeaders().add("Content-Type", "text/xml");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
          }
        });
    server.start();
    return server;
  }
}
