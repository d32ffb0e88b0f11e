package io.github.cisalarms.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class AssumedRoleTest {

  @Test
  void takesRolesWithPathsInAnyPartition() {
    assertThat(AssumedRole.of("arn:aws-us-gov:iam::111122223333:role/audit/cis-alarms"))
        .extracting(AssumedRole::sessionName)
        .isEqualTo("cis-alarms");
  }

  @Test
  void refusesWhatIsNoRole() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AssumedRole.of("cis-alarms-audit"))
        .withMessage(
            "'cis-alarms-audit' is no role's ARN; write it as in"
                + " arn:aws:iam::111122223333:role/cis-alarms-audit");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new AssumedRole("arn:aws:iam::111122223333:role/r", "cis alarms", Optional.empty()))
        .withMessageStartingWith("'cis alarms' can't name a session;");
  }
}
