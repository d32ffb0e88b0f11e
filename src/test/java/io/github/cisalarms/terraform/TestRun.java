package io.github.cisalarms.terraform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A {@code run} block of the module's tests.
 *
 * @param topic name of its file without the suffix, such as {@code overrides_refused}
 * @param name of the run
 * @param mocks what comes before the variables of the file: the mocked provider
 * @param variables the variables of the whole file
 * @param block the run itself
 */
record TestRun(String topic, String name, String mocks, String variables, String block) {

  private static final Pattern BLOCK =
      Pattern.compile("^run \"([a-z0-9_]+)\" \\{$.*?^}$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern EXPECTATION =
      Pattern.compile("^  expect_failures = \\[$.*?^  ]$", Pattern.MULTILINE | Pattern.DOTALL);

  /** All of them, in order. */
  static List<TestRun> all() {
    return ModuleFolder.testFiles().stream().flatMap(file -> of(file).stream()).toList();
  }

  /** The one of that id. */
  static TestRun require(String id) {
    return all().stream().filter(run -> run.id().equals(id)).findFirst().orElseThrow();
  }

  private static List<TestRun> of(String file) {
    String text = read(file);
    int variables = text.indexOf("\nvariables {");
    int runs = text.indexOf("\nrun \"");
    return BLOCK
        .matcher(text)
        .results()
        .map(
            run ->
                new TestRun(
                    file.replace(ModuleFolder.TEST_SUFFIX, ""),
                    run.group(1),
                    text.substring(0, variables),
                    text.substring(variables, runs),
                    run.group()))
        .toList();
  }

  /** Such as {@code overrides_refused.unknown_variant}. */
  String id() {
    return topic + "." + name;
  }

  /** Whether it passes where the module refuses its values. */
  boolean expectsFailure() {
    return EXPECTATION.matcher(block).find();
  }

  /** The same values, for which the module's refusal is not expected. */
  TestRun withoutExpectation() {
    String without = EXPECTATION.matcher(block).replaceFirst("");
    return new TestRun(topic, name, mocks, variables, without);
  }

  /** Without a provider, for a module without resources. */
  TestRun withoutMocks() {
    return new TestRun(topic, name, "", variables, block);
  }

  /** Makes a test file of this run alone, since the first error ends a file. */
  void writeTo(Path module) {
    try {
      Path folder = Files.createDirectories(module.resolve(ModuleFolder.TESTS));
      Files.writeString(
          folder.resolve(id() + ModuleFolder.TEST_SUFFIX), mocks + variables + "\n" + block + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(String file) {
    try {
      return Files.readString(ModuleFolder.PATH.resolve(ModuleFolder.TESTS).resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
