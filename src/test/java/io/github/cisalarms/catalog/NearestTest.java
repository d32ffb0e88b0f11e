package io.github.cisalarms.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

  private static final List<String> NAMES = List.of("threshold", "period", "variant", "VARIANTS");

  @Test
  void findsANameWithATypo() {
    assertThat(Nearest.to("treshhold", NAMES)).hasValue("threshold");
    assertThat(Nearest.to("periods", NAMES)).hasValue("period");
  }

  @Test
  void ignoresUpperAndLowerCase() {
    assertThat(Nearest.to("PERIOD", NAMES)).hasValue("period");
  }

  @Test
  void takesTheFirstOfSeveral() {
    assertThat(Nearest.to("variantz", NAMES)).hasValue("variant");
  }

  @Test
  void doesNotGuessWildly() {
    assertThat(Nearest.to("zzz", NAMES)).isEmpty();
    assertThat(Nearest.to("", NAMES)).isEmpty();
    assertThat(Nearest.to("period", List.of())).isEmpty();
  }
}
