package io.github.cisalarms.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.catalog.Controls;
import io.github.cisalarms.catalog.PatternVariant;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class VariantResultTest {

  @Test
  void isAcceptedByTheCheckersThatAcceptTheVariantOfTheControl() {
    for (Control control : Controls.all()) {
      for (PatternVariant variant : control.variants()) {
        assertThat(new VariantResult(variant, 0, 0, Duration.ZERO).acceptedBy(control))
            .as("%s %s", control.slug(), variant.name())
            .isEqualTo(
                Arrays.stream(Checker.values())
                    .filter(checker -> control.rule(checker).isPresent())
                    .filter(checker -> control.acceptedBy(checker).contains(variant))
                    .toList());
      }
    }
  }
}
