package io.github.cisalarms.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerraformModuleTest {

  private static TerraformModule module;

  @BeforeAll
  static void generate() {
    module = TerraformModule.generate();
  }

  @Test
  void committedModuleIsWhatTheCodeGenerates() throws IOException {
    assertThat(module.staleFiles(Path.of("modules/cis-alarms")))
        .as("stale files of modules/cis-alarms: run 'cis-alarms module', read the diff, commit it")
        .isEmpty();
  }

  @Test
  void writesOnlyWhatIsStale(@TempDir Path folder) throws IOException {
    assertThat(module.writeTo(folder)).contains("main.tf.json");
    assertThat(module.writeTo(folder)).isEmpty();

    Files.writeString(folder.resolve("main.tf.json"), "{}");

    assertThat(module.staleFiles(folder)).containsExactly("main.tf.json");
    assertThat(module.writeTo(folder)).containsExactly("main.tf.json");
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void namesNoProviderPinNoProviderNoBackendNoPathAndNoMetadata(@TempDir Path folder)
      throws IOException {
    module.writeTo(folder);
    String text = Files.readString(folder.resolve("main.tf.json"));

    assertThat(text)
        .contains("\"version\": \">= 5.0.0, < 7.0.0\"")
        .doesNotContain("\"//\"", "\"provider\":", "\"backend\":", System.getProperty("user.dir"))
        .doesNotContain("data.aws_region", "\"region\":");
  }

  @Test
  void generatesTheSameBytesTwice() {
    assertThat(TerraformModule.generate()).usingRecursiveComparison().isEqualTo(module);
  }
}
