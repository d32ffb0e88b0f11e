package io.github.cisalarms.cli.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {

  /** One that fails early would leave the archive without its classes, and nobody would see it. */
  @Test
  void itsCommandsGetToTheirEnd(@TempDir Path folder) throws IOException {
    Map<String, Integer> exitCodes = Rehearsal.rehearse(folder.resolve("new"), List.of("bogus"));

    assertThat(exitCodes).hasSizeGreaterThan(10).containsEntry("bogus", 2);
    exitCodes.forEach(
        (command, exitCode) ->
            assertThat(exitCode)
                .as(command)
                .isEqualTo(
                    command.equals("bogus") || command.contains("--treshold")
                        ? 2
                        : command.startsWith("review") ? 1 : 0));
  }
}
