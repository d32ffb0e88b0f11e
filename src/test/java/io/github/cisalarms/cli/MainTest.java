package io.github.cisalarms.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(strings = {"controls", "--help"})
  void failsWhenItsResultIsLost(String argument) {
    assertThat(runInto(new FailingStream("No space left on device"), argument)).isEqualTo(2);
    assertThat(err.toString())
        .isEqualToNormalizingNewlines(
            "standard output can't be written: No space left on device\n");
  }

  @Test
  void endsQuietlyWhenItsReaderLeaves() {
    assertThat(runInto(new FailingStream("Broken pipe"), "controls")).isEqualTo(2);
    assertThat(err.toString()).isEmpty();
  }

  static Stream<Arguments> errors() {
    return Stream.of(
        Arguments.of(
            new StackOverflowError(),
            "internal error, please report it: this input is nested too deeply\n"),
        Arguments.of(
            new OutOfMemoryError("Java heap space"),
            "there is not enough memory for this input; give Java more: JDK_JAVA_OPTIONS=-Xmx4g\n"),
        Arguments.of(
            new NoClassDefFoundError("a/Class"),
            "internal error, please report it: java.lang.NoClassDefFoundError: a/Class\n"
                + "(--stacktrace shows where)\n"));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void neverEndsWithTheExitCodeOfAVerdictAfterAnError(Error error, String message) {
    PrintWriter throwing =
        new PrintWriter(out) {
          @Override
          public void write(String text, int offset, int length) {
            throw error;
          }
        };
    assertThat(Main.run(throwing, new PrintWriter(err), "controls")).isEqualTo(2);
    assertThat(err.toString()).isEqualToNormalizingNewlines(message);
  }

  @Test
  void readsNoFurtherThanItsReaderWants(@TempDir Path folder) throws IOException {
    Path log = Files.writeString(folder.resolve("log"), "ERROR\n".repeat(100_000));
    FailingStream pipe = new FailingStream("Broken pipe");
    // The second file is not even opened.
    assertThat(runInto(pipe, "match", "ERROR", log.toString(), folder.resolve("none").toString()))
        .isEqualTo(2);
    assertThat(err.toString()).isEmpty();
    assertThat(pipe.writes).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"control", "control --help", "--help control", "help control"})
  void refusesAnUnknownCommand(String line) {
    assertThat(run(line.split(" "))).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .isEqualToNormalizingNewlines("unknown command 'control': did you mean 'controls'?\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "replay . --threshold abc      | --threshold: 'abc' is not a number; write one, such as 10",
        "replay . --period 5m          | --period: '5m' is not a whole number; write one, such as 10",
        "who root --log-group arn:aws:x | --log-group: 'arn:aws:x' is an ARN; write the log group's name alone, as in aws-cloudtrail-logs",
        "drill --log-group trail*      | --log-group: 'trail*' can't name a log group; use 1 to 512 letters, digits, '.', '_', '/', '#' and '-', as in aws-cloudtrail-logs",
        "audit --region Frankfurt      | --region: 'Frankfurt' is no AWS region; write its code, as in eu-central-1",
        "synth --config                | --config: has no value; write one, as in --config FILE",
        "synth --out a --out b         | --out: is given twice; keep one",
        "synth accounts                | 'accounts': is one word too many for this command; leave it out",
        "synth --chek                  | unknown option '--chek': did you mean '--check'?",
        "match --count --explain x     | --explain, --count: exclude each other; keep one",
        "controls show                 | SLUG: is missing; give a control, such as console-signin-without-mfa.",
      })
  void saysWhatToWriteInstead(String line, String message) {
    assertThat(run(line.split(" "))).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().lines().findFirst()).contains(message);
  }

  @Test
  void refusesAnUnknownCommandOfACommand() {
    assertThat(run("controls", "shwo", "--help")).isEqualTo(2);
    assertThat(err.toString())
        .isEqualToNormalizingNewlines("unknown command 'shwo'; there are: show\n");
  }

  @Test
  void helpsByCommandAsByOption() {
    assertThat(run("help", "match")).isZero();
    String byCommand = out.toString();
    out.getBuffer().setLength(0);
    assertThat(run("match", "--help")).isZero();
    assertThat(out.toString()).isEqualTo(byCommand).startsWith("Usage: cis-alarms match ");
    out.getBuffer().setLength(0);
    assertThat(run("help")).isZero();
    assertThat(out.toString()).startsWith("Usage: cis-alarms ");
  }

  @Test
  void checksNoModuleWhereThereIsNone(@TempDir Path folder) {
    Path none = folder.resolve("none");
    assertThat(run("module", "--check", "--out", none.toString())).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .isEqualToNormalizingNewlines(
            none + ": there is no such folder; name the module's with --out\n");
  }

  @Test
  void saysThatAFileIsInTheWayOfAFolder(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("module"), "");
    assertThat(run("module", "--out", file.toString())).isEqualTo(2);
    assertThat(err.toString())
        .isEqualToNormalizingNewlines(
            file + ": is a file where a folder has to be; move it away, or name another folder\n");
  }

  @Test
  void printsTheModulesFilesAsJson(@TempDir Path folder) {
    String name = folder.toString().replace('\\', '/');
    assertThat(run("module", "--json", "--out", folder.toString())).isZero();
    assertThat(out)
        .hasToString(
            """
            {
              "folder": "%s",
              "written": [
                "README.md",
                "main.tf.json"
              ]
            }
            """
                .formatted(name));
    out.getBuffer().setLength(0);
    assertThat(run("module", "--check", "--json", "--out", folder.toString())).isZero();
    assertThat(out)
        .hasToString(
            """
            {
              "folder": "%s",
              "stale": []
            }
            """
                .formatted(name));
  }

  private int run(String... args) {
    return Main.run(new PrintWriter(out), new PrintWriter(err), args);
  }

  private int runInto(OutputStream stream, String... args) {
    return Main.run(
        new PrintWriter(new ResultStream(stream), false, UTF_8), new PrintWriter(err), args);
  }

  /** A pipe or a disk that takes nothing. */
  private static final class FailingStream extends OutputStream {

    private final String reason;
    private int writes;

    FailingStream(String reason) {
      this.reason = reason;
    }

    @Override
    public void write(int b) throws IOException {
      writes++;
      throw new IOException(reason);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      write(0);
    }
  }
}
