package io.github.cisalarms.cli;

import io.github.cisalarms.adopt.AdoptFile;
import io.github.cisalarms.files.IndentedJson;
import io.github.cisalarms.fleet.FleetConfig;
import io.github.cisalarms.fleet.FleetStacks;
import io.github.cisalarms.fleet.StackPlace;
import io.github.cisalarms.fleet.SynthSummary;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cis-alarms synth}: the configuration file as Terraform stacks. */
@Command(
    description = "Writes a Terraform stack for every account of the configuration file.",
    footer = {
      "",
      "Each folder DIR/stacks/NAME is a plain Terraform root, for terraform init and"
          + " terraform plan. Only what changed is written. A stack that the configuration no longer"
          + " has is reported as orphaned; destroy what it made before you remove it with --prune.",
      "",
      "Run by cdktf synth, diff or deploy, it writes into the folder that they expect."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the stacks are written; with --check, they are what would be",
      "1:with --check, some are not what would be written",
      "2:the configuration or the usage is wrong"
    })
final class SynthCommand implements Callable<Integer> {

  /** Where CDKTF's command line wants its stacks. */
  private static final String CDKTF_OUTDIR = "CDKTF_OUTDIR";

  /** A warning names so many; a thousand would hide what follows. */
  private static final int ACCOUNTS_NAMED = 5;

  @Spec private CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      defaultValue = "cis-alarms.yaml",
      description = "The configuration file. Default: ${DEFAULT-VALUE}")
  private Path config;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder that gets the stacks. Default: cdktf.out")
  private Optional<Path> out;

  @Option(names = "--prune", description = "Removes stacks that the configuration no longer has.")
  private boolean prune;

  @Option(
      names = "--check",
      description = "Writes nothing; exits with 1 if the stacks are not what would be written.")
  private boolean check;

  @Option(names = "--json", description = "Prints the summary as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Optional<String> cdktf =
        Optional.ofNullable(System.getenv(CDKTF_OUTDIR)).filter(folder -> out.isEmpty());
    requireSense(cdktf);
    FleetStacks.startInBackground();
    FleetConfig fleet = FleetConfig.read(config);
    warn(fleet.accountsWithoutSubscriber());
    if (cdktf.isPresent()) {
      FleetStacks.synthesizeForCdktf(fleet, Path.of(cdktf.get()));
      return 0;
    }
    Path folder = out.orElse(Path.of("cdktf.out"));
    FleetStacks stacks =
        check
            ? FleetStacks.synthesize(fleet, folder, progress(fleet))
            : FleetStacks.synthesizeChanged(fleet, folder, progress(fleet));
    adviseAdopted(fleet, folder);
    SynthSummary summary = check ? stacks.compare() : stacks.write(prune);
    if (json) {
      printJson(stacks.folder(), summary);
    } else {
      print(stacks.folder(), summary);
    }
    return check && !summary.isClean() ? 1 : 0;
  }

  private void requireSense(Optional<String> cdktf) {
    if (config.toString().equals("-")) {
      throw new ParameterException(
          spec.commandLine(),
          "--config -: the configuration is not read from standard input, since paths in it start"
              + " from its folder; name a file");
    }
    if (cdktf.isPresent() && (check || prune || json)) {
      throw new ParameterException(
          spec.commandLine(),
          CDKTF_OUTDIR
              + " is set, so this run writes for CDKTF's command line and has no use for --check,"
              + " --prune and --json; unset it, or name the folder with --out");
    }
  }

  /** Import blocks that have done their work only make the next reader wonder. */
  private void adviseAdopted(FleetConfig fleet, Path folder) throws IOException {
    for (String stack : fleet.stackNames()) {
      Path adopted = FleetStacks.folder(folder, stack);
      if (AdoptFile.isIn(adopted)) {
        StackPlace place = fleet.place(stack, folder);
        String file = adopted.resolve(AdoptFile.NAME).toString();
        boolean done = AdoptFile.isDone(adopted, place.addresses());
        if (done || place.remoteState()) {
          spec.commandLine()
              .getErr()
              .println(
                  file
                      + (done ? " is applied and" : ", once it is applied,")
                      + " is no longer needed: cis-alarms adopt --done removes it.");
        }
      }
    }
  }

  private void warn(List<String> accounts) {
    if (!accounts.isEmpty()) {
      int more = accounts.size() - ACCOUNTS_NAMED;
      spec.commandLine()
          .getErr()
          .println(
              "Nobody subscribes to the topic of account "
                  + accounts.stream().limit(ACCOUNTS_NAMED).collect(Collectors.joining(", "))
                  + (more > 0 ? " and " + more + " more" : "")
                  + ", so its alarms tell nobody; write 'subscriptions', or the 'sns_topic_arn' of"
                  + " a topic that has some.");
    }
  }

  private void print(Path folder, SynthSummary summary) {
    PrintWriter text = spec.commandLine().getOut();
    String changed = check ? "stale" : "written";
    list(changed, folder, summary.written());
    list("orphaned", folder, summary.orphaned());
    list("pruned", folder, summary.pruned());
    summary.atlantis().ifPresent(file -> line(changed, file));
    int count = summary.written().size() + summary.unchanged().size();
    text.print(folder + ": " + count + (count == 1 ? " stack, " : " stacks, "));
    text.print(summary.written().size() + " " + changed + ", ");
    text.print(summary.unchanged().size() + " unchanged, ");
    text.println(summary.orphaned().size() + " orphaned, " + summary.pruned().size() + " pruned");
    text.flush();
    PrintWriter advice = spec.commandLine().getErr();
    if (!summary.orphaned().isEmpty()) {
      advice.println(
          "Orphaned stacks are not in "
              + config
              + " any more. If one goes by another name now, move its state there, since a destroy"
              + " would take the alarms that both have; else run 'terraform destroy' in its folder."
              + " Then synth --prune.");
    }
    if (check && !(summary.written().isEmpty() && summary.atlantis().isEmpty())) {
      advice.println("Run 'cis-alarms synth', read the diff, commit it.");
    }
  }

  private void list(String what, Path folder, List<String> stacks) {
    stacks.forEach(stack -> line(what, folder.resolve(stack)));
  }

  private void line(String what, Path path) {
    spec.commandLine().getOut().println(what + " ".repeat(10 - what.length()) + path);
  }

  private void printJson(Path folder, SynthSummary summary) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("folder", folder.toString().replace('\\', '/'));
    result.put(check ? "stale" : "written", summary.written());
    result.put("unchanged", summary.unchanged());
    result.put("orphaned", summary.orphaned());
    result.put("pruned", summary.pruned());
    result.put("atlantis", summary.atlantis().map(Path::toString).orElse(null));
    spec.commandLine().getOut().print(IndentedJson.print(result));
  }

  /** Counts on the terminal; says nothing into a file or pipe. */
  private IntConsumer progress(FleetConfig fleet) {
    if (System.console() == null) {
      return done -> {};
    }
    PrintWriter err = spec.commandLine().getErr();
    return done -> {
      if (done % 50 == 0) {
        err.print("\r" + done + " of " + fleet.size() + " stacks");
      }
      if (done == fleet.size()) {
        // Carriage return and "erase to the end of the line": the summary starts on a clean one.
        err.print("\r\u001b[K");
      }
      err.flush();
    };
  }
}
