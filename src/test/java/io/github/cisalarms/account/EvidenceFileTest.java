package io.github.cisalarms.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvidenceFileTest {

  private static final Evidence EVIDENCE = new ExampleAccount().read();

  @Test
  void isReadAsItWasWritten() {
    String text = EvidenceFile.print(EVIDENCE);
    Evidence read = EvidenceFile.parse("evidence.json", text);

    assertThat(read.account()).isEqualTo(EVIDENCE.account());
    assertThat(read.ended()).isEqualTo(EVIDENCE.ended());
    assertThat(read.calls()).hasSameSizeAs(EVIDENCE.calls());
    assertThat(EvidenceFile.print(read)).isEqualTo(text);
    assertThat(EvidenceFile.print(new ExampleAccount().read())).isEqualTo(text);
  }

  /** docs/audit.md judges it. */
  @Test
  void theDocumentedFileIsThatOfTheExample() throws IOException {
    ExampleAccount account =
        new ExampleAccount()
            .change(
                "DescribeAlarms",
                answer ->
                    answer
                        .get("MetricAlarms")
                        .forEach(
                            alarm -> {
                              if (alarm.get("AlarmName").asText().equals("root-account-usage")) {
                                ((ObjectNode) alarm).put("ActionsEnabled", false);
                              }
                            }));
    String expected = EvidenceFile.print(account.read());
    Path documented = Path.of("docs/audit/account.json");
    assertThat(Files.readString(documented))
        .as("docs/audit/account.json is stale: write what is expected into it")
        .isEqualTo(expected);
  }

  @Test
  void saysThatItWasChanged() {
    String text =
        EvidenceFile.print(EVIDENCE).replace("\"IsLogging\": true", "\"IsLogging\": false");
    assertThatThrownBy(() -> EvidenceFile.parse("evidence.json", text))
        .isInstanceOf(AccountException.class)
        .hasMessage(
            "evidence.json: this was changed after it was written: its sha256 is of something"
                + " else; take the file as it was written, or read the account again");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{}", "{\"planned_values\": {}}", "{\"evidence\": \"1\"}"})
  void refusesWhatIsNoEvidence(String text) {
    assertThatThrownBy(() -> EvidenceFile.parse("x.json", text))
        .isInstanceOf(AccountException.class)
        .hasMessage("x.json: this is no evidence; 'cis-alarms audit --evidence FILE' writes some");
  }

  @Test
  void refusesWhatIsNoJson() {
    assertThatThrownBy(() -> EvidenceFile.parse("x.json", "evidence"))
        .isInstanceOf(AccountException.class)
        .hasMessage(
            "x.json: this is no JSON; name a file that 'cis-alarms audit --evidence FILE' wrote");
  }

  @Test
  void refusesEvidenceOfAnotherForm() {
    assertThatThrownBy(() -> EvidenceFile.parse("x.json", "{\"evidence\": 2}"))
        .isInstanceOf(AccountException.class)
        .hasMessageStartingWith("x.json: this is evidence of the form 2, which a newer");
  }

  @Test
  void refusesACallOfWhichNothingCame() {
    Evidence hollow =
        new Evidence(
            EVIDENCE.account(),
            EVIDENCE.caller(),
            EVIDENCE.region(),
            EVIDENCE.started(),
            EVIDENCE.ended(),
            List.of(
                new Call(
                    EVIDENCE.account(),
                    EVIDENCE.region(),
                    Operation.GET_TOPIC_ATTRIBUTES,
                    Call.named("TopicArn", ExampleAccount.TOPIC),
                    Optional.empty(),
                    Optional.empty())));
    assertThatThrownBy(() -> EvidenceFile.parse("x.json", EvidenceFile.print(hollow)))
        .isInstanceOf(AccountException.class)
        .hasMessage(
            "x.json: this is no evidence: of the call sns:GetTopicAttributes there is neither an"
                + " answer nor a refusal");
  }
}
