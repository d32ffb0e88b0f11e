package io.github.cisalarms.fleet.memory;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;

/** The program that runs. */
public final class Program {

  private Program() {}

  /**
   * The digest of all that decides what the program makes of an input, if that is in one file: the
   * jar with this project's classes and those of a library. A version number would not do: two
   * builds of one version may differ.
   *
   * @param ofLibrary a class of the library
   */
  public static Optional<String> digest(Class<?> ofLibrary) {
    Optional<Path> own = jar(Program.class);
    if (own.isEmpty() || !own.equals(jar(ofLibrary))) {
      return Optional.empty();
    }
    try {
      return Optional.of(Digest.of(own.get()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<Path> jar(Class<?> type) {
    return Optional.ofNullable(type.getProtectionDomain().getCodeSource())
        .map(CodeSource::getLocation)
        .flatMap(Program::path)
        .filter(Files::isRegularFile);
  }

  private static Optional<Path> path(URL location) {
    try {
      return Optional.of(Path.of(location.toURI()));
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
