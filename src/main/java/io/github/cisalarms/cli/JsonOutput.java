package io.github.cisalarms.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What {@code --json} prints, the same on every system. */
final class JsonOutput {

  private static final DefaultIndenter TWO_BLANKS = new DefaultIndenter("  ", "\n");

  private static final DefaultPrettyPrinter LAYOUT =
      new DefaultPrettyPrinter(
              Separators.createDefaultInstance()
                  .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                  .withObjectEmptySeparator("")
                  .withArrayEmptySeparator(""))
          .withObjectIndenter(TWO_BLANKS)
          .withArrayIndenter(TWO_BLANKS);

  private JsonOutput() {}

  /** The value as JSON, indented, with line feeds and one at its end. */
  static String print(Object value) {
    try {
      return new ObjectMapper().writer(LAYOUT).writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
