package io.github.cisalarms.cli;

import io.github.cisalarms.account.Evidence;
import io.github.cisalarms.account.EvidenceFile;
import io.github.cisalarms.audit.AccountAudit;
import io.github.cisalarms.audit.FleetAudit;
import io.github.cisalarms.audit.FleetTarget;
import io.github.cisalarms.aws.AwsAccess;
import io.github.cisalarms.aws.AwsSettings;
import io.github.cisalarms.chain.verdict.FleetVerdict;
import io.github.cisalarms.chain.verdict.Requirements;
import io.github.cisalarms.files.GeneratedFile;
import io.github.cisalarms.fleet.FleetConfig;
import io.github.cisalarms.report.Display;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which accounts an audit reads, if it is more than one. */
final class FleetOptions {

  private static final String ROLE = "--role";
  private static final String CLEAR_LINE = "\r\u001b[K";

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @ArgGroup private Which which = new Which();

  private static final class Which {
    @Option(
        names = "--config",
        paramLabel = "FILE",
        description =
            "Every account of a configuration file such as cis-alarms.yaml, by the role or profile"
                + " that its stacks take, or by --role. Also says where an account differs from"
                + " the file.")
    private Optional<Path> config = Optional.empty();

    @Option(
        names = "--organization",
        description = "Every active account of the organization, by --role.")
    private boolean organization;
  }

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description =
          "How many accounts of a fleet are read at a time, each with one call in flight. Default:"
              + " ${DEFAULT-VALUE}")
  private int parallel = FleetAudit.AT_A_TIME;

  /** Whether several accounts are to be read. */
  boolean isFleet() {
    return which.config.isPresent() || which.organization;
  }

  /**
   * Reads all accounts and judges them.
   *
   * @param role name of the role to be taken in each
   * @param evidence folder that gets what was read, a file for each account
   */
  FleetVerdict audit(
      AwsSettings settings,
      Optional<String> role,
      Requirements requirements,
      Optional<Path> evidence) {
    if (parallel < 1) {
      throw new WrongOption(spec, "--parallel", "write 1 or more, as in 32");
    }
    List<FleetTarget> accounts = accounts(settings, role);
    return new FleetAudit(parallel, progress())
        .run(
            accounts,
            new AccountAudit(
                requirements,
                FleetTarget.ways(accounts),
                evidence.map(FleetOptions::writer).orElse(read -> {}),
                Clock.systemUTC()));
  }

  private List<FleetTarget> accounts(AwsSettings settings, Optional<String> role) {
    try {
      if (which.config.isPresent()) {
        return FleetTarget.ofConfig(
            FleetConfig.read(which.config.get()).accounts(), settings, role);
      }
      return FleetTarget.ofOrganization(
          AwsAccess.of(settings),
          role.orElseThrow(
              () ->
                  new WrongOption(
                      spec,
                      "--organization",
                      "takes the name of a role that is in every account: write --role NAME, as in"
                          + " --role cis-alarms-audit")));
    } catch (IllegalArgumentException e) {
      throw new WrongOption(spec, ROLE, e);
    }
  }

  /** Shows on one line of a terminal how far the audit is. */
  private FleetAudit.Progress progress() {
    PrintWriter err = spec.commandLine().getErr();
    return (done, unread, all) -> {
      if (Display.showsProgress()) {
        err.print(CLEAR_LINE + (done == all ? "" : line(done, unread, all)));
        err.flush();
      }
    };
  }

  /** Such as {@code 12 of 50 accounts, 1 could not be read}. */
  private static String line(int done, int unread, int all) {
    return done
        + " of "
        + all
        + " accounts"
        + (unread == 0 ? "" : ", " + unread + " could not be read");
  }

  private static Consumer<Evidence> writer(Path folder) {
    return read -> {
      try {
        new GeneratedFile(folder.resolve(read.account() + ".json"), EvidenceFile.print(read))
            .write();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }
}
