package io.github.cisalarms.fleet.edit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Values as YAML: plain where that is safe, quoted otherwise, lists on one line. */
final class YamlText {

  private static final Pattern PLAIN =
      Pattern.compile(
          "[A-Za-z][A-Za-z0-9_./@-]*(?:"
              + " [A-Za-z0-9_./@-]+)*|arn:[A-Za-z0-9:_./@-]*[A-Za-z0-9_./@-]");
  private static final Pattern WORD_WITH_MEANING =
      Pattern.compile("(?i)true|false|null|yes|no|on|off|y|n");

  private YamlText() {}

  /** A mapping's entries as lines, each of them indented by that many blanks. */
  static List<String> lines(Map<String, ?> entries, int indent) {
    List<String> lines = new ArrayList<>();
    String blanks = " ".repeat(indent);
    entries.forEach(
        (key, value) -> {
          if (value instanceof Map<?, ?> mapping && !mapping.isEmpty()) {
            lines.add(blanks + text(key) + ":");
            lines.addAll(lines(texts(mapping), indent + 2));
          } else {
            lines.add(blanks + text(key) + ": " + inline(value));
          }
        });
    return lines;
  }

  /** A value on one line. */
  static String inline(Object value) {
    if (value instanceof Map<?, ?> mapping) {
      List<String> entries = new ArrayList<>();
      texts(mapping).forEach((key, each) -> entries.add(text(key) + ": " + inline(each)));
      return "{" + String.join(", ", entries) + "}";
    }
    if (value instanceof List<?> list) {
      return "[" + String.join(", ", list.stream().map(YamlText::inline).toList()) + "]";
    }
    return value instanceof String text ? text(text) : String.valueOf(value);
  }

  /** A value without what is not to be there. */
  static Object written(Object value) {
    if (!(value instanceof Map<?, ?> mapping)) {
      return value;
    }
    Map<String, Object> written = new LinkedHashMap<>();
    mapping.forEach(
        (key, each) -> {
          if (each != YamlEdit.ABSENT) {
            written.put(String.valueOf(key), written(each));
          }
        });
    return written;
  }

  static Map<String, ?> texts(Map<?, ?> mapping) {
    Map<String, Object> texts = new LinkedHashMap<>();
    mapping.forEach((key, value) -> texts.put(String.valueOf(key), value));
    return texts;
  }

  private static String text(String text) {
    if (PLAIN.matcher(text).matches() && !WORD_WITH_MEANING.matcher(text).matches()) {
      return text;
    }
    boolean control =
        text.chars().anyMatch(c -> c < ' ' || c == 0x7F || c == 0x85 || c >= 0x2028 && c <= 0x2029);
    return control ? escaped(text) : "'" + text.replace("'", "''") + "'";
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder("\"");
    text.chars()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                escaped.append('\\').append((char) c);
              } else if (c < ' ' || c >= 0x7F && c <= 0x9F || c >= 0x2028 && c <= 0x2029) {
                escaped.append(String.format("\\u%04x", c));
              } else {
                escaped.append((char) c);
              }
            });
    return escaped.append('"').toString();
  }
}
