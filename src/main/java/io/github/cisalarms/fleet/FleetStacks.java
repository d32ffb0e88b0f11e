package io.github.cisalarms.fleet;

import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.AppConfig;
import io.github.cisalarms.construct.Cdktf;
import io.github.cisalarms.construct.TerraformJson;
import io.github.cisalarms.files.GeneratedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/**
 * The stacks of a fleet as Terraform JSON: a folder {@code stacks/NAME} for each, a plain Terraform
 * root that needs no CDKTF.
 */
public final class FleetStacks {

  private static final String STACKS = "stacks";
  private static final String FILE = "cdk.tf.json";
  private static final String LOCK_FILE = ".terraform.lock.hcl";
  private static final String TERRAFORM_FOLDER = ".terraform";

  private final FleetConfig config;
  private final StackPaths paths;
  private final Path folder;
  private final SortedMap<String, String> textByStack;

  private FleetStacks(FleetConfig config, StackPaths paths, SortedMap<String, String> textByStack) {
    this.config = config;
    this.paths = paths;
    this.folder = paths.stacks();
    this.textByStack = textByStack;
  }

  /** Starts Node.js while the caller reads the configuration. */
  public static void startInBackground() {
    Cdktf.startInBackground();
  }

  /**
   * Synthesizes all stacks. Writes nothing.
   *
   * @param config the fleet
   * @param out folder that {@link #write} puts {@code stacks/} into; relative paths within the
   *     stacks start from there
   * @param progress is told how many stacks are defined, one after the other
   */
  public static FleetStacks synthesize(FleetConfig config, Path out, IntConsumer progress) {
    StackPaths paths =
        new StackPaths(out.resolve(STACKS).normalize(), config.folder(), Optional.empty());
    return new FleetStacks(
        config, paths, TerraformJson.synthesize(app -> define(app, config, paths, progress)));
  }

  /**
   * Synthesizes all stacks the way {@code cdktf synth}, {@code diff} and {@code deploy} expect it:
   * into the folder that CDKTF's command line names in {@code CDKTF_OUTDIR}, with its manifest and
   * metadata. A stack without a backend keeps its state in the current folder, as CDKTF does it.
   *
   * @param config the fleet
   * @param out the value of {@code CDKTF_OUTDIR}
   */
  public static void synthesizeForCdktf(FleetConfig config, Path out) {
    Cdktf.awaitStart();
    App app = new App(AppConfig.builder().outdir(out.toString()).build());
    StackPaths paths =
        new StackPaths(out.resolve(STACKS), config.folder(), Optional.of(Path.of("")));
    define(app, config, paths, done -> {});
    app.synth();
  }

  private static void define(App app, FleetConfig config, StackPaths paths, IntConsumer progress) {
    int done = 0;
    for (StackConfig stack : config.stacks()) {
      AccountStack.define(app, stack, paths);
      done++;
      progress.accept(done);
    }
  }

  /** The folder that holds a folder for each stack. */
  public Path folder() {
    return folder;
  }

  /**
   * Says what {@link #write} would do.
   *
   * @throws IOException if the folder can't be read
   */
  public SynthSummary compare() throws IOException {
    List<String> changed = new ArrayList<>();
    List<String> unchanged = new ArrayList<>();
    for (Map.Entry<String, String> stack : textByStack.entrySet()) {
      (file(stack).isCurrent() ? unchanged : changed).add(stack.getKey());
    }
    Optional<GeneratedFile> atlantis = AtlantisSettings.file(config, paths);
    boolean stale = atlantis.isPresent() && !atlantis.get().isCurrent();
    return new SynthSummary(
        changed,
        unchanged,
        orphans(),
        List.of(),
        atlantis.map(GeneratedFile::path).filter(path -> stale));
  }

  /**
   * Writes the stacks that changed, each file whole or not at all.
   *
   * @param prune whether stacks that the fleet no longer has are removed. What Terraform has made
   *     of them stays; so does everything in their folders that wasn't generated, such as a state
   * @return what was done
   * @throws IOException if a folder or file can't be written
   */
  public SynthSummary write(boolean prune) throws IOException {
    requireFolder();
    // First, since it may be refused.
    Optional<GeneratedFile> atlantis = AtlantisSettings.file(config, paths);
    List<String> written = new ArrayList<>();
    List<String> unchanged = new ArrayList<>();
    for (Map.Entry<String, String> stack : textByStack.entrySet()) {
      (file(stack).write() ? written : unchanged).add(stack.getKey());
    }
    List<String> orphans = orphans();
    List<String> pruned = prune ? orphans : List.of();
    for (String orphan : pruned) {
      remove(folder.resolve(orphan));
    }
    boolean changed = atlantis.isPresent() && atlantis.get().write();
    return new SynthSummary(
        written,
        unchanged,
        prune ? List.of() : orphans,
        pruned,
        atlantis.map(GeneratedFile::path).filter(path -> changed));
  }

  /** Fails before anything is written, and says what to do about it. */
  private void requireFolder() throws IOException {
    Path existing = folder.toAbsolutePath().normalize();
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
      throw new IOException(
          folder
              + ": can't be written, since "
              + existing
              + (Files.isDirectory(existing) ? " is read-only" : " is a file")
              + "; name another folder with --out");
    }
  }

  private GeneratedFile file(Map.Entry<String, String> stack) {
    return new GeneratedFile(folder.resolve(stack.getKey()).resolve(FILE), stack.getValue());
  }

  private List<String> orphans() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(folder)) {
      return folders
          .filter(stack -> Files.exists(stack.resolve(FILE)))
          .map(stack -> stack.getFileName().toString())
          .filter(stack -> !textByStack.containsKey(stack))
          .sorted()
          .toList();
    }
  }

  private static void remove(Path stack) throws IOException {
    Files.delete(stack.resolve(FILE));
    Files.deleteIfExists(stack.resolve(LOCK_FILE));
    if (Files.isDirectory(stack.resolve(TERRAFORM_FOLDER))) {
      deleteTree(stack.resolve(TERRAFORM_FOLDER));
    }
    boolean empty;
    try (Stream<Path> rest = Files.list(stack)) {
      empty = rest.findAny().isEmpty();
    }
    if (empty) {
      Files.delete(stack);
    }
  }

  private static void deleteTree(Path root) throws IOException {
    List<Path> files;
    try (Stream<Path> walked = Files.walk(root)) {
      files = walked.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }
}
