package io.github.cisalarms.fleet;

import io.github.cisalarms.fleet.edit.YamlEdit;
import io.github.cisalarms.fleet.resource.FleetAccount;
import io.github.cisalarms.fleet.resource.StackResources;
import io.github.cisalarms.fleet.yaml.ConfigException;
import io.github.cisalarms.fleet.yaml.ConfigNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A whole {@code cis-alarms.yaml}, checked, merged and expanded into stacks. */
public final class FleetConfig {

  private final Path file;
  private final Map<String, Path> files;
  private final Map<Path, String> edited;
  private final List<StackConfig> stacks;
  private final Optional<ConfigNode.Mapping> atlantis;

  FleetConfig(
      Path file,
      Map<String, Path> files,
      Map<Path, String> edited,
      List<StackConfig> stacks,
      Optional<ConfigNode.Mapping> atlantis) {
    this.file = file;
    this.files = Map.copyOf(files);
    this.edited = Map.copyOf(edited);
    this.stacks = List.copyOf(stacks);
    this.atlantis = atlantis;
  }

  /**
   * Reads a configuration file and what it includes.
   *
   * @param file the file; messages call it as it is given here
   * @return the configuration, with at least one stack
   * @throws ConfigException if anything is wrong; it names all that is wrong
   */
  public static FleetConfig read(Path file) {
    return FleetReader.read(file, Map.of());
  }

  /**
   * The fleet of one stack that calls the module, with the module's defaults: for who calls it from
   * a configuration of their own.
   *
   * @param accountId twelve digits
   * @param region such as {@code us-east-1}
   * @param logGroupName log group of the trail
   * @throws ConfigException if one of these can't be what it is said to be
   */
  public static FleetConfig ofModule(String accountId, String region, String logGroupName) {
    Path name = Path.of("module");
    String text =
        YamlEdit.inline(
            Map.of(
                "accounts",
                List.of(
                    Map.of(
                        "account_id", accountId,
                        "region", region,
                        "log_group_name", logGroupName,
                        "module", Map.of("source", "./module")))));
    return FleetReader.read(name, Map.of(name, text));
  }

  /** How many stacks the fleet has. */
  public int size() {
    return stacks.size();
  }

  /** The names of the stacks, in the order of the file. */
  public List<String> stackNames() {
    return stacks.stream().map(StackConfig::name).toList();
  }

  /** The alarms of every stack, in the order of the file. */
  public List<StackAlarms> alarms() {
    return stacks.stream().map(StackAlarms::of).toList();
  }

  /**
   * What every stack will consist of, in the order of the file. A stack that calls another version
   * of the module gets what that version makes of the same settings.
   */
  public List<StackResources> resources() {
    return stacks.stream().map(ResourcesOfStack::of).toList();
  }

  /** The accounts, each once, in the order of the file. */
  public List<FleetAccount> accounts() {
    Map<String, List<StackConfig>> byAccount = new LinkedHashMap<>();
    stacks.forEach(
        stack -> byAccount.computeIfAbsent(stack.accountId(), id -> new ArrayList<>()).add(stack));
    return byAccount.entrySet().stream()
        .map(entry -> account(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static FleetAccount account(String id, List<StackConfig> stacks) {
    ConfigNode.Mapping settings = stacks.get(0).settings();
    return new FleetAccount(
        id,
        settings.text("account_name"),
        settings.text("profile"),
        settings
            .mapping("assume_role")
            .flatMap(
                role ->
                    role.text("role_arn")
                        .map(
                            arn ->
                                new FleetAccount.Role(
                                    arn, role.text("session_name"), role.text("external_id")))),
        stacks.stream().map(ResourcesOfStack::of).toList());
  }

  /**
   * The fleet with settings of one stack in its file: in its account, or in the region or log group
   * of the account that the stack is for. Nothing is written.
   *
   * @param stack the stack's name
   * @param settings by name, with texts, numbers, booleans, lists and mappings of the same
   * @throws ConfigException if the file can't be edited without losing something, if another stack
   *     would change with it, or if the settings are wrong
   */
  public FleetEdit edit(String stack, Map<String, ?> settings) {
    return FleetEdit.of(this, stack, settings);
  }

  /**
   * Where a stack is, and what is known of its state.
   *
   * @param stack the stack's name
   * @param out folder that {@code stacks/} is in
   * @throws IOException if its state can't be read
   */
  public StackPlace place(String stack, Path out) throws IOException {
    return StackPlace.of(this, stack, out);
  }

  /**
   * Accounts in which an alarm would tell nobody, in the order of the file: a topic is created
   * there, and nothing subscribes to it.
   */
  public List<String> accountsWithoutSubscriber() {
    return stacks.stream()
        .filter(stack -> stack.settings().get("sns_topic_arn").isEmpty())
        .filter(
            stack ->
                stack
                    .settings()
                    .mapping("subscriptions")
                    .map(subscriptions -> subscriptions.entries().isEmpty())
                    .orElse(true))
        .map(StackConfig::accountId)
        .distinct()
        .toList();
  }

  /** One per account, region and log group, in the order of the file. */
  List<StackConfig> stacks() {
    return stacks;
  }

  /** The folder that relative paths start from, as it was given. */
  Path folder() {
    return Optional.ofNullable(file.getParent()).orElse(Path.of(""));
  }

  /** The configuration file itself, as it was given. */
  Path file() {
    return file;
  }

  /** Texts that take the place of what is in files, since nobody has written them yet. */
  Map<Path, String> edited() {
    return edited;
  }

  /** The file that messages call by that name. */
  Path file(String name) {
    return files.get(name);
  }

  /** What {@code atlantis.yaml} says of every stack, where the file speaks of Atlantis. */
  Optional<ConfigNode.Mapping> atlantis() {
    return atlantis;
  }
}
