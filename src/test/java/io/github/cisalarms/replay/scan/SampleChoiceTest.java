package io.github.cisalarms.replay.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cisalarms.replay.tally.PatternTally;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class SampleChoiceTest {

  private final SampleChoice samples = new SampleChoice();

  @Test
  void takesTheFirstOfEachKindAndPattern() {
    assertThat(samples.takes(bits(1), "iam:CreateUser bob")).isTrue();
    assertThat(samples.takes(bits(1), "iam:CreateUser bob")).isFalse();
    assertThat(samples.takes(bits(1), "iam:CreateUser ann")).isTrue();
    assertThat(samples.takes(bits(1, 2), "iam:CreateUser bob")).isTrue();
  }

  /** Or a file in which each event has another identity would be kept as a whole. */
  @Test
  void takesNoMoreThanAreShown() {
    int taken = 0;
    for (int i = 0; i < 1000; i++) {
      taken += samples.takes(bits(1), "iam:CreateUser " + i) ? 1 : 0;
    }
    assertThat(taken).isEqualTo(PatternTally.MOST_SAMPLES);
  }

  private static BitSet bits(int... set) {
    BitSet bits = new BitSet();
    for (int bit : set) {
      bits.set(bit);
    }
    return bits;
  }
}
