package io.github.cisalarms.files;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;

/** JSON as it is printed and checked in: the same bytes on every system. */
public final class IndentedJson {

  private static final JsonFactory FACTORY = new JsonFactory();

  private static final DefaultIndenter TWO_BLANKS = new DefaultIndenter("  ", "\n");

  private static final DefaultPrettyPrinter INDENTED =
      new DefaultPrettyPrinter(
              Separators.createDefaultInstance()
                  .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                  .withObjectEmptySeparator("")
                  .withArrayEmptySeparator(""))
          .withObjectIndenter(TWO_BLANKS)
          .withArrayIndenter(TWO_BLANKS);

  private final JsonGenerator out;

  /** Prints what is not plain. Loaded when it is met: most results have none of it. */
  private static final class DataBinding {
    static final ObjectMapper MAPPER = new ObjectMapper();
  }

  private IndentedJson(JsonGenerator out) {
    this.out = out;
  }

  /**
   * A value as JSON text, indented by two blanks, with line feeds and one at its end. Maps,
   * collections, texts, numbers and booleans are printed without Jackson's data binding, which
   * takes a tenth of a second to start.
   *
   * @param value a JSON node, or maps, lists, records and plain values
   */
  public static String print(Object value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(text)) {
      out.setPrettyPrinter(INDENTED.createInstance());
      new IndentedJson(out).write(value);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return text.append('\n').toString();
  }

  private void write(Object value) throws IOException {
    if (value instanceof String text) {
      out.writeString(text);
    } else if (value instanceof Map<?, ?> map) {
      writeMap(map);
    } else if (value instanceof Collection<?> all) {
      out.writeStartArray();
      for (Object each : all) {
        write(each);
      }
      out.writeEndArray();
    } else if (value instanceof Boolean truth) {
      out.writeBoolean(truth);
    } else if (value instanceof Number number) {
      writeNumber(number);
    } else if (value == null) {
      out.writeNull();
    } else {
      DataBinding.MAPPER.writeValue(out, value);
    }
  }

  private void writeMap(Map<?, ?> map) throws IOException {
    out.writeStartObject();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.writeFieldName(name(entry.getKey()));
      write(entry.getValue());
    }
    out.writeEndObject();
  }

  private static String name(Object key) {
    return key instanceof Enum<?> constant ? constant.name() : key.toString();
  }

  private void writeNumber(Number number) throws IOException {
    if (number instanceof Integer whole) {
      out.writeNumber(whole);
    } else if (number instanceof Long whole) {
      out.writeNumber(whole);
    } else if (number instanceof Double decimal) {
      out.writeNumber(decimal);
    } else if (number instanceof BigInteger large) {
      out.writeNumber(large);
    } else {
      DataBinding.MAPPER.writeValue(out, number);
    }
  }
}
