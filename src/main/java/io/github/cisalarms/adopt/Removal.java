package io.github.cisalarms.adopt;

import io.github.cisalarms.files.IndentedJson;
import io.github.cisalarms.plan.TerraformState;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the configuration that had the resources before has to forget, so that it does not destroy
 * them when they are taken out of it.
 *
 * @param addresses addresses of its state, in alphabetical order
 * @param left those of them that are not taken over, and stay in the account without Terraform
 * @param blocks the {@code removed} blocks that forget them, as a file of Terraform's JSON syntax;
 *     empty if the version that has written the state can't read them
 */
public record Removal(List<String> addresses, List<String> left, String blocks) {

  /** The name of the blocks. */
  static final String REMOVED = "removed";

  /** Makes the lists immutable. */
  public Removal {
    addresses = List.copyOf(addresses);
    left = List.copyOf(left);
  }

  /**
   * What goes with some resources when they are taken out of a configuration: the rest of their
   * modules, and the other instances of the same resources, which have one block together.
   */
  record Neighbours(Set<String> modules, Set<String> resources) {

    static Neighbours of(Collection<String> addresses) {
      return new Neighbours(
          addresses.stream()
              .map(TerraformState::moduleOf)
              .filter(module -> !module.isEmpty())
              .collect(Collectors.toSet()),
          addresses.stream().map(TerraformState::withoutKeys).collect(Collectors.toSet()));
    }

    boolean contains(String address) {
      return modules.contains(TerraformState.moduleOf(address))
          || resources.contains(TerraformState.withoutKeys(address));
    }
  }

  /** What is to be forgotten of the state that the adoption is made from; empty if nothing. */
  public static Removal of(Adoption adoption, AdoptSource source) {
    Set<String> taken =
        adoption.steps().stream()
            .flatMap(step -> step.formerAddress().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    if (taken.isEmpty()) {
      return new Removal(List.of(), List.of(), "");
    }
    Neighbours neighbours = Neighbours.of(taken);
    List<String> left =
        source.addresses().stream()
            .filter(address -> !taken.contains(address) && neighbours.contains(address))
            .sorted()
            .toList();
    taken.addAll(left);
    return new Removal(
        List.copyOf(taken),
        left,
        source.knowsRemoved() ? IndentedJson.print(Map.of(REMOVED, blocks(taken))) : "");
  }

  /** Blocks that forget resources, each with all its instances, and destroy none. */
  static List<Map<String, Object>> blocks(Collection<String> addresses) {
    return addresses.stream()
        .map(TerraformState::withoutKeys)
        .distinct()
        .sorted()
        .map(Removal::block)
        .toList();
  }

  private static Map<String, Object> block(String from) {
    Map<String, Object> block = new LinkedHashMap<>();
    block.put("from", from);
    block.put("lifecycle", Map.of("destroy", false));
    return block;
  }
}
