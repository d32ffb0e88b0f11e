package io.github.cisalarms.fleet;

import com.hashicorp.cdktf.App;
import io.github.cisalarms.fleet.memory.Digest;
import io.github.cisalarms.fleet.memory.Program;
import io.github.cisalarms.fleet.memory.WrittenFiles;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Knows the stacks of a fleet that need no synthesis, by what they are made of. */
final class StackDigests {

  /** Fewer are synthesized as fast as they are compared, and leave nothing in the user's cache. */
  private static final int PAYS_FROM = 20;

  /** What CDKTF reads besides what it is given. */
  private static final String CDKTF_CONTEXT = "CDKTF_CONTEXT_JSON";

  private final List<StackConfig> stacks;
  private final StackPaths paths;
  private final WrittenFiles written;
  private final Map<String, String> digestByStack;

  private StackDigests(
      List<StackConfig> stacks,
      StackPaths paths,
      WrittenFiles written,
      Map<String, String> digestByStack) {
    this.stacks = stacks;
    this.paths = paths;
    this.written = written;
    this.digestByStack = digestByStack;
  }

  /** Of a fleet; empty where it doesn't pay, or the program doesn't know itself. */
  static Optional<StackDigests> of(FleetConfig config, StackPaths paths) {
    if (config.size() < PAYS_FROM) {
      return Optional.empty();
    }
    return Program.digest(App.class)
        .map(
            program -> {
              Map<String, String> digests = new TreeMap<>();
              config
                  .stacks()
                  .forEach(stack -> digests.put(stack.name(), digest(program, stack, paths)));
              return new StackDigests(
                  config.stacks(), paths, WrittenFiles.in(paths.stacks()), digests);
            });
  }

  /** All that {@link AccountStack} reads. Of paths, the way from the stack to the configuration. */
  private static String digest(String program, StackConfig stack, StackPaths paths) {
    return Digest.of(
        List.of(
            program,
            Optional.ofNullable(System.getenv(CDKTF_CONTEXT)).orElse(""),
            stack.name(),
            stack.accountId(),
            stack.region(),
            stack.logGroupName(),
            stack.settings().toJson().toString(),
            paths.fromStack(stack.name(), ""),
            paths.defaultState(stack.name()).orElse("")));
  }

  /** The stacks that have to be synthesized to know whether they are as they have to be. */
  List<StackConfig> changed() {
    // In parallel: the compiler that short commands run with has no instructions for SHA-256.
    return stacks.parallelStream()
        .filter(
            stack ->
                !written.isCurrent(
                    stack.name(),
                    digestByStack.get(stack.name()),
                    paths.folder(stack.name()).file()))
        .toList();
  }

  /**
   * Remembers what was written, and what was known before of the others.
   *
   * @param textByStack the stacks that were synthesized
   */
  void remember(Map<String, String> textByStack) {
    Map<String, WrittenFiles.Entry> entries = new TreeMap<>();
    for (StackConfig stack : stacks) {
      String name = stack.name();
      Optional<WrittenFiles.Entry> entry =
          Optional.ofNullable(textByStack.get(name))
              .map(text -> new WrittenFiles.Entry(digestByStack.get(name), Digest.of(text)))
              .or(() -> written.entry(name));
      entry.ifPresent(known -> entries.put(name, known));
    }
    written.replace(entries);
  }
}
