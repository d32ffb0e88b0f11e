package io.github.cisalarms.module;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    for (Map.Entry<String, String> file : textByName.entrySet()) {
      Path path = folder.resolve(file.getKey());
      if (!Files.exists(path) || !Files.readString(path).equals(file.getValue())) {
        stale.add(file.getKey());
      }
    }
    return stale;
  }

  /**
   * Writes the files, each beside its old copy and then moved over it; what is up to date stays
   * untouched.
   *
   * @param folder of the module; created if it isn't there
   * @return names of the files that were written
   * @throws IOException if the folder can't be written
   */
  public List<String> writeTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    List<String> stale = staleFiles(folder);
    for (String name : stale) {
      Path beside = Files.createTempFile(folder, "." + name, ".tmp");
      Files.write(beside, textByName.get(name).getBytes(StandardCharsets.UTF_8));
      Files.move(beside, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }
    return stale;
  }
}
