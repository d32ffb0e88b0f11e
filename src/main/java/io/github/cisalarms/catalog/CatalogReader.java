package io.github.cisalarms.catalog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Reads the catalog's file, field by field: every command does at its start, and Jackson would take
 * a third of a short command's time to find out by reflection what the records look like.
 */
final class CatalogReader {

  /** What is left to read of one object. */
  private final Map<String, Object> fields;

  private CatalogReader(Map<String, Object> fields) {
    this.fields = fields;
  }

  /**
   * Reads the file.
   *
   * @throws IllegalArgumentException if a field is missing, has another type, or isn't known
   */
  static CatalogFile read(InputStream json) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      parser.nextToken();
      return object(value(parser), CatalogReader::file);
    }
  }

  private CatalogFile file() {
    return new CatalogFile(
        all("benchmarks", CatalogReader::benchmark), all("controls", CatalogReader::entry));
  }

  private Benchmark benchmark() {
    return new Benchmark(text("version"), take("current", Boolean.class));
  }

  private CatalogFile.Entry entry() {
    return new CatalogFile.Entry(
        text("slug"),
        text("title"),
        text("metricName"),
        Control.Scope.valueOf(text("scope").toUpperCase(Locale.ROOT).replace('-', '_')),
        benchmarks(),
        text("watches"),
        text("respond"),
        text("noise"),
        text("blindSpots"),
        text("advice"),
        texts("fields"),
        texts("queryFields"),
        all("variants", CatalogReader::variant),
        checkers());
  }

  private SortedMap<String, String> benchmarks() {
    SortedMap<String, String> sections = new TreeMap<>();
    map("benchmarks")
        .forEach((version, section) -> sections.put((String) version, (String) section));
    return sections;
  }

  private PatternVariant variant() {
    return new PatternVariant(
        text("name"), text("pattern"), text("note"), texts("auditedIn"), texts("sources"));
  }

  private Map<Checker, CatalogFile.Check> checkers() {
    Map<Checker, CatalogFile.Check> checks = new LinkedHashMap<>();
    map("checkers")
        .forEach(
            (checker, check) ->
                checks.put(Checker.of((String) checker), object(check, CatalogReader::check)));
    return checks;
  }

  private CatalogFile.Check check() {
    return fields.containsKey("finds")
        ? new CatalogFile.Finds(text("name"), texts("finds"), text("note"))
        : new CatalogFile.Exact(text("name"), text("variant"), texts("requirements"));
  }

  private String text(String name) {
    return take(name, String.class);
  }

  private List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    list(name).forEach(text -> texts.add((String) text));
    return texts;
  }

  private <T> List<T> all(String name, Function<CatalogReader, T> reading) {
    List<T> objects = new ArrayList<>();
    list(name).forEach(object -> objects.add(object(object, reading)));
    return objects;
  }

  private List<?> list(String name) {
    return take(name, List.class);
  }

  private Map<?, ?> map(String name) {
    return take(name, Map.class);
  }

  private <T> T take(String name, Class<T> type) {
    return Optional.ofNullable(fields.remove(name))
        .filter(type::isInstance)
        .map(type::cast)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "controls.json: '" + name + "' is missing or of another type"));
  }

  private static <T> T object(Object value, Function<CatalogReader, T> reading) {
    Map<String, Object> fields = new LinkedHashMap<>();
    ((Map<?, ?>) value).forEach((name, field) -> fields.put((String) name, field));
    T read = reading.apply(new CatalogReader(fields));
    if (!fields.isEmpty()) {
      throw new IllegalArgumentException("controls.json: unknown field " + fields.keySet());
    }
    return read;
  }

  /** Objects as maps, arrays as lists; behind it, the parser is at its last token. */
  private static Object value(JsonParser parser) throws IOException {
    switch (parser.currentToken()) {
      case START_OBJECT:
        Map<String, Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          object.put(name, value(parser));
        }
        return object;
      case START_ARRAY:
        List<Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          array.add(value(parser));
        }
        return array;
      case VALUE_TRUE, VALUE_FALSE:
        return parser.getBooleanValue();
      default:
        return parser.getText();
    }
  }
}
