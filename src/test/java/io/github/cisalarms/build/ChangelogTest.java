package io.github.cisalarms.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** What users read of a version, and what is built as that version. */
class ChangelogTest {

  @Test
  void beginsWithTheVersionThatIsBuiltAndItsDay() throws Exception {
    Document pom =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(Path.of("pom.xml").toFile());
    String version = text(pom, "version");
    String day = text(pom, "project.build.outputTimestamp").substring(0, "2026-11-26".length());
    assertThat(newest()).isEqualTo("## " + version + " - " + day);
  }

  private static String newest() throws IOException {
    return Files.readAllLines(Path.of("CHANGELOG.md")).stream()
        .filter(line -> line.startsWith("## ") && !line.equals("## Unreleased"))
        .findFirst()
        .orElseThrow();
  }

  /** Of the first such element, which of the version is the project's own. */
  private static String text(Document pom, String element) {
    return pom.getElementsByTagName(element).item(0).getTextContent().strip();
  }
}
