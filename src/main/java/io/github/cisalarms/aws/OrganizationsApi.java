package io.github.cisalarms.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/**
 * The one operation of AWS Organizations that is in use, asked with the HTTP client and the
 * signature of the SDK: its client for this service would be the largest part of it here.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html">ListAccounts</a>
 */
final class OrganizationsApi {

  private static final String SERVICE = "organizations";
  private static final String TARGET = "AWSOrganizationsV20161128.ListAccounts";
  private static final String JSON_TYPE = "application/x-amz-json-1.1";
  private static final int ATTEMPTS = 8;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final int OK = 200;
  private static final int SERVER_ERROR = 500;

  /** What the service says to those who ask too often. */
  private static final Set<String> THROTTLED =
      Set.of("TooManyRequestsException", "ThrottlingException", "Throttling", "SlowDown");

  /** In which region the service answers, by partition. */
  private static final Map<String, String> REGIONS =
      Map.of("aws-cn", "cn-northwest-1", "aws-us-gov", "us-gov-west-1");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final AwsAccess access;
  private final String region;
  private final URI endpoint;

  OrganizationsApi(AwsAccess access, String partition) {
    this.access = access;
    this.region = REGIONS.getOrDefault(partition, "us-east-1");
    this.endpoint =
        AwsAccess.endpoint(SERVICE)
            .orElseGet(
                () ->
                    URI.create(
                        "https://organizations."
                            + region
                            + ".amazonaws.com"
                            + (partition.equals("aws-cn") ? ".cn" : "")));
  }

  private record Answer(int status, String body) {}

  /**
   * A page of the accounts.
   *
   * @throws AwsAccessException if the service gives none
   */
  JsonNode listAccounts(Optional<String> token) {
    ObjectNode request = JSON.createObjectNode();
    token.ifPresent(next -> request.put("NextToken", next));
    Duration pause = FIRST_PAUSE;
    for (int attempt = 1; ; attempt++) {
      Answer answer = ask(request.toString());
      JsonNode json = read(answer.body());
      if (answer.status() == OK) {
        return json;
      }
      String code = json.path("__type").asText().replaceFirst(".*#", "");
      boolean again = answer.status() >= SERVER_ERROR || THROTTLED.contains(code);
      if (!again || attempt == ATTEMPTS) {
        throw refused(code, json.path("Message").asText(json.path("message").asText()), answer);
      }
      sleep(pause);
      pause = pause.multipliedBy(2);
    }
  }

  private static AwsAccessException refused(String code, String message, Answer answer) {
    return new AwsAccessException(
        "the accounts of the organization can't be listed: "
            + (code.startsWith("AccessDenied")
                ? "organizations:ListAccounts is missing; only the management account may list"
                    + " them, and an account that administers a service for the organization"
                : (code.isEmpty() ? "status " + answer.status() : code)
                    + (message.isBlank() ? "" : ": " + message)));
  }

  private Answer ask(String body) {
    ContentStreamProvider payload = ContentStreamProvider.fromUtf8String(body);
    try {
      SdkHttpFullRequest unsigned =
          SdkHttpFullRequest.builder()
              .method(SdkHttpMethod.POST)
              .uri(endpoint.getPath().isEmpty() ? endpoint.resolve("/") : endpoint)
              .putHeader("Content-Type", JSON_TYPE)
              .putHeader("Content-Length", Integer.toString(body.length()))
              .putHeader("X-Amz-Target", TARGET)
              .build();
      SignedRequest signed =
          AwsV4HttpSigner.create()
              .sign(
                  sign ->
                      sign.identity(access.credentials().resolveCredentials())
                          .request(unsigned)
                          .payload(payload)
                          .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SERVICE)
                          .putProperty(AwsV4HttpSigner.REGION_NAME, region));
      HttpExecuteResponse response =
          access
              .http()
              .prepareRequest(
                  HttpExecuteRequest.builder()
                      .request(signed.request())
                      .contentStreamProvider(signed.payload().orElse(payload))
                      .build())
              .call();
      return new Answer(response.httpResponse().statusCode(), text(response));
    } catch (IOException | SdkException e) {
      throw new AwsAccessException(
          "the accounts of the organization can't be listed: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason is given"),
          e);
    }
  }

  private static String text(HttpExecuteResponse response) throws IOException {
    if (response.responseBody().isEmpty()) {
      return "";
    }
    try (InputStream in = response.responseBody().get()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static JsonNode read(String body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      // Such as the page of a proxy; its status says enough.
      return JSON.createObjectNode();
    }
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
