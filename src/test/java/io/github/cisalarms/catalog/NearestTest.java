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

  @Test
  void findsTheNameThatStartsAlmostLikeThis() {
    List<String> slugs = List.of("root-account-usage", "route-table-changes", "vpc-changes");

    assertThat(Nearest.meant("root-acount", slugs)).containsExactly("root-account-usage");
    assertThat(Nearest.meant("ro", slugs))
        .containsExactly("root-account-usage", "route-table-changes");
    assertThat(Nearest.meant("nosuch", slugs)).isEmpty();
  }
}
