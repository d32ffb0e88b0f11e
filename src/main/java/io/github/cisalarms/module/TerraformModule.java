package io.github.cisalarms.module;

import io.github.cisalarms.construct.Cdktf;
import io.github.cisalarms.files.GeneratedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The reusable module as files: {@code main.tf.json} and {@code README.md}. Examples and tests
 * beside them are written by hand.
 */
public final class TerraformModule {

  private final SortedMap<String, String> textByName;

  private TerraformModule(SortedMap<String, String> textByName) {
    this.textByName = textByName;
  }

  /** Synthesizes the module. Starts Node.js. */
  public static TerraformModule generate() {
    Cdktf.startInBackground();
    ModuleInterface definition = ModuleInterface.load();
    SortedMap<String, String> texts = new TreeMap<>();
    texts.put("main.tf.json", ModuleStack.synthesize(definition));
    texts.put("README.md", ModuleReadme.of(definition));
    return new TerraformModule(texts);
  }

  /**
   * Names of the files that differ from what the code generates, or are not there.
   *
   * @param folder of the module, such as {@code modules/cis-alarms}
   * @throws IOException if a file can't be read
   */
  public List<String> staleFiles(Path folder) throws IOException {
    List<String> stale = new ArrayList<>();
    for (GeneratedFile file : files(folder)) {
      if (!file.isCurrent()) {
        stale.add(file.path().getFileName().toString());
      }
    }
    return stale;
  }

  /**
   * Writes the files; what is up to date stays untouched.
   *
   * @param folder of the module; created if it isn't there
   * @return names of the files that were written
   * @throws IOException if the folder can't be written
   */
  public List<String> writeTo(Path folder) throws IOException {
    List<String> written = new ArrayList<>();
    for (GeneratedFile file : files(folder)) {
      if (file.write()) {
        written.add(file.path().getFileName().toString());
      }
    }
    return written;
  }

  private List<GeneratedFile> files(Path folder) {
    return textByName.entrySet().stream()
        .map(file -> new GeneratedFile(folder.resolve(file.getKey()), file.getValue()))
        .toList();
  }
}
