package io.github.cisalarms.chain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cisalarms.chain.Alarm;
import io.github.cisalarms.chain.Place;
import io.github.cisalarms.chain.policy.Named;
import io.github.cisalarms.chain.policy.PolicyReader;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.chain.value.Value;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether an alarm's message gets through a topic's policy. */
class AlarmRequestTest {

  private static final String TOPIC = "arn:aws:sns:eu-central-1:111122223333:alarms";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          YES     | {"Effect":"Allow","Principal":{"Service":"cloudwatch.amazonaws.com"},"Action":"sns:Publish","Resource":"*"}
          YES     | {"Effect":"Allow","Principal":{"Service":["events.amazonaws.com","cloudwatch.amazonaws.com"]},"Action":["SNS:Publish"],"Resource":"arn:aws:sns:eu-central-1:111122223333:alarms"}
          YES     | {"Effect":"Allow","Principal":"*","Action":"sns:*","Resource":"arn:aws:sns:*:*:alarms"}
          YES     | {"Effect":"Allow","Principal":{"AWS":"*"},"Action":"SNS:Publish","Resource":"*","Condition":{"StringEquals":{"AWS:SourceOwner":"111122223333"}}}
          NO      | {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"sns:Publish","Resource":"*"}
          NO      | {"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Action":"sns:Publish","Resource":"*"}
          NO      | {"Effect":"Allow","Principal":{"Service":"cloudwatch.amazonaws.com"},"Action":"sns:Subscribe","Resource":"*"}
          NO      | {"Effect":"Allow","Principal":{"Service":"cloudwatch.amazonaws.com"},"Action":"sns:Publish","Resource":"arn:aws:sns:eu-central-1:111122223333:others"}
          NO      | {"Effect":"Deny","Principal":"*","Action":"sns:Publish","Resource":"*"}
          YES     | {"Effect":"Allow","Principal":{"Service":"cloudwatch.amazonaws.com"},"NotAction":"sns:Subscribe","Resource":"*"}
          YES     | {"Effect":"Allow","NotPrincipal":{"Service":"events.amazonaws.com"},"Action":"sns:Publish","Resource":"*"}
          YES     | {"Effect":"Allow","Principal":{"Service":"cloudwatch.amazonaws.com"},"Action":"sns:Publish","Resource":"*","Condition":{"StringEquals":{"aws:SourceAccount":["444455556666","111122223333"]}}}
          NO      | {"Effect":"Allow","Principal":{"Service":"cloudwatch.amazonaws.com"},"Action":"sns:Publish","Resource":"*","Condition":{"StringEquals":{"aws:SourceAccount":"444455556666"}}}
          YES     | {"Effect":"Allow","Principal":{"Service":"cloudwatch.amazonaws.com"},"Action":"sns:Publish","Resource":"*","Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:cloudwatch:eu-central-1:111122223333:alarm:*"}}}
          NO      | {"Effect":"Allow","Principal":{"Service":"cloudwatch.amazonaws.com"},"Action":"sns:Publish","Resource":"*","Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:cloudwatch:us-east-1:111122223333:alarm:*"}}}
          NO      | {"Effect":"Allow","Principal":"*","Action":"sns:Publish","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-1234567890"}}}
          YES     | {"Effect":"Allow","Principal":"*","Action":"sns:Publish","Resource":"*","Condition":{"StringEqualsIfExists":{"aws:PrincipalOrgID":"o-1234567890"}}}
          YES     | {"Effect":"Allow","Principal":"*","Action":"sns:Publish","Resource":"*","Condition":{"Null":{"aws:PrincipalOrgID":"true"}}}
          YES     | {"Effect":"Allow","Principal":"*","Action":"sns:Publish","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"true"}}}
          NO      | {"Effect":"Allow","Principal":{"Service":"cloudwatch.amazonaws.com"},"Action":"sns:Publish","Resource":"*","Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:cloudwatch:*:alarm:a"}}}
          NO      | {"Effect":"Allow","Principal":{"Service":"cloudwatch.amazonaws.com"},"Action":"sns:Publish","Resource":"*","Condition":{"StringEquals":{"aws:SourceArn":"arn:aws:cloudwatch:*:*:alarm:*"}}}
          YES     | {"Effect":"Allow","Principal":{"Service":"cloudwatch.amazonaws.com"},"Action":"sns:Publish","Resource":"*","Condition":{"StringEqualsIgnoreCase":{"aws:SourceArn":"ARN:aws:cloudwatch:eu-central-1:111122223333:alarm:A"}}}
          NO      | {"Effect":"Allow","Principal":{"Service":"cloudwatch.amazonaws.com"},"Action":"sns:Publish","Resource":"*","Condition":{"ArnNotEquals":{"aws:SourceArn":"arn:aws:cloudwatch:*:*:alarm:a"}}}
          NO      | {"Effect":"Allow","Principal":{"Service":"cloudwatch.amazonaws.com"},"Action":"sns:Publish","Resource":"*","Condition":{"StringNotLike":{"aws:SourceArn":"arn:aws:cloudwatch:*"}}}
          NO      | {"Effect":"Allow","Principal":"*","Action":"sns:Publish","Resource":"*","Condition":{"ForAnyValue:StringNotEquals":{"aws:PrincipalOrgID":"o-1234567890"}}}
          YES     | {"Effect":"Allow","Principal":"*","Action":"sns:Publish","Resource":"*","Condition":{"ForAnyValue:StringEqualsIfExists":{"aws:PrincipalOrgID":"o-1234567890"}}}
          YES     | {"Effect":"Allow","Principal":"*","Action":"sns:Publish","Resource":"*","Condition":{"StringNotEquals":{"aws:PrincipalOrgID":"o-1234567890"}}}
          YES     | {"Effect":"Allow","Principal":"*","Action":"sns:Publish","Resource":"*","Condition":{"Bool":{"aws:ViaAWSService":"false","aws:PrincipalIsAWSService":"true"}}}
          NO      | {"Effect":"Allow","Principal":"*","Action":"sns:Publish","Resource":"*","Condition":{"StringEquals":{"sns:Protocol":"https"}}}
          UNKNOWN | {"Effect":"Allow","Principal":"*","Action":"sns:Publish","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"192.0.2.0/24"}}}
          UNKNOWN | {"Effect":"Allow","Principal":{"Service":"cloudwatch.amazonaws.com"},"Action":"sns:Publish","Resource":"*","Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:cloudwatch:*"}}}
          NO      | {"Effect":"Allow","Principal":"*","Action":"sns:Publish","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceAccount":"111122223333"}}}
          UNKNOWN | {"Effect":"Allow","Principal":"*","Action":"sns:Publish","Resource":"*","Condition":{"StringEquals":{"aws:SourceOrgID":"o-1234567890"}}}
          UNKNOWN | {"Effect":"Allow","Principal":"*","Action":"sns:Publish","Resource":"*","Condition":{"DateGreaterThan":{"aws:CurrentTime":"2026-01-01T00:00:00Z"}}}
          """)
  void judgesOneStatement(Answer expected, String statement) {
    assertThat(allows("[" + statement + "]")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"false,YES", "true,NO"})
  void letsADenialOutweighAnAllowance(String secure, Answer expected) {
    assertThat(
            allows(
                """
                [{"Effect":"Allow","Principal":{"Service":"cloudwatch.amazonaws.com"},"Action":"sns:Publish","Resource":"*"},
                 {"Effect":"Deny","Principal":{"AWS":"*"},"Action":"sns:Publish","Resource":"*",
                  "Condition":{"Bool":{"aws:SecureTransport":"%s"}}}]
                """
                    .formatted(secure)))
        .isEqualTo(expected);
  }

  private static Answer allows(String statements) {
    Alarm alarm =
        new Alarm(
            "aws_cloudwatch_metric_alarm.a",
            Value.unknown(),
            Value.known("a"),
            new Place(Value.known("111122223333"), Value.known("eu-central-1")),
            List.of(),
            false,
            List.of(),
            false,
            Value.absent(),
            Value.absent(),
            Value.absent(),
            Value.absent(),
            Value.absent(),
            Value.absent(),
            Value.absent(),
            Value.absent(),
            List.of());
    return PolicyReader.read("{\"Statement\":" + statements + "}", Value::known)
        .orElseThrow()
        .allows(AlarmRequest.publish(alarm.actor(), Named.of(Value.known(TOPIC))));
  }
}
