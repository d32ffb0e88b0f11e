package io.github.cisalarms.pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What CloudWatch Logs did with one pattern; see the README beside {@code cases.json}.
 *
 * @param matched numbers of the messages that matched, from 1
 * @param rejected the service's message, if it did not take the pattern
 * @param fields by number of the message: the fields of a space-delimited pattern by name
 */
public record ServiceCase(
    String name,
    String pattern,
    List<String> messages,
    List<Integer> matched,
    Optional<String> rejected,
    SortedMap<Integer, Map<String, String>> fields) {

  /** All of them. */
  public static List<ServiceCase> all() {
    try (InputStream in = ServiceCase.class.getResourceAsStream("cases.json")) {
      JsonNode file = new ObjectMapper().readTree(in);
      List<ServiceCase> cases = new ArrayList<>();
      for (JsonNode node : file.get("cases")) {
        cases.add(read(node, file.get("messages")));
      }
      return cases;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ServiceCase read(JsonNode node, JsonNode messages) {
    SortedMap<Integer, Map<String, String>> fields = new TreeMap<>();
    node.path("fields")
        .properties()
        .forEach(
            entry -> {
              Map<String, String> values = new TreeMap<>();
              entry
                  .getValue()
                  .properties()
                  .forEach(f -> values.put(f.getKey(), f.getValue().textValue()));
              fields.put(Integer.parseInt(entry.getKey()), values);
            });
    List<String> texts = new ArrayList<>();
    messages.get(node.get("messages").textValue()).forEach(m -> texts.add(m.textValue()));
    List<Integer> matched = new ArrayList<>();
    node.path("matched").forEach(n -> matched.add(n.intValue()));
    return new ServiceCase(
        node.get("name").textValue(),
        node.get("pattern").textValue(),
        texts,
        matched,
        Optional.ofNullable(node.get("rejected")).map(JsonNode::textValue),
        fields);
  }

  @Override
  public String toString() {
    return name;
  }
}
