package io.github.cisalarms.replay.tally;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TopCounterTest {

  private static final int MOST_TEXTS = 1_000;

  @Test
  void putsTheMostFrequentFirstAndEquallyFrequentOnesInOrder() {
    TopCounter counter = new TopCounter();
    for (String text : "c b a b c b d".split(" ")) {
      counter.add(text);
    }
    assertThat(counter.top(3))
        .containsExactly(new Count("b", 3), new Count("c", 2), new Count("a", 1));
  }

  @Test
  void keepsFrequentTextsAmongMoreThanItRemembers() {
    TopCounter counter = new TopCounter(MOST_TEXTS);
    for (int i = 0; i < 5 * MOST_TEXTS; i++) {
      counter.add("rare " + i);
      counter.add("frequent");
    }
    assertThat(counter.top(1)).containsExactly(new Count("frequent", 5L * MOST_TEXTS));
    assertThat(counter.top(Integer.MAX_VALUE)).hasSizeLessThanOrEqualTo(MOST_TEXTS);
  }
}
