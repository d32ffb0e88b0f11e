package io.github.cisalarms.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TableTest {

  private static final Table TABLE =
      new Table(
          List.of("CONTROL", "MATCHES", "IDENTITY"),
          List.of(
              List.of("console-signin-without-mfa", "3", "111122223333:user/alice and two others"),
              List.of("root-account-usage", "0", "-")));

  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    assertThat(TABLE.lines())
        .containsExactly(
            "CONTROL                     MATCHES  IDENTITY",
            "console-signin-without-mfa  3        111122223333:user/alice and two others",
            "root-account-usage          0        -");
  }

  @Test
  void theWidestCellsGoOnOverSeveralLinesWhereTheTerminalIsNarrow() {
    assertThat(TABLE.lines(50))
        .containsExactly(
            "CONTROL              MATCHES  IDENTITY",
            "console-signin-      3        111122223333:user/",
            "without-mfa                   alice and two others",
            "root-account-usage   0        -");
  }

  @Test
  void noColumnGetsNarrowerThanItsHeader() {
    assertThat(TABLE.lines(10).get(0)).isEqualTo("CONTROL   MATCHES  IDENTITY");
  }

  @Property(tries = 200)
  void everyLineFitsAndNoLetterIsLost(
      @ForAll @Size(min = 3, max = 3) List<@AlphaChars String> cells,
      @ForAll @IntRange(min = 32, max = 200) int width) {
    Table table = new Table(List.of("A", "B", "C"), List.of(cells));

    assertThat(table.lines(width))
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
    String printed = String.join("", table.lines(width).subList(1, table.lines(width).size()));
    assertThat(printed.replace(" ", "").chars().sorted().toArray())
        .isEqualTo(String.join("", cells).chars().sorted().toArray());
  }
}
