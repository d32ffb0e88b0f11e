package io.github.cisalarms.spark;

import io.github.cisalarms.cli.AlarmOptions;
import io.github.cisalarms.cli.TrailOptions;
import io.github.cisalarms.files.GeneratedFile;
import io.github.cisalarms.files.IndentedJson;
import io.github.cisalarms.replay.Replay;
import io.github.cisalarms.replay.ReplayResult;
import io.github.cisalarms.replay.report.HtmlReport;
import io.github.cisalarms.replay.report.ReplayCsv;
import io.github.cisalarms.replay.report.ReplayJson;
import io.github.cisalarms.replay.s3.S3Folder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.serializer.JavaSerializer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The job's entry point: {@code cis-alarms replay} with Spark behind it. */
@Command(
    name = "cis-alarms-spark",
    mixinStandardHelpOptions = true,
    exitCodeOnExecutionException = CommandLine.ExitCode.USAGE,
    description = {
      "Runs the alarms over a trail as cis-alarms replay does, with its options for trails and"
          + " alarms, and writes replay.json, replay.csv and replay.html.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all files were read",
      "2:something could not be read, all else was and is in the result; there was no event at all;"
          + " or the usage is wrong"
    })
public final class ReplayJob implements Callable<Integer> {

  private static final int PROBLEMS_SHOWN = 20;
  private static final int DOWNLOADS_PER_TASK = 4;
  private static final long MEGABYTE = 1_000_000;

  private static final String EXECUTOR_OPTIONS = "spark.executor.extraJavaOptions";

  /**
   * Methods of the scan call each other around: in one piece they are slow, and to optimize, too.
   */
  private static final String SMALL_PIECES = "-XX:FreqInlineSize=110";

  @Spec private CommandSpec spec;

  @Mixin private TrailOptions trail;

  @Mixin private AlarmOptions choice;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "Where the result goes: a folder, or s3://BUCKET/PREFIX.")
  private String out;

  @Option(
      names = "--task-megabytes",
      paramLabel = "N",
      description = "How large the files of one task are together, as they are stored. Default: 64")
  private long taskMegabytes = 64;

  private ReplayJob() {}

  /**
   * Runs the job and exits the JVM unless all is well.
   *
   * @param arguments the command line
   */
  public static void main(String[] arguments) {
    int exitCode = run(arguments);
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }

  /** Runs the job in a context of its own. */
  static int run(String... arguments) {
    return new CommandLine(new ReplayJob())
        .setExecutionExceptionHandler(
            (exception, line, parsed) -> {
              line.getErr().println(message(exception));
              return CommandLine.ExitCode.USAGE;
            })
        .execute(arguments);
  }

  private static String message(Exception exception) throws Exception {
    if (exception instanceof IOException || exception instanceof IllegalArgumentException) {
      return exception.getMessage();
    }
    throw exception;
  }

  @Override
  public Integer call() throws IOException {
    if (taskMegabytes < 1) {
      throw new ParameterException(
          spec.commandLine(), "--task-megabytes " + taskMegabytes + ": write 1 or more");
    }
    Replay replay = Replay.of(choice.alarms()).selection(trail.selection(Clock.systemUTC()));
    if (trail.account().isPresent()) {
      replay = replay.account(trail.account().get());
    }
    ReplayResult result;
    // Kryo, which may be set for other jobs, does not know records.
    SparkConf conf =
        new SparkConf()
            .setAppName("cis-alarms replay")
            .set("spark.serializer", JavaSerializer.class.getName());
    conf.set(EXECUTOR_OPTIONS, executorOptions(conf.get(EXECUTOR_OPTIONS, "")));
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      int threads = trail.isRemote() ? DOWNLOADS_PER_TASK : 1;
      result =
          new SparkReplay(spark, taskMegabytes * MEGABYTE, threads)
              .run(replay, sources(spec.commandLine().getParseResult().originalArgs()));
    }
    write(result);
    printProblems(result);
    return result.problemCount() == 0 && result.events() > 0 ? 0 : 2;
  }

  /**
   * Options of the service or the user stay, and come last: of two that contradict, these count.
   */
  static String executorOptions(String given) {
    return (SMALL_PIECES + " " + given).strip();
  }

  /** The sources, made anew from the command line on each machine. */
  private static SourceFactory sources(List<String> arguments) {
    String[] sent = arguments.toArray(String[]::new);
    return () -> {
      ReplayJob job = new ReplayJob();
      new CommandLine(job).parseArgs(sent);
      return job.trail.sources();
    };
  }

  private void write(ReplayResult result) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("replay.json", IndentedJson.print(ReplayJson.of(result)));
    files.put("replay.csv", ReplayCsv.of(result));
    files.put("replay.html", HtmlReport.of(result));
    for (Map.Entry<String, String> file : files.entrySet()) {
      if (TrailOptions.isRemote(out)) {
        S3Folder.at(out, trail.access())
            .write(file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8));
      } else {
        new GeneratedFile(Path.of(out).resolve(file.getKey()), file.getValue()).write();
      }
    }
  }

  private void printProblems(ReplayResult result) {
    PrintWriter err = spec.commandLine().getErr();
    result.problems().stream().limit(PROBLEMS_SHOWN).forEach(err::println);
    if (result.problemCount() > PROBLEMS_SHOWN) {
      err.println("and " + (result.problemCount() - PROBLEMS_SHOWN) + " further problems");
    }
    if (result.events() == 0 && result.problemCount() == 0) {
      err.println("there are no events in the files");
    }
  }
}
