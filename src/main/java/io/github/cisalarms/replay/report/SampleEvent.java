package io.github.cisalarms.replay.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The text of an event as a value to be printed: what a JSON node would have, without Jackson's
 * data binding, which takes longer to start than a replay's samples to read.
 */
final class SampleEvent {

  private static final JsonFactory FACTORY = new JsonFactory();

  private SampleEvent() {}

  /**
   * The first value in a text, as maps, lists and plain values; the text itself if it has none.
   *
   * @return null for JSON's null and for an empty text
   */
  static Object of(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      parser.nextToken();
      return value(parser);
    } catch (IOException e) {
      return text;
    }
  }

  /** A value as a JSON node would have it; behind it, the parser is at its last token. */
  private static Object value(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      Map<String, Object> object = new LinkedHashMap<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        object.put(name, value(parser));
      }
      return object;
    }
    if (token == JsonToken.START_ARRAY) {
      List<Object> array = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        array.add(value(parser));
      }
      return array;
    }
    if (token == JsonToken.VALUE_NUMBER_INT) {
      return parser.getNumberValue();
    }
    if (token == JsonToken.VALUE_NUMBER_FLOAT) {
      return parser.getDoubleValue();
    }
    if (token == JsonToken.VALUE_STRING) {
      return parser.getText();
    }
    return token == null || token == JsonToken.VALUE_NULL ? null : parser.getBooleanValue();
  }
}
