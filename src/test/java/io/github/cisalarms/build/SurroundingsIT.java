package io.github.cisalarms.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the program says where something is missing that is not its own. */
class SurroundingsIT {

  /** Speaks jsii's protocol, in which every answer is a failure. */
  private static final String FAILING_NODE =
      """
      #!/bin/sh
      echo '{"hello":"@jsii/runtime@1.140.0"}'
      while read -r request; do
        echo '{"error":"ERROR","name":"@jsii/kernel.Fault"}'
      done
      """;

  @TempDir private Path folder;
  private Path node;

  @BeforeEach
  void nameAProgram() {
    node = folder.resolve("node");
  }

  @Test
  void namesAFolderForTemporaryFilesThatIsNotThere() throws Exception {
    Path missing = folder.resolve("missing");
    assertThat(errorsOfSynth(Map.of("TMPDIR", missing.toString())))
        .isEqualTo(
            missing
                + ": the folder for temporary files is not there; make it, or name another folder in"
                + " TMPDIR\n");
  }

  @Test
  void namesAFileWhereTheFolderForTemporaryFilesHasToBe() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(errorsOfSynth(Map.of("TMPDIR", file.toString())))
        .isEqualTo(
            file
                + ": the folder for temporary files is a file; move it away, or name another folder"
                + " in TMPDIR\n");
  }

  @Test
  void namesAFolderForTemporaryFilesThatIsFull() throws Exception {
    write(FAILING_NODE.replace("ERROR", "ENOSPC: no space left on device, write"));
    assertThat(errorsOfSynth(Map.of("TMPDIR", folder.toString(), "JSII_NODE", node.toString())))
        .isEqualTo(
            folder
                + ": the folder for temporary files is full; make room there, or name another folder"
                + " in TMPDIR\n");
  }

  @Test
  void namesAFolderForTemporaryFilesThatCannotBeWritten() throws Exception {
    write(FAILING_NODE.replace("ERROR", "EACCES: permission denied, mkdtemp '/x/jsii-kernel-X'"));
    assertThat(errorsOfSynth(Map.of("TMPDIR", folder.toString(), "JSII_NODE", node.toString())))
        .isEqualTo(
            folder
                + ": the folder for temporary files can't be written; change its permissions, or name"
                + " another folder in TMPDIR\n");
  }

  @Test
  void saysThatNodeIsTooOld() throws Exception {
    write(
        """
        #!/bin/sh
        [ "$1" = --version ] && echo v12.22.9 && exit
        echo "SyntaxError: Unexpected token '??='" >&2
        exit 1
        """);
    assertThat(errorsOfSynth(Map.of("JSII_NODE", node.toString())))
        .endsWith(
            "Node.js, which CDKTF runs in, is too old: '"
                + node
                + "' is version v12.22.9; install Node.js 20 or later, or name its program in"
                + " JSII_NODE\n");
  }

  @Test
  void saysThatNodeHadNoMemoryLeft() throws Exception {
    assertThat(errorsOfSynth(Map.of("NODE_OPTIONS", "--max-old-space-size=8")))
        .contains("JavaScript heap out of memory")
        // Node.js writes its last words itself, before this or after.
        .contains(
            "Node.js, which CDKTF runs in, ended before its work was done; what it said is printed"
                + " here, too. If it had no memory left, give it more:"
                + " NODE_OPTIONS=--max-old-space-size=4096\n");
  }

  /**
   * CDKTF's classes ask Node.js while Java initializes them; the provider's is not among the first.
   */
  @Test
  void saysThatNodeEndedWhileAClassWasInitialized() throws Exception {
    write(
        """
        #!/bin/sh
        [ "$1" = --version ] && exec node --version
        while read -r request; do
          case $request in *AwsProvider*) exit ;; esac
          printf '%s\\n' "$request"
        done | node "$@"
        """);
    assertThat(errorsOfSynth(Map.of("JSII_NODE", node.toString())))
        .startsWith("Node.js, which CDKTF runs in, ended before its work was done;");
  }

  private void write(String program) throws IOException {
    Files.writeString(node, program);
    Files.setPosixFilePermissions(node, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private String errorsOfSynth(Map<String, String> environment) throws Exception {
    Path out = folder.resolve("out");
    File errors = folder.resolve("errors").toFile();
    ProcessBuilder builder =
        new ProcessBuilder("target/cis-alarms.jar", "synth", "--out", out.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(errors);
    builder.environment().putAll(environment);
    assertThat(builder.start().waitFor()).isEqualTo(2);
    assertThat(out).doesNotExist();
    return Files.readString(errors.toPath(), UTF_8);
  }
}
