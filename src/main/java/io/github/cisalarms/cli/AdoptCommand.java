package io.github.cisalarms.cli;

import io.github.cisalarms.account.AccountReader;
import io.github.cisalarms.account.Evidence;
import io.github.cisalarms.account.EvidenceFile;
import io.github.cisalarms.account.Reading;
import io.github.cisalarms.adopt.AdoptFile;
import io.github.cisalarms.adopt.AdoptSource;
import io.github.cisalarms.adopt.Adoption;
import io.github.cisalarms.adopt.AdoptionJson;
import io.github.cisalarms.adopt.AdoptionText;
import io.github.cisalarms.adopt.FleetAdoption;
import io.github.cisalarms.adopt.StackChoice;
import io.github.cisalarms.audit.FleetTarget;
import io.github.cisalarms.aws.AwsSettings;
import io.github.cisalarms.cli.value.LogGroupName;
import io.github.cisalarms.files.GeneratedFile;
import io.github.cisalarms.files.IndentedJson;
import io.github.cisalarms.fleet.FleetConfig;
import io.github.cisalarms.fleet.FleetStacks;
import io.github.cisalarms.fleet.resource.StackResource;
import io.github.cisalarms.fleet.resource.StackResources;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cis-alarms adopt}: takes over what an account has already. */
@Command(
    description = {
      "Takes over the filters, alarms, topics and subscriptions that an account has already:"
          + " proposes settings for cis-alarms.yaml, writes adopt.tf.json with import and moved"
          + " blocks beside the stack, and says what terraform plan will show.",
      "Exit code: 0 done, or nothing to do; 2 wrong input."
    },
    footer = {
      "",
      "Nothing is changed in AWS. Without --write the change of cis-alarms.yaml is printed as a",
      "diff; adopt.tf.json is written once the file has it, since its addresses ask for it."
    })
final class AdoptCommand implements Callable<Integer> {

  private static final Path OUT = Path.of("cdktf.out");
  private static final String KEPT = ", until the configuration that had them is applied with it";

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
      description =
          "Folder that has the stacks, as for synth; with --module the folder of the"
              + " configuration. Default: cdktf.out")
  private Optional<Path> out;

  @Option(
      names = "--stack",
      paramLabel = "NAME",
      description = "The stack that takes over. Default: those of the account")
  private Optional<String> stack;

  @Option(
      names = "--state",
      paramLabel = "STATE.json",
      description =
          "Takes over what a Terraform state manages: what 'terraform show -json' prints where it"
              + " was made.")
  private Optional<Path> state;

  @Option(
      names = "--evidence",
      paramLabel = "FILE",
      description = "Takes over what is in the evidence of an account that audit --evidence wrote.")
  private Optional<Path> evidence;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description =
          "Reads the account itself, with this profile of ~/.aws/config. Default: the profile or"
              + " the role that the stack takes, or the credentials at hand")
  private Optional<String> profile;

  @Option(
      names = "--same-state",
      description =
          "That state is the stack's own: resources are moved in it, by moved blocks, instead of"
              + " imported.")
  private boolean sameState;

  @Option(
      names = "--module",
      paramLabel = "ADDRESS",
      description =
          "For a configuration of your own that calls modules/cis-alarms, such as"
              + " module.cis_alarms: prints its arguments and writes the blocks for it.")
  private Optional<String> module;

  @Option(
      names = "--log-group",
      paramLabel = "NAME",
      converter = LogGroupName.class,
      description = "With --module: the log group that the trail writes to.")
  private Optional<String> logGroup;

  @Option(
      names = "--all",
      description =
          "Imports also what is exactly as the stack makes it, where the stack's state is kept by"
              + " a backend: for a state that is lost.")
  private boolean all;

  @Option(names = "--write", description = "Writes the settings into the configuration file.")
  private boolean write;

  @Option(
      names = "--done",
      description = "Removes adopt.tf.json from the stacks, after they are applied.")
  private boolean done;

  @Option(names = "--json", description = "Prints the same as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    requireSense();
    if (done) {
      return removeFiles();
    }
    if (module.isPresent()) {
      return report(
          FleetAdoption.ofModule(
              moduleSource(), module.get(), logGroup.orElseThrow(), out.orElse(Path.of(""))));
    }
    return report(adoptByStacks(FleetConfig.read(config)));
  }

  private FleetAdoption adoptByStacks(FleetConfig fleet) throws IOException {
    Path folder = out.orElse(OUT);
    if (state.isPresent()) {
      AdoptSource source = AdoptSource.ofStateFile(state.get(), sameState);
      List<StackResources> stacks =
          StackChoice.ofPlace(fleet, stack, source.name(), source.account(), source.region());
      return FleetAdoption.ofStacks(fleet, stacks, any -> source, folder, all);
    }
    if (evidence.isPresent()) {
      String file = evidence.get().toString();
      Evidence read = EvidenceFile.read(evidence.get());
      List<StackResources> stacks = StackChoice.ofPlace(fleet, stack, file, read.account(), "");
      return FleetAdoption.ofStacks(
          fleet, stacks, each -> AdoptSource.of(file, read, each.region()), folder, all);
    }
    List<FleetTarget> accounts =
        FleetTarget.ofConfig(
            fleet.accounts(), new AwsSettings(profile, Optional.empty()), Optional.empty());
    return FleetAdoption.ofStacks(
        fleet,
        StackChoice.ofPlace(fleet, stack, "", "", ""),
        each -> live(each, accounts),
        folder,
        all);
  }

  private void requireSense() {
    long sources = List.of(state, evidence, profile).stream().filter(Optional::isPresent).count();
    if (sources > 1 || done && sources > 0) {
      throw wrong("--state, --evidence, --profile and --done exclude each other; keep one");
    }
    if (sameState && state.isEmpty()) {
      throw wrong("--same-state goes with --state; leave it out, or name the state");
    }
    if (module.isPresent() && (logGroup.isEmpty() || write || stack.isPresent() || done)) {
      throw wrong("--module goes with --log-group, and not with --write, --stack and --done");
    }
    if (module.isPresent() && !module.get().matches("module\\.[\\w-]+(\\.module\\.[\\w-]+)*")) {
      throw wrong("--module " + module.get() + ": write an address, such as module.cis_alarms");
    }
    if (module.isPresent() && sources == 0) {
      throw wrong("--module goes with --state or --evidence, which say what there is");
    }
    if (logGroup.isPresent() && module.isEmpty()) {
      throw wrong("--log-group goes with --module; a stack says it by log_group_name");
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** Reads the account of a stack, by the profile or the role that the stack takes. */
  private static AdoptSource live(StackResources stack, List<FleetTarget> accounts) {
    FleetTarget account =
        accounts.stream()
            .filter(each -> each.account().equals(stack.accountId()))
            .findFirst()
            .orElseThrow();
    Evidence read =
        AccountReader.read(
            account.access().get().in(stack.region()),
            new Reading(
                List.of(stack.logGroupName()),
                any -> Optional.empty(),
                stack.keyAlias().map(StackResource.KeyAlias::name).stream().toList(),
                Clock.systemUTC()));
    return AdoptSource.of("what these credentials show", read, stack.region());
  }

  private int removeFiles() throws IOException {
    FleetConfig fleet = FleetConfig.read(config);
    List<String> removed = new ArrayList<>();
    List<String> kept = new ArrayList<>();
    for (String each : fleet.stackNames()) {
      Path folder = FleetStacks.folder(out.orElse(OUT), each);
      if (FleetAdoption.remove(folder)) {
        removed.add(folder.resolve(AdoptFile.NAME).toString());
      }
      FleetAdoption.blocksIn(folder).ifPresent(file -> kept.add(file.toString()));
    }
    if (json) {
      printer().print(IndentedJson.print(new TreeMap<>(Map.of("kept", kept, "removed", removed))));
      return 0;
    }
    removed.forEach(file -> printer().println("removed   " + file));
    kept.forEach(file -> printer().println("kept      " + file + KEPT));
    printer().println(removed.size() + (removed.size() == 1 ? " file removed" : " files removed"));
    return 0;
  }

  private int report(FleetAdoption adoption) throws IOException {
    boolean writes = adoption.edits().isEmpty() || write || module.isPresent();
    List<GeneratedFile> files = adoption.files();
    if (json) {
      List<GeneratedFile> written = writes ? GeneratedFile.writeAll(files) : List.of();
      printer().print(IndentedJson.print(AdoptionJson.of(adoption, files, written, writes)));
      return 0;
    }
    AdoptionText text = new AdoptionText(printer());
    adoption.print(text);
    if (adoption.nothingToDo()) {
      return 0;
    }
    if (module.isPresent()) {
      text.printArguments(adoption.adoptions().get(0).settings());
    }
    if (writes) {
      List<GeneratedFile> written = GeneratedFile.writeAll(files);
      files.forEach(
          file ->
              printer()
                  .println((written.contains(file) ? "written   " : "unchanged ") + file.path()));
    } else {
      adoption.edits().forEach(edit -> edit.diff().forEach(printer()::println));
    }
    if (module.isEmpty()) {
      printer().flush();
      spec.commandLine()
          .getErr()
          .println(
              writes
                  ? "Next: cis-alarms synth, then terraform init && terraform plan in the stack."
                  : "Nothing is written yet: adopt --write makes this change, and adopt.tf.json"
                      + " with it.");
    }
    printer().println(Adoption.summary(adoption.adoptions()));
    return 0;
  }

  private AdoptSource moduleSource() throws IOException {
    if (state.isPresent()) {
      return AdoptSource.ofStateFile(state.get(), sameState);
    }
    Path file = evidence.orElseThrow();
    Evidence read = EvidenceFile.read(file);
    return AdoptSource.of(file.toString(), read, read.region());
  }

  private PrintWriter printer() {
    return spec.commandLine().getOut();
  }
}
