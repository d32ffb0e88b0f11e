package io.github.cisalarms.pattern.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FingerprintTest {

  @Test
  void differsWhereTextsDiffer() {
    Stream<String> ids =
        IntStream.range(0, 200_000)
            .mapToObj(i -> String.format(Locale.ROOT, "%08x-2222-4333-8444-%012d", i % 1000, i));
    Stream<String> others =
        Stream.of("", "\0", "\0\0", "a", "a\0", "\0a", "abcdefgh", "abcdefgh\0");
    assertThat(Stream.concat(ids, others).mapToLong(Fingerprint::of).distinct().count())
        .isEqualTo(200_008);
  }

  @Test
  void dependsOnTheTextAloneAndNotOnWhereItStands() {
    String id = "0a1b2c3d-1111-4222-8333-444455556666";
    byte[] around = ("\"" + id + "\"x").getBytes(StandardCharsets.UTF_8);
    assertThat(Fingerprint.of(around, 1, 1 + id.length())).isEqualTo(Fingerprint.of(id));
  }
}
