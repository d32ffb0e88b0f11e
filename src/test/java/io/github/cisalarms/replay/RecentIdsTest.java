package io.github.cisalarms.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentIdsTest {

  @Test
  void knowsAnIdThatCameBefore() {
    RecentIds ids = new RecentIds(100);
    assertThat(ids.add(id(1))).isTrue();
    assertThat(ids.add(id(2))).isTrue();
    assertThat(ids.add(id(1))).isFalse();
    assertThat(ids.add(id(2))).isFalse();
  }

  @Test
  void knowsEveryIdOfTheGenerationBeforeToo() {
    RecentIds ids = new RecentIds(10_000);
    IntStream.range(0, 20_000).forEach(i -> assertThat(ids.add(id(i))).isTrue());
    assertThat(IntStream.range(0, 20_000).filter(i -> ids.add(id(i)))).isEmpty();
  }

  @Test
  void forgetsWhatIsTwoGenerationsOld() {
    RecentIds ids = new RecentIds(10);
    IntStream.range(0, 21).forEach(i -> ids.add(id(i)));
    assertThat(ids.add(id(20))).isFalse();
    assertThat(ids.add(id(10))).isFalse();
    assertThat(ids.add(id(0))).isTrue();
  }

  private static long id(int i) {
    return (i + 1) * 0x9E3779B97F4A7C15L;
  }
}
