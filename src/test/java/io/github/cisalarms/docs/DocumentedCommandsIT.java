package io.github.cisalarms.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the commands of the documents, in their order, and compares what they print.
 *
 * <p>A {@code console} block holds commands after {@code "$ "}, each with its output below it; a
 * line of {@code ...} stands for any number of lines. A document's commands share a copy of the
 * checkout; a {@code cd} holds for those that follow it.
 */
class DocumentedCommandsIT {

  private static final Pattern BLOCK =
      Pattern.compile("^```console\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)[^)]*\\)");
  private static final String CHANGE_FOLDER = "cd ";
  private static final List<String> NOT_COPIED = List.of("target", "cdktf.out");

  /** A command and what the document says it prints. */
  record Shown(String command, List<String> output) {}

  static Stream<Path> documents() throws IOException {
    try (Stream<Path> docs = Files.list(Path.of("docs"))) {
      return Stream.concat(
          Stream.of(Path.of("README.md")),
          docs.filter(path -> path.toString().endsWith(".md")).sorted().toList().stream())
          .toList()
          .stream();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("documents")
  void commandsPrintWhatTheDocumentShows(Path document, @TempDir Path checkout)
      throws IOException, InterruptedException {
    copyCheckout(checkout);
    Path folder = checkout;
    for (Shown shown : shownIn(document)) {
      if (shown.command().startsWith(CHANGE_FOLDER)) {
        folder = folder.resolve(shown.command().substring(CHANGE_FOLDER.length()));
        continue;
      }
      String printed = run(shown.command(), folder);
      assertThat(printed)
          .as("%s: $ %s", document, shown.command())
          .matches(expression(shown.output()));
    }
  }

  @Test
  void continuousIntegrationRunsTheTestCommandOfTheReadme() throws IOException {
    String command = "mvn -B -ntp verify";
    assertThat(Files.readString(Path.of("README.md"))).contains("\n" + command + "\n");
    assertThat(Files.readString(Path.of(".ci/run"))).contains("\n" + command + "\n");
  }

  @Test
  void everyDocumentIsReachableFromTheReadme() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    assertThat(documents().skip(1))
        .allSatisfy(path -> assertThat(readme).contains("(" + path + ")"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("documents")
  void linksLeadToFilesOfTheCheckout(Path document) throws IOException {
    Matcher link = LINK.matcher(Files.readString(document));
    List<String> broken = new ArrayList<>();
    while (link.find()) {
      Path folder = document.toAbsolutePath().getParent();
      if (!link.group(1).contains("://") && !Files.exists(folder.resolve(link.group(1)))) {
        broken.add(link.group(1));
      }
    }
    assertThat(broken).as(document.toString()).isEmpty();
  }

  private static List<Shown> shownIn(Path document) throws IOException {
    List<Shown> all = new ArrayList<>();
    Matcher block = BLOCK.matcher(Files.readString(document));
    while (block.find()) {
      Optional<String> command = Optional.empty();
      List<String> output = new ArrayList<>();
      for (String line : block.group(1).split("\n")) {
        if (line.startsWith("$ ")) {
          command.ifPresent(previous -> all.add(new Shown(previous, List.copyOf(output))));
          output.clear();
          command = Optional.of(line.substring(2));
        } else {
          output.add(line);
        }
      }
      command.ifPresent(last -> all.add(new Shown(last, List.copyOf(output))));
    }
    return all;
  }

  private static String expression(List<String> lines) {
    return lines.stream()
        .map(line -> line.equals("...") ? "(?s:.*?)" : Pattern.quote(line) + "\n")
        .collect(Collectors.joining());
  }

  private static String run(String command, Path checkout)
      throws IOException, InterruptedException {
    File printed = File.createTempFile("printed", ".txt", checkout.toFile());
    String jar = Path.of("target", "cis-alarms.jar").toAbsolutePath().toString();
    Process process =
        new ProcessBuilder("bash", "-c", "cis-alarms() { '" + jar + "' \"$@\"; }\n" + command)
            .directory(checkout.toFile())
            .redirectErrorStream(true)
            .redirectOutput(printed)
            .start();
    process.waitFor();
    String text = Files.readString(printed.toPath(), StandardCharsets.UTF_8);
    Files.delete(printed.toPath());
    return text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
  }

  private static void copyCheckout(Path to) throws IOException {
    Path from = Path.of("").toAbsolutePath();
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(path -> isCopied(from.relativize(path))).toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
  }

  private static boolean isCopied(Path path) {
    String first = path.getName(0).toString();
    return !first.startsWith(".git") && !NOT_COPIED.contains(first);
  }
}
