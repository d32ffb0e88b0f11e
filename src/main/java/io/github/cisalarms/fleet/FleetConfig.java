package io.github.cisalarms.fleet;

import io.github.cisalarms.fleet.resource.FleetAccount;
import io.github.cisalarms.fleet.resource.StackResources;
import io.github.cisalarms.fleet.yaml.ConfigException;
import io.github.cisalarms.fleet.yaml.ConfigNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A whole {@code cis-alarms.yaml}, checked, merged and expanded into stacks. */
public final class FleetConfig {

  private final Path folder;
  private final List<StackConfig> stacks;
  private final Optional<ConfigNode.Mapping> atlantis;

  FleetConfig(Path folder, List<StackConfig> stacks, Optional<ConfigNode.Mapping> atlantis) {
    this.folder = folder;
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
    return FleetReader.read(file);
  }

  /** How many stacks the fleet has. */
  public int size() {
    return stacks.size();
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
    return folder;
  }

  /** What {@code atlantis.yaml} says of every stack, where the file speaks of Atlantis. */
  Optional<ConfigNode.Mapping> atlantis() {
    return atlantis;
  }
}
