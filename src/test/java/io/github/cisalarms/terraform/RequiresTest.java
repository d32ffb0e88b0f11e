package io.github.cisalarms.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;

class RequiresTest {

  @Test
  void runsTheTestsWhereNothingIsMissing() {
    assertThat(Requires.Condition.evaluate(List.of(), Optional.of("1")).isDisabled()).isFalse();
  }

  @Test
  void skipsTheTestsAndSaysWhatIsMissing() {
    ConditionEvaluationResult result =
        Requires.Condition.evaluate(
            List.of("terraform is not on PATH", "no moto_server"), Optional.empty());

    assertThat(result.isDisabled()).isTrue();
    assertThat(result.getReason()).hasValue("missing: terraform is not on PATH; no moto_server");
  }

  @Test
  void failsInsteadWhereSkippingIsForbidden() {
    assertThatThrownBy(
            () ->
                Requires.Condition.evaluate(List.of("terraform is not on PATH"), Optional.of("1")))
        .hasMessage(
            "missing: terraform is not on PATH (and CIS_ALARMS_REQUIRE_TOOLS=1 forbids to skip)");
  }
}
