package io.github.cisalarms.pattern.evaluation;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.NumberOutput;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.cisalarms.pattern.language.Decimal;
import io.github.cisalarms.pattern.language.JsonCondition;
import io.github.cisalarms.pattern.language.Quoted;
import java.io.IOException;
import java.util.Optional;

/**
 * A value of an event as the service sees it.
 *
 * <p>Integers are exact, of any size. A number with a point or an exponent is a double: 1e309 is
 * infinite and has no place on the number line, 1e-999 is zero, and the text of 1e3 is {@code
 * 1000.0}. That is what the recorded cases show.
 *
 * @param text of a string or a number; empty for the other kinds
 */
public record JsonValue(Kind kind, String text) {

  /** The kinds of JSON value. */
  public enum Kind {
    STRING,
    NUMBER,
    TRUE,
    FALSE,
    NULL,
    OBJECT,
    ARRAY;

    /** The kind of a value by its first byte, if that starts any; a number otherwise. */
    static Kind startingWith(int first) {
      return switch (first) {
        case '"' -> STRING;
        case '{' -> OBJECT;
        case '[' -> ARRAY;
        case 't' -> TRUE;
        case 'f' -> FALSE;
        case 'n' -> NULL;
        default -> NUMBER;
      };
    }

    /** The kind of value that {@code IS} asks for. */
    public static Kind of(JsonCondition.Constant constant) {
      return switch (constant) {
        case NULL -> NULL;
        case TRUE -> TRUE;
        case FALSE -> FALSE;
      };
    }

    static Kind of(JsonToken token) {
      return switch (token) {
        case VALUE_STRING -> STRING;
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> NUMBER;
        case VALUE_TRUE -> TRUE;
        case VALUE_FALSE -> FALSE;
        case VALUE_NULL -> NULL;
        case START_OBJECT -> OBJECT;
        case START_ARRAY -> ARRAY;
        default -> throw new IllegalStateException("no value starts with " + token);
      };
    }
  }

  /** The value that the parser's current token starts. */
  static JsonValue current(JsonParser parser) throws IOException {
    Kind kind = Kind.of(parser.currentToken());
    return switch (kind) {
      case STRING -> new JsonValue(kind, parser.getText());
      case NUMBER -> number(parser.getText());
      default -> new JsonValue(kind, "");
    };
  }

  /** A value of a tree. */
  public static JsonValue of(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> new JsonValue(Kind.STRING, node.textValue());
      case NUMBER ->
          new JsonValue(
              Kind.NUMBER,
              node.isIntegralNumber()
                  ? node.bigIntegerValue().toString()
                  : NumberOutput.toString(node.doubleValue(), true));
      case BOOLEAN -> new JsonValue(node.booleanValue() ? Kind.TRUE : Kind.FALSE, "");
      case NULL -> new JsonValue(Kind.NULL, "");
      case OBJECT -> new JsonValue(Kind.OBJECT, "");
      case ARRAY -> new JsonValue(Kind.ARRAY, "");
      default -> throw new IllegalArgumentException("no JSON value: " + node.getNodeType());
    };
  }

  /** A number by its JSON text. */
  static JsonValue number(String json) {
    return new JsonValue(Kind.NUMBER, numberText(json));
  }

  private static String numberText(String json) {
    boolean integral = json.chars().allMatch(c -> c == '-' || Character.isDigit(c));
    if (integral) {
      return json.equals("-0") ? "0" : json;
    }
    // Not Double.toString: before Java 19 it is not always the shortest, and would differ by JVM.
    return NumberOutput.toString(Double.parseDouble(json), true);
  }

  /** Whether comparisons see it at all. */
  public boolean isComparable() {
    return kind == Kind.STRING || kind == Kind.NUMBER;
  }

  /** What it says; empty for null, objects and arrays. */
  public Optional<String> content() {
    return switch (kind) {
      case STRING, NUMBER -> Optional.of(text);
      case TRUE -> Optional.of("true");
      case FALSE -> Optional.of("false");
      case NULL, OBJECT, ARRAY -> Optional.empty();
    };
  }

  /** How it is shown to a person. */
  public String shown() {
    return switch (kind) {
      case STRING -> Quoted.encode(text);
      case NUMBER -> text;
      case TRUE -> "true";
      case FALSE -> "false";
      case NULL -> "null";
      case OBJECT -> "an object";
      case ARRAY -> "an array";
    };
  }

  /** Its place on the number line; empty for everything but finite numbers. */
  Optional<Decimal> number() {
    return kind == Kind.NUMBER ? Decimal.parse(text) : Optional.empty();
  }
}
