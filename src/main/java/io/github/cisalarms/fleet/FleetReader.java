package io.github.cisalarms.fleet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.cisalarms.fleet.ConfigSchema.Definition;
import io.github.cisalarms.fleet.resource.Partition;
import io.github.cisalarms.fleet.yaml.ConfigNode;
import io.github.cisalarms.fleet.yaml.ConfigNode.Entry;
import io.github.cisalarms.fleet.yaml.ConfigNode.Mapping;
import io.github.cisalarms.fleet.yaml.ConfigNode.Scalar;
import io.github.cisalarms.fleet.yaml.Position;
import io.github.cisalarms.fleet.yaml.Problems;
import io.github.cisalarms.fleet.yaml.YamlReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the fleet: the file and what it includes, then the levels of settings merged into one
 * mapping per stack. Reading goes on after a mistake, so that one run names all of them.
 */
final class FleetReader {

  private static final String ACCOUNT_ID = "account_id";
  private static final String ACCOUNT_NAME = "account_name";
  private static final String REGION = "region";
  private static final String LOG_GROUP_NAME = "log_group_name";
  private static final String STACK_NAME = "stack_name";

  private final Problems problems = new Problems();
  private final SettingsMerge merge = new SettingsMerge(problems);
  private final StackRules stackRules = new StackRules(problems);
  private final ControlRules controlRules = new ControlRules(problems);
  private final Map<String, Position> accounts = new HashMap<>();
  private final List<StackConfig> stacks = new ArrayList<>();

  private final Map<String, Path> files = new HashMap<>();
  private final Map<Path, String> edited;

  private FleetReader(Map<Path, String> edited) {
    this.edited = edited;
  }

  /**
   * Reads a fleet.
   *
   * @param edited texts that take the place of what is in files
   */
  static FleetConfig read(Path file, Map<Path, String> edited) {
    return new FleetReader(edited).readFleet(file);
  }

  private FleetConfig readFleet(Path file) {
    Optional<Mapping> root = readFile(file, file.toString());
    root.ifPresent(mapping -> readRoot(file, mapping));
    controlRules.checkShared();
    new FleetRules(problems).check(stacks);
    problems.throwIfAny();
    return new FleetConfig(
        file, files, edited, stacks, root.flatMap(mapping -> mapping.mapping("atlantis")));
  }

  private void readRoot(Path file, Mapping root) {
    Position source = root.source();
    if (root.get(ACCOUNT_ID).isPresent()) {
      problems.add(
          source,
          "is the file of one account, made to be included; name the file that includes it");
      return;
    }
    Mapping defaults = defaults(new Mapping(source, Map.of()), root);
    List<ConfigNode> own = root.list("accounts");
    own.forEach(account -> readAccount(defaults, account));
    int included = 0;
    for (IncludedFile include : IncludedFile.find(file, root, problems)) {
      included += readIncluded(defaults, include);
    }
    if (own.isEmpty() && included == 0 && problems.isEmpty()) {
      problems.add(
          root.sourceOf("accounts"),
          "the fleet has no account; write one, as in '- account_id: \"111122223333\"'");
    }
  }

  private int readIncluded(Mapping defaults, IncludedFile include) {
    Optional<Mapping> root = readFile(include.path(), include.name());
    if (root.isEmpty()) {
      return 0;
    }
    if (root.get().get(ACCOUNT_ID).isPresent()) {
      readAccount(defaults, root.get());
      return 1;
    }
    for (String key : List.of("include", "atlantis")) {
      Optional.ofNullable(root.get().entries().get(key))
          .ifPresent(
              entry ->
                  problems.add(
                      entry.key(),
                      "'" + key + "' belongs in the file that the command reads, not here"));
    }
    Mapping own = defaults(defaults, root.get());
    List<ConfigNode> listed = root.get().list("accounts");
    listed.forEach(account -> readAccount(own, account));
    return listed.size();
  }

  private Optional<Mapping> readFile(Path path, String name) {
    Problems syntax = new Problems();
    files.put(name, path);
    Optional<ConfigNode> node =
        Optional.ofNullable(edited.get(path))
            .map(text -> YamlReader.parse(text, name, syntax))
            .orElseGet(() -> YamlReader.read(path, name, syntax));
    problems.addAll(syntax);
    if (node.isEmpty() && syntax.isEmpty()) {
      problems.add(
          Position.ofFile(name), "is empty; write 'accounts:' and below it the first account");
    }
    node.flatMap(ConfigNode::asMapping).ifPresent(this::checkPlaceholders);
    node.ifPresent(root -> ConfigSchema.check(root, definitionOf(root), problems));
    return node.flatMap(ConfigNode::asMapping);
  }

  private void checkPlaceholders(Mapping root) {
    if (root.entries().containsKey(ACCOUNT_ID)) {
      AccountPlaceholders.checkNames(root, problems);
      return;
    }
    root.mapping("defaults").ifPresent(level -> AccountPlaceholders.checkNames(level, problems));
    root.list("accounts")
        .forEach(
            account ->
                account
                    .asMapping()
                    .ifPresent(level -> AccountPlaceholders.checkNames(level, problems)));
  }

  private static Definition definitionOf(ConfigNode root) {
    boolean account =
        root.asMapping().map(mapping -> mapping.entries().containsKey(ACCOUNT_ID)).orElse(false);
    return account ? Definition.ACCOUNT : Definition.FLEET;
  }

  private Mapping defaults(Mapping lower, Mapping root) {
    Optional<Mapping> defaults = root.mapping("defaults");
    defaults.ifPresent(controlRules::addDefaults);
    return defaults.map(upper -> merge.merge(lower, upper)).orElse(lower);
  }

  private void readAccount(Mapping defaults, ConfigNode node) {
    if (node instanceof Mapping account) {
      Mapping merged = merge.merge(defaults, account);
      boolean first = isFirst(account);
      for (Mapping region : expand(merged, "regions", REGION)) {
        for (Mapping logGroup : expand(region, "log_groups", LOG_GROUP_NAME)) {
          boolean oneOfSeveral = region.get("log_groups").isPresent();
          readStack(logGroup, oneOfSeveral).filter(stack -> first).ifPresent(stacks::add);
        }
      }
    }
  }

  /**
   * One that is there already has been reported; what its stacks have in common follows from it.
   */
  private boolean isFirst(Mapping account) {
    Position source = account.sourceOf(ACCOUNT_ID);
    Optional<String> id = account.text(ACCOUNT_ID);
    Optional<Position> first = id.map(text -> accounts.putIfAbsent(text, source));
    first.ifPresent(
        earlier ->
            problems.add(
                source,
                "account "
                    + id.get()
                    + " is there already ("
                    + earlier.fileAndLine()
                    + "); write it once, with 'regions' or 'log_groups' for several stacks"));
    return first.isEmpty();
  }

  /** The settings once for each element of a list; once as they are if there is no list. */
  private List<Mapping> expand(Mapping settings, String list, String key) {
    if (settings.get(list).isEmpty()) {
      return List.of(settings);
    }
    Map<String, Entry> rest = new LinkedHashMap<>(settings.entries());
    rest.remove(list);
    Mapping without = new Mapping(settings.source(), rest);
    List<Mapping> expanded = new ArrayList<>();
    for (ConfigNode element : settings.list(list)) {
      Mapping own =
          element
              .asMapping()
              .orElse(
                  new Mapping(element.source(), Map.of(key, new Entry(element.source(), element))));
      expanded.add(merge.merge(without, own));
    }
    return expanded;
  }

  private Optional<StackConfig> readStack(Mapping merged, boolean oneOfSeveralLogGroups) {
    Optional<String> accountId = merged.text(ACCOUNT_ID);
    Optional<String> region = merged.text(REGION);
    Map<String, Optional<String>> values = new LinkedHashMap<>();
    values.put(ACCOUNT_ID, accountId);
    values.put(ACCOUNT_NAME, merged.text(ACCOUNT_NAME));
    values.put(REGION, region);
    values.put("partition", region.map(Partition::ofRegion));

    ConfigNode name =
        new AccountPlaceholders(values, problems)
            .expand(
                merged.get(STACK_NAME).orElse(defaultName(merged, oneOfSeveralLogGroups)),
                SettingPath.of(STACK_NAME));
    values.put(STACK_NAME, name.asText());
    Map<String, Entry> entries = new LinkedHashMap<>(merged.entries());
    entries.remove(STACK_NAME);
    Mapping rest =
        new AccountPlaceholders(values, problems).expand(new Mapping(merged.source(), entries));
    entries = new LinkedHashMap<>(rest.entries());
    entries.put(STACK_NAME, new Entry(merged.sourceOf(STACK_NAME), name));
    Mapping settings = new Mapping(rest.source(), entries);

    ConfigSchema.check(settings, Definition.STACK, problems);
    stackRules.check(settings);
    controlRules.check(settings);
    Optional<String> logGroup = settings.text(LOG_GROUP_NAME);
    if (accountId.isEmpty() || region.isEmpty() || logGroup.isEmpty() || name.asText().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new StackConfig(
            name.asText().orElseThrow(), accountId.get(), region.get(), logGroup.get(), settings));
  }

  private static Scalar defaultName(Mapping merged, boolean oneOfSeveralLogGroups) {
    String name =
        merged.text(ACCOUNT_NAME).map(FleetReader::slug).orElse("{" + ACCOUNT_ID + "}")
            + "-{region}"
            + (oneOfSeveralLogGroups
                ? merged.text(LOG_GROUP_NAME).map(group -> "-" + slug(group)).orElse("")
                : "");
    return new Scalar(merged.source(), name, JsonNodeFactory.instance.textNode(name));
  }

  private static String slug(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
  }
}
