package io.github.cisalarms.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ControlsMarkdownTest {

  @Test
  void committedDocumentIsWhatTheCatalogSays() throws IOException {
    assertThat(Path.of("CONTROLS.md"))
        .as("stale: run 'cis-alarms controls --markdown > CONTROLS.md', read the diff, commit it")
        .content()
        .isEqualTo(ControlsMarkdown.of(Controls.all()));
  }

  @Test
  void namesTheCombinationsThatNeedTwoFilters() throws IOException {
    assertThat(section(Files.readString(Path.of("CONTROLS.md")), "Checkers that need two filters"))
        .filteredOn(line -> line.startsWith("| `"))
        .extracting(line -> line.split(" \\| ")[0] + " | " + line.split(" \\| ")[1])
        .containsExactly(
            "| `unauthorized-api-calls` | `default`, `security-hub`",
            "| `iam-policy-changes` | `default`, `security-hub`",
            "| `security-group-changes` | `default`, `security-hub`",
            "| `route-table-changes` | `default`, `security-hub`",
            "| `organizations-changes` | `default`, `all-events`");
  }

  @Test
  void describesOnlyWhatItIsGiven() {
    assertThat(ControlsMarkdown.of(List.of(Controls.require("vpc-changes"))))
        .contains("## vpc-changes\n")
        .doesNotContain("root-account-usage", "## Noise");
  }

  private static List<String> section(String document, String heading) {
    String rest = document.split("\n## " + heading + "\n", 2)[1];
    return rest.split("\n## ", 2)[0].lines().toList();
  }
}
