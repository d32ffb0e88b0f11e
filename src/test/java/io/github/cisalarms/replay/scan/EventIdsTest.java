package io.github.cisalarms.replay.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventIdsTest {

  @Test
  void knowsAnIdThatCameBefore() {
    EventIds ids = EventIds.latest(100);
    assertThat(ids.add(id(1))).isTrue();
    assertThat(ids.add(id(2))).isTrue();
    assertThat(ids.add(id(1))).isFalse();
    assertThat(ids.add(id(2))).isFalse();
  }

  @Test
  void knowsEveryIdOfTheGenerationBeforeToo() {
    EventIds ids = EventIds.latest(10_000);
    IntStream.range(0, 20_000).forEach(i -> assertThat(ids.add(id(i))).isTrue());
    assertThat(IntStream.range(0, 20_000).filter(i -> ids.add(id(i)))).isEmpty();
  }

  @Test
  void forgetsWhatIsTwoGenerationsOld() {
    EventIds ids = EventIds.latest(10);
    IntStream.range(0, 21).forEach(i -> ids.add(id(i)));
    assertThat(ids.add(id(20))).isFalse();
    assertThat(ids.add(id(10))).isFalse();
    assertThat(ids.add(id(0))).isTrue();
  }

  @Test
  void knowsAllThatItIsMadeToKnow() {
    EventIds ids = EventIds.all();
    IntStream.range(0, 100_000).forEach(i -> assertThat(ids.add(id(i))).isTrue());
    assertThat(IntStream.range(0, 100_000).filter(i -> ids.add(id(i)))).isEmpty();
    assertThat(ids.fingerprints()).hasSize(100_000).isSorted().contains(id(0), id(99_999));
  }

  /** A resumed replay has to forget at the same place as one that was never stopped. */
  @Test
  void forgetsTheSameAfterItWasWrittenAndRead() throws IOException {
    EventIds ids = EventIds.latest(10);
    IntStream.range(0, 15).forEach(i -> ids.add(id(i)));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ids.write(new DataOutputStream(bytes));
    EventIds read =
        EventIds.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    IntStream.range(15, 21).forEach(i -> assertThat(read.add(id(i))).isTrue());
    assertThat(read.add(id(10))).isFalse();
    assertThat(read.add(id(0))).isTrue();
  }

  private static long id(int i) {
    return (i + 1) * 0x9E3779B97F4A7C15L;
  }
}
