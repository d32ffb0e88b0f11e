package io.github.cisalarms.replay.clock;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** The test data beside the tests. */
final class TestFiles {

  private TestFiles() {}

  static String text(String name) {
    try (InputStream in = TestFiles.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<String> lines(String name) {
    return text(name).lines();
  }
}
