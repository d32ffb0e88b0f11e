package io.github.cisalarms.construct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationTopicTest {

  private static final String ACCOUNT = "111122223333";
  private static final String TOPIC = "arn:aws:sns:us-east-1:111122223333:security-alerts";

  @Test
  void onlyAlarmsOfTheAccountMayPublishAndNobodyWithoutTls() {
    Synthesized stack = with(NotificationTopicConfig.builder(ACCOUNT));

    String topic = "${aws_sns_topic." + stack.all("aws_sns_topic").fieldNames().next() + ".arn}";
    assertThat(stack.only("aws_sns_topic_policy").get("policy").asText())
        .isEqualTo(
            "{\"Version\":\"2012-10-17\",\"Statement\":["
                + "{\"Sid\":\"AllowCloudWatchAlarmsOfThisAccount\",\"Effect\":\"Allow\","
                + "\"Principal\":{\"Service\":\"cloudwatch.amazonaws.com\"},"
                + "\"Action\":\"sns:Publish\",\"Resource\":\"TOPIC\",\"Condition\":"
                    .replace("TOPIC", topic)
                + "{\"StringEquals\":{\"aws:SourceAccount\":\"111122223333\"}}},"
                + "{\"Sid\":\"DenyPublishWithoutTls\",\"Effect\":\"Deny\","
                + "\"Principal\":{\"AWS\":\"*\"},"
                + "\"Action\":\"sns:Publish\",\"Resource\":\"TOPIC\",\"Condition\":"
                    .replace("TOPIC", topic)
                + "{\"Bool\":{\"aws:SecureTransport\":\"false\"}}}]}");
  }

  @Test
  void aTopicMayHaveANameAndAKeyOfItsOwn() {
    JsonNode topic =
        with(NotificationTopicConfig.builder(ACCOUNT)
                .topicName("security")
                .kmsMasterKeyId("alias/alarms"))
            .only("aws_sns_topic");

    assertThat(topic.get("name").asText()).isEqualTo("security");
    assertThat(topic.get("kms_master_key_id").asText()).isEqualTo("alias/alarms");
  }

  @Test
  void aKeyIsCreatedOnDemandThatLetsCloudWatchEncrypt() {
    Synthesized stack =
        with(NotificationTopicConfig.builder(ACCOUNT).topicName("security").createKmsKey());

    String key = "${aws_kms_key." + stack.all("aws_kms_key").fieldNames().next() + ".arn}";
    assertThat(stack.only("aws_sns_topic").get("kms_master_key_id").asText()).isEqualTo(key);
    assertThat(stack.only("aws_kms_alias").get("name").asText()).isEqualTo("alias/security");
    assertThat(stack.only("aws_kms_alias").get("target_key_id").asText()).isEqualTo(key);
    assertThat(stack.only("aws_kms_key").get("enable_key_rotation").asBoolean()).isTrue();
    assertThat(Synthesized.read(stack.only("aws_kms_key").get("policy").asText()))
        .isEqualTo(
            Synthesized.read(
                """
                {
                  "Version": "2012-10-17",
                  "Statement": [
                    {
                      "Sid": "AllowAdministrationByThisAccount",
                      "Effect": "Allow",
                      "Principal": {"AWS": "111122223333"},
                      "Action": "kms:*",
                      "Resource": "*"
                    },
                    {
                      "Sid": "AllowCloudWatchAlarmsOfThisAccount",
                      "Effect": "Allow",
                      "Principal": {"Service": "cloudwatch.amazonaws.com"},
                      "Action": ["kms:Decrypt", "kms:GenerateDataKey*"],
                      "Resource": "*",
                      "Condition": {"StringEquals": {"aws:SourceAccount": "111122223333"}}
                    }
                  ]
                }
                """));
  }

  @Test
  void anExistingTopicIsOnlySubscribedTo() {
    Synthesized stack =
        with(
            NotificationTopicConfig.builder(ACCOUNT)
                .existingTopicArn(TOPIC)
                .subscription("ops", Subscription.of("email", "ops@example.com")));

    assertThat(stack.json().get("resource").fieldNames())
        .toIterable()
        .containsExactly("aws_sns_topic_subscription");
    assertThat(stack.only("aws_sns_topic_subscription").get("topic_arn").asText()).isEqualTo(TOPIC);
  }

  @Test
  void anExistingTopicWithoutSubscriptionsIsNotTouched() {
    assertThat(
            with(NotificationTopicConfig.builder(ACCOUNT).existingTopicArn(TOPIC))
                .json()
                .has("resource"))
        .isFalse();
  }

  @Test
  void subscriptionsAreKeyedByName() {
    Synthesized stack =
        with(
            NotificationTopicConfig.builder(ACCOUNT)
                .subscription("mail", Subscription.of("email", "ops@example.com"))
                .subscription(
                    "queue",
                    Subscription.builder("sqs", "arn:aws:sqs:us-east-1:111122223333:tickets")
                        .filterPolicy("{\"NewStateValue\":[\"ALARM\"]}")
                        .filterPolicyScope("MessageBody")
                        .rawMessageDelivery(true)
                        .deadLetterQueueArn("arn:aws:sqs:us-east-1:111122223333:undelivered")
                        .build()));

    assertThat(stack.only("aws_sns_topic_subscription").get("for_each").asText())
        .startsWith("${local.");
    assertThat(stack.local("subscriptions"))
        .isEqualTo(
            Synthesized.read(
                """
                {
                  "mail": {"protocol": "email", "endpoint": "ops@example.com"},
                  "queue": {
                    "protocol": "sqs",
                    "endpoint": "arn:aws:sqs:us-east-1:111122223333:tickets",
                    "filter_policy": "{\\"NewStateValue\\":[\\"ALARM\\"]}",
                    "filter_policy_scope": "MessageBody",
                    "raw_message_delivery": true,
                    "redrive_policy":
                      "{\\"deadLetterTargetArn\\":\\"arn:aws:sqs:us-east-1:111122223333:undelivered\\"}"
                  }
                }
                """));
  }

  @ParameterizedTest
  @ValueSource(strings = {"alias/aws/sns", "arn:aws:kms:us-east-1:111122223333:alias/aws/sns"})
  void theKeyThatAwsManagesIsRefused(String key) {
    NotificationTopicConfig.Builder builder = NotificationTopicConfig.builder(ACCOUNT);

    assertThatThrownBy(() -> builder.kmsMasterKeyId(key))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "kmsMasterKeyId '"
                + key
                + "': CloudWatch can't publish through a key that AWS manages; name a"
                + " customer-managed key that lets cloudwatch.amazonaws.com use it, or none");
  }

  private static Synthesized with(NotificationTopicConfig.Builder config) {
    return Synthesized.stack(stack -> new NotificationTopic(stack, "topic", config.build()));
  }
}
