package io.github.cisalarms.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetOptionsTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  @Test
  void anOrganizationTakesARole() {
    assertThat(run("audit", "--organization")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith(
            "--organization: takes the name of a role that is in every account: write --role NAME,"
                + " as in --role cis-alarms-audit");
  }

  @Test
  void aFleetAndFilesOfEvidenceExcludeEachOther() {
    assertThat(run("audit", "--config", "cis-alarms.yaml", "account.json")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith(
            "--config and --organization say what is read: leave out the files of evidence");
    assertThat(run("audit", "--config", "cis-alarms.yaml", "--organization")).isEqualTo(2);
  }

  @Test
  void refusesWhatIsNoNumberOfAccounts() {
    assertThat(run("audit", "--config", "cis-alarms.yaml", "--parallel", "0")).isEqualTo(2);
    assertThat(err.toString()).startsWith("--parallel: write 1 or more, as in 32");
  }

  @Test
  void refusesARoleThatNobodyCanHave() {
    assertThat(run("audit", "--config", "cis-alarms.yaml", "--role", "a b")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("--role: 'arn:aws:iam::111122223333:role/a b' is no role's ARN");
  }

  @Test
  void namesWhatIsWrongWithTheConfiguration() {
    Path none = folder.resolve("none.yaml");
    assertThat(run("audit", "--config", none.toString())).isEqualTo(2);
    assertThat(err.toString()).contains(none.toString());
    assertThat(out.toString()).isEmpty();
  }

  private int run(String... arguments) {
    err.getBuffer().setLength(0);
    return Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
  }
}
