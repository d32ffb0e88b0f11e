package io.github.cisalarms.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SelectionTest {

  @Test
  void allAreAll() {
    assertThat(Selection.parse(List.of("all")))
        .isEqualTo(Selection.all())
        .isEqualTo(new Selection(Controls.all(), Optional.empty()));
  }

  @Test
  void slugsComeInBenchmarkOrderAndOnce() {
    assertThat(slugs(Selection.parse(List.of("vpc-changes", "root-account-usage", "vpc-changes"))))
        .containsExactly("root-account-usage", "vpc-changes");
  }

  @Test
  void aVersionHasItsOwnControls() {
    Selection selection = Selection.parse(List.of("1.2"));
    assertThat(selection.controls()).hasSize(14);
    assertThat(slugs(selection)).doesNotContain("organizations-changes");
    assertThat(selection.benchmark()).hasValue("1.2");
    assertThat(Selection.parse(List.of("5.0")).controls()).isEqualTo(Controls.all());
  }

  @Test
  void disabledControlsAreLeftOut() {
    Selection selection =
        Selection.ofBenchmark("1.2").without(List.of("vpc-changes", "organizations-changes"));
    assertThat(selection.controls()).hasSize(13);
    assertThat(slugs(selection)).doesNotContain("vpc-changes");
    assertThat(selection.benchmark()).hasValue("1.2");
  }

  @Test
  void refusesAnUnknownDisabledControl() {
    assertThatThrownBy(() -> Selection.all().without(List.of("vpc-change")))
        .hasMessage("unknown control 'vpc-change': did you mean 'vpc-changes'?");
  }

  @Test
  void refusesAnUnknownVersion() {
    assertThatThrownBy(() -> Selection.parse(List.of("9.9")))
        .hasMessage(
            "unknown benchmark version '9.9'; there are: 1.2, 1.3, 1.4, 1.5, 2.0, 3.0, 4.0, 5.0,"
                + " 6.0, 7.0");
  }

  @Test
  void refusesASectionNumber() {
    assertThatThrownBy(() -> Selection.parse(List.of("4.10")))
        .hasMessage(
            "unknown control '4.10': controls go by slug, this one is 'security-group-changes'");
  }

  @Test
  void refusesAWholeListBesideAnotherName() {
    assertThatThrownBy(() -> Selection.parse(List.of("all", "vpc-changes")))
        .hasMessage("'all' stands for a whole list of controls: write it alone, or write slugs");
    assertThatThrownBy(() -> Selection.parse(List.of("vpc-changes", "5.0")))
        .hasMessage("'5.0' stands for a whole list of controls: write it alone, or write slugs");
  }

  @Test
  void refusesNothing() {
    assertThatThrownBy(() -> Selection.parse(List.of()))
        .hasMessage(
            "no control is named: write 'all', a benchmark version such as '5.0', or slugs");
  }

  private static List<String> slugs(Selection selection) {
    return selection.controls().stream().map(Control::slug).toList();
  }
}
