package io.github.cisalarms.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.cisalarms.aws.AwsSettings;
import io.github.cisalarms.replay.s3.S3Access;
import io.github.cisalarms.replay.s3.S3Folder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job as spark-submit runs it, beside the packaged program, on a folder and on a bucket. */
class ReplayJobIT {

  private static final Map<String, String> SPARK =
      Map.of(
          "spark.master", "local[2,4]",
          "spark.ui.enabled", "false",
          "spark.driver.bindAddress", "127.0.0.1",
          "spark.driver.host", "127.0.0.1");

  private final Map<String, String> properties = new LinkedHashMap<>(SPARK);

  @TempDir private Path folder;

  @BeforeEach
  void set() {
    properties.forEach(System::setProperty);
  }

  @AfterEach
  void clear() {
    properties.keySet().forEach(System::clearProperty);
  }

  @Test
  void writesTheSameAsTheCommandLine() throws Exception {
    String trail = ExampleTrail.write(ExampleTrail.of(2, 3), folder.resolve("trail")).toString();
    Path out = folder.resolve("out");
    Path html = folder.resolve("expected.html");

    int exitCode =
        ReplayJob.run(trail, "--region", "us-east-1", "--controls", "5.0", "--out", out.toString());

    List<String> same = List.of(trail, "--region", "us-east-1", "--controls", "5.0");
    assertThat(exitCode).isEqualTo(0);
    assertThat(out.resolve("replay.json")).hasContent(program(same, "--json"));
    assertThat(out.resolve("replay.csv")).hasContent(program(same, "--csv"));
    program(same, "--html", html.toString());
    assertThat(out.resolve("replay.html")).hasSameTextualContentAs(html);
  }

  /** The alarms of a configuration file need what reads and checks it, and no CDKTF. */
  @Test
  void takesTheAlarmsOfAConfigurationFile() throws Exception {
    String trail = ExampleTrail.write(ExampleTrail.of(1, 2), folder.resolve("trail")).toString();
    Path out = folder.resolve("out");
    ReplayJob.run(trail, "--config", "../cis-alarms.yaml", "--out", out.toString());
    assertThat(out.resolve("replay.json"))
        .hasContent(program(List.of(trail, "--config", "../cis-alarms.yaml"), "--json"));
  }

  @Test
  void leavesTheOptionsOfExecutorsThatAreSet() {
    assertThat(ReplayJob.executorOptions("")).isEqualTo("-XX:FreqInlineSize=110");
    assertThat(ReplayJob.executorOptions("-XX:+UseParallelGC -XX:FreqInlineSize=325"))
        .isEqualTo("-XX:FreqInlineSize=110 -XX:+UseParallelGC -XX:FreqInlineSize=325");
  }

  @Test
  void refusesAFolderThatIsNotThere() {
    assertThat(ReplayJob.run(folder.resolve("none").toString(), "--out", folder.toString()))
        .isEqualTo(2);
  }

  @Test
  void givesTheSameBytesFromABucketFromDiskAndFromTheCommandLine() throws Exception {
    boolean required = "1".equals(System.getenv("CIS_ALARMS_REQUIRE_TOOLS"));
    assumeTrue(required || Moto.isThere(), "moto is not in ../target/venv");
    try (Moto moto = Moto.start(folder.resolve("moto.log"))) {
      properties.put("aws.endpointUrl", moto.endpoint().toString());
      properties.put("aws.accessKeyId", "testing");
      properties.put("aws.secretAccessKey", "testing");
      properties.put("aws.region", "us-east-1");
      properties.forEach(System::setProperty);
      moto.createBucket("example-trail");
      moto.createBucket("example-results");
      givesTheSameBytes(moto);
      readsOnlyWhatIsWanted(moto);
    }
  }

  private void givesTheSameBytes(Moto moto) throws Exception {
    Map<String, byte[]> objects = ExampleTrail.of(10, 17);
    Path trail = ExampleTrail.write(objects, folder.resolve("trail"));
    S3Folder bucket =
        S3Folder.at(
            "s3://example-trail/org",
            new S3Access(new AwsSettings(Optional.empty(), Optional.empty()), false));
    for (Map.Entry<String, byte[]> object : objects.entrySet()) {
      bucket.write(object.getKey(), object.getValue());
    }

    String expected = program(List.of(trail.toString()), "--json");
    assertThat(expected).contains("\"files\": 2040").contains("the gzip data ends too early");

    // Half a gzip is among the objects, which the exit code tells: all else is in the result.
    assertThat(ReplayJob.run(trail.toString(), "--out", folder.resolve("out").toString()))
        .isEqualTo(2);
    assertThat(folder.resolve("out/replay.json")).hasContent(expected);

    assertThat(
            ReplayJob.run(
                "s3://example-trail/org",
                "--out",
                "s3://example-results/august",
                "--task-megabytes",
                "1"))
        .isEqualTo(2);
    assertThat(moto.object("/example-results/august/replay.json")).isEqualTo(expected);
  }

  private void readsOnlyWhatIsWanted(Moto moto) throws IOException {
    int before = moto.requests().size();
    int exitCode =
        ReplayJob.run(
            "s3://example-trail/org",
            "--out",
            folder.resolve("part").toString(),
            "--account",
            "444455556666",
            "--region",
            "eu-west-1",
            "--since",
            "2026-08-04",
            "--until",
            "2026-08-06");
    assertThat(exitCode).isEqualTo(0);
    assertThat(moto.requests().subList(before, moto.requests().size()))
        .filteredOn(line -> line.contains("GET /example-trail/org/"))
        .hasSize(2 * 17)
        .allMatch(
            line ->
                line.contains("/444455556666/CloudTrail/eu-west-1/2026/08/04/")
                    || line.contains("/444455556666/CloudTrail/eu-west-1/2026/08/05/"));
  }

  /** What the packaged program prints. */
  private static String program(List<String> arguments, String... further) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                "../target/cis-alarms.jar",
                "replay"));
    command.addAll(arguments);
    command.addAll(List.of(further));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }
}
