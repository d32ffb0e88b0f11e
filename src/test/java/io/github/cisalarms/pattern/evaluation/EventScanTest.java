package io.github.cisalarms.pattern.evaluation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cisalarms.pattern.language.Parser;
import io.github.cisalarms.pattern.language.Syntax;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares {@link EventScan} with {@link JsonReading}, which a JSON library does the reading for.
 */
class EventScanTest {

  private static final JsonProgram PROGRAM =
      JsonProgram.of(
          List.of(
              ((Syntax.Json) Parser.parse("{ $.a = x || $.a.b > 1 || $.e[*] = x }")).condition()),
          List.of(Parser.selector("$.d[1]")));

  private final EventScan scan = new EventScan(PROGRAM, PROGRAM.facts(), 1);
  private final JsonReading reading = new JsonReading(PROGRAM, PROGRAM.facts(), 1);

  @Test
  void leavesNoOrdinaryEventToTheReader() {
    String event =
        " {\"a\":{\"b\":-1.5e+3, \"c\":[]} ,\"other\":{\"x\":[1,{\"y\":\"\\u00e9\\\"é\"}],\"z\":{}},"
            + "\"c\":true,\"d\":[null,\"x\"],\"e\":[ 1 , 2 ]}\n";
    byte[] utf8 = event.getBytes(UTF_8);
    assertThat(scan.read(utf8, 0, utf8.length, false)).isEqualTo(utf8.length - 1);
    assertThat(scan.kept(0)).contains(new JsonValue(JsonValue.Kind.STRING, "x"));
  }

  @Test
  void staysOnOneLineIfToldSo() {
    for (String event : List.of("{\n}", "{\"a\":\n1}", "{\"x\":[1\n]}", "{\"a\":1\r\n}")) {
      byte[] utf8 = event.getBytes(UTF_8);
      assertThat(scan.read(utf8, 0, utf8.length, true)).isEqualTo(EventScan.UNDECIDED);
      assertThat(scan.read(utf8, 0, utf8.length, false)).isEqualTo(utf8.length);
    }
    byte[] lines = "{\"a\":\t1 ,\r\"x\":{}}\n{}".getBytes(UTF_8);
    assertThat(scan.read(lines, 0, lines.length, true)).isEqualTo(lines.length - 3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "1",
        "{",
        "{\"",
        "{\"a",
        "{\"a\":\"",
        "{\"a\":1,}",
        "{\"x\":[1,]}",
        "{\"x\":[1 2]}",
        "{\"x\":{\"y\":1]}",
        "{\"x\":01}",
        "{\"x\":+1}",
        "{\"x\":.5}",
        "{\"x\":1.}",
        "{\"x\":1e}",
        "{\"x\":NaN}",
        "{\"x\":nul}",
        "{\"x\":nulll}",
        "{\"x\":\"\\x\"}",
        "{\"x\":\"\\u12g4\"}",
        "{\"x\":\"\t\"}",
        "{x:1}",
        "{'x':1}",
        "{\"x\" 1}",
        "{\"x\":/**/1}"
      })
  void takesNothingBrokenForAnEvent(String event) {
    byte[] utf8 = event.getBytes(UTF_8);
    assertThat(scan.read(utf8, 0, utf8.length, false)).isEqualTo(EventScan.UNDECIDED);
    assertThat(reading.read(utf8, 0, utf8.length)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,\"a\":2}",
        "{\"\\u0061\":1}",
        "{\"a\":\"\\n\"}",
        "{\"a\":\"é\"}",
        "{\"e\":{\"x\":1}}"
      })
  void leavesToTheReaderWhatIsRare(String event) {
    byte[] utf8 = event.getBytes(UTF_8);
    assertThat(scan.read(utf8, 0, utf8.length, false)).isEqualTo(EventScan.UNDECIDED);
    assertThat(reading.read(utf8, 0, utf8.length)).isTrue();
  }

  @Test
  void leavesDepthToTheReader() {
    for (String open : List.of("{\"x\":", "[", "{\"a\":")) {
      String close = open.startsWith("{") ? "}" : "]";
      for (int depth : new int[] {EventScan.MAX_DEPTH - 1, EventScan.MAX_DEPTH + 1, 100_000}) {
        byte[] event =
            ("{\"y\":" + open.repeat(depth) + "1" + close.repeat(depth) + "}").getBytes(UTF_8);
        assertThat(scan.read(event, 0, event.length, false))
            .isEqualTo(depth < EventScan.MAX_DEPTH ? event.length : EventScan.UNDECIDED);
      }
    }
  }

  @Test
  void closesWhatIsOpenedUpToTheGreatestDepth() {
    for (int depth = EventScan.MAX_DEPTH - 4; depth < EventScan.MAX_DEPTH + 4; depth++) {
      String arrays = "[".repeat(depth) + "]".repeat(depth);
      byte[] broken = ("{\"x\":{\"y\":" + arrays + "]}").getBytes(UTF_8);
      assertThat(scan.read(broken, 0, broken.length, false))
          .as("depth %d", depth)
          .isEqualTo(EventScan.UNDECIDED);
      byte[] whole = ("{\"x\":{\"y\":" + arrays + "}}").getBytes(UTF_8);
      assertThat(scan.read(whole, 0, whole.length, false))
          .as("depth %d", depth)
          .isEqualTo(depth < EventScan.MAX_DEPTH ? whole.length : EventScan.UNDECIDED);
    }
  }

  @Test
  void expectsNoNameWhereOtherSelectorsLead() {
    JsonProgram program =
        JsonProgram.of(
            List.of(), List.of(Parser.selector("$.list[1].id"), Parser.selector("$.other.id")));
    EventScan its = new EventScan(program, program.facts(), 2);
    for (String event :
        List.of(
            "{\"list\":[{\"id\":\"0\"},{\"id\":\"1\"},{\"id\":\"2\"}],\"other\":{\"id\":\"3\"}}",
            "{\"other\":{\"id\":\"3\"},\"list\":[[{\"id\":\"0\"}],{\"x\":{\"id\":\"0\"},\"id\":\"1\"}]}",
            "{\"more\":[{\"id\":\"0\"}],\"list\":[{\"id\":\"0\"},{\"id\":\"1\"}],\"other\":{\"id\":\"3\"}}")) {
      byte[] utf8 = event.getBytes(UTF_8);
      for (int i = 0; i < 3; i++) {
        assertThat(its.read(utf8, 0, utf8.length, false)).isEqualTo(utf8.length);
        assertThat(its.value(0)).as(event).contains("1");
        assertThat(its.value(1)).as(event).contains("3");
      }
    }
  }

  @Test
  void readsMoreNamesThanItKeepsAndLongerOnes() {
    for (int n = 0; n < 20_000; n++) {
      String name = "n".repeat(n % 300) + n;
      byte[] event =
          ("{\"" + name + "\":{\"a\":1},\"d\":[0,\"" + n + "\"],\"" + name + "x\":\"\"}")
              .getBytes(UTF_8);
      assertThat(scan.read(event, 0, event.length, false)).isEqualTo(event.length);
      assertThat(scan.value(0)).contains(String.valueOf(n));
      assertThat(scan.read(event, 0, event.length - 1, false)).isEqualTo(EventScan.UNDECIDED);
    }
  }
}
