package io.github.cisalarms.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {

  @Test
  void givesEachRecordOfACloudTrailFile() throws IOException {
    assertThat(events("{\"Records\":[{\"a\":\"]}\"},{\"b\":[{}]}]}"))
        .containsExactly("{\"a\":\"]}\"}", "{\"b\":[{}]}");
  }

  @Test
  void letsSomebodyReadTheRecordsOnTheWay() throws IOException {
    byte[] records = "{\"Records\":[{\"a\":1} , {\"b\":2}]}".getBytes(UTF_8);
    List<String> offered = new ArrayList<>();
    ObjectReader first =
        (buffer, from, limit, oneLine) -> {
          offered.add(new String(buffer, from, limit - from, UTF_8));
          return offered.size() == 1 ? from + 7 : ObjectReader.UNKNOWN;
        };
    try (EventReader reader = EventReader.of("in", stream(records))) {
      assertThat(reader.next(first)).isTrue();
      assertThat(reader.isRead()).isTrue();
      assertThat(reader.text()).isEqualTo("{\"a\":1}");
      assertThat(reader.next(first)).isTrue();
      assertThat(reader.isRead()).isFalse();
      assertThat(reader.text()).isEqualTo("{\"b\":2}");
      assertThat(reader.next(first)).isFalse();
    }
    assertThat(offered).containsExactly("{\"a\":1} , {\"b\":2}]}", "{\"b\":2}]}");
  }

  @Test
  void letsSomebodyReadLinesThatAreOneObject() throws IOException {
    String lines = "{1}\n{2}\r\n{3} \n\n {4}\n{5}x\nx{6}\n{7}";
    ObjectReader upToBrace =
        (buffer, from, limit, oneLine) -> {
          assertThat(oneLine).isTrue();
          return new String(buffer, 0, limit, UTF_8).indexOf('}', from) + 1;
        };
    List<String> read = new ArrayList<>();
    List<String> others = new ArrayList<>();
    try (EventReader reader = EventReader.of("in", stream(lines.getBytes(UTF_8)))) {
      while (reader.next(upToBrace)) {
        (reader.isRead() ? read : others).add(reader.number() + ": " + reader.text());
      }
    }
    assertThat(read).containsExactly("1: {1}", "2: {2}");
    assertThat(others).containsExactly("3: {3} ", "5:  {4}", "6: {5}x", "7: x{6}", "8: {7}");
  }

  @Test
  void givesRecordsOfAPrettyPrintedFileAsTheyStand() throws IOException {
    assertThat(events("{\n  \"Records\" : [\n    {\n \"a\": 1\n },\n {}\n  ]\n}\n"))
        .containsExactly("{\n \"a\": 1\n }", "{}");
  }

  @Test
  void findsNothingInAnEmptyRecordsArray() throws IOException {
    assertThat(events("{\"Records\":[]}")).isEmpty();
  }

  @Test
  void ignoresWhatFollowsRecordsInTheirObject() throws IOException {
    assertThat(events("{\"Records\":[{}],\"next\":{\"a\":\"}\"}}{\"Records\":[{\"b\":1}]}"))
        .containsExactly("{}", "{\"b\":1}");
  }

  @Test
  void takesAnObjectWithRecordsThatAreNoArrayForAnEvent() throws IOException {
    assertThat(events("{\"Records\":\n1}")).containsExactly("{\"Records\":\n1}");
  }

  @Test
  void givesEachElementOfAnArray() throws IOException {
    assertThat(events(" [ {\"a\":1}, {\"b\":\"\\\"]\"} , 7, \"x\" ]"))
        .containsExactly("{\"a\":1}", "{\"b\":\"\\\"]\"}", "7", "\"x\"");
  }

  @Test
  void givesPrettyPrintedObjects() throws IOException {
    assertThat(events("{\n  \"a\": 1\n}\n{\"b\": 2}\n{\n}\n"))
        .containsExactly("{\n  \"a\": 1\n}", "{\"b\": 2}", "{\n}");
  }

  @Test
  void givesEachLineThatIsNotBlank() throws IOException {
    assertThat(events("{\"a\":\"{\\\"\"}\n\n not JSON {\r\n \t\n[ERROR] x"))
        .containsExactly("{\"a\":\"{\\\"\"}", " not JSON {", "[ERROR] x");
  }

  @Test
  void putsAnEventOnOneLine() throws IOException {
    String event = "{\n  \"a\" : \"x \\\" \\\\\",\r\n\t\"b\": [ 1 ]\n}";
    try (EventReader reader = EventReader.of("in", stream(event.getBytes(UTF_8)))) {
      reader.next();
      assertThat(reader.line()).isEqualTo("{\"a\":\"x \\\" \\\\\",\"b\":[1]}");
      assertThat(reader.text()).isEqualTo(event);
    }
    try (EventReader reader = EventReader.of("in", stream("two  words".getBytes(UTF_8)))) {
      reader.next();
      assertThat(reader.line()).isEqualTo("two  words");
    }
  }

  @Test
  void takesTextThatStartsWithABracketForLines() throws IOException {
    assertThat(events("[INFO] 1\n[ERROR] 2\n")).containsExactly("[INFO] 1", "[ERROR] 2");
  }

  @Test
  void takesLinesForLinesWhenToldSo() throws IOException {
    try (EventReader reader = EventReader.ofLines("in", stream("{\n}\n".getBytes(UTF_8)))) {
      assertThat(all(reader)).containsExactly("{", "}");
    }
  }

  @Test
  void numbersLinesByTheirLine() throws IOException {
    try (EventReader reader = EventReader.of("in", stream("a\n\nb".getBytes(UTF_8)))) {
      reader.next();
      assertThat(reader.number()).isEqualTo(1);
      reader.next();
      assertThat(reader.number()).isEqualTo(3);
      assertThat(reader.next()).isFalse();
    }
  }

  @Test
  void skipsAByteOrderMark() throws IOException {
    assertThat(events("\uFEFF{\"Records\":[{}]}")).containsExactly("{}");
    assertThat(events("\uFEFFtext")).containsExactly("text");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\n", "\uFEFF"})
  void findsNothingInEmptyInput(String input) throws IOException {
    assertThat(events(input)).isEmpty();
  }

  @Test
  void readsAllMembersOfAGzippedPipe() throws IOException {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.write(gzip("{\"Records\":[{\"a\":1}]}"));
    both.write(gzip("{\"Records\":[{\"b\":2}]}"));
    InputStream pipe =
        new FilterInputStream(stream(both.toByteArray())) {
          @Override
          public int available() {
            return 0;
          }
        };
    try (EventReader reader = EventReader.of("in", pipe)) {
      assertThat(all(reader)).containsExactly("{\"a\":1}", "{\"b\":2}");
    }
  }

  @Test
  void readsAFileWhateverItIsCalled(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("trail"), gzip("{\"Records\":[{}]}"));
    try (EventReader reader = EventReader.open(file)) {
      assertThat(all(reader)).containsExactly("{}");
    }
    Path none = folder.resolve("none");
    assertThatThrownBy(() -> EventReader.open(none)).hasMessage(none + ": there is no such file");
    assertThatThrownBy(() -> EventReader.open(folder))
        .hasMessage(folder + ": is a directory; name the files in it");
  }

  @Test
  void readsEventsThatAreLargerThanItsBuffer() throws IOException {
    String large = "{\"a\":\"" + "x".repeat(300_000) + "\\\"\"}";
    assertThat(events("{\"Records\":[{}," + large + ",{}]}")).containsExactly("{}", large, "{}");
    assertThat(events("a\n" + large + "\nb")).containsExactly("a", large, "b");
  }

  static Stream<Arguments> waysToJoinEvents() {
    return Stream.of(
        Arguments.of("{\"Records\":[", ",", "]}"),
        Arguments.of("[", ",", "]"),
        Arguments.of("", "\n", ""));
  }

  @ParameterizedTest
  @MethodSource("waysToJoinEvents")
  void findsTheSameEventsHoweverTheInputArrives(String start, String between, String end)
      throws IOException {
    List<String> expected = new ArrayList<>();
    Random random = new Random(4);
    for (int i = 0; i < 500; i++) {
      String text = "\\\"}é".repeat(random.nextInt(300));
      expected.add("{\"k\":\"" + text + "\",\"n\":[[" + i + "]]}");
    }
    String input = start + String.join(between, expected) + end;
    InputStream trickle =
        new FilterInputStream(stream(input.getBytes(UTF_8))) {
          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            return super.read(into, offset, Math.min(length, 1 + random.nextInt(700)));
          }
        };
    try (EventReader reader = EventReader.of("in", trickle)) {
      assertThat(all(reader)).isEqualTo(expected);
    }
  }

  @Test
  void refusesAnEventThatIsTooLarge() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }

          @Override
          public int read(byte[] into, int offset, int length) {
            Arrays.fill(into, offset, offset + length, (byte) 'x');
            return length;
          }
        };
    assertThatThrownBy(() -> all(EventReader.of("big.log", endless)))
        .isInstanceOf(IOException.class)
        .hasMessage("big.log: event 1 has more than 67108864 bytes");
  }

  @Test
  void saysWhereInputEndsTooEarly() {
    assertThatThrownBy(() -> events("{\"Records\":[{},{\"a\":\"x"))
        .hasMessage("in: ends in the middle of event 2");
    assertThatThrownBy(() -> events("{\"Records\":[{}]"))
        .hasMessage("in: ends after event 1, before the '}' that closes \"Records\"");
    assertThatThrownBy(() -> events("{\"Records\":[{}"))
        .hasMessage("in: ends after event 1, before the ']' that closes its array");
  }

  @Test
  void saysWhatStandsBetweenDocuments() {
    assertThatThrownBy(() -> events("{\"Records\":[{}]} oops"))
        .hasMessage("in: expected '{' or '[' after event 1, found 'o'");
  }

  @Test
  void saysWhatStandsInTheWayOfTheNextEvent() {
    assertThatThrownBy(() -> events("[{}}, {}]"))
        .hasMessage("in: expected an event, ',' or ']' after event 1, found '}'");
  }

  @Test
  void saysThatGzipDataIsCutOffOrDamaged() throws IOException {
    byte[] whole = gzip("x\n".repeat(10_000));
    byte[] half = Arrays.copyOf(whole, whole.length / 2);
    assertThatThrownBy(() -> all(EventReader.of("a.gz", stream(half))))
        .hasMessage("a.gz: the gzip data ends too early");
    byte[] damaged = whole.clone();
    damaged[whole.length - 5] ^= 1;
    assertThatThrownBy(() -> all(EventReader.of("a.gz", stream(damaged))))
        .hasMessage("a.gz: the gzip data is damaged: Corrupt GZIP trailer");
  }

  private static List<String> events(String input) throws IOException {
    try (EventReader reader = EventReader.of("in", stream(input.getBytes(UTF_8)))) {
      return all(reader);
    }
  }

  private static List<String> all(EventReader reader) throws IOException {
    List<String> events = new ArrayList<>();
    while (reader.next()) {
      events.add(reader.text());
    }
    return events;
  }

  private static InputStream stream(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void trustsNoEndOutsideTheBytes() throws IOException {
    for (int end : new int[] {-2, 1_000_000}) {
      try (EventReader reader =
          EventReader.of("x", new ByteArrayInputStream("[{\"a\":1}]".getBytes(UTF_8)))) {
        assertThatThrownBy(() -> reader.next((buffer, from, limit, oneLine) -> end))
            .isInstanceOf(IndexOutOfBoundsException.class);
      }
    }
  }
}
