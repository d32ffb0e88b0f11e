package io.github.cisalarms.fleet.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.cisalarms.fleet.yaml.ConfigNode.Entry;
import io.github.cisalarms.fleet.yaml.ConfigNode.Mapping;
import io.github.cisalarms.fleet.yaml.ConfigNode.Scalar;
import io.github.cisalarms.fleet.yaml.ConfigNode.Sequence;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.representer.Representer;

/**
 * Reads a YAML file into nodes that know their lines.
 *
 * <p>Plain values are typed by the core schema of YAML 1.2, so that {@code no} and {@code 12:30}
 * stay text. Aliases and merge keys ({@code <<}) work; a file that multiplies itself by aliases is
 * refused.
 */
public final class YamlReader {

  private static final int MOST_BYTES = 10_000_000;
  private static final int MOST_NODES = 1_000_000;
  private static final int DEEPEST = 50;

  private final String file;
  private final Problems problems;
  private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private int nodes;

  private YamlReader(String file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /**
   * Reads one file.
   *
   * @param path where it is
   * @param name how messages call it
   * @param problems takes what is wrong with it
   * @return the root node; empty if there is none or the file can't be read
   */
  public static Optional<ConfigNode> read(Path path, String name, Problems problems) {
    Position source = Position.ofFile(name);
    String text;
    try {
      byte[] bytes = Files.readAllBytes(path);
      if (bytes.length > MOST_BYTES) {
        problems.add(source, "is larger than 10 MB; split it with 'include'");
        return Optional.empty();
      }
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (NoSuchFileException e) {
      problems.add(source, "there is no such file; write one, or name it with --config");
      return Optional.empty();
    } catch (CharacterCodingException e) {
      problems.add(source, "is not UTF-8 text; save it with that encoding");
      return Optional.empty();
    } catch (IOException e) {
      String why = Files.isDirectory(path) ? "it is a folder" : e.getMessage();
      problems.add(source, "can't be read (" + why + ")");
      return Optional.empty();
    }
    return parse(text.startsWith("\uFEFF") ? text.substring(1) : text, name, problems);
  }

  /** As {@link #read}, for a text that is there already. */
  public static Optional<ConfigNode> parse(String text, String name, Problems problems) {
    return new YamlReader(name, problems).compose(text);
  }

  private Optional<ConfigNode> compose(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MOST_BYTES);
    options.setNestingDepthLimit(DEEPEST);
    // One alias per account is fine; MOST_NODES bounds what aliases multiply to.
    options.setMaxAliasesForCollections(MOST_NODES);
    DumperOptions unused = new DumperOptions();
    Yaml yaml =
        new Yaml(
            new SafeConstructor(options),
            new Representer(unused),
            unused,
            options,
            new CoreSchemaResolver());
    try {
      return Optional.ofNullable(yaml.compose(new StringReader(text)))
          .map(root -> node(root, Position.ofFile(file)));
    } catch (MarkedYAMLException e) {
      Mark mark = Optional.ofNullable(e.getProblemMark()).orElse(e.getContextMark());
      problems.add(
          Position.ofFile(file).at(mark.getLine() + 1, mark.getColumn() + 1),
          notYaml(e.getProblem()) + begun(e, mark));
    } catch (ReaderException e) {
      String before = text.substring(0, Math.min(e.getPosition(), text.length()));
      int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
      int column = before.length() - before.lastIndexOf('\n');
      problems.add(
          Position.ofFile(file).at(line, column),
          String.format("not YAML: the character U+%04X may not stand here", e.getCodePoint()));
    } catch (YAMLException e) {
      problems.add(Position.ofFile(file), notYaml(e.getMessage()));
    } catch (TooMuch e) {
      problems.add(
          Position.ofFile(file),
          "its aliases multiply to more than a million values; write fewer of them");
    }
    return Optional.empty();
  }

  /** Where the construct began, if its end is far from it: a quote that is never closed. */
  private static String begun(MarkedYAMLException e, Mark mark) {
    return Optional.ofNullable(e.getContextMark())
        .filter(begin -> begin.getLine() < mark.getLine() && e.getContext() != null)
        .map(begin -> " " + e.getContext() + " that begins in line " + (begin.getLine() + 1))
        .orElse("");
  }

  private static String notYaml(String problem) {
    return "not YAML: "
        + problem
        + (problem.contains("TAB") ? "; indent with blanks, not with tabs" : "");
  }

  private ConfigNode node(Node node, Position parent) {
    nodes++;
    if (nodes > MOST_NODES) {
      throw new TooMuch();
    }
    Position source =
        parent.at(node.getStartMark().getLine() + 1, node.getStartMark().getColumn() + 1);
    if (!open.add(node)) {
      problems.add(source, "this alias stands within what it repeats; write the value out");
      return new Scalar(source, "", JsonNodeFactory.instance.nullNode());
    }
    try {
      if (node instanceof MappingNode mapping) {
        return mapping(mapping, source);
      }
      if (node instanceof SequenceNode sequence) {
        return sequence(sequence, source);
      }
      return scalar((ScalarNode) node, source);
    } finally {
      open.remove(node);
    }
  }

  private Mapping mapping(MappingNode node, Position source) {
    checkTag(node, Tag.MAP, source);
    Map<String, Entry> entries = new LinkedHashMap<>();
    List<Node> merges = new ArrayList<>();
    for (NodeTuple tuple : node.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
        problems.add(
            at(source, tuple.getKeyNode()), "a key has to be text; write it as 'key: value'");
        continue;
      }
      if (keyNode.getTag().equals(Tag.MERGE)) {
        merges.add(tuple.getValueNode());
        continue;
      }
      String name = keyNode.getValue();
      Position key = at(source.child(name), keyNode);
      Entry earlier = entries.get(name);
      if (earlier == null) {
        entries.put(name, new Entry(key, node(tuple.getValueNode(), source.child(name))));
      } else {
        problems.add(
            key,
            "stands twice in this mapping (first in line " + earlier.key().line() + "); keep one");
      }
    }
    for (Node merge : merges) {
      mergeInto(entries, merge, source);
    }
    return new Mapping(source, entries);
  }

  /** What is written wins over what is merged; of several merged mappings the first wins. */
  private void mergeInto(Map<String, Entry> entries, Node merge, Position source) {
    List<Node> parts =
        merge instanceof SequenceNode sequence ? sequence.getValue() : List.of(merge);
    for (Node part : parts) {
      if (node(part, source) instanceof Mapping mapping) {
        mapping.entries().forEach(entries::putIfAbsent);
      } else {
        problems.add(
            at(source.child("<<"), part),
            "'<<' merges mappings; write an alias of one, as in '<<: *base'");
      }
    }
  }

  private Sequence sequence(SequenceNode node, Position source) {
    checkTag(node, Tag.SEQ, source);
    List<ConfigNode> elements = new ArrayList<>();
    for (Node element : node.getValue()) {
      elements.add(node(element, source.child(elements.size())));
    }
    return new Sequence(source, elements);
  }

  private Scalar scalar(ScalarNode node, Position source) {
    return new Scalar(source, node.getValue(), value(node, source));
  }

  private JsonNode value(ScalarNode node, Position source) {
    String text = node.getValue();
    JsonNodeFactory json = JsonNodeFactory.instance;
    Tag tag = node.getTag();
    if (tag.equals(Tag.NULL)) {
      return json.nullNode();
    }
    if (tag.equals(Tag.BOOL)) {
      return json.booleanNode(text.charAt(0) == 't' || text.charAt(0) == 'T');
    }
    try {
      if (tag.equals(Tag.INT)) {
        return integer(text);
      }
      if (tag.equals(Tag.FLOAT)) {
        return json.numberNode(new BigDecimal(text));
      }
    } catch (NumberFormatException e) {
      // Only an explicit tag, as in '!!int x', leads here.
      problems.add(source, "'" + text + "' is not a number; leave its tag out");
      return json.textNode(text);
    }
    checkTag(node, Tag.STR, source);
    return json.textNode(text);
  }

  private static JsonNode integer(String text) {
    BigInteger value =
        text.startsWith("0x")
            ? new BigInteger(text.substring(2), 16)
            : text.startsWith("0o") ? new BigInteger(text.substring(2), 8) : new BigInteger(text);
    return value.bitLength() < Integer.SIZE
        ? JsonNodeFactory.instance.numberNode(value.intValue())
        : JsonNodeFactory.instance.numberNode(value);
  }

  private void checkTag(Node node, Tag expected, Position source) {
    if (!node.getTag().equals(expected)) {
      String tag = node.getTag().getValue().replace(Tag.PREFIX, "!!");
      problems.add(source, "the tag '" + tag + "' means nothing here; leave it out");
    }
  }

  private static Position at(Position source, Node node) {
    return source.at(node.getStartMark().getLine() + 1, node.getStartMark().getColumn() + 1);
  }

  /** Ends the reading of a file that aliases blow up. */
  private static final class TooMuch extends RuntimeException {

    private static final long serialVersionUID = 1;

    TooMuch() {
      super("too many values", null, false, false);
    }
  }
}
