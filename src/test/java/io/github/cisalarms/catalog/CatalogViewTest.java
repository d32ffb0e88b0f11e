package io.github.cisalarms.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogViewTest {

  @Test
  void hasEveryControl() {
    assertThat(CatalogView.bySlug().keySet())
        .containsExactlyElementsOf(Controls.all().stream().map(Control::slug).sorted().toList());
  }

  @ParameterizedTest
  @MethodSource("io.github.cisalarms.catalog.Controls#all")
  void aTableLookUpGivesTheSameFiltersAsTheReading(Control control) {
    CatalogView view = CatalogView.bySlug().get(control.slug());
    for (Set<Checker> checkers : Reading.allCheckerSets()) {
      assertThat(view.filters().getOrDefault(Checker.key(checkers), List.of("default")))
          .isEqualTo(
              control.reading(checkers).variants().stream().map(PatternVariant::name).toList());
    }
    assertThat(view.filters().values()).doesNotContain(List.of("default"));
  }

  @Test
  void aKeyIsWhatTerraformSorts() {
    assertThat(CatalogView.bySlug().get("unauthorized-api-calls").filters())
        .containsEntry("cis+prowler+security-hub", List.of("default", "security-hub"));
  }

  @Test
  void onlyTheOrganizationControlNeedsTheManagementAccount() {
    assertThat(CatalogView.bySlug().entrySet())
        .filteredOn(entry -> entry.getValue().managementAccountOnly())
        .extracting(Map.Entry::getKey)
        .containsExactly("organizations-changes");
  }
}
