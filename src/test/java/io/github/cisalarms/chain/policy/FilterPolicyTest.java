package io.github.cisalarms.chain.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cisalarms.chain.value.Answer;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterPolicyTest {

  private static final String MESSAGE =
      """
      {"AlarmName":"no_mfa_alarm","NewStateValue":"ALARM","AWSAccountId":"111122223333",
       "Region":"US East (Ohio)","Address":"192.0.2.77","Tags":["a","b"],"Nothing":null,"On":true,
       "Trigger":{"MetricName":"no_mfa","Threshold":1.0}}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          YES     | {}
          YES     | {"NewStateValue":["ALARM"]}
          NO      | {"NewStateValue":["OK"]}
          YES     | {"NewStateValue":["OK","ALARM"]}
          NO      | {"NewStateValue":["alarm"]}
          YES     | {"NewStateValue":[{"equals-ignore-case":"alarm"}]}
          NO      | {"NewStateValue":["ALARM"],"AlarmName":["other"]}
          YES     | {"AlarmName":[{"prefix":"no_mfa"}]}
          NO      | {"AlarmName":[{"prefix":"root"}]}
          YES     | {"AlarmName":[{"suffix":"_alarm"}]}
          YES     | {"AlarmName":[{"wildcard":"no_*_alarm"}]}
          NO      | {"AlarmName":[{"wildcard":"no_*_metric"}]}
          YES     | {"AlarmName":[{"anything-but":"other"}]}
          NO      | {"AlarmName":[{"anything-but":["other","no_mfa_alarm"]}]}
          NO      | {"AlarmName":[{"anything-but":{"prefix":"no_"}}]}
          YES     | {"AlarmName":[{"anything-but":{"suffix":["_x","_y"]}}]}
          NO      | {"Missing":[{"anything-but":"other"}]}
          NO      | {"Missing":["x"]}
          YES     | {"Missing":[{"exists":false}]}
          NO      | {"Missing":[{"exists":true}]}
          YES     | {"AlarmName":[{"exists":true}]}
          NO      | {"AlarmName":[{"exists":false}]}
          YES     | {"Nothing":[null]}
          YES     | {"On":[true]}
          NO      | {"On":["true"]}
          YES     | {"Tags":["b"]}
          NO      | {"Tags":["c"]}
          YES     | {"Trigger":{"MetricName":["no_mfa"]}}
          NO      | {"Trigger":{"MetricName":["root"]}}
          YES     | {"Trigger":{"Threshold":[1]}}
          YES     | {"Trigger":{"Threshold":[{"numeric":["=",1]}]}}
          YES     | {"Trigger":{"Threshold":[{"numeric":[">",0,"<=",5]}]}}
          NO      | {"Trigger":{"Threshold":[{"numeric":[">",1]}]}}
          NO      | {"AlarmName":[{"numeric":[">",1]}]}
          YES     | {"Address":[{"cidr":"192.0.2.0/24"}]}
          NO      | {"Address":[{"cidr":"198.51.100.0/24"}]}
          YES     | {"$or":[{"AlarmName":["x"]},{"NewStateValue":["ALARM"]}]}
          NO      | {"$or":[{"AlarmName":["x"]},{"NewStateValue":["OK"]}]}
          NO      | {"$or":[{"AlarmName":["x"]},{"NewStateValue":["ALARM"]}],"Region":["x"]}
          NO      | {"$or":[{"NewStateValue":["ALARM"]}]}
          NO      | {"$or":["ALARM","OK"]}
          NO      | {"AlarmName":[{"wildcard":"no?mfa_alarm"}]}
          NO      | {"AlarmName":[{"anything-but":{"wildcard":"no_*"}}]}
          NO      | {"AlarmName":[{"anything-but":{"equals-ignore-case":["x","NO_MFA_ALARM"]}}]}
          YES     | {"AlarmName":[{"anything-but":{"prefix":["root","iam"]}}]}
          NO      | {"Trigger":{"Threshold":[{"anything-but":[1,2]}]}}
          YES     | {"Trigger":{"Threshold":[{"anything-but":[2,3]}]}}
          NO      | {"Trigger":["x"]}
          UNKNOWN | {"AlarmName":[{"wildcard":"no\\\\*mfa"}]}
          UNKNOWN | {"NewStateReason":["x"]}
          YES     | {"NewStateReason":[{"exists":true}]}
          NO      | {"NewStateReason":[{"exists":false}]}
          NO      | {"NewStateReason":["x"],"NewStateValue":["OK"]}
          UNKNOWN | {"Trigger":{"Period":[{"numeric":["=",300]}]}}
          UNKNOWN | {"AlarmName":[{"sounds-like":"no"}]}
          UNKNOWN | {"AlarmName":"no_mfa_alarm"}
          """)
  void letsThroughWhatSnsDoes(Answer expected, String policy) throws IOException {
    assertThat(
            FilterPolicy.read(policy)
                .orElseThrow()
                .accepts(
                    new ObjectMapper().readTree(MESSAGE),
                    Set.of("NewStateReason", "Trigger.Period")))
        .isEqualTo(expected);
  }

  @Test
  void whatIsNoObjectIsNoPolicy() {
    assertThat(FilterPolicy.read("[]")).isEmpty();
    assertThat(FilterPolicy.read("{")).isEmpty();
  }
}
