package io.github.cisalarms.terraform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** An AWS account that moto emulates on a free port of this machine. */
final class Moto implements AutoCloseable {

  /** Id of the emulated account. */
  static final String ACCOUNT = "123456789012";

  static final String REGION = "us-east-1";

  private static final String KEY = "testing";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern ADDRESS =
      Pattern.compile("Running on (http://127\\.0\\.0\\.1:\\d+)");

  /**
   * Run by Python before moto: a filter that is put again replaces the one of its name, as in
   * CloudWatch Logs. Moto keeps both, and shows the older one.
   */
  private static final String PUT_REPLACES_A_FILTER =
      """
      try:
          from moto.logs.metric_filters import MetricFilters
          append = MetricFilters.add_filter
          def put(self, filter_name, filter_pattern, log_group_name, metric_transformations):
              self.metric_filters = [
                  each for each in self.metric_filters
                  if (each["filterName"], each["logGroupName"]) != (filter_name, log_group_name)
              ]
              append(self, filter_name, filter_pattern, log_group_name, metric_transformations)
          MetricFilters.add_filter = put
      except ImportError:
          pass
      """;

  private static final Pattern REQUEST = Pattern.compile("\"([A-Z]+) (\\S+) HTTP/");

  private final Process process;
  private final Path home;
  private final URI endpoint;
  private final AwsCredentials credentials;

  private Moto(Process process, Path home, URI endpoint, AwsCredentials credentials) {
    this.process = process;
    this.home = home;
    this.endpoint = endpoint;
    this.credentials = credentials;
  }

  /** The same server, in a role, whose account it opens. Not to be closed. */
  Moto inRole(String arn) {
    try (StsClient sts = here(StsClient.builder()).build()) {
      Credentials taken =
          sts.assumeRole(role -> role.roleArn(arn).roleSessionName("test")).credentials();
      return new Moto(
          process,
          home,
          endpoint,
          AwsSessionCredentials.create(
              taken.accessKeyId(), taken.secretAccessKey(), taken.sessionToken()));
    }
  }

  /** The server: the one of the build's virtual environment, or of this machine. */
  static Optional<Path> executable() {
    return Optional.of(Path.of("target", "venv", "bin", "moto_server").toAbsolutePath())
        .filter(Files::isExecutable)
        .or(() -> Programs.onPath("moto_server"));
  }

  /** Starts it and waits until it answers. */
  static Moto start() {
    try {
      Path home = Files.createTempDirectory("cis-alarms-moto");
      Path log = home.resolve("log");
      ProcessBuilder builder =
          new ProcessBuilder(executable().orElseThrow().toString(), "-H", "127.0.0.1", "-p", "0")
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      Programs.isolate(builder.environment(), home);
      Files.writeString(home.resolve("sitecustomize.py"), PUT_REPLACES_A_FILTER);
      builder.environment().put("PYTHONPATH", home.toString());
      Process process = builder.start();
      return new Moto(
          process, home, awaitAddress(process, log), AwsBasicCredentials.create(KEY, KEY));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static URI awaitAddress(Process process, Path log)
      throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (process.isAlive() && Instant.now().isBefore(deadline)) {
      Matcher address = ADDRESS.matcher(Files.readString(log));
      if (address.find()) {
        return URI.create(address.group(1));
      }
      Thread.sleep(50);
    }
    process.destroyForcibly();
    throw new IllegalStateException("moto_server did not start: " + Files.readString(log));
  }

  /** Forgets all that was created. */
  void reset() {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.resolve("/moto-api/reset"))
            .POST(BodyPublishers.noBody())
            .build();
    try {
      int status = HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
      if (status != 200) {
        throw new IllegalStateException("moto answers a reset with status " + status);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Leads the AWS provider here. */
  Map<String, String> environment() {
    return Map.of(
        "AWS_ENDPOINT_URL", endpoint.toString(),
        "AWS_ACCESS_KEY_ID", KEY,
        "AWS_SECRET_ACCESS_KEY", KEY);
  }

  CloudWatchClient cloudWatch() {
    return here(CloudWatchClient.builder()).build();
  }

  CloudWatchLogsClient logs() {
    return here(CloudWatchLogsClient.builder()).build();
  }

  SnsClient sns() {
    return here(SnsClient.builder()).build();
  }

  CloudTrailClient cloudTrail() {
    return here(CloudTrailClient.builder()).build();
  }

  SqsClient sqs() {
    return here(SqsClient.builder()).build();
  }

  S3Client s3() {
    return here(S3Client.builder().forcePathStyle(true)).build();
  }

  /** The paths of all requests since it was started, each with its method, such as GET /b/k. */
  List<String> requests() {
    try (Stream<String> lines = Files.lines(home.resolve("log"))) {
      return lines
          .map(REQUEST::matcher)
          .filter(Matcher::find)
          .map(request -> request.group(1) + " " + request.group(2))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private <B extends AwsClientBuilder<B, ?>> B here(B builder) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.of(REGION))
        .credentialsProvider(StaticCredentialsProvider.create(credentials));
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    process.onExit().join();
    Programs.deleteFolder(home);
  }
}
