package io.github.cisalarms.terraform;

import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Where an emulator answers in place of AWS, and clients of it. */
record EmulatedEndpoint(URI uri) {

  static final String REGION = "us-east-1";

  private static final String KEY = "testing";

  /** Leads the AWS provider here, and every program that uses an SDK. */
  Map<String, String> environment() {
    return Map.of(
        "AWS_ENDPOINT_URL", uri.toString(),
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

  SqsClient sqs() {
    return here(SqsClient.builder()).build();
  }

  private <B extends AwsClientBuilder<B, ?>> B here(B builder) {
    return builder
        .endpointOverride(uri)
        .region(Region.of(REGION))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, KEY)));
  }
}
