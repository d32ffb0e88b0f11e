package io.github.cisalarms.fleet;

import io.github.cisalarms.fleet.edit.UnifiedDiff;
import io.github.cisalarms.fleet.edit.YamlEdit;
import io.github.cisalarms.fleet.edit.YamlEditException;
import io.github.cisalarms.fleet.resource.StackResources;
import io.github.cisalarms.fleet.yaml.ConfigException;
import io.github.cisalarms.fleet.yaml.Position;
import io.github.cisalarms.fleet.yaml.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A change of the configuration, not written yet.
 *
 * @param file the file that changes: the configuration file, or one that it includes
 * @param before its text
 * @param after its text with the change; comments, order and everything else are the same
 * @param config the fleet that the changed file makes
 */
public record FleetEdit(Path file, String before, String after, FleetConfig config) {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** The change as a unified diff, line by line. */
  public List<String> diff() {
    return UnifiedDiff.of(file.toString().replace('\\', '/'), before, after);
  }

  /** This change and one that was made after it, of the same file. */
  public FleetEdit then(FleetEdit next) {
    return new FleetEdit(file, before, next.after(), next.config());
  }

  static FleetEdit of(FleetConfig config, String stack, Map<String, ?> settings) {
    StackConfig edited =
        config.stacks().stream()
            .filter(each -> each.name().equals(stack))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no stack is called " + stack));
    Position source = edited.settings().source();
    Path file = config.file(source.file());
    try {
      String written = config.edited().get(file);
      String before = written == null ? Files.readString(file) : written;
      String mark = before.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : "";
      String after =
          mark
              + YamlEdit.set(
                  before.substring(mark.length()),
                  source.line(),
                  source.column(),
                  source.key().matches(".*regions\\[\\d+]") ? "region" : "log_group_name",
                  SettingsMerge.alone(settings));
      Map<Path, String> texts = new HashMap<>(config.edited());
      texts.put(file, after.substring(mark.length()));
      FleetConfig changed = read(config, texts, source);
      requireOthersUnchanged(config, changed, stack, source);
      return new FleetEdit(file, before, after, changed);
    } catch (YamlEditException e) {
      throw refused(source.at(e.line(), 1), e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is refused stands in a text that nobody has, so that its lines say nothing. */
  private static FleetConfig read(FleetConfig config, Map<Path, String> texts, Position source)
      throws IOException {
    try {
      return FleetReader.read(config.file(), texts);
    } catch (ConfigException e) {
      throw refused(
          source,
          "what there is can't be written here: "
              + e.problems().stream()
                  .map(problem -> problem.key() + ": " + problem.message())
                  .collect(Collectors.joining("; ")));
    }
  }

  /** A log group's entry counts for every region of its account. */
  private static void requireOthersUnchanged(
      FleetConfig before, FleetConfig after, String stack, Position source) {
    List<StackResources> others =
        before.resources().stream().filter(each -> !each.stack().equals(stack)).toList();
    if (!after.resources().stream()
        .filter(each -> !each.stack().equals(stack))
        .toList()
        .equals(others)) {
      throw refused(
          source,
          "what '"
              + stack
              + "' needs can't be written here without changing another stack, since several"
              + " regions share this entry; write 'log_groups' within each region");
    }
  }

  private static ConfigException refused(Position source, String message) {
    Problems problems = new Problems();
    problems.add(source, message);
    try {
      problems.throwIfAny();
    } catch (ConfigException e) {
      return e;
    }
    throw new IllegalStateException(message);
  }
}
