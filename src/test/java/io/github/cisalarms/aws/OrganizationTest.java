package io.github.cisalarms.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.cisalarms.aws.Organization.Member;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrganizationTest {

  private static final String CALLER =
      """
      <GetCallerIdentityResponse><GetCallerIdentityResult>
        <Arn>arn:aws-us-gov:iam::111122223333:user/alice</Arn><Account>111122223333</Account>
      </GetCallerIdentityResult></GetCallerIdentityResponse>
      """;

  private record Answer(int status, String body) {}

  private final Deque<Answer> answers = new ArrayDeque<>();
  private final List<String> requests = new ArrayList<>();
  private final List<String> signatures = new ArrayList<>();
  private String caller = CALLER;
  private HttpServer server;
  private Map<String, String> properties;

  @BeforeEach
  void startTheApi() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    properties =
        Map.of(
            "aws.endpointUrl", "http://127.0.0.1:" + server.getAddress().getPort(),
            "aws.accessKeyId", "AKIAEXAMPLE",
            "aws.secretAccessKey", "secret");
    properties.forEach(System::setProperty);
  }

  @AfterEach
  void stopTheApi() {
    properties.keySet().forEach(System::clearProperty);
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    boolean organizations = exchange.getRequestHeaders().containsKey("X-Amz-Target");
    Answer answer = new Answer(200, caller);
    if (organizations) {
      requests.add(request);
      signatures.add(exchange.getRequestHeaders().getFirst("Authorization"));
      answer = answers.remove();
    }
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Test
  void listsTheActiveAccountsOfAllPages() {
    answers.add(
        new Answer(
            200,
            """
            {"Accounts": [{"Id": "444455556666", "Name": "prod", "Status": "ACTIVE"},
                          {"Id": "777788889999", "Name": "closed", "Status": "SUSPENDED"}],
             "NextToken": "page-2"}
            """));
    answers.add(
        new Answer(200, "{\"Accounts\": [{\"Id\": \"111122223333\", \"Status\": \"ACTIVE\"}]}"));

    Organization organization = organization();

    assertThat(organization.accounts())
        .containsExactly(
            new Member("111122223333", Optional.empty()),
            new Member("444455556666", Optional.of("prod")));
    assertThat(requests).containsExactly("{}", "{\"NextToken\":\"page-2\"}");
    assertThat(signatures)
        .allMatch(
            each ->
                each.matches(
                    "AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/\\d{8}/us-gov-west-1/organizations"
                        + "/aws4_request, .*"));
    assertThat(organization.ownAccount()).isEqualTo("111122223333");
  }

  @Test
  void asksAgainWhereItAskedTooOften() {
    answers.add(new Answer(400, "{\"__type\": \"TooManyRequestsException\"}"));
    answers.add(new Answer(500, "<html>"));
    answers.add(new Answer(200, "{\"Accounts\": []}"));
    assertThat(organization().accounts()).isEmpty();
    assertThat(requests).hasSize(3);
  }

  @Test
  void saysWhichPermissionIsMissing() {
    answers.add(
        new Answer(400, "{\"__type\": \"com.amazon#AccessDeniedException\", \"Message\": \"no\"}"));
    Organization organization = organization();
    assertThatThrownBy(organization::accounts)
        .isInstanceOf(AwsAccessException.class)
        .hasMessage(
            "the accounts of the organization can't be listed: organizations:ListAccounts is"
                + " missing; only the management account may list them, and an account that"
                + " administers a service for the organization");
  }

  @Test
  void takesNoListWithoutAnEndForTheWholeList() {
    for (int i = 0; i < 2; i++) {
      answers.add(new Answer(200, "{\"Accounts\": [], \"NextToken\": \"again\"}"));
    }
    Organization organization = organization();
    assertThatThrownBy(organization::accounts)
        .hasMessage("the accounts of the organization can't be listed: the list has no end");
  }

  @Test
  void saysThatThereIsNoOrganization() {
    answers.add(
        new Answer(
            400,
            "{\"__type\": \"AWSOrganizationsNotInUseException\", \"Message\": \"Not in use.\"}"));
    Organization organization = organization();
    assertThatThrownBy(organization::accounts)
        .hasMessage(
            "the accounts of the organization can't be listed: AWSOrganizationsNotInUseException:"
                + " Not in use.");
  }

  @Test
  void saysThatTheAnswerNamesNobody() {
    caller = "<GetCallerIdentityResponse><GetCallerIdentityResult/></GetCallerIdentityResponse>";
    assertThatThrownBy(OrganizationTest::organization)
        .isInstanceOf(AwsAccessException.class)
        .hasMessage(
            "whose credentials these are can't be found out: the answer names nobody; is"
                + " AWS_ENDPOINT_URL, if it is set, that of an API of AWS?");
  }

  private static Organization organization() {
    return Organization.of(AwsAccess.of(AwsSettings.none()));
  }
}
