package io.github.cisalarms.drill;

import io.github.cisalarms.aws.AwsAccess;
import io.github.cisalarms.aws.Retries;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The services that a drill asks. */
record DrillClients(
    CloudWatchLogsClient logs, CloudWatchClient cloudWatch, SnsClient sns, SqsClient sqs)
    implements AutoCloseable {

  static DrillClients of(AwsAccess access) {
    return new DrillClients(
        access.client(CloudWatchLogsClient.builder(), Retries.ADAPTIVE),
        access.client(CloudWatchClient.builder(), Retries.ADAPTIVE),
        access.client(SnsClient.builder(), Retries.ADAPTIVE),
        access.client(SqsClient.builder(), Retries.ADAPTIVE));
  }

  @Override
  public void close() {
    logs.close();
    cloudWatch.close();
    sns.close();
    sqs.close();
  }
}
