package io.github.cisalarms.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.cisalarms.fleet.yaml.ConfigException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bad configurations and all that is said about them: every {@code x.yaml} of the folder {@code
 * errors} has its {@code x.errors}.
 */
class ConfigErrorsTest {

  private static final Path FOLDER = folder();

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void namesEveryMistakeWithItsPlaceAndRemedy(String name) throws IOException {
    ConfigException exception =
        catchThrowableOfType(
            ConfigException.class, () -> FleetConfig.read(FOLDER.resolve(name + ".yaml")));
    assertThat(exception).as(name + ".yaml is taken").isNotNull();
    assertThat(exception.getMessage().replace(FOLDER + "/", "") + "\n")
        .isEqualTo(Files.readString(FOLDER.resolve(name + ".errors")));
  }

  @Test
  void everyFileHasItsPartner() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> name.endsWith(".errors"))
          .containsExactlyInAnyOrderElementsOf(
              cases().stream().map(name -> name + ".errors").toList());
    }
  }

  static List<String> cases() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".yaml"))
          .map(name -> name.substring(0, name.length() - ".yaml".length()))
          .sorted()
          .toList();
    }
  }

  private static Path folder() {
    try {
      return Path.of(ConfigErrorsTest.class.getResource("errors").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
