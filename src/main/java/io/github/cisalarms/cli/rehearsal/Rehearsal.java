package io.github.cisalarms.cli.rehearsal;

import io.github.cisalarms.cli.Main;
import io.github.cisalarms.report.Display;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * Runs what people run, in one JVM and on small inputs, for the archive of classes that Java saves
 * at the JVM's end: what a command takes from there, it needn't read, verify and link.
 */
public final class Rehearsal {

  private static final String TRAIL = "trail";
  private static final String EVENTS = TRAIL + "/events.json";

  private static final List<String> INPUTS = List.of("cis-alarms.yaml", "plan.json", EVENTS);

  /** The same events as CloudTrail delivers them. */
  private static final String DELIVERED =
      TRAIL
          + "/AWSLogs/111122223333/CloudTrail/eu-central-1/2026/08/03/"
          + "111122223333_CloudTrail_eu-central-1_20260803T1000Z_abcdEFGH.json.gz";

  private static final String PATTERN =
      "{ ($.eventName = ConsoleLogin) && ($.recipientAccountId != 1) }";

  private final Path folder;

  private Rehearsal(Path folder) {
    this.folder = folder;
  }

  /**
   * Runs the commands. Nothing that they print is shown, and one that fails doesn't keep the others
   * from running.
   *
   * @param args the folder for inputs and results; further command lines, their words separated by
   *     blanks
   */
  public static void main(String[] args) throws IOException {
    // Tables have to fit, and verdicts have colours, where the starter saw a terminal.
    System.setProperty(Display.COLUMNS_OF_TERMINAL, "80");
    rehearse(Path.of(args[0]), Stream.of(args).skip(1).toList());
    // As a command does it: threads of libraries that still wait keep nobody waiting.
    System.exit(0);
  }

  /** Runs the commands; the exit code of each by its command line. */
  static Map<String, Integer> rehearse(Path folder, List<String> others) throws IOException {
    Rehearsal rehearsal = new Rehearsal(folder);
    rehearsal.writeInputs();
    Map<String, Integer> exitCodes = new LinkedHashMap<>();
    Stream.concat(
            rehearsal.commands().stream(), others.stream().map(line -> List.of(line.split(" "))))
        .forEach(command -> exitCodes.put(String.join(" ", command), run(command)));
    return exitCodes;
  }

  private void writeInputs() throws IOException {
    Files.createDirectories(folder.resolve(TRAIL));
    for (String name : INPUTS) {
      try (InputStream in = Rehearsal.class.getResourceAsStream(name)) {
        Files.copy(in, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Path delivered = folder.resolve(DELIVERED);
    Files.createDirectories(delivered.getParent());
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(delivered))) {
      Files.copy(folder.resolve(EVENTS), out);
    }
  }

  /** Each command that needs nothing of AWS, and its usual forms. */
  private List<List<String>> commands() {
    String config = path("cis-alarms.yaml");
    String plan = path("plan.json");
    String trail = path(TRAIL);
    String events = path(EVENTS);
    return List.of(
        List.of("--help"),
        List.of("replay", "--help"),
        List.of("replay", "--treshold"),
        List.of("controls"),
        List.of("controls", "show", "root-account-usage"),
        List.of("match", PATTERN, events),
        List.of("match", "--explain", PATTERN, events),
        List.of("replay", trail),
        List.of("replay", "--json", "--html", path("replay.html"), trail),
        List.of("review", plan),
        List.of("review", "--json", plan),
        List.of("module", "--out", path("module")),
        List.of("synth", "--config", config, "--out", path("out")),
        List.of("synth", "--check", "--config", config, "--out", path("out")));
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private static int run(List<String> command) {
    return Main.run(
        new PrintWriter(Writer.nullWriter()),
        new PrintWriter(Writer.nullWriter()),
        command.toArray(String[]::new));
  }
}
