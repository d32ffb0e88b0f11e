package io.github.cisalarms.build;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/**
 * A jsii assembly: the description of a package's types that jsii reads at run time.
 *
 * <p>A type's name is {@code package.Type} or {@code package.namespace.Type}. The AWS provider has
 * a namespace for each resource.
 */
final class Assembly {

  /** Where a package keeps its assembly. */
  static final String FILE = ".jsii";

  /** Where a package may keep a large assembly, leaving a pointer to it in {@link #FILE}. */
  private static final String COMPRESSED_FILE = ".jsii.gz";

  private static final Set<String> SPLIT_BY_NAMESPACE = Set.of("types", "submodules");

  /** What only people and compilers read. */
  private static final Set<String> DOCUMENTATION =
      Set.of("docs", "locationInModule", "readme", "symbolId");

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(StreamReadFeature.AUTO_CLOSE_SOURCE).build();

  private final ObjectNode root;

  private Assembly(ObjectNode root) {
    this.root = root;
  }

  /** Reads the assembly of a bundle, with the types of some of its namespaces. */
  static Assembly read(JsiiBundle bundle, Predicate<String> namespaces) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    bundle.forEachFile(
        (path, content) -> {
          if (path.equals(FILE)) {
            readInto(root, content, namespaces);
          } else if (path.equals(COMPRESSED_FILE)) {
            readInto(root, new GZIPInputStream(content), namespaces);
          }
        });
    return new Assembly(root);
  }

  /** Streams, because the whole of the AWS provider's assembly would fill a gigabyte. */
  private static void readInto(ObjectNode root, InputStream json, Predicate<String> namespaces)
      throws IOException {
    JsonParser parser = JSON.createParser(json);
    parser.nextToken();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      if (SPLIT_BY_NAMESPACE.contains(field)) {
        ObjectNode kept = root.putObject(field);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          parser.nextToken();
          if (namespaces.test(namespaceOf(name))) {
            kept.set(name, parser.readValueAsTree());
          } else {
            parser.skipChildren();
          }
        }
      } else {
        root.set(field, parser.readValueAsTree());
      }
    }
  }

  /** Takes {@code snsTopic} out of {@code @cdktf/provider-aws.snsTopic.SnsTopic}. */
  static String namespaceOf(String name) {
    return name.split("\\.", 3)[1];
  }

  /** The namespaces of this package that the types read so far name, with their own. */
  SortedSet<String> namespacesReferredTo() {
    SortedSet<String> namespaces = new TreeSet<>();
    collectNamespaces(root.get("types"), namespaces);
    return namespaces;
  }

  private void collectNamespaces(JsonNode node, SortedSet<String> namespaces) {
    if (node.isTextual() && node.textValue().startsWith(root.get("name").textValue() + ".")) {
      namespaces.add(namespaceOf(node.textValue()));
    }
    node.forEach(child -> collectNamespaces(child, namespaces));
  }

  /** The folder below {@code lib/} that holds the code of each namespace. */
  SortedMap<String, String> folderByNamespace() {
    SortedMap<String, String> folders = new TreeMap<>();
    root.get("submodules")
        .properties()
        .forEach(
            submodule -> {
              // "src/sns-topic/index:", the TypeScript source that the code was compiled from.
              String source = submodule.getValue().get("symbolId").textValue();
              folders.put(
                  namespaceOf(submodule.getKey()),
                  source.substring(source.indexOf('/') + 1, source.lastIndexOf('/')));
            });
    return folders;
  }

  /** The assembly without its documentation, as content of {@link #FILE}. */
  byte[] toBytes() throws IOException {
    ObjectNode copy = root.deepCopy();
    dropDocumentation(copy);
    // As jsii's own tools do when they change an assembly: the hash would be of another content.
    copy.put("fingerprint", "**********");
    return JSON.writeValueAsBytes(copy);
  }

  private static void dropDocumentation(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove(DOCUMENTATION);
    }
    node.forEach(Assembly::dropDocumentation);
  }
}
