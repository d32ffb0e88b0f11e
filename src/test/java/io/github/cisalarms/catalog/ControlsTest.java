package io.github.cisalarms.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ControlsTest {

  @Test
  void findsAControlBySlug() {
    assertThat(Controls.bySlug("console-signin-without-mfa"))
        .hasValueSatisfying(
            control -> assertThat(control.metricName()).isEqualTo("no_mfa_console_signin_metric"));
  }
}
