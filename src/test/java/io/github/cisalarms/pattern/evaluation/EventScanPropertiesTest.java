package io.github.cisalarms.pattern.evaluation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cisalarms.pattern.language.Parser;
import io.github.cisalarms.pattern.language.Syntax;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/**
 * Compares {@link EventScan} with {@link JsonReading}, which a JSON library does the reading for.
 */
class EventScanPropertiesTest {

  /** The floor: a scan that decides nothing agrees with everything. Valid events are one half. */
  private static final double DECIDED_PERCENT = 25;

  private static final List<String> SELECTORS =
      List.of("$.a", "$.a.b", "$.c", "$.d[1]", "$.e[*]", "$.a[0].b", "$.a[1].c");
  private static final JsonProgram PROGRAM =
      JsonProgram.of(
          Stream.of(
                  "{ $.a = x }",
                  "{ $.a != x }",
                  "{ $.a = \"*y\" }",
                  "{ $.a.b = 1 || $.a.b = 1000.0 }",
                  "{ $.a.b != 1 }",
                  "{ $.c != %x% }",
                  "{ $.c IS TRUE || $.a IS NULL }",
                  "{ $.d[1] IS NULL || $.e[*] IS NULL }",
                  "{ $.a = \"x*x\" }",
                  "{ $.a = \"*11\" || $.c = \"1*1\" }",
                  "{ $.c != \"*11\" || $.a != \"1*1\" }",
                  "{ $.a IS NULL && $.a.b IS NULL || $.a[0].b IS NULL }",
                  "{ $.e[*] IS TRUE || $.e[*] NOT EXISTS }",
                  "{ $.c > 1 }",
                  "{ $.b NOT EXISTS }",
                  "{ $.d[1] = x }",
                  "{ $.e[*] = x }",
                  "{ $.e[*] != 1 }")
              .map(text -> ((Syntax.Json) Parser.parse(text)).condition())
              .toList(),
          SELECTORS.stream().map(Parser::selector).toList());

  private final Facts scanned = PROGRAM.facts();
  private final Facts read = PROGRAM.facts();
  private final EventScan scan = new EventScan(PROGRAM, scanned, SELECTORS.size());
  private final JsonReading reading = new JsonReading(PROGRAM, read, SELECTORS.size());

  @Property(tries = 5000)
  void findsTheSameAsTheReaderOrNothing(@ForAll("events") byte[] event) {
    int end = scan.read(event, 0, event.length, false);
    Statistics.label("decided by the scan")
        .collect(end != EventScan.UNDECIDED)
        .coverage(found -> found.check(true).percentage(part -> part >= DECIDED_PERCENT));
    if (end != EventScan.UNDECIDED) {
      assertThat(reading.read(event, 0, event.length))
          .as("accepted: %s", shown(event))
          .isEqualTo(scan.skipBlanks(end) == event.length);
      assertThat(reading.read(event, 0, end)).as("accepted: %s", shown(event)).isTrue();
      assertThat(scanned).as("facts: %s", shown(event)).isEqualTo(read);
      for (int i = 0; i < SELECTORS.size(); i++) {
        Optional<JsonValue> kept = reading.kept(i).stream().findFirst();
        assertThat(scan.kept(i)).as("%s: %s", SELECTORS.get(i), shown(event)).isEqualTo(kept);
        assertThat(scan.fingerprint(i))
            .isEqualTo(
                kept.filter(value -> value.kind() == JsonValue.Kind.STRING)
                    .map(value -> Fingerprint.of(value.text()))
                    .orElse(0L));
      }
    }
  }

  @Property(tries = 500)
  void staysWithinItsBytes(@ForAll("events") byte[] event) {
    int end = scan.read(event, 0, event.length, false);
    byte[] longer = ("{\"" + new String(event, ISO_8859_1) + "\":0}]}\"").getBytes(ISO_8859_1);
    int offset = 2;
    assertThat(scan.read(longer, offset, offset + event.length, false))
        .isEqualTo(end == EventScan.UNDECIDED ? end : end + offset);
    for (int limit = 0; limit < Math.min(end, event.length); limit++) {
      assertThat(scan.read(event, 0, limit, false)).isEqualTo(EventScan.UNDECIDED);
    }
  }

  private static String shown(byte[] event) {
    return new String(event, ISO_8859_1);
  }

  /** Valid events, and some with bytes changed, added, left out or cut off. */
  @Provide
  Arbitrary<byte[]> events() {
    Arbitrary<byte[]> valid = object(3).map(text -> text.getBytes(UTF_8));
    Arbitrary<Integer> bytes =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0, 255),
            Arbitraries.of("{}[]\",:\\ \n\t0123456789-+.eEtrufalsn".chars().boxed().toList()));
    Arbitrary<byte[]> mutated =
        Combinators.combine(
                valid, Arbitraries.integers().between(0, 1000), bytes, Arbitraries.of(0, 1, 2, 3))
            .as(EventScanPropertiesTest::mutated);
    return Arbitraries.oneOf(valid, mutated);
  }

  private static byte[] mutated(byte[] event, int place, int b, int how) {
    int at = place % (event.length + 1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(event, 0, at);
    if (how < 2) {
      out.write(b);
    }
    int from = Math.min(event.length, how == 0 ? at : at + 1);
    if (how < 3) {
      out.write(event, from, event.length - from);
    }
    return out.toByteArray();
  }

  private static Arbitrary<String> object(int depth) {
    Arbitrary<String> names =
        Arbitraries.frequencyOf(
            Tuple.of(12, Arbitraries.of("a", "b", "c", "d", "e", "other", "a longer name", "")),
            Tuple.of(1, Arbitraries.of("\\u0061", "é", "\\\"", "x\\\\")));
    return Combinators.combine(
            Combinators.combine(names, value(depth - 1))
                .as((name, value) -> "\"" + name + "\"" + blanksAfter(name) + ":" + value)
                .list()
                .ofMaxSize(5),
            blanks())
        .as((members, blanks) -> joined("{", members, "}", blanks));
  }

  private static String blanksAfter(String name) {
    return name.isEmpty() ? "\r\n" : "";
  }

  private static Arbitrary<String> value(int depth) {
    Arbitrary<String> scalars =
        Arbitraries.of(
            "\"x\"",
            "\"xy\"",
            "\"1\"",
            "\"111\"",
            "111",
            "1111",
            "\"\"",
            "\"a text of more than eight bytes\"",
            "\"eightby\\\"\"",
            "\"\\u0078\"",
            "\"é\"",
            "\"\\ud83d\\ude00 😀\"",
            "\"\\\\\"",
            "1",
            "1000.0",
            "-0",
            "1e3",
            "1E-3",
            "123456789012345678901234567890",
            "0.1",
            "true",
            "false",
            "null",
            "[]",
            "{}");
    if (depth == 0) {
      return scalars;
    }
    Arbitrary<String> array =
        Combinators.combine(value(depth - 1).list().ofMaxSize(3), blanks())
            .as((elements, blanks) -> joined("[", elements, "]", blanks));
    return Arbitraries.oneOf(scalars, scalars, array, object(depth));
  }

  private static Arbitrary<String> blanks() {
    return Arbitraries.of("", "", " ", "\n\t");
  }

  private static String joined(String open, List<String> parts, String close, String blanks) {
    return parts.stream()
        .collect(Collectors.joining(blanks + "," + blanks, open + blanks, blanks + close));
  }
}
