package io.github.cisalarms.pattern.evaluation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cisalarms.pattern.ServiceCase;
import io.github.cisalarms.pattern.language.Parser;
import io.github.cisalarms.pattern.language.Syntax;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** What the service did, held against the scan over bytes alone, without the reader behind it. */
class ServiceCasesByScanTest {

  /** How many of the messages of JSON patterns the scan has to decide by itself. */
  private static final int FLOOR = 565;

  @Test
  void scanAndReadingSayWhatTheServiceSaid(TestReporter reporter) {
    int messages = 0;
    int decided = 0;
    List<String> wrong = new ArrayList<>();
    for (ServiceCase c : ServiceCase.all()) {
      if (c.rejected().isPresent() || !(Parser.parse(c.pattern()) instanceof Syntax.Json json)) {
        continue;
      }
      JsonProgram program = JsonProgram.of(List.of(json.condition()), List.of());
      Facts scanned = program.facts();
      Facts read = program.facts();
      EventScan scan = new EventScan(program, scanned, 0);
      JsonReading reading = new JsonReading(program, read, 0);
      for (int i = 0; i < c.messages().size(); i++) {
        messages++;
        byte[] utf8 = c.messages().get(i).getBytes(UTF_8);
        boolean matched = c.matched().contains(i + 1);
        boolean isObject = reading.read(utf8, 0, utf8.length);
        if (matched != (isObject && program.check(0).holds(read))) {
          wrong.add("reading: " + c + ", message " + (i + 1));
        }
        int end = scan.read(utf8, 0, utf8.length, false);
        if (end != EventScan.UNDECIDED && scan.skipBlanks(end) == utf8.length) {
          decided++;
          if (matched != program.check(0).holds(scanned)) {
            wrong.add("scan: " + c + ", message " + (i + 1));
          }
        }
      }
    }
    reporter.publishEntry("decided by the scan", decided + " of " + messages + " messages");
    assertThat(wrong).isEmpty();
    assertThat(decided).isGreaterThanOrEqualTo(FLOOR);
  }
}
