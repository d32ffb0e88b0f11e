package io.github.cisalarms.fleet.edit;

import java.io.StringReader;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.AnchorNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Puts settings into a mapping of a YAML text, character for character: what is not set stays as it
 * is written, with its comments and in its order. A value that stands there is replaced, a key that
 * is missing goes behind the mapping's last one, and a line that is not to hold any more becomes a
 * comment.
 *
 * <p>Refused is a place that is also read elsewhere (an alias, a merge key), and a text that would
 * not be read as the old one with the settings in it.
 */
public final class YamlEdit {

  /** In place of a value: the key is not to be there. */
  public static final Object ABSENT = "\0absent";

  private final String text;
  private final Node root;
  private final TextChanges changes;

  private YamlEdit(String text, Node root) {
    this.text = text;
    this.root = root;
    this.changes = new TextChanges(text);
  }

  /**
   * The text with settings in one of its mappings.
   *
   * @param text YAML, one document
   * @param line line from 1 on which the mapping begins, or the text that is to become one
   * @param column column from 1 where it begins
   * @param textKey key that a text gets which stands in the mapping's place: {@code us-east-1}
   *     becomes {@code region: us-east-1}
   * @param settings keys with texts, numbers, booleans, lists, and mappings of the same; or with
   *     {@link #ABSENT}
   * @throws YamlEditException if that can't be done without losing something
   */
  public static String set(
      String text, int line, int column, String textKey, Map<String, ?> settings) {
    Node root =
        compose(text)
            .orElseThrow(
                () -> new YamlEditException(line, "there is nothing that could be edited"));
    YamlEdit edit = new YamlEdit(text, root);
    Node target =
        edit.find(root, line - 1, column - 1)
            .orElseThrow(
                () -> new YamlEditException(line, "nothing begins here that could be edited"));
    edit.requireOnce(target);
    Object expected;
    if (target instanceof MappingNode mapping) {
      edit.set(mapping, settings);
      expected = YamlTree.plain(root, target, settings, textKey);
    } else {
      edit.becomeMapping((ScalarNode) target, textKey, settings);
      expected = YamlTree.plain(root, target, settings, textKey);
    }
    String edited = edit.changes.apply();
    Node after =
        compose(edited)
            .orElseThrow(() -> new YamlEditException(line, "the text would be empty afterwards"));
    if (!YamlTree.plain(after).equals(expected)) {
      throw new YamlEditException(
          line,
          "it is written in a way that can't be edited without changing something else; write its"
              + " keys on lines of their own");
    }
    return edited;
  }

  /** A value as YAML on one line: text, number, boolean, list, mapping. */
  public static String inline(Object value) {
    return YamlText.inline(value);
  }

  private static Optional<Node> compose(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(10_000_000);
    options.setMaxAliasesForCollections(1_000_000);
    try {
      return Optional.ofNullable(
          new Yaml(new SafeConstructor(options)).compose(new StringReader(text)));
    } catch (YAMLException e) {
      throw new YamlEditException(1, "the text would be no YAML afterwards: " + e.getMessage());
    }
  }

  private Optional<Node> find(Node node, int line, int column) {
    if (node.getStartMark().getLine() == line
        && node.getStartMark().getColumn() == column
        && (node instanceof MappingNode || node instanceof ScalarNode)) {
      return Optional.of(node);
    }
    return children(node).stream()
        .map(child -> find(child, line, column))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static List<Node> children(Node node) {
    if (node instanceof MappingNode mapping) {
      return mapping.getValue().stream().map(NodeTuple::getValueNode).toList();
    }
    return node instanceof SequenceNode sequence ? sequence.getValue() : List.of();
  }

  /** An alias would carry the change to where nobody asked for it. */
  private void requireOnce(Node target) {
    Map<Node, Integer> seen = new IdentityHashMap<>();
    count(root, seen);
    if (target.getAnchor() != null || seen.getOrDefault(target, 0) > 1) {
      throw new YamlEditException(
          target.getStartMark().getLine() + 1,
          "an anchor shares this with other places, which would change with it; write the settings"
              + " into a mapping of its own");
    }
  }

  private static void count(Node node, Map<Node, Integer> seen) {
    if (seen.merge(node, 1, Integer::sum) == 1) {
      children(node).forEach(child -> count(child, seen));
    }
  }

  private void set(MappingNode mapping, Map<String, ?> settings) {
    Map<String, Object> missing = new LinkedHashMap<>();
    settings.forEach(
        (key, value) -> {
          Optional<NodeTuple> there = entry(mapping, key);
          if (value == ABSENT) {
            there.ifPresent(this::commentOut);
          } else if (there.isEmpty()) {
            missing.put(key, YamlText.written(value));
          } else {
            replace(there.get(), value);
          }
        });
    if (!missing.isEmpty()) {
      append(mapping, missing);
    }
  }

  /** Nothing that somebody has written is lost. */
  private void commentOut(NodeTuple entry) {
    int start = entry.getKeyNode().getStartMark().getIndex();
    int lineStart = text.lastIndexOf('\n', start) + 1;
    int end = entry.getValueNode().getEndMark().getIndex();
    int line = entry.getKeyNode().getStartMark().getLine() + 1;
    int lineEnd = text.indexOf('\n', end);
    String behind = text.substring(end, lineEnd < 0 ? text.length() : lineEnd);
    if (!text.substring(lineStart, start).isBlank()
        || text.substring(start, end).contains("\n")
        || !behind.isBlank() && !behind.stripLeading().startsWith("#")) {
      throw new YamlEditException(
          line,
          "'"
              + ((ScalarNode) entry.getKeyNode()).getValue()
              + "' has to go, and does not stand on a line of its own; take it out");
    }
    changes.replace(start, start, "# ");
  }

  private static Optional<NodeTuple> entry(MappingNode mapping, String key) {
    return mapping.getValue().stream()
        .filter(
            tuple -> tuple.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key))
        .findFirst();
  }

  private void replace(NodeTuple entry, Object value) {
    Node old = entry.getValueNode();
    int line = old.getStartMark().getLine() + 1;
    if (old instanceof AnchorNode || isAliased(entry)) {
      throw new YamlEditException(
          line,
          "an alias stands here, and what it repeats would change with it; write the value out");
    }
    requireOnce(old);
    if (value instanceof Map<?, ?> nested && old instanceof MappingNode mapping) {
      set(mapping, YamlText.texts(nested));
      return;
    }
    if (old instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL)) {
      int end = entry.getKeyNode().getEndMark().getIndex();
      int colon = text.indexOf(':', end);
      boolean written = old.getEndMark().getIndex() > old.getStartMark().getIndex();
      int from = written ? old.getStartMark().getIndex() : colon + 1;
      int to = written ? old.getEndMark().getIndex() : colon + 1;
      changes.replace(from, to, (written ? "" : " ") + YamlText.inline(value));
      return;
    }
    String written = text.substring(old.getStartMark().getIndex(), old.getEndMark().getIndex());
    // A comment may stand between its lines.
    boolean block =
        written.contains("\n") && written.contains("#")
            || text.charAt(old.getStartMark().getIndex()) == '|'
            || text.charAt(old.getStartMark().getIndex()) == '>'
            || old instanceof MappingNode
            || old instanceof SequenceNode sequence && sequence.getFlowStyle() == FlowStyle.BLOCK;
    if (block) {
      throw new YamlEditException(
          line, "this stands on several lines; write it on one, so that it can be replaced");
    }
    changes.replace(
        old.getStartMark().getIndex(), old.getEndMark().getIndex(), YamlText.inline(value));
  }

  /** Whether the value is not written here: its node stands before its key, or far behind. */
  private boolean isAliased(NodeTuple entry) {
    int colon = text.indexOf(':', entry.getKeyNode().getEndMark().getIndex());
    int from = colon + 1;
    while (from < text.length() && Character.isWhitespace(text.charAt(from))) {
      from++;
    }
    return from < text.length() && text.charAt(from) == '*';
  }

  private void append(MappingNode mapping, Map<String, ?> settings) {
    if (mapping.getFlowStyle() == FlowStyle.FLOW) {
      int close = mapping.getEndMark().getIndex() - 1;
      String entries = YamlText.inline(YamlText.written(settings));
      String separator = mapping.getValue().isEmpty() ? "" : ", ";
      int end = close;
      while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
        end--;
      }
      if (text.charAt(end - 1) == ',') {
        separator = " ";
      }
      changes.replace(end, end, separator + entries.substring(1, entries.length() - 1));
      return;
    }
    int indent = mapping.getValue().get(0).getKeyNode().getStartMark().getColumn();
    NodeTuple last = mapping.getValue().get(mapping.getValue().size() - 1);
    changes.insertAfterLine(
        isAliased(last) ? last.getKeyNode().getEndMark().getIndex() : contentEnd(last),
        YamlText.lines(settings, indent));
  }

  private void becomeMapping(ScalarNode scalar, String key, Map<String, ?> settings) {
    int start = scalar.getStartMark().getIndex();
    int end = scalar.getEndMark().getIndex();
    int column = scalar.getStartMark().getColumn();
    int lineStart = text.lastIndexOf('\n', start) + 1;
    if (!text.substring(lineStart, start).matches(" *- +")) {
      // In a list on one line.
      String entries = YamlText.inline(YamlText.written(settings));
      changes.replace(
          start, end, "{" + key + ": " + text.substring(start, end) + ", " + entries.substring(1));
      return;
    }
    changes.replace(start, start, key + ": ");
    changes.insertAfterLine(
        end, YamlText.lines(YamlText.texts((Map<?, ?>) YamlText.written(settings)), column));
  }

  /** Where the last character of an entry stands that is neither blank nor comment. */
  private int contentEnd(NodeTuple entry) {
    Node value = entry.getValueNode();
    if (value instanceof MappingNode mapping
        && mapping.getFlowStyle() == FlowStyle.BLOCK
        && !mapping.getValue().isEmpty()) {
      return contentEnd(mapping.getValue().get(mapping.getValue().size() - 1));
    }
    if (value instanceof SequenceNode sequence
        && sequence.getFlowStyle() == FlowStyle.BLOCK
        && !sequence.getValue().isEmpty()) {
      Node element = sequence.getValue().get(sequence.getValue().size() - 1);
      return contentEnd(new NodeTuple(entry.getKeyNode(), element));
    }
    int end = value.getEndMark().getIndex();
    while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return Math.max(end, entry.getKeyNode().getEndMark().getIndex());
  }
}
