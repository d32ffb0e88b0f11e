package io.github.cisalarms.cli;

import io.github.cisalarms.account.AccountChain;
import io.github.cisalarms.account.AccountReader;
import io.github.cisalarms.account.Evidence;
import io.github.cisalarms.account.EvidenceFile;
import io.github.cisalarms.account.IamPolicy;
import io.github.cisalarms.account.Reading;
import io.github.cisalarms.aws.AwsAccess;
import io.github.cisalarms.aws.AwsSettings;
import io.github.cisalarms.chain.verdict.AccountVerdict;
import io.github.cisalarms.chain.verdict.FleetVerdict;
import io.github.cisalarms.chain.verdict.Requirements;
import io.github.cisalarms.chain.verdict.Verdict;
import io.github.cisalarms.cli.value.LogGroupName;
import io.github.cisalarms.cli.value.RegionCode;
import io.github.cisalarms.files.GeneratedFile;
import io.github.cisalarms.report.FleetHtml;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cis-alarms audit}: the verdict on a live account. */
@Command(
    description = {
      "Judges what a live account has: whether each control detects, alarms and notifies, and what"
          + " each checker will say. Or judges again what an earlier audit read.",
      "",
      "Follows the trails to their log groups, filters, alarms, topics, keys and subscribers, in the"
          + " regions where these are. What may not be read is unknown. Nothing is written to AWS.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all required controls hold",
      "1:one does not, or it can't be told",
      "2:nothing could be read, or the usage is wrong"
    })
final class AuditCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "EVIDENCE.json",
      arity = "0..*",
      description =
          "What --evidence wrote: it is judged again, and no account is asked. Several are judged"
              + " as a fleet.")
  private List<Path> files = List.of();

  @Mixin private FleetOptions fleet;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "The profile of ~/.aws/config. Default: AWS_PROFILE, else default")
  private Optional<String> profile = Optional.empty();

  @Option(
      names = "--region",
      paramLabel = "REGION",
      converter = RegionCode.class,
      description =
          "Where the reading begins: any region that a trail of all regions covers. Default:"
              + " AWS_REGION or AWS_DEFAULT_REGION, else the profile's")
  private Optional<String> region = Optional.empty();

  @Option(
      names = "--role",
      paramLabel = "NAME",
      description =
          "Role that is taken in another account: in each of a fleet, and where a trail writes to"
              + " a log group, as an organization's trail does.")
  private Optional<String> role = Optional.empty();

  @Option(
      names = "--log-group",
      split = ",",
      paramLabel = "NAME",
      converter = LogGroupName.class,
      description =
          "Log group of this account and region that a trail writes to which can't be read."
              + " Whoever names it vouches for the trail.")
  private List<String> logGroups = List.of();

  @Option(
      names = "--evidence",
      paramLabel = "FILE",
      description =
          "Also writes everything that was read as JSON, with times, caller, all calls and a"
              + " SHA-256; of a fleet a file for each account, into a folder. 'cis-alarms audit"
              + " FILE' judges it again.")
  private Optional<Path> evidence = Optional.empty();

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description =
          "Also writes a page to be shown: accounts and controls, and the chain of each up to its"
              + " first broken link.")
  private Optional<Path> html = Optional.empty();

  @Option(
      names = "--iam-policy",
      description = "Prints the least IAM policy that an audit needs, and does nothing else.")
  private boolean iamPolicy;

  @Mixin private RequirementOptions required;

  @Mixin private VerdictOptions output;

  @Override
  public Integer call() throws IOException {
    if (iamPolicy) {
      spec.commandLine().getOut().print(IamPolicy.print());
      return 0;
    }
    Requirements requirements = requirements();
    VerdictOptions.Reports reports = output.reports();
    if (html.isPresent()) {
      GeneratedFile.requireFile(html.get());
    }
    if (fleet.isFleet() || files.size() > 1) {
      FleetVerdict verdict = fleet.isFleet() ? fleet(requirements) : again(requirements);
      writePage(verdict);
      return reports.write(verdict);
    }
    Evidence read = files.isEmpty() ? live() : again(files.get(0));
    Verdict verdict = verdict(read, requirements);
    writePage(new FleetVerdict(List.of(account(read, verdict))));
    return reports.write(verdict);
  }

  private FleetVerdict fleet(Requirements requirements) {
    if (!files.isEmpty() || !logGroups.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "--config and --organization say what is read: leave out "
              + (files.isEmpty() ? "--log-group" : "the files of evidence"));
    }
    return fleet.audit(new AwsSettings(profile, region), role, requirements, evidence);
  }

  private FleetVerdict again(Requirements requirements) throws IOException {
    List<AccountVerdict> accounts = new ArrayList<>();
    for (Path file : files) {
      Evidence read = again(file);
      accounts.add(account(read, verdict(read, requirements)));
    }
    return new FleetVerdict(accounts);
  }

  private static AccountVerdict account(Evidence read, Verdict verdict) {
    return AccountVerdict.of(
        read.account(), Optional.empty(), verdict, Optional.of(read.started()), List.of());
  }

  private void writePage(FleetVerdict verdict) throws IOException {
    if (html.isPresent()) {
      new GeneratedFile(html.get(), FleetHtml.of(verdict)).write();
    }
  }

  private Requirements requirements() {
    return required.requirements().withLogGroups(logGroups);
  }

  private Evidence again(Path file) throws IOException {
    if (profile.isPresent() || region.isPresent() || role.isPresent() || evidence.isPresent()) {
      throw new ParameterException(
          spec.commandLine(),
          "a file of evidence is judged without an account: leave out --profile, --region, --role"
              + " and --evidence, or the file");
    }
    return EvidenceFile.read(file);
  }

  private Evidence live() throws IOException {
    if (evidence.isPresent()) {
      GeneratedFile.requireFile(evidence.get());
    }
    AwsAccess access = AwsAccess.of(new AwsSettings(profile, region));
    try {
      // A name that can't be one is told before anything is read.
      role.ifPresent(name -> access.role("111122223333", name));
    } catch (IllegalArgumentException e) {
      throw new WrongOption(spec, "--role", e);
    }
    Evidence read =
        AccountReader.read(
            access,
            new Reading(
                logGroups,
                account -> role.map(name -> access.assuming(access.role(account, name))),
                Clock.systemUTC()));
    if (evidence.isPresent()) {
      new GeneratedFile(evidence.get(), EvidenceFile.print(read)).write();
    }
    return read.requireAnything();
  }

  private static Verdict verdict(Evidence evidence, Requirements requirements) {
    return Verdict.of(
        evidence.account(), AccountChain.of(evidence), Optional.empty(), List.of(), requirements);
  }
}
