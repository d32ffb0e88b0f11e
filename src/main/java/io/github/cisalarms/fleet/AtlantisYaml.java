package io.github.cisalarms.fleet;

import io.github.cisalarms.fleet.yaml.ConfigException;
import io.github.cisalarms.fleet.yaml.ConfigNode;
import io.github.cisalarms.fleet.yaml.ConfigNode.Entry;
import io.github.cisalarms.fleet.yaml.ConfigNode.Mapping;
import io.github.cisalarms.fleet.yaml.Position;
import io.github.cisalarms.fleet.yaml.Problems;
import io.github.cisalarms.fleet.yaml.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.LineBreak;
import org.yaml.snakeyaml.Yaml;

/**
 * The text of {@code atlantis.yaml}: what people wrote there, to the letter, and between marks what
 * is generated.
 *
 * @see <a href="https://www.runatlantis.io/docs/repo-level-atlantis-yaml">atlantis.yaml</a>
 */
final class AtlantisYaml {

  private static final String BEGIN_MARK = "# >>> cis-alarms";
  private static final String BEGIN = BEGIN_MARK + " synth writes this, from cis-alarms.yaml";
  private static final String END = "# <<< cis-alarms";
  private static final String EMPTY = "version: 3\n";
  private static final String VERSION = "version";
  private static final String PROJECTS = "projects";
  private static final Pattern LIST_ELEMENT = Pattern.compile("( *)- .*");
  private static final Pattern NO_CONTENT = Pattern.compile("\\s*(?:#.*)?");

  private final String file;
  private final List<String> lines;
  private final Problems problems = new Problems();

  private AtlantisYaml(String file, String text) {
    this.file = file;
    this.lines = new ArrayList<>(text.lines().toList());
  }

  /**
   * Puts what is generated into the text.
   *
   * @param file how messages call it
   * @param text what is there now; empty if there is no such file
   * @param keys top-level keys, which stand back where people wrote them themselves
   * @param projects one per stack, with {@code name} and {@code dir}
   * @return the new text; the same again if it is put in again
   * @throws ConfigException if the text can't be understood, or has a project that is generated too
   */
  static String merge(
      String file,
      String text,
      SortedMap<String, Object> keys,
      List<Map<String, Object>> projects) {
    AtlantisYaml yaml = new AtlantisYaml(file, text.isBlank() ? EMPTY : text);
    yaml.removeGenerated();
    yaml.problems.throwIfAny();
    yaml.insert(keys, projects);
    yaml.problems.throwIfAny();
    return String.join("\n", yaml.lines) + "\n";
  }

  private void removeGenerated() {
    List<String> kept = new ArrayList<>();
    int begin = 0;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.startsWith(BEGIN_MARK)) {
        if (begin > 0) {
          unbalanced(i + 1, BEGIN_MARK);
        }
        begin = i + 1;
      } else if (line.startsWith(END)) {
        if (begin == 0) {
          unbalanced(i + 1, END);
        }
        begin = 0;
      } else if (begin == 0) {
        kept.add(lines.get(i));
      }
    }
    if (begin > 0) {
      unbalanced(begin, BEGIN_MARK);
    }
    lines.clear();
    lines.addAll(kept);
  }

  private void unbalanced(int line, String mark) {
    problems.add(
        Position.ofFile(file).at(line, 1),
        "the mark '"
            + mark
            + "' has no partner; take both marks out, and what was generated between them");
  }

  private void insert(SortedMap<String, Object> keys, List<Map<String, Object>> projects) {
    Optional<Mapping> root =
        YamlReader.parse(String.join("\n", lines), file, problems).flatMap(ConfigNode::asMapping);
    problems.throwIfAny();
    if (root.isEmpty()) {
      problems.add(Position.ofFile(file), "is not a mapping; it has to start with 'version: 3'");
      return;
    }
    checkProjects(root.get(), projects);
    // From the end to the beginning, so that the lines of what comes first don't move.
    insertProjects(root.get(), projects);
    insertKeys(root.get(), keys);
  }

  private void checkProjects(Mapping root, List<Map<String, Object>> projects) {
    Set<Object> names = values(projects, "name");
    Set<Object> folders = values(projects, "dir");
    for (ConfigNode node : root.list(PROJECTS)) {
      node.asMapping()
          .filter(
              project ->
                  project.text("name").filter(names::contains).isPresent()
                      || project.text("dir").filter(folders::contains).isPresent())
          .ifPresent(
              project ->
                  problems.add(
                      project.source(),
                      "has the name or the folder of a stack, whose project is generated; take it"
                          + " out"));
    }
  }

  private static Set<Object> values(List<Map<String, Object>> projects, String key) {
    return projects.stream()
        .map(project -> project.get(key))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private void insertProjects(Mapping root, List<Map<String, Object>> projects) {
    Optional<Entry> entry = Optional.ofNullable(root.entries().get(PROJECTS));
    if (entry.isEmpty()) {
      lines.add(PROJECTS + ":");
      lines.addAll(block(projects, "  "));
    } else if (entry.get().value().isNull()) {
      lines.addAll(entry.get().key().line(), block(projects, "  "));
    } else {
      List<ConfigNode> elements = entry.get().value().elements();
      Optional<String> indent = elements.stream().findFirst().flatMap(this::indent);
      if (indent.isPresent()) {
        lines.addAll(lastLineOf(root, entry.get()), block(projects, indent.get()));
      } else {
        problems.add(
            entry.get().key(), "write the projects one below the other, each behind a '- '");
      }
    }
  }

  /** The blanks before the dash of a list's element. */
  private Optional<String> indent(ConfigNode element) {
    Matcher line = LIST_ELEMENT.matcher(lines.get(element.source().line() - 1));
    return line.matches() ? Optional.of(line.group(1)) : Optional.empty();
  }

  /** The last line with content before the next top-level key. */
  private int lastLineOf(Mapping root, Entry entry) {
    int line =
        root.entries().values().stream()
            .mapToInt(other -> other.key().line())
            .filter(other -> other > entry.key().line())
            .map(other -> other - 1)
            .min()
            .orElse(lines.size());
    while (NO_CONTENT.matcher(lines.get(line - 1)).matches()) {
      line--;
    }
    return line;
  }

  private void insertKeys(Mapping root, SortedMap<String, Object> keys) {
    Optional<Integer> version = root.integer(VERSION);
    if (!version.equals(Optional.of(3))) {
      problems.add(root.sourceOf(VERSION), "has to be 3, the version that Atlantis reads");
      return;
    }
    SortedMap<String, Object> own = new TreeMap<>(keys);
    own.keySet().removeAll(root.entries().keySet());
    if (!own.isEmpty()) {
      lines.addAll(root.entries().get(VERSION).key().line(), block(own, ""));
    }
  }

  private static List<String> block(Object content, String indent) {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(FlowStyle.BLOCK);
    options.setLineBreak(LineBreak.UNIX);
    options.setWidth(Integer.MAX_VALUE);
    options.setIndicatorIndent(2);
    options.setIndentWithIndicator(true);
    List<String> block = new ArrayList<>();
    block.add(indent + BEGIN);
    // The dumper indents the outermost list like any other.
    String text = new Yaml(options).dump(content);
    (content instanceof List ? text.indent(-2) : text)
        .lines()
        .forEach(line -> block.add(indent + line));
    block.add(indent + END);
    return block;
  }
}
