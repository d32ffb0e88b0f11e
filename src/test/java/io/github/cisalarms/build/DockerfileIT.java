package io.github.cisalarms.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps of the image's last stage, in a folder in place of a file system, without Docker. */
class DockerfileIT {

  private static final Pattern COPY = Pattern.compile("COPY (?:--from=build )?(\\S+) (\\S+)");
  private static final Pattern ENTRYPOINT = Pattern.compile("ENTRYPOINT \\[\"(\\S+)\"]");

  @TempDir private Path root;

  @Test
  void theImageRunsAsNobodyInParticular() throws IOException {
    assertThat(lastStage()).contains("USER 65532:65532").doesNotContain("USER root");
  }

  @Test
  void theStepsMakeAProgramThatStartsFromItsArchive() throws Exception {
    String entrypoint = "";
    for (String step : lastStage()) {
      Matcher copy = COPY.matcher(step);
      Matcher entry = ENTRYPOINT.matcher(step);
      if (copy.matches()) {
        Path to = inRoot(copy.group(2));
        Files.createDirectories(to.getParent());
        Files.copy(
            Path.of(copy.group(1).replace("/build/", "")), to, StandardCopyOption.COPY_ATTRIBUTES);
      } else if (step.startsWith("RUN ")) {
        assertThat(run(step.substring("RUN ".length()))).isEqualTo(0);
      } else if (entry.matches()) {
        entrypoint = entry.group(1);
      }
    }
    assertThat(entrypoint).isNotEmpty();
    assertThat(inRoot(entrypoint + ".jsa")).isNotEmptyFile();
    assertThat(run(entrypoint + " synth --config cis-alarms.yaml --out /work/out")).isEqualTo(0);
    assertThat(inRoot("/work/out/stacks/111122223333-us-east-1/cdk.tf.json"))
        .hasSameTextualContentAs(Path.of("main.tf.json.snapshot"));
    assertThat(root.resolve("home")).as("an archive in the cache, too").doesNotExist();
  }

  /** Its lines, continued ones in one; what comes from other images is left out. */
  private static List<String> lastStage() throws IOException {
    String text = Files.readString(Path.of("Dockerfile"));
    return text.substring(text.lastIndexOf("\nFROM "))
        .replace("\\\n", " ")
        .lines()
        .filter(line -> !line.startsWith("#") && !line.startsWith("COPY --from=node"))
        .toList();
  }

  private Path inRoot(String path) {
    return root.resolve(path.substring(1));
  }

  private int run(String command) throws Exception {
    String moved = command.replaceAll("(^| |=)(/(?:usr|tmp|work)/)", "$1" + root + "$2");
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", moved)
            .redirectErrorStream(true)
            .redirectOutput(root.resolve("log").toFile());
    builder.environment().put("XDG_CACHE_HOME", root.resolve("home").toString());
    Process process = builder.start();
    int exitCode = process.waitFor();
    assertThat(exitCode).as(Files.readString(root.resolve("log"), UTF_8)).isZero();
    return exitCode;
  }
}
