package io.github.cisalarms.chain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cisalarms.chain.Actor;
import io.github.cisalarms.chain.Key;
import io.github.cisalarms.chain.Key.Grant;
import io.github.cisalarms.chain.Place;
import io.github.cisalarms.chain.Topic;
import io.github.cisalarms.chain.policy.Policy;
import io.github.cisalarms.chain.policy.PolicyReader;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.chain.value.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether CloudWatch may use the key of a topic. */
class KeyUseTest {

  private static final Place HERE =
      new Place(Value.known("111122223333"), Value.known("eu-central-1"));
  private static final String SERVICE = "\"Principal\":{\"Service\":\"cloudwatch.amazonaws.com\"}";
  private static final String BOTH = "\"Action\":[\"kms:Decrypt\",\"kms:GenerateDataKey*\"]";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          YES     | SERVICE,BOTH,"Resource":"*"
          YES     | SERVICE,"Action":"kms:*","Resource":"*"
          NO      | SERVICE,"Action":"kms:Decrypt","Resource":"*"
          NO      | SERVICE,"Action":"kms:GenerateDataKey*","Resource":"*"
          NO      | SERVICE,"Action":["kms:Decrypt","kms:GenerateDataKeyPair"],"Resource":"*"
          NO      | "Principal":{"Service":"sns.amazonaws.com"},BOTH,"Resource":"*"
          NO      | "Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"kms:*","Resource":"*"
          YES     | "Principal":{"AWS":"*"},BOTH,"Resource":"*"
          NO      | "Principal":{"AWS":"*"},BOTH,"Resource":"*","Condition":{"StringEquals":{"kms:CallerAccount":"111122223333","kms:ViaService":"sns.eu-central-1.amazonaws.com"}}
          YES     | SERVICE,BOTH,"Resource":"*","Condition":{"StringEquals":{"kms:ViaService":"sns.eu-central-1.amazonaws.com"}}
          YES     | SERVICE,BOTH,"Resource":"*","Condition":{"StringLike":{"kms:ViaService":"sns.*.amazonaws.com"}}
          NO      | SERVICE,BOTH,"Resource":"*","Condition":{"StringEquals":{"kms:ViaService":"sns.us-east-1.amazonaws.com"}}
          NO      | SERVICE,BOTH,"Resource":"*","Condition":{"StringLike":{"kms:ViaService":"sqs.*.amazonaws.com"}}
          YES     | SERVICE,BOTH,"Resource":"*","Condition":{"StringEquals":{"aws:SourceAccount":"111122223333"}}
          NO      | SERVICE,BOTH,"Resource":"*","Condition":{"StringEquals":{"aws:SourceAccount":"444455556666"}}
          YES     | SERVICE,BOTH,"Resource":"*","Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:cloudwatch:eu-central-1:111122223333:alarm:*"}}
          NO      | SERVICE,BOTH,"Resource":"*","Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:sns:eu-central-1:111122223333:*"}}
          YES     | SERVICE,BOTH,"Resource":"*","Condition":{"StringEquals":{"kms:EncryptionContext:aws:sns:topicArn":"arn:aws:sns:eu-central-1:111122223333:alarms"}}
          NO      | SERVICE,BOTH,"Resource":"*","Condition":{"StringEquals":{"kms:EncryptionContext:aws:sns:topicArn":"arn:aws:sns:eu-central-1:111122223333:others"}}
          YES     | SERVICE,BOTH,"Resource":"*","Condition":{"ArnLike":{"kms:EncryptionContext:aws:sns:topicArn":"arn:aws:sns:*:*:alarms"}}
          UNKNOWN | SERVICE,BOTH,"Resource":"*","Condition":{"StringEquals":{"aws:SourceOrgID":"o-1234567890"}}
          """)
  void judgesTheKeysPolicy(Answer expected, String statement) {
    assertThat(use(key(policy(allow(statement)), List.of()))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "cloudwatch.amazonaws.com, Decrypt GenerateDataKey, YES",
    "cloudwatch.amazonaws.com, Decrypt, NO",
    "cloudwatch.amazonaws.com, Encrypt Decrypt, NO",
    "sns.amazonaws.com, Decrypt GenerateDataKey, NO",
    "arn:aws:iam::111122223333:role/ops, Decrypt GenerateDataKey, NO",
  })
  void judgesGrants(String grantee, String operations, Answer expected) {
    Grant grant = grant(Value.known(grantee), operations, Map.of());
    assertThat(use(key(Value.absent(), List.of(grant)))).isEqualTo(expected);
  }

  @Test
  void aGrantIsForItsEncryptionContextAlone() {
    assertThat(granted("alarms")).isEqualTo(Answer.YES);
    assertThat(granted("others")).isEqualTo(Answer.NO);
  }

  private static Answer granted(String topic) {
    return use(
        key(
            Value.absent(),
            List.of(
                grant(
                    Value.known("cloudwatch.amazonaws.com"),
                    "Decrypt GenerateDataKey",
                    Map.of(
                        "aws:sns:topicArn",
                        Value.known("arn:aws:sns:eu-central-1:111122223333:" + topic))))));
  }

  @Test
  void aDenialOutweighsAGrantToo() {
    Grant grant =
        grant(Value.known("cloudwatch.amazonaws.com"), "Decrypt GenerateDataKey", Map.of());
    String denial =
        "{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"kms:*\",\"Resource\":\"*\"}";
    assertThat(use(key(policy(denial), List.of(grant)))).isEqualTo(Answer.NO);
    assertThat(use(key(Value.unknown(), List.of(grant)))).isEqualTo(Answer.UNKNOWN);
  }

  @Test
  void theGrantOfARoleThatIsStillToBeMadeIsForNoService() {
    Grant grant =
        grant(new Value.Pending<>("aws_iam_role.r.arn"), "Decrypt GenerateDataKey", Map.of());
    assertThat(use(key(Value.absent(), List.of(grant)))).isEqualTo(Answer.NO);
    Grant unknown = grant(Value.unknown(), "Decrypt GenerateDataKey", Map.of());
    assertThat(use(key(Value.absent(), List.of(unknown)))).isEqualTo(Answer.UNKNOWN);
  }

  private static Answer use(Key key) {
    Actor alarm =
        new Actor(
            "aws_cloudwatch_metric_alarm.a",
            Value.unknown(),
            Value.known("a"),
            HERE,
            Value.known(true),
            List.of());
    Topic topic =
        new Topic(
            "aws_sns_topic.t",
            new Value.Pending<>("aws_sns_topic.t.arn"),
            Value.known("alarms"),
            HERE,
            Value.absent(),
            "aws_sns_topic.t",
            Value.absent());
    return KeyUse.of(alarm, topic).isAllowedBy(key);
  }

  private static Key key(Value<Policy> policy, List<Grant> grants) {
    return new Key(
        "aws_kms_key.k",
        List.of(new Value.Pending<>("aws_kms_key.k.arn")),
        HERE,
        Value.known(true),
        policy,
        "aws_kms_key.k",
        grants);
  }

  private static Grant grant(
      Value<String> grantee, String operations, Map<String, Value<String>> context) {
    return new Grant(
        grantee, List.of(operations.split(" ")).stream().map(Value::known).toList(), context);
  }

  private static String allow(String statement) {
    return "{\"Effect\":\"Allow\","
        + statement.replace("SERVICE", SERVICE).replace("BOTH", BOTH)
        + "}";
  }

  private static Value<Policy> policy(String statement) {
    return Value.known(
        PolicyReader.read("{\"Statement\":[" + statement + "]}", Value::known).orElseThrow());
  }
}
