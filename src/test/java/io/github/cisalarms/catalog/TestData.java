package io.github.cisalarms.catalog;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Reads a list of cases from this package's test resources. */
final class TestData {

  private static final ObjectMapper JSON = new ObjectMapper();

  private TestData() {}

  static <T> List<T> read(String resource, Class<T> type) {
    try (InputStream in = TestData.class.getResourceAsStream(resource)) {
      return JSON.readValue(in, JSON.getTypeFactory().constructCollectionType(List.class, type));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
