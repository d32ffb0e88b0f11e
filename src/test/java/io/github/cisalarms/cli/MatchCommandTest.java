package io.github.cisalarms.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatchCommandTest {

  private static final String NO_MFA =
      "{ ($.eventName = \"ConsoleLogin\") && ($.additionalEventData.MFAUsed != \"Yes\") }";

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path trail;

  @BeforeEach
  void writeATrail() throws IOException {
    trail =
        Files.writeString(
            folder.resolve("trail.json"),
            """
            {"Records": [
              {"eventName": "ConsoleLogin",
               "additionalEventData": {"MFAUsed": "No"}},
              {"eventName": "ConsoleLogin"},
              {"eventName": "GetObject", "n": 7}
            ]}
            """);
  }

  @Test
  void printsMatchingEventsOnOneLineEach() {
    assertThat(run("match", NO_MFA, trail.toString())).isZero();
    assertThat(out)
        .hasToString(
            "{\"eventName\":\"ConsoleLogin\",\"additionalEventData\":{\"MFAUsed\":\"No\"}}\n");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void saysByItsExitCodeThatNothingMatched() {
    assertThat(run("match", "{ $.eventName = \"none\" }", trail.toString())).isEqualTo(1);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void countsMatchesOfAllFiles() throws IOException {
    Path zipped = folder.resolve("zipped");
    try (GZIPOutputStream gzip = new GZIPOutputStream(Files.newOutputStream(zipped))) {
      Files.copy(trail, gzip);
    }
    String login = "{ $.eventName = ConsoleLogin }";
    assertThat(run("match", "--count", login, trail.toString(), zipped.toString())).isZero();
    assertThat(out).hasToString("4\n");
  }

  @Test
  void countsAsJson() {
    assertThat(run("match", "--count", "--json", NO_MFA, trail.toString())).isZero();
    assertThat(out).hasToString("{\"matched\":1,\"events\":3}\n");
  }

  @Test
  void printsJsonLines() {
    assertThat(run("match", "--json", "{ $.n > 6 }", trail.toString())).isZero();
    assertThat(out.toString())
        .isEqualTo(
            "{\"file\":\""
                + trail
                + "\",\"eventNumber\":3,\"eventMessage\":"
                + "\"{\\\"eventName\\\": \\\"GetObject\\\", \\\"n\\\": 7}\"}\n");
  }

  @Test
  void explainsEachEvent() {
    assertThat(run("match", "--explain", NO_MFA, trail.toString())).isZero();
    assertThat(out)
        .hasToString(
            """
            %1$s, event 1: matches
              holds: $.eventName = "ConsoleLogin"; seen: "ConsoleLogin"
              holds: $.additionalEventData.MFAUsed != "Yes"; seen: "No"
            %1$s, event 2: does not match
              fails: $.additionalEventData.MFAUsed != "Yes"; seen: missing
            %1$s, event 3: does not match
              fails: $.eventName = "ConsoleLogin"; seen: "GetObject"
            """
                .formatted(trail));
  }

  @Test
  void explainsAsJson() throws IOException {
    Path event = Files.writeString(folder.resolve("event"), "{\"n\":7}");
    assertThat(run("match", "--explain", "--json", "{ $.n < 7 }", event.toString())).isEqualTo(1);
    assertThat(out)
        .hasToString(
            "{\"file\":\""
                + event
                + "\",\"eventNumber\":1,\"eventMessage\":\"{\\\"n\\\":7}\",\"matched\":false,"
                + "\"conditions\":[{\"condition\":\"$.n < 7\",\"holds\":false,\"seen\":\"7\"}]}\n");
  }

  @Test
  void readsStandardInput() throws IOException {
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream("INFO a\nERROR b\n".getBytes(UTF_8)));
      assertThat(run("match", "ERROR")).isZero();
      assertThat(out).hasToString("ERROR b\n");
      System.setIn(gzipped("ERROR c\n"));
      assertThat(run("match", "ERROR", "-")).isZero();
      assertThat(out).hasToString("ERROR b\nERROR c\n");
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void takesLinesForEventsWhenToldSo() throws IOException {
    Path log = Files.writeString(folder.resolve("log"), "{ starting\nERROR\n");
    assertThat(run("match", "--lines", "\"{\"", log.toString())).isZero();
    assertThat(out).hasToString("{ starting\n");
  }

  @Test
  void showsWhatIsWrongWithThePattern() {
    assertThat(run("match", "{ $.a == 1 }", trail.toString())).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .isEqualToNormalizingNewlines(
            """
            filter pattern, column 8: expected a value after '=', found '='
              { $.a == 1 }
                     ^
              equality is a single '='
            """);
  }

  @Test
  void saysThatThePatternComesBeforeTheFiles() {
    assertThat(run("match", trail.toString(), "{ $.a = 1 }")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("PATTERN: '" + trail + "' is a file; write the pattern first, then the files");
  }

  @Test
  void namesAFileThatIsNotThere() {
    Path none = folder.resolve("none.json");
    assertThat(run("match", "ERROR", none.toString())).isEqualTo(2);
    assertThat(err.toString()).isEqualToNormalizingNewlines(none + ": there is no such file\n");
  }

  @Test
  void saysWhichEventsAreBrokenJson() throws IOException {
    Path log = Files.writeString(folder.resolve("log"), "{\"n\":7}\n{\"n\":7\n\n{\"n\":7}\n");
    assertThat(run("match", "--count", "{ $.n = 7 }", log.toString())).isZero();
    assertThat(out).hasToString("2\n");
    assertThat(err.toString())
        .isEqualToNormalizingNewlines(log + ", event 2: looks like JSON but is not\n");
  }

  @Test
  void saysThatOnlySomeBrokenEventsAreNamed() throws IOException {
    Path log = Files.writeString(folder.resolve("log"), "{\n".repeat(12));
    assertThat(run("match", "--lines", "{ $.n = 7 }", log.toString())).isEqualTo(1);
    assertThat(err.toString().lines())
        .hasSize(11)
        .last()
        .isEqualTo(log + ": 2 more look like JSON but are not");
  }

  @Test
  void saysThatAFileHasNothingToMatch() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty"), "");
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0x89, 'P', 0, 1});
    assertThat(run("match", "{ $.n = 7 }", empty.toString(), binary.toString())).isEqualTo(1);
    assertThat(err.toString())
        .isEqualToNormalizingNewlines(
            """
            %s: has no events
            %s: has no JSON objects, and the pattern is on fields of them
            """
                .formatted(empty, binary));
  }

  @Test
  void findsNothingWrongWithLinesThatAreNoJsonIfThePatternIsOnText() throws IOException {
    Path log = Files.writeString(folder.resolve("log"), "{ starting\n");
    assertThat(run("match", "--lines", "starting", log.toString())).isZero();
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void saysWhereAPatternGoesThatLooksLikeAnOption() {
    assertThat(run("match", "-timeout", trail.toString())).isEqualTo(2);
    assertThat(err.toString())
        .isEqualToNormalizingNewlines(
            """
            unknown option '-timeout'; there are: --count, --explain, --help, --json, --lines, --stacktrace, --version
            A pattern that starts with '-' comes after '--', as in: cis-alarms match -- '-timeout' FILE
            run 'cis-alarms match --help' for the usage
            """);
    assertThat(run("match", "--count", "--", "-timeout", trail.toString())).isZero();
    assertThat(out).hasToString("3\n");
  }

  @Test
  void explainsOrCounts() {
    assertThat(run("match", "--count", "--explain", NO_MFA, trail.toString())).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).startsWith("--explain, --count: exclude each other; keep one\n");
  }

  @Test
  void documentsItsExitCodes() {
    assertThat(run("match", "--help")).isZero();
    assertThat(out.toString())
        .contains("0   an event matched", "1   none did", "2   the pattern, a file");
  }

  private int run(String... args) {
    return Main.run(new PrintWriter(out), new PrintWriter(err), args);
  }

  private static InputStream gzipped(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(UTF_8));
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }
}
