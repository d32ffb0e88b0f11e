package io.github.cisalarms.fleet;

import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.AppConfig;
import io.github.cisalarms.construct.Cdktf;
import io.github.cisalarms.construct.TerraformJson;
import io.github.cisalarms.files.GeneratedFile;
import io.github.cisalarms.fleet.yaml.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntConsumer;

/**
 * The stacks of a fleet as Terraform JSON: a folder {@code stacks/NAME} for each, a plain Terraform
 * root that needs no CDKTF.
 */
public final class FleetStacks {

  static final String STACKS = "stacks";

  private final FleetConfig config;
  private final StackPaths paths;
  private final Path folder;
  private final SortedMap<String, String> textByStack;
  private final Optional<StackDigests> digests;

  private FleetStacks(
      FleetConfig config,
      StackPaths paths,
      SortedMap<String, String> textByStack,
      Optional<StackDigests> digests) {
    this.config = config;
    this.paths = paths;
    this.folder = paths.stacks();
    this.textByStack = textByStack;
    this.digests = digests;
  }

  /** Starts Node.js while the caller reads the configuration. */
  public static void startInBackground() {
    Cdktf.startInBackground();
  }

  /**
   * Synthesizes the stacks that are not known to be as they have to be. A stack is known to be so
   * if this program wrote its file, made of the same settings, and the file has the same bytes
   * still. Writes nothing.
   *
   * <p>Small fleets are synthesized whole, and so is what is not run from its jar, since the
   * program would not know then whether it has changed itself.
   *
   * @param config the fleet
   * @param out as in {@link #synthesize}
   * @param progress is told how many stacks are done, one after the other
   */
  public static FleetStacks synthesizeChanged(FleetConfig config, Path out, IntConsumer progress) {
    StackPaths paths = paths(config, out);
    Optional<StackDigests> digests = StackDigests.of(config, paths);
    List<StackConfig> changed = digests.map(StackDigests::changed).orElseGet(() -> config.stacks());
    return new FleetStacks(config, paths, synthesize(config, changed, paths, progress), digests);
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
    StackPaths paths = paths(config, out);
    return new FleetStacks(
        config,
        paths,
        synthesize(config, config.stacks(), paths, progress),
        StackDigests.of(config, paths));
  }

  private static StackPaths paths(FleetConfig config, Path out) {
    return new StackPaths(out.resolve(STACKS).normalize(), config.folder(), Optional.empty());
  }

  private static SortedMap<String, String> synthesize(
      FleetConfig config, List<StackConfig> stacks, StackPaths paths, IntConsumer progress) {
    int before = config.size() - stacks.size();
    if (stacks.isEmpty()) {
      Cdktf.awaitStart();
      progress.accept(before);
      return Collections.emptySortedMap();
    }
    return TerraformJson.synthesize(app -> define(app, stacks, paths, before, progress));
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
    requireSameState(config.stacks(), paths);
    define(app, config.stacks(), paths, 0, done -> {});
    app.synth();
  }

  private static void define(
      App app, List<StackConfig> stacks, StackPaths paths, int before, IntConsumer progress) {
    int done = before;
    for (StackConfig stack : stacks) {
      AccountStack.define(app, stack, paths);
      done++;
      progress.accept(done);
    }
  }

  /**
   * The folder of one stack.
   *
   * @param out folder that {@code stacks/} is in
   * @param stack the stack's name
   */
  public static Path folder(Path out, String stack) {
    return out.resolve(STACKS).normalize().resolve(stack);
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
    List<StackConfig> stale = stale();
    requireSameState(stale, paths);
    Optional<GeneratedFile> atlantis = AtlantisSettings.file(config, paths);
    boolean atlantisIsStale = atlantis.isPresent() && !atlantis.get().isCurrent();
    return new SynthSummary(
        namesOf(stale),
        unchanged(stale),
        names(orphans()),
        List.of(),
        atlantis.map(GeneratedFile::path).filter(path -> atlantisIsStale));
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
    List<StackConfig> stale = stale();
    requireSameState(stale, paths);
    requireFolder(folder);
    for (StackConfig stack : stale) {
      requireFolder(paths.folder(stack.name()).path());
    }
    Optional<GeneratedFile> atlantis = AtlantisSettings.file(config, paths);
    List<StackFolder> orphans = orphans();
    List<StackFolder> pruned = prune ? orphans : List.of();
    requireDestroyed(pruned);
    for (StackConfig stack : stale) {
      file(stack).write();
    }
    for (StackFolder orphan : pruned) {
      orphan.remove();
    }
    digests.ifPresent(known -> known.remember(textByStack));
    boolean changed = atlantis.isPresent() && atlantis.get().write();
    return new SynthSummary(
        namesOf(stale),
        unchanged(stale),
        prune ? List.of() : names(orphans),
        names(pruned),
        atlantis.map(GeneratedFile::path).filter(path -> changed));
  }

  /** The stacks whose files are not as they have to be, in the order of names. */
  private List<StackConfig> stale() throws IOException {
    List<StackConfig> stale = new ArrayList<>();
    for (StackConfig stack : config.stacks()) {
      if (textByStack.containsKey(stack.name()) && !file(stack).isCurrent()) {
        stale.add(stack);
      }
    }
    stale.sort(Comparator.comparing(StackConfig::name));
    return stale;
  }

  private GeneratedFile file(StackConfig stack) {
    return new GeneratedFile(paths.folder(stack.name()).file(), textByStack.get(stack.name()));
  }

  private List<String> unchanged(List<StackConfig> stale) {
    SortedSet<String> unchanged = names(config);
    namesOf(stale).forEach(unchanged::remove);
    return List.copyOf(unchanged);
  }

  private static List<String> namesOf(List<StackConfig> stacks) {
    return stacks.stream().map(StackConfig::name).toList();
  }

  /**
   * Terraform begins anew where it finds no state, and makes everything a second time. Without a
   * backend the state's place depends on who runs the synthesis: CDKTF's command line keeps it in
   * the current folder, Terraform in the stack's.
   */
  private static void requireSameState(List<StackConfig> stacks, StackPaths paths) {
    Problems problems = new Problems();
    for (StackConfig stack : stacks) {
      Path before = paths.folder(stack.name()).localState();
      Path now = paths.localState(stack.name());
      if (stack.settings().mapping("backend").isEmpty()
          && !before.equals(now)
          && StackFolder.holdsResources(before)) {
        problems.add(
            stack.settings().sourceOf("backend"),
            "the state of '"
                + stack.name()
                + "' is in "
                + before
                + ", and this run would have Terraform begin a new one in "
                + now
                + "; move the file there, or write a 'backend'");
      }
    }
    problems.throwIfAny();
  }

  /** Fails before anything is written, and says what to do about it. */
  private static void requireFolder(Path folder) throws IOException {
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

  private List<StackFolder> orphans() throws IOException {
    return StackFolder.generatedIn(folder, names(config));
  }

  private static SortedSet<String> names(FleetConfig config) {
    SortedSet<String> names = new TreeSet<>();
    config.stacks().forEach(stack -> names.add(stack.name()));
    return names;
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
