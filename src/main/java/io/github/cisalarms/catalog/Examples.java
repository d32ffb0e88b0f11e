package io.github.cisalarms.catalog;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Events that the controls ask for, and near misses; the resource {@code events.json}. */
public final class Examples {

  private static final List<Example> ALL = load();

  private Examples() {}

  /** All examples, control by control in benchmark order. */
  public static List<Example> all() {
    return ALL;
  }

  /** An event that every variant of the control matches. */
  public static Example matchedBy(Control control) {
    return first(control, control.variants().stream().map(PatternVariant::name).toList());
  }

  /** An event that looks like the control's, and that no variant of it matches. */
  public static Example nearMissOf(Control control) {
    return first(control, List.of());
  }

  private static Example first(Control control, List<String> matches) {
    return ALL.stream()
        .filter(example -> example.control().equals(control.slug()))
        .filter(example -> example.matches().equals(matches))
        .findFirst()
        .orElseThrow();
  }

  private static List<Example> load() {
    try (InputStream in = Examples.class.getResourceAsStream("events.json")) {
      return List.copyOf(new ObjectMapper().readValue(in, new TypeReference<List<Example>>() {}));
    } catch (IOException e) {
      throw new UncheckedIOException("the examples of events can't be read", e);
    }
  }
}
