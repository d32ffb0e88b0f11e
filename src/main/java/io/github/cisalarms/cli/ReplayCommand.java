package io.github.cisalarms.cli;

import io.github.cisalarms.files.GeneratedFile;
import io.github.cisalarms.files.IndentedJson;
import io.github.cisalarms.replay.Replay;
import io.github.cisalarms.replay.ReplayResult;
import io.github.cisalarms.replay.report.HtmlReport;
import io.github.cisalarms.replay.report.ReplayCsv;
import io.github.cisalarms.replay.report.ReplayJson;
import io.github.cisalarms.replay.trail.TrailSource;
import io.github.cisalarms.report.Display;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cis-alarms replay}: what the alarms would have done on a trail. */
@Command(
    description = {
      "Runs the alarms over CloudTrail files: how many events match, when each alarm would have"
          + " gone off, who caused it, and what another variant or threshold would change.",
      "",
      "Files may be gzipped; folders are searched at any depth. Of AWS nothing is asked but the"
          + " objects of an s3:// path, with the permissions s3:ListBucket and s3:GetObject.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all files were read",
      "2:something could not be read, all else was and is in the result; there was no event at all;"
          + " or the usage is wrong"
    })
final class ReplayCommand implements Callable<Integer> {

  private static final int PROBLEMS_SHOWN = 20;
  private static final int DOWNLOADS_PER_CORE = 4;

  @Spec private CommandSpec spec;

  @Mixin private TrailOptions trail;

  @Mixin private AlarmOptions choice;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Also writes a report to be shown: one page that needs nothing else.")
  private Optional<Path> html = Optional.empty();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many files are read at a time. Default: one per core, four from S3")
  private Optional<Integer> threads = Optional.empty();

  @Option(
      names = "--resume",
      paramLabel = "FILE",
      description =
          "Notes in this file how far it is; if it is there, goes on from there. Deleted when the"
              + " result is printed.")
  private Optional<Path> resume = Optional.empty();

  @ArgGroup private Format format = new Format();

  private static final class Format {
    @Option(names = "--json", description = "Prints everything that was found as JSON.")
    private boolean json;

    @Option(names = "--csv", description = "Prints the table as comma-separated values.")
    private boolean csv;
  }

  @Override
  public Integer call() throws IOException {
    List<TrailSource> sources = trail.sources();
    Replay replay = Replay.of(choice.alarms()).selection(trail.selection(Clock.systemUTC()));
    if (trail.account().isPresent()) {
      replay = replay.account(trail.account().get());
    }
    if (trail.isRemote()) {
      // Most of the time of a download is waiting: others scan meanwhile.
      replay = replay.threads(DOWNLOADS_PER_CORE * Runtime.getRuntime().availableProcessors());
    }
    if (threads.isPresent()) {
      replay = replay.threads(threads.get());
    }
    if (resume.isPresent()) {
      replay = replay.checkpoint(resume.get());
    }
    if (System.console() != null) {
      replay = replay.progress(new ReplayProgress(spec.commandLine().getErr()));
    }
    ReplayResult result = replay.runOn(sources);
    if (html.isPresent()) {
      new GeneratedFile(html.get(), HtmlReport.of(result)).write();
    }
    PrintWriter out = spec.commandLine().getOut();
    if (format.json) {
      out.print(IndentedJson.print(ReplayJson.of(result)));
    } else if (format.csv) {
      out.print(ReplayCsv.of(result));
    } else {
      out.print(ReplayText.of(result, Display.ofStandardOutput()));
    }
    out.flush();
    printProblems(result);
    if (resume.isPresent()) {
      Files.deleteIfExists(resume.get());
    }
    return result.problemCount() == 0 && result.events() > 0 ? 0 : 2;
  }

  private void printProblems(ReplayResult result) {
    PrintWriter err = spec.commandLine().getErr();
    result.problems().stream()
        .limit(PROBLEMS_SHOWN)
        .forEach(problem -> err.println(ReplayText.printable(problem.toString())));
    if (result.problemCount() > PROBLEMS_SHOWN) {
      err.println(
          "and "
              + (result.problemCount() - PROBLEMS_SHOWN)
              + " further problems; --json lists up to a thousand");
    }
    if (result.events() == 0 && result.otherAccounts() > 0) {
      err.println(
          "there is no event of account "
              + trail.account().orElseThrow()
              + "; of other accounts: "
              + result.otherAccounts());
    } else if (result.events() == 0 && result.problemCount() == 0) {
      err.println("there are no events in the files");
    }
  }
}
