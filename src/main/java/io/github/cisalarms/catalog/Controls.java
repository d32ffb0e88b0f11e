package io.github.cisalarms.catalog;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** The catalog of controls, read once from the resource {@code controls.json}. */
public final class Controls {

  private static final List<Control> ALL = load();

  private Controls() {}

  /** All controls, in benchmark order. */
  public static List<Control> all() {
    return ALL;
  }

  /** The control of that slug, if there is one. */
  public static Optional<Control> bySlug(String slug) {
    return ALL.stream().filter(control -> control.slug().equals(slug)).findFirst();
  }

  private static List<Control> load() {
    try (InputStream in = Controls.class.getResourceAsStream("controls.json")) {
      return List.of(new ObjectMapper().readValue(in, Control[].class));
    } catch (IOException e) {
      throw new UncheckedIOException("the catalog of controls can't be read", e);
    }
  }
}
