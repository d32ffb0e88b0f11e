package io.github.cisalarms.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cisalarms.chain.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of an expression with what it refers to. A plan has the text if the configuration is
 * JSON, as CDKTF writes it.
 *
 * @param text in it the values that are not known stand as {@link #MARK}, their index, and {@link
 *     #MARK}
 * @param pending the values that are not known
 */
record Template(String text, List<Value<String>> pending) {

  /** A character that no plan has a use for. */
  private static final String MARK = "\uE000";

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^{}]*)}");

  /** Possessive throughout: with a choice to come back to, a long text overflows the stack. */
  private static final Pattern SIMPLE =
      Pattern.compile("[A-Za-z_][\\w-]*+(?:\\.[\\w-]++|\\[\\d++]|\\[\"[^\"]*+\"])++");

  Template {
    pending = List.copyOf(pending);
  }

  /**
   * The expression's text, if the plan has it and it refers to anything.
   *
   * @param value gives the value of a reference such as {@code aws_sns_topic.alarms.arn}
   */
  static Optional<Template> of(JsonNode expression, Function<String, Value<String>> value) {
    JsonNode constant = expression.path("constant_value");
    if (!constant.isTextual() || !constant.asText().contains("${")) {
      return Optional.empty();
    }
    String text = constant.asText().replace(MARK, "").replace("$${", MARK + "{");
    List<Value<String>> pending = new ArrayList<>();
    StringBuilder filled = new StringBuilder();
    Matcher matcher = REFERENCE.matcher(text);
    while (matcher.find()) {
      String inner = matcher.group(1).strip();
      Value<String> found = SIMPLE.matcher(inner).matches() ? value.apply(inner) : Value.unknown();
      String replacement;
      if (found instanceof Value.Known<String> known && !known.sensitive()) {
        replacement = known.value();
      } else {
        replacement = MARK + pending.size() + MARK;
        pending.add(found);
      }
      matcher.appendReplacement(filled, Matcher.quoteReplacement(replacement));
    }
    matcher.appendTail(filled);
    return Optional.of(new Template(filled.toString().replace(MARK + "{", "${"), pending));
  }

  /** The value that a part of the text stands for, such as a string of the JSON that it is. */
  Value<String> value(String part) {
    if (!part.contains(MARK)) {
      return Value.known(part);
    }
    String index = part.substring(1, part.length() - 1);
    boolean alone =
        part.startsWith(MARK)
            && part.endsWith(MARK)
            && index.matches("[0-9]{1,6}")
            && Integer.parseInt(index) < pending.size();
    return alone ? pending.get(Integer.parseInt(index)) : Value.unknown();
  }

  /** The text with the symbols of what isn't known yet; empty if something has none. */
  Optional<String> withSymbols() {
    String filled = text;
    for (int i = 0; i < pending.size(); i++) {
      if (!(pending.get(i) instanceof Value.Pending<String> value)) {
        return Optional.empty();
      }
      filled = filled.replace(MARK + i + MARK, value.symbol());
    }
    return Optional.of(filled);
  }
}
