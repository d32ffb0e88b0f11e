package io.github.cisalarms.aws;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/**
 * Somebody's way into one account: credentials, and the region where nothing else is said. Makes
 * the clients of all services, which are to be closed by whoever asked for them; a client may be
 * used by any number of threads, and has one connection for each thread that waits for an answer.
 *
 * <p>The endpoint is AWS's, or what {@code AWS_ENDPOINT_URL} says.
 */
public final class AwsAccess {

  private static final Duration CONNECT = Duration.ofSeconds(10);

  /** How long there may be silence, in each of the attempts at a call. */
  private static final Duration ANSWER = Duration.ofSeconds(30);

  /** As many connections as wait for their next use; Java's own five are few for a fleet. */
  private static final String IDLE_CONNECTIONS = "64";

  private static final String USER_AGENT =
      "cis-alarms/"
          + Optional.ofNullable(AwsAccess.class.getPackage().getImplementationVersion())
              .orElse("dev");

  private final AwsSettings settings;
  private final AwsCredentialsProvider credentials;
  private final SdkHttpClient http;

  private AwsAccess(AwsSettings settings, AwsCredentialsProvider credentials, SdkHttpClient http) {
    this.settings = settings;
    this.credentials = credentials;
    this.http = http;
  }

  /**
   * The way that somebody's settings lead.
   *
   * @throws AwsAccessException if there is no such profile, or the endpoint is no URL
   */
  public static AwsAccess of(AwsSettings settings) {
    return of(settings, CONNECT, ANSWER);
  }

  static AwsAccess of(AwsSettings settings, Duration connect, Duration answer) {
    settings.profile().ifPresent(AwsAccess::require);
    endpoint().ifPresent(AwsAccess::requireEndpoint);
    if (System.getProperty("http.maxConnections") == null) {
      System.setProperty("http.maxConnections", IDLE_CONNECTIONS);
    }
    DefaultCredentialsProvider.Builder credentials = DefaultCredentialsProvider.builder();
    settings.profile().ifPresent(credentials::profileName);
    return new AwsAccess(
        settings,
        credentials.build(),
        UrlConnectionHttpClient.builder().connectionTimeout(connect).socketTimeout(answer).build());
  }

  private static void require(String name) {
    boolean isThere;
    try {
      isThere = ProfileFile.defaultProfileFile().profile(name).isPresent();
    } catch (IllegalArgumentException e) {
      throw new AwsAccessException(
          "--profile "
              + name
              + ": ~/.aws/config or ~/.aws/credentials is broken: "
              + e.getMessage(),
          e);
    }
    if (!isThere) {
      throw new AwsAccessException(
          "--profile "
              + name
              + ": there is no such profile in ~/.aws/config or ~/.aws/credentials");
    }
  }

  /** The SDK has no message for whoever wrote it. */
  private static void requireEndpoint(String url) {
    boolean isUrl;
    try {
      URI uri = new URI(url);
      isUrl =
          uri.getAuthority() != null
              && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
    } catch (URISyntaxException e) {
      isUrl = false;
    }
    if (!isUrl) {
      throw new AwsAccessException(
          "AWS_ENDPOINT_URL is '"
              + url
              + "', which is no URL; write it as in http://localhost:5000");
    }
  }

  /**
   * The same way, and on in a role. The role is taken when the first call is made, and again
   * whenever its credentials are about to expire.
   */
  public AwsAccess assuming(AssumedRole role) {
    AssumeRoleRequest.Builder request =
        AssumeRoleRequest.builder().roleArn(role.arn()).roleSessionName(role.sessionName());
    role.externalId().ifPresent(request::externalId);
    return new AwsAccess(
        settings,
        StsAssumeRoleCredentialsProvider.builder()
            .stsClient(client(StsClient.builder(), Retries.ADAPTIVE))
            .refreshRequest(request.build())
            .build(),
        http);
  }

  /**
   * A role of another account, in the partition of the region.
   *
   * @param name the role's name, with its path if it has one, such as {@code cis-alarms-audit}
   * @throws IllegalArgumentException if that can't name a role
   * @throws AwsAccessException if nobody said a region
   */
  public AssumedRole role(String account, String name) {
    return AssumedRole.of(
        "arn:%s:iam::%s:role/%s"
            .formatted(PartitionMetadata.of(Region.of(region())).id(), account, name));
  }

  /** The same way into another region. */
  public AwsAccess in(String region) {
    return new AwsAccess(
        new AwsSettings(settings.profile(), Optional.of(region)), credentials, http);
  }

  /**
   * The region, such as {@code eu-central-1}.
   *
   * @throws AwsAccessException if nobody said one
   */
  public String region() {
    return settings
        .region()
        .or(this::configuredRegion)
        .orElseThrow(
            () ->
                new AwsAccessException(
                    "no region is said; write --region, as in --region eu-central-1, or set"
                        + " AWS_REGION or AWS_DEFAULT_REGION, or region in the profile"));
  }

  /** The region, or another where nobody said one. */
  public String regionOr(String other) {
    return settings.region().or(this::configuredRegion).orElse(other);
  }

  private Optional<String> configuredRegion() {
    return SdkSystemSetting.AWS_REGION
        .getStringValue()
        .or(() -> defaultRegion(System.getenv()))
        .or(this::regionOfProfile);
  }

  /** What the AWS CLI, boto3 and Terraform read as well, and Java's SDK does not. */
  static Optional<String> defaultRegion(Map<String, String> environment) {
    return Optional.ofNullable(environment.get("AWS_DEFAULT_REGION")).filter(id -> !id.isBlank());
  }

  private Optional<String> regionOfProfile() {
    try {
      DefaultAwsRegionProviderChain.Builder chain = DefaultAwsRegionProviderChain.builder();
      settings.profile().ifPresent(chain::profileName);
      return Optional.of(chain.build().getRegion().id());
    } catch (SdkClientException e) {
      return Optional.empty();
    }
  }

  /**
   * A client of a service, in the region.
   *
   * @param builder as the service's client makes it
   * @throws AwsAccessException if nobody said a region, nor does the builder
   */
  public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
      B builder, Retries retries) {
    return builder
        .httpClient(http)
        .credentialsProvider(credentials)
        .region(Region.of(region()))
        .overrideConfiguration(
            each ->
                each.retryStrategy(retries.strategy())
                    .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_SUFFIX, USER_AGENT))
        .build();
  }

  AwsCredentialsProvider credentials() {
    return credentials;
  }

  SdkHttpClient http() {
    return http;
  }

  /** The endpoint that takes the place of a service's own, if there is one. */
  static Optional<URI> endpoint(String service) {
    return Optional.ofNullable(
            System.getenv("AWS_ENDPOINT_URL_" + service.toUpperCase(Locale.ROOT)))
        .or(AwsAccess::endpoint)
        .map(URI::create);
  }

  private static Optional<String> endpoint() {
    return Stream.of(System.getenv("AWS_ENDPOINT_URL"), System.getProperty("aws.endpointUrl"))
        .filter(Objects::nonNull)
        .findFirst();
  }

  /**
   * Whether a service is asked at another endpoint than AWS's own.
   *
   * @param service as {@code AWS_ENDPOINT_URL_SERVICE} calls it, such as {@code S3}
   */
  public static boolean hasEndpoint(String service) {
    return endpoint(service).isPresent();
  }
}
