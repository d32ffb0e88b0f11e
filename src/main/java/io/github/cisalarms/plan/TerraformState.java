package io.github.cisalarms.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;

/**
 * A state of Terraform or OpenTofu, as {@code terraform show -json} prints it: what it manages of
 * the chain, with the values that it has recorded.
 *
 * @param name what messages call it
 * @param terraformVersion version that has written it, such as {@code 1.11.4}; empty if it says
 *     nothing
 * @param openTofu whether its providers are those of OpenTofu's registry
 * @param resources resources of the types that a chain is made of, in the order of the state
 * @param others addresses of what else it manages
 */
public record TerraformState(
    String name,
    String terraformVersion,
    boolean openTofu,
    List<Resource> resources,
    List<String> others) {

  /** Makes the lists immutable. */
  public TerraformState {
    resources = List.copyOf(resources);
    others = List.copyOf(others);
  }

  /**
   * One resource instance that is managed, no data source.
   *
   * @param address such as {@code module.alarms.aws_sns_topic.alarms[0]}
   * @param type such as {@code aws_sns_topic}
   * @param values its attributes, with the provider's names
   */
  public record Resource(String address, String type, JsonNode values) {}

  /** Addresses of everything that it manages. */
  public List<String> addresses() {
    return Stream.concat(resources.stream().map(Resource::address), others.stream()).toList();
  }

  /** An address without the keys of instances, which is how a {@code removed} block names it. */
  public static String withoutKeys(String address) {
    return Reference.withoutKeys(address);
  }

  /** The module instance that a resource is in; empty for the root module. */
  public static String moduleOf(String address) {
    return Reference.moduleOf(address);
  }

  /**
   * Reads a state, within the limits that {@link TerraformPlan#read} has.
   *
   * @param name what messages call it, such as the file's path
   * @param in JSON in UTF-8, UTF-16 or UTF-32; stays open
   * @throws PlanException if it is no state
   * @throws IOException if it can't be read
   */
  public static TerraformState read(String name, InputStream in) throws IOException {
    PlanDocument document = PlanInput.read(name, in, Wanted.STATE);
    if (document.plan) {
      throw new PlanException(
          name + " is a plan, which says what will be; write what is: " + Wanted.STATE.command());
    }
    return new TerraformState(
        name,
        document.terraformVersion,
        document.openTofu,
        document.resources.stream()
            .filter(resource -> !resource.data())
            .map(resource -> new Resource(resource.address(), resource.type(), resource.values()))
            .toList(),
        document.others);
  }
}
