package io.github.cisalarms.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;

/** JSON as it is printed and checked in: the same bytes on every system. */
public final class IndentedJson {

  private static final DefaultIndenter TWO_BLANKS = new DefaultIndenter("  ", "\n");

  private static final ObjectWriter WRITER =
      new ObjectMapper()
          .writer(
              new DefaultPrettyPrinter(
                      Separators.createDefaultInstance()
                          .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                          .withObjectEmptySeparator("")
                          .withArrayEmptySeparator(""))
                  .withObjectIndenter(TWO_BLANKS)
                  .withArrayIndenter(TWO_BLANKS));

  private IndentedJson() {}

  /**
   * A value as JSON text, indented by two blanks, with line feeds and one at its end.
   *
   * @param value a JSON node, or maps, lists, records and plain values
   */
  public static String print(Object value) {
    try {
      return WRITER.writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
