package io.github.cisalarms.replay.trail;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cisalarms.replay.trail.TrailSelection.Answer;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrailSelectionTest {

  private static final TrailSelection NARROW =
      new TrailSelection(
          Optional.of(Instant.parse("2026-08-03T12:00:00Z")),
          Optional.of(Instant.parse("2026-08-05T00:00:00Z")),
          Set.of("111122223333"),
          Set.of("eu-west-1"));

  @ParameterizedTest
  @CsvSource({
    "111122223333_CloudTrail_eu-west-1_20260803T1200Z_abc.json.gz, WANTED",
    "111122223333_CloudTrail_eu-west-1_20260804T2359Z_abc.json.gz, WANTED",
    "111122223333_CloudTrail_eu-west-1_20260803T1159Z_abc.json.gz, NOT_WANTED",
    "111122223333_CloudTrail_eu-west-1_20260805T0000Z_abc.json.gz, NOT_WANTED",
    "444455556666_CloudTrail_eu-west-1_20260804T0000Z_abc.json.gz, NOT_WANTED",
    "111122223333_CloudTrail_eu-west-2_20260804T0000Z_abc.json.gz, NOT_WANTED",
    "111122223333_CloudTrail-Digest_eu-west-1_20260804T0000Z_abc.json.gz, NO_EVENTS",
    "111122223333_CloudTrail-Insight_eu-west-1_20260804T0000Z_abc.json.gz, NO_EVENTS",
    ".hidden.json.gz, NO_EVENTS",
    "notes.txt, NO_EVENTS",
    "events.json, CANNOT_TELL",
  })
  void answersByTheNameThatCloudTrailGives(String name, Answer answer) {
    assertThat(NARROW.answer(name)).isEqualTo(answer);
  }

  @ParameterizedTest
  @CsvSource({
    "trail, true",
    "AWSLogs, true",
    "x/AWSLogs/o-abcdefghij, true",
    "x/AWSLogs/o-abcdefghij/111122223333, true",
    "x/AWSLogs/o-abcdefghij/444455556666, false",
    "AWSLogs/111122223333/CloudTrail, true",
    "AWSLogs/111122223333/CloudTrail-Digest, false",
    "AWSLogs/111122223333/vpcflowlogs, false",
    "AWSLogs/111122223333/CloudTrail/eu-west-1, true",
    "AWSLogs/111122223333/CloudTrail/us-east-1/2026/08/03, false",
    "AWSLogs/copies, true",
  })
  void entersFoldersThatMayHaveWhatIsWanted(String folder, boolean enters) {
    assertThat(NARROW.enters(folder)).isEqualTo(enters);
  }

  @Test
  void takesAnyEventsWhenNothingIsAsked() {
    assertThat(TrailSelection.ALL.answer("events.json")).isEqualTo(Answer.WANTED);
    assertThat(TrailSelection.ALL.enters("AWSLogs/111122223333/CloudTrail-Digest")).isTrue();
  }
}
