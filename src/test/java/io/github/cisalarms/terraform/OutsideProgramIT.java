package io.github.cisalarms.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compiles and runs a program of another project, against the library's jar and what it depends on:
 * not the program's optional libraries, and not our slim bundle, which has no S3 bucket.
 */
@Requires(Tool.TERRAFORM)
class OutsideProgramIT {

  private static final Path SOURCE =
      Path.of(
          "src/test/resources/io/github/cisalarms/terraform/outside",
          "com/example/platform/AuditStack.java");
  private static final Pattern LIBRARY_JAR = Pattern.compile("cis-alarms-[0-9.]+\\.jar");

  /** What a build tool gives to a project that depends on the library. */
  private static final Pattern DEPENDENCY =
      Pattern.compile(
          "(cdktf|cdktf-provider-aws|constructs|jsii-runtime|javax\\.annotation-api|annotations|re2j"
              + "|jackson-(core|databind|annotations|datatype-.*))-[0-9.]+\\.jar");

  @TempDir private Path folder;

  @Test
  void putsTheAlarmIntoAStackOfItsOwnBesideABucket() throws Exception {
    String classPath = classPath();
    compile(classPath);
    run(classPath + File.pathSeparator + folder);

    Path stack = folder.resolve("cdktf.out/stacks/audit");
    JsonNode resources =
        new ObjectMapper().readTree(stack.resolve("cdk.tf.json").toFile()).get("resource");
    assertThat(resources.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "aws_s3_bucket",
            "aws_sns_topic",
            "aws_sns_topic_policy",
            "aws_sns_topic_subscription",
            "aws_cloudwatch_log_metric_filter",
            "aws_cloudwatch_metric_alarm");
    Terraform terraform = Engine.TERRAFORM.init(stack);
    assertThat(terraform.run("validate", "-json").assertSucceeded().json().get("diagnostics"))
        .isEmpty();
  }

  private void compile(String classPath) {
    int exitCode =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                classPath,
                "-d",
                folder.toString(),
                SOURCE.toString());
    assertThat(exitCode).isZero();
  }

  private void run(String classPath) throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                "com.example.platform.AuditStack")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    Programs.isolate(builder.environment(), folder);
    assertThat(builder.start().waitFor()).as(Files.readString(log)).isZero();
  }

  private static String classPath() throws IOException {
    Stream<Path> dependencies =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .filter(entry -> DEPENDENCY.matcher(entry.getFileName().toString()).matches());
    return Stream.concat(Stream.of(libraryJar()), dependencies)
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static Path libraryJar() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target"))) {
      List<Path> jars =
          files
              .filter(file -> LIBRARY_JAR.matcher(file.getFileName().toString()).matches())
              .toList();
      assertThat(jars).as("the library, made by 'mvn package'").hasSize(1);
      return jars.get(0).toAbsolutePath();
    }
  }
}
