package io.github.cisalarms.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cisalarms.aws.AwsAccess;
import io.github.cisalarms.aws.Retries;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.HistoryItemType;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sts.StsClient;

/** One region of one account, and the calls that are made there. */
final class Site implements AutoCloseable {

  private static final String QUEUE_URL = "https://sqs.%s.%s/%s/%s";

  /** The most alarms that a page may have. */
  private static final int ALARMS = 100;

  private final AwsAccess access;
  private final String account;
  private final String region;
  private final Recorder recorder;
  private final List<SdkClient> clients = new ArrayList<>();
  private final Lazy<CloudTrailClient> cloudTrail =
      new Lazy<>(() -> client(CloudTrailClient.builder()));
  private final Lazy<CloudWatchLogsClient> logs =
      new Lazy<>(() -> client(CloudWatchLogsClient.builder()));
  private final Lazy<CloudWatchClient> cloudWatch =
      new Lazy<>(() -> client(CloudWatchClient.builder()));
  private final Lazy<SnsClient> sns = new Lazy<>(() -> client(SnsClient.builder()));
  private final Lazy<KmsClient> kms = new Lazy<>(() -> client(KmsClient.builder()));
  private final Lazy<SqsClient> sqs = new Lazy<>(() -> client(SqsClient.builder()));
  private final Lazy<LambdaClient> lambda = new Lazy<>(() -> client(LambdaClient.builder()));

  /**
   * A region of an account.
   *
   * @param account its id; empty if nobody knows it yet
   */
  Site(AwsAccess access, String account, String region, Recorder recorder) {
    this.access = access.in(region);
    this.account = account;
    this.region = region;
    this.recorder = recorder;
  }

  private static final class Lazy<C> {
    private final Supplier<C> maker;
    private Optional<C> made = Optional.empty();

    Lazy(Supplier<C> maker) {
      this.maker = maker;
    }

    C get() {
      made = made.or(() -> Optional.of(maker.get()));
      return made.get();
    }
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkClient>
      C client(B builder) {
    C client = access.client(builder, Retries.ADAPTIVE);
    clients.add(client);
    return client;
  }

  @Override
  public void close() {
    clients.forEach(SdkClient::close);
  }

  private JsonNode call(
      Operation operation, SortedMap<String, String> parameters, Recorder.Page page) {
    return recorder.call(operation, account, region, parameters, page);
  }

  JsonNode caller() {
    StsClient sts = client(StsClient.builder());
    return call(Operation.GET_CALLER_IDENTITY, Call.named(), token -> sts.getCallerIdentity());
  }

  JsonNode trails() {
    return call(
        Operation.DESCRIBE_TRAILS,
        Call.named("includeShadowTrails", "true"),
        token -> cloudTrail.get().describeTrails(request -> request.includeShadowTrails(true)));
  }

  JsonNode trailStatus(String arn) {
    return call(
        Operation.GET_TRAIL_STATUS,
        Call.named("Name", arn),
        token -> cloudTrail.get().getTrailStatus(request -> request.name(arn)));
  }

  JsonNode eventSelectors(String arn) {
    return call(
        Operation.GET_EVENT_SELECTORS,
        Call.named("TrailName", arn),
        token -> cloudTrail.get().getEventSelectors(request -> request.trailName(arn)));
  }

  JsonNode logGroup(String name) {
    return call(
        Operation.DESCRIBE_LOG_GROUPS,
        Call.named("logGroupNamePrefix", name),
        token ->
            logs.get()
                .describeLogGroups(
                    request -> request.logGroupNamePrefix(name).nextToken(token.orElse(null))));
  }

  JsonNode metricFilters() {
    return call(
        Operation.DESCRIBE_METRIC_FILTERS,
        Call.named(),
        token ->
            logs.get().describeMetricFilters(request -> request.nextToken(token.orElse(null))));
  }

  JsonNode alarms() {
    return call(
        Operation.DESCRIBE_ALARMS,
        Call.named("AlarmTypes", "MetricAlarm,CompositeAlarm"),
        token ->
            cloudWatch
                .get()
                .describeAlarms(
                    request ->
                        request
                            .alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM)
                            .maxRecords(ALARMS)
                            .nextToken(token.orElse(null))));
  }

  /**
   * The latest hundred actions of all alarms: the last of each is among them more often than not.
   */
  JsonNode latestActions() {
    return call(
        Operation.DESCRIBE_ALARM_HISTORY,
        Call.named("HistoryItemType", "Action", "MaxRecords", String.valueOf(ALARMS)),
        token ->
            cloudWatch
                .get()
                .describeAlarmHistory(
                    request ->
                        request
                            .historyItemType(HistoryItemType.ACTION)
                            .alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM)
                            .scanBy(ScanBy.TIMESTAMP_DESCENDING)
                            .maxRecords(ALARMS))
                .toBuilder()
                .nextToken(null)
                .build());
  }

  JsonNode topic(String arn) {
    return call(
        Operation.GET_TOPIC_ATTRIBUTES,
        Call.named("TopicArn", arn),
        token -> sns.get().getTopicAttributes(request -> request.topicArn(arn)));
  }

  JsonNode subscriptions(String topic) {
    return call(
        Operation.LIST_SUBSCRIPTIONS_BY_TOPIC,
        Call.named("TopicArn", topic),
        token ->
            sns.get()
                .listSubscriptionsByTopic(
                    request -> request.topicArn(topic).nextToken(token.orElse(null))));
  }

  JsonNode subscription(String arn) {
    return call(
        Operation.GET_SUBSCRIPTION_ATTRIBUTES,
        Call.named("SubscriptionArn", arn),
        token -> sns.get().getSubscriptionAttributes(request -> request.subscriptionArn(arn)));
  }

  /**
   * A key.
   *
   * @param name its id, ARN or alias
   */
  JsonNode key(String name) {
    return call(
        Operation.DESCRIBE_KEY,
        Call.named("KeyId", name),
        token -> kms.get().describeKey(request -> request.keyId(name)));
  }

  JsonNode keyPolicy(String arn) {
    return call(
        Operation.GET_KEY_POLICY,
        Call.named("KeyId", arn),
        token -> kms.get().getKeyPolicy(request -> request.keyId(arn).policyName("default")));
  }

  JsonNode grants(String arn) {
    return call(
        Operation.LIST_GRANTS,
        Call.named("KeyId", arn),
        token -> kms.get().listGrants(request -> request.keyId(arn).marker(token.orElse(null))));
  }

  JsonNode queue(String arn, String name) {
    String url =
        QUEUE_URL.formatted(
            region, PartitionMetadata.of(Region.of(region)).dnsSuffix(), account, name);
    return call(
        Operation.GET_QUEUE_ATTRIBUTES,
        Call.named("QueueArn", arn),
        token ->
            sqs.get()
                .getQueueAttributes(
                    request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL)));
  }

  JsonNode functionPolicy(String arn) {
    return call(
        Operation.GET_POLICY,
        Call.named("FunctionName", arn),
        token -> lambda.get().getPolicy(request -> request.functionName(arn)));
  }
}
