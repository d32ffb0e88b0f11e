package io.github.cisalarms.chain.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cisalarms.catalog.Controls;
import io.github.cisalarms.chain.Allowance;
import io.github.cisalarms.chain.Chain;
import io.github.cisalarms.chain.Element;
import io.github.cisalarms.chain.Function;
import io.github.cisalarms.chain.Infrastructure;
import io.github.cisalarms.chain.Judge;
import io.github.cisalarms.chain.Key;
import io.github.cisalarms.chain.Patterns;
import io.github.cisalarms.chain.Place;
import io.github.cisalarms.chain.Queue;
import io.github.cisalarms.chain.Source;
import io.github.cisalarms.chain.Subscription;
import io.github.cisalarms.chain.Topic;
import io.github.cisalarms.chain.policy.Policy;
import io.github.cisalarms.chain.policy.PolicyReader;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.chain.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscriberTakesFromTopicTest {

  private static final Value<String> TOPIC_ARN = new Value.Pending<>("aws_sns_topic.alarms.arn");
  private static final Value<String> QUEUE_ARN = new Value.Pending<>("aws_sqs_queue.q.arn");
  private static final Value<String> FUNCTION_ARN =
      new Value.Pending<>("aws_lambda_function.f.arn");
  private static final Place HERE =
      new Place(new Value.Pending<>("account"), Value.known("us-east-1"));
  private static final String SENDS =
      "{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"sns.amazonaws.com\"},"
          + "\"Action\":\"sqs:SendMessage\",\"Resource\":\"*\"";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          YES     | }
          YES     | ,"Condition":{"ArnEquals":{"aws:SourceArn":"arn:aws:sns:*:*:alarms"}}}
          YES     | ,"Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:sns:us-east-1:*:al*"}}}
          NO      | ,"Condition":{"ArnEquals":{"aws:SourceArn":"arn:aws:sns:*:*:others"}}}
          NO      | ,"Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:sns:eu-west-1:*:alarms"}}}
          UNKNOWN | ,"Condition":{"ArnEquals":{"aws:SourceArn":"arn:aws:sns:us-east-1:111122223333:alarms"}}}
          NO      | ,"Condition":{"ArnEquals":{"aws:SourceArn":"arn:aws:sns:us-east-1:111122223333:others"}}}
          UNKNOWN | ,"Condition":{"StringEquals":{"aws:SourceAccount":"111122223333"}}}
          YES     | ,"Condition":{"StringLike":{"aws:SourceArn":"arn:aws:sns:*:alarms"}}}
          NO      | ,"Condition":{"StringLike":{"aws:SourceArn":"arn:aws:sns:*:others"}}}
          YES     | ,"Condition":{"Bool":{"aws:SecureTransport":"true"}}}
          YES     | ,"Condition":{"ForAllValues:StringEquals":{"aws:PrincipalOrgID":"o-1"}}}
          NO      | ,"Condition":{"ForAnyValue:StringEquals":{"aws:PrincipalOrgID":"o-1"}}}
          UNKNOWN | ,"Condition":{"StringEquals":{"aws:SourceArn":"${aws:PrincipalArn}"}}}
          """)
  void aQueueTakesWhatItsPolicyAllows(Answer expected, String rest) {
    assertThat(answer("sqs", QUEUE_ARN, queue(policy(SENDS + rest), Value.absent())))
        .isEqualTo(expected);
  }

  @Test
  void aQueueWithoutPolicyTakesNothing() {
    assertThat(answer("sqs", QUEUE_ARN, queue(Value.absent(), Value.absent())))
        .isEqualTo(Answer.NO);
    assertThat(answer("sqs", QUEUE_ARN, queue(Value.unknown(), Value.absent())))
        .isEqualTo(Answer.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "sns.amazonaws.com, true, YES",
    "cloudwatch.amazonaws.com, true, NO",
    "sns.amazonaws.com, false, NO",
  })
  void anEncryptedQueueNeedsAKeyThatSnsMayUse(String service, boolean enabled, Answer expected) {
    Key key =
        new Key(
            "aws_kms_key.k",
            List.of(new Value.Pending<>("aws_kms_key.k.arn")),
            HERE,
            Value.known(enabled),
            policy(
                "{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\""
                    + service
                    + "\"},\"Action\":[\"kms:Decrypt\",\"kms:GenerateDataKey*\"],\"Resource\":\"*\"}"),
            "aws_kms_key.k",
            List.of());
    Queue queue = queue(policy(SENDS + "}"), new Value.Pending<>("aws_kms_key.k.arn"));
    assertThat(answer("sqs", QUEUE_ARN, queue, key)).isEqualTo(expected);
    assertThat(answer("sqs", QUEUE_ARN, queue)).isEqualTo(Answer.UNKNOWN);
  }

  @Test
  void theKeyOfAwsLetsSnsNotUseIt() {
    assertThat(answer("sqs", QUEUE_ARN, queue(policy(SENDS + "}"), Value.known("alias/aws/sqs"))))
        .isEqualTo(Answer.NO);
  }

  @ParameterizedTest
  @CsvSource({
    "lambda:InvokeFunction, sns.amazonaws.com, , YES",
    "lambda:InvokeFunction, events.amazonaws.com, , NO",
    "lambda:GetFunction, sns.amazonaws.com, , NO",
    "lambda:InvokeFunction, sns.amazonaws.com, arn:aws:sns:us-east-1:111122223333:others, NO",
    "lambda:InvokeFunction, sns.amazonaws.com, arn:aws:sns:us-east-1:111122223333:alarms, UNKNOWN",
  })
  void aFunctionNeedsAPermission(String action, String principal, String source, Answer expected) {
    Function function =
        function(
            new Function.Permission(
                Value.known(action),
                Value.known(principal),
                source == null ? Value.absent() : Value.known(source),
                Value.absent(),
                Value.known(false)));
    assertThat(answer("lambda", FUNCTION_ARN, function)).isEqualTo(expected);
  }

  @Test
  void aFunctionWithAPermissionForThisTopicIsCalledAndOneWithoutIsNot() {
    Function.Permission own =
        new Function.Permission(
            Value.known("lambda:InvokeFunction"),
            Value.known("sns.amazonaws.com"),
            TOPIC_ARN,
            Value.absent(),
            Value.known(false));
    assertThat(answer("lambda", FUNCTION_ARN, function(own))).isEqualTo(Answer.YES);
    assertThat(answer("lambda", FUNCTION_ARN, function())).isEqualTo(Answer.NO);
  }

  @ParameterizedTest
  @CsvSource({"sqs", "lambda", "email", "https"})
  void whatIsNotThereIsTakenToLetTheTopicDeliver(String protocol) {
    assertThat(answer(protocol, Value.known("arn:aws:sqs:us-east-1:444455556666:q")))
        .isEqualTo(Answer.YES);
  }

  @Test
  void aDeliveryStreamNeedsARole() {
    assertThat(answer("firehose", Value.known("arn:aws:firehose:us-east-1:444455556666:s")))
        .isEqualTo(Answer.NO);
  }

  private static Queue queue(Value<Policy> policy, Value<String> key) {
    return new Queue(
        "aws_sqs_queue.q",
        List.of(QUEUE_ARN),
        Value.known("q"),
        HERE,
        policy,
        "aws_sqs_queue_policy.q",
        key);
  }

  private static Function function(Function.Permission... permissions) {
    return new Function(
        "aws_lambda_function.f",
        List.of(FUNCTION_ARN),
        Value.known("f"),
        Value.absent(),
        HERE,
        List.of(permissions));
  }

  private static Value<Policy> policy(String statement) {
    return Value.known(
        PolicyReader.read("{\"Statement\":[" + statement + "]}", Value::known).orElseThrow());
  }

  private static Answer answer(String protocol, Value<String> endpoint, Element... behind) {
    Topic topic =
        new Topic(
            "aws_sns_topic.alarms",
            TOPIC_ARN,
            Value.known("alarms"),
            HERE,
            Value.absent(),
            "aws_sns_topic.alarms",
            Value.absent());
    Subscription subscription =
        new Subscription(
            "aws_sns_topic_subscription.s",
            TOPIC_ARN,
            Value.known(protocol),
            endpoint,
            Value.absent(),
            Value.unknown(),
            Value.absent(),
            Value.known("MessageAttributes"));
    List<Element> elements = new ArrayList<>(List.of(behind));
    elements.add(topic);
    elements.add(subscription);
    Chain chain =
        Chain.start(
                new Chain.Question(
                    new Infrastructure(Source.PLAN, elements),
                    new Patterns(),
                    Controls.require("console-signin-without-mfa"),
                    Judge.DELIVERY,
                    Allowance.ONE_EVENT),
                Optional.empty(),
                Value.unknown())
            .with(TOPIC_ARN, Optional.of(topic))
            .with(subscription);
    return new SubscriberTakesFromTopic().check(chain).answer();
  }
}
