package io.github.cisalarms.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample's stack, as the packaged program synthesizes it, applied to an emulated account. */
@AgainstMoto
class StackApplyIT {

  private static final String SAMPLE = "cis-alarms.yaml";
  private static final String SAMPLE_ACCOUNT = "111122223333";

  @TempDir private Path folder;

  @Test
  void makesTheChainAndAsksForNoMoreChanges(Moto moto) throws Exception {
    EmulatedAccount account = new EmulatedAccount(moto);
    account.createLogGroup();
    Path stack = synthesizeFor(Moto.ACCOUNT);
    Terraform terraform = Engine.TERRAFORM.init(stack, moto.environment());

    terraform.run("apply", "-auto-approve").assertSucceeded();

    assertThat(account.topics()).hasSize(1);
    String topic = account.topics().get(0);
    Chains.assertComplete(account, topic);
    assertThat(account.alarms()).hasSize(16).containsKey("console-signin-without-mfa");
    assertThat(account.subscriptions(topic)).containsExactly("email security@example.com");
    assertThat(account.topicPolicy(topic).at("/Statement/0/Condition/StringEquals"))
        .hasToString("{\"aws:SourceAccount\":\"" + Moto.ACCOUNT + "\"}");
    terraform.run("plan", "-detailed-exitcode").assertExitCode(0);

    terraform.run("destroy", "-auto-approve").assertSucceeded();

    assertThat(account.patterns()).isEmpty();
    assertThat(account.alarms()).isEmpty();
    assertThat(account.topics()).isEmpty();
  }

  @Test
  void isForItsOwnAccountOnly(Moto moto) throws Exception {
    Terraform terraform = Engine.TERRAFORM.init(synthesizeFor(SAMPLE_ACCOUNT), moto.environment());

    Terraform.Outcome outcome = terraform.run("plan");

    outcome.assertExitCode(1);
    assertThat(outcome.stderr()).contains("AWS account ID not allowed: " + Moto.ACCOUNT);
  }

  private Path synthesizeFor(String account) throws IOException {
    Path config = folder.resolve(SAMPLE);
    Files.writeString(config, Files.readString(Path.of(SAMPLE)).replace(SAMPLE_ACCOUNT, account));
    Path out = folder.resolve("out");
    ExecutableJar.run("synth", "--config", config.toString(), "--out", out.toString())
        .assertSucceeded();
    return out.resolve("stacks").resolve(account + "-us-east-1");
  }
}
