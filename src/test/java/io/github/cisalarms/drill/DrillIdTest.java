package io.github.cisalarms.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrillIdTest {

  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  @Test
  void isFoundAgainByTheQueuesNameWithItsAge() {
    DrillId id = DrillId.at(NOON);

    assertThat(id.queueName()).startsWith("cis-alarms-drill-20261126T120000Z-").hasSizeLessThan(80);
    assertThat(id.streamName()).isEqualTo("cis-alarms-drill/" + id.text());
    assertThat(DrillId.ofQueue(id.queueName())).contains(id);
    assertThat(id.age(NOON.plusSeconds(90))).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void differsFromThatOfAnotherDrillOfTheSameSecond() {
    assertThat(DrillId.at(NOON)).isNotEqualTo(DrillId.at(NOON));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cis-alarms-drill-",
        "cis-alarms-drill-results",
        "cis-alarms-drill-20261126-abc",
        "cis-alarms-drill-20261126T120000Z-results",
        "tickets",
        "my-cis-alarms-drill-20261126T120000Z-abcdef"
      })
  void takesNobodyElsesQueueForADrills(String name) {
    assertThat(DrillId.ofQueue(name)).isEmpty();
  }
}
