package io.github.cisalarms.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
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
    assertThat(TABLE.lines(new Display(50, false)))
        .containsExactly(
            "CONTROL                     MATCHES  IDENTITY",
            "console-signin-without-mfa  3        111122223333:",
            "                                     user/alice",
            "                                     and two",
            "                                     others",
            "root-account-usage          0        -");
  }

  @Test
  void headersStandInStepsWhereTheCellsAreNarrow() {
    assertThat(
            new Table(
                    List.of("CONTROL", "DETECTS", "SECURITY-HUB", "CHANGE"),
                    List.of(
                        List.of("vpc-changes", "yes", "fail", "kept"),
                        List.of("root-account-usage", "no", "?", "lost")))
                .lines(new Display(40, false)))
        .containsExactly(
            "                    DETECTS",
            "                    |    SECURITY-HUB",
            "CONTROL             |    |     CHANGE",
            "vpc-changes         yes  fail  kept",
            "root-account-usage  no   ?     lost");
  }

  @Test
  void rowsAreStackedWhereNotEvenTheWordsFitSideBySide() {
    assertThat(TABLE.lines(new Display(30, false)))
        .containsExactly(
            "console-signin-without-mfa",
            "  MATCHES 3",
            "  IDENTITY",
            "  111122223333:user/alice and",
            "  two others",
            "root-account-usage",
            "  MATCHES 0  IDENTITY -");
  }

  @Test
  void verdictsHaveColoursOnATerminalAndYesIsBadNewsOfNoise() {
    assertThat(
            new Table(
                    List.of("CONTROL", "NOTIFIES", "NOISY", "CIS"),
                    List.of(
                        List.of("vpc-changes", "yes", "yes", "fail"),
                        List.of("no", "unknown", "no", "pass")))
                .lines(new Display(80, true)))
        .containsExactly(
            "CONTROL      NOTIFIES  NOISY  CIS",
            "vpc-changes  \u001b[32myes     \u001b[0m  \u001b[33myes  \u001b[0m  \u001b[31mfail\u001b[0m",
            "\u001b[31mno         \u001b[0m  \u001b[33munknown \u001b[0m  no   "
                + "  \u001b[32mpass\u001b[0m");
  }

  @Property(tries = 200)
  void everyLineFitsAndNoLetterIsLost(
      @ForAll @Size(min = 3, max = 3) List<@CharRange(from = 'a', to = 'z') String> cells,
      @ForAll @IntRange(min = 32, max = 200) int width) {
    Table table = new Table(List.of("A", "B", "C"), List.of(cells));

    assertThat(table.lines(new Display(width, false)))
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
    String printed = String.join("", table.lines(new Display(width, false)));
    assertThat(printed.chars().filter(Character::isLowerCase).sorted().toArray())
        .isEqualTo(String.join("", cells).chars().sorted().toArray());
  }
}
