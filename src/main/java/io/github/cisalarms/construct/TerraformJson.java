package io.github.cisalarms.construct;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.AppConfig;
import io.github.cisalarms.files.IndentedJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.jsii.JsiiException;

/**
 * The stacks of a CDKTF app as plain Terraform JSON, for pipelines that know nothing of CDKTF.
 *
 * <p>Leaves out what only CDKTF's own command line reads (every {@code "//"}) and the local backend
 * that CDKTF adds with an absolute path. The same stacks give the same bytes, on every machine.
 */
public final class TerraformJson {

  private static final List<String> READING_ORDER =
      List.of(
          "terraform",
          "provider",
          "variable",
          "check",
          "locals",
          "data",
          "module",
          "resource",
          "moved",
          "output");

  /** As deep as {@code resource.TYPE.NAME}; below are values, and a tag may be called "//". */
  private static final int BLOCK_DEPTH = 3;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private TerraformJson() {}

  /**
   * Runs CDKTF.
   *
   * @param stacks adds its stacks to the app
   * @return the text of every stack by its name
   * @throws UncheckedIOException if the folder for temporary files can't be written
   */
  public static SortedMap<String, String> synthesize(Consumer<App> stacks) {
    return synthesize(stacks, stack -> {});
  }

  /**
   * Runs CDKTF, and adds to its output what CDKTF can't say, such as a default of {@code null}.
   *
   * @param stacks adds its stacks to the app
   * @param addition changes the JSON of each stack
   * @return the text of every stack by its name
   * @throws UncheckedIOException if the folder for temporary files can't be written
   */
  public static SortedMap<String, String> synthesize(
      Consumer<App> stacks, Consumer<ObjectNode> addition) {
    Cdktf.awaitStart();
    try {
      Path folder = Files.createTempDirectory("cis-alarms");
      try {
        App app =
            new App(
                AppConfig.builder()
                    .outdir(folder.toString())
                    // A module has no provider, which CDKTF would refuse; Terraform validates.
                    .skipValidation(true)
                    .build());
        stacks.accept(app);
        app.synth();
        return read(folder.resolve("stacks"), addition);
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw CdktfFailure.explain(e).orElseGet(() -> new UncheckedIOException(e));
    } catch (JsiiException e) {
      throw CdktfFailure.explain(e).orElseThrow(() -> e);
    } catch (ExceptionInInitializerError e) {
      // Classes of CDKTF ask Node.js while Java initializes them.
      throw CdktfFailure.explain(e).orElseThrow(() -> e);
    }
  }

  private static SortedMap<String, String> read(Path folder, Consumer<ObjectNode> addition)
      throws IOException {
    SortedMap<String, String> texts = new TreeMap<>();
    try (Stream<Path> stacks = Files.list(folder)) {
      for (Path stack : stacks.toList()) {
        ObjectNode json = MAPPER.readValue(stack.resolve("cdk.tf.json").toFile(), ObjectNode.class);
        ObjectNode plain = plain(json);
        addition.accept(plain);
        texts.put(stack.getFileName().toString(), IndentedJson.print(plain));
      }
    }
    return texts;
  }

  private static ObjectNode plain(ObjectNode json) {
    JsonNode backend = json.path("terraform").path("backend");
    String path = backend.path("local").path("path").asText();
    if (Path.of(path).isAbsolute()) {
      ((ObjectNode) json.get("terraform")).remove("backend");
    }
    removeMetadata(json, BLOCK_DEPTH);
    ObjectNode ordered = JsonNodeFactory.instance.objectNode();
    READING_ORDER.stream().filter(json::has).forEach(key -> ordered.set(key, json.remove(key)));
    return ordered.setAll(json);
  }

  private static void removeMetadata(JsonNode node, int depth) {
    if (node instanceof ObjectNode object) {
      object.remove("//");
    }
    if (depth > 0) {
      node.forEach(child -> removeMetadata(child, depth - 1));
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
