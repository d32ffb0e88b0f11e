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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.IntConsumer;

/**
 * The stacks of a fleet as Terraform JSON: a folder {@code stacks/NAME} for each, a plain Terraform
 * root that needs no CDKTF.
 */
public final class FleetStacks {

  private static final String STACKS = "stacks";

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
        names(orphans()),
        List.of(),
        atlantis.map(GeneratedFile::path).filter(path -> stale));
  }

  /**
   * Writes the stacks that changed, each file whole or not at all.
   *
   * @param prune whether stacks that the fleet no longer has are removed: the generated file, the
   *     lock file and the folder {@code .terraform}. Everything else in their folders stays, and so
   *     do stacks that this program has not made
   * @return what was done
   * @throws IOException if a folder or file can't be written, or a stack to be pruned has a local
   *     state that still holds resources; nothing is written then
   */
  public SynthSummary write(boolean prune) throws IOException {
    requireFolder();
    // First, since it may be refused.
    Optional<GeneratedFile> atlantis = AtlantisSettings.file(config, paths);
    List<StackFolder> orphans = orphans();
    List<StackFolder> pruned = prune ? orphans : List.of();
    requireDestroyed(pruned);
    List<String> written = new ArrayList<>();
    List<String> unchanged = new ArrayList<>();
    for (Map.Entry<String, String> stack : textByStack.entrySet()) {
      (file(stack).write() ? written : unchanged).add(stack.getKey());
    }
    for (StackFolder orphan : pruned) {
      orphan.remove();
    }
    boolean changed = atlantis.isPresent() && atlantis.get().write();
    return new SynthSummary(
        written,
        unchanged,
        prune ? List.of() : names(orphans),
        names(pruned),
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
    return new GeneratedFile(
        new StackFolder(folder.resolve(stack.getKey())).file(), stack.getValue());
  }

  private List<StackFolder> orphans() throws IOException {
    return StackFolder.generatedIn(folder).stream()
        .filter(stack -> !textByStack.containsKey(stack.name()))
        .toList();
  }

  /** Without the stack, Terraform could not destroy what the state says is there. */
  private static void requireDestroyed(List<StackFolder> orphans) throws IOException {
    for (StackFolder orphan : orphans) {
      Path state = orphan.localState();
      if (StackFolder.holdsResources(state)) {
        throw new IOException(
            orphan.path()
                + ": can't be pruned, since "
                + state.getFileName()
                + " holds resources; run 'terraform destroy' in the folder first");
      }
    }
  }

  private static List<String> names(List<StackFolder> folders) {
    return folders.stream().map(StackFolder::name).toList();
  }
}
