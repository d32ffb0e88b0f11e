package io.github.cisalarms.adopt;

import io.github.cisalarms.account.Evidence;
import io.github.cisalarms.fleet.resource.StackResource;
import io.github.cisalarms.plan.TerraformState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Where it is known from what there is. */
public final class AdoptSource {

  /** The first version of Terraform that knows {@code removed} blocks, 1.7. */
  private static final int REMOVED_SINCE_MINOR = 7;

  /** The first version of OpenTofu that knows {@code lifecycle} in them, 1.10. */
  private static final int REMOVED_IN_OPENTOFU_SINCE_MINOR = 10;

  private final Existing existing;
  private final boolean sameState;
  private final Optional<TerraformState> state;

  private AdoptSource(Existing existing, boolean sameState, Optional<TerraformState> state) {
    this.existing = existing;
    this.sameState = sameState;
    this.state = state;
  }

  /**
   * A Terraform state.
   *
   * @param sameState whether it is the stack's own, in which resources are moved; otherwise they
   *     are imported from it
   * @throws AdoptException if nothing in it is of a chain
   */
  public static AdoptSource of(TerraformState state, boolean sameState) {
    Existing existing = ExistingInState.of(state);
    if (existing.filters().isEmpty() && existing.alarms().isEmpty()) {
      throw new AdoptException(
          state.name()
              + " has no metric filter and no alarm; print the state of the configuration that"
              + " made them: terraform show -json > state.json");
    }
    return new AdoptSource(existing, sameState, Optional.of(state));
  }

  /**
   * A file with a Terraform state.
   *
   * @param sameState as above
   * @throws AdoptException if nothing in it is of a chain
   * @throws IOException if it can't be read
   */
  public static AdoptSource ofStateFile(Path file, boolean sameState) throws IOException {
    if (Files.isDirectory(file)) {
      throw new FileSystemException(
          file.toString(), null, "is a folder; name the file that has the state as JSON");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return of(TerraformState.read(file.toString(), in), sameState);
    }
  }

  /**
   * The evidence of an account.
   *
   * @param name what messages call it
   * @param region of which it is asked
   * @throws AdoptException if filters or alarms of that region could not be read
   */
  public static AdoptSource of(String name, Evidence evidence, String region) {
    return new AdoptSource(ExistingInEvidence.of(name, evidence, region), false, Optional.empty());
  }

  Existing existing() {
    return existing;
  }

  /** What messages call it. */
  public String name() {
    return existing.source();
  }

  /** Id of the account that it is of; empty if nothing tells. */
  public String account() {
    return existing.account();
  }

  /** The region that it is of; empty if nothing tells. */
  public String region() {
    return existing.region();
  }

  /**
   * What is in the stack's own state, if that is what was read: addresses, with what {@link
   * StackResource#identity} says of them.
   */
  Map<String, String> identitiesOfStack() {
    Map<String, String> identities = new TreeMap<>();
    if (sameState) {
      state.orElseThrow().addresses().forEach(address -> identities.put(address, ""));
      existing.identities().forEach(identities::put);
    }
    return identities;
  }

  /** What is in the state, whosever it is; nothing if it is none. */
  List<String> addresses() {
    return state.map(TerraformState::addresses).orElse(List.of());
  }

  /** Whether the version that has written the state can read {@code removed} blocks. */
  boolean knowsRemoved() {
    String[] parts = state.map(TerraformState::terraformVersion).orElse("").split("\\.");
    if (parts.length < 2 || !parts[0].matches("\\d{1,4}") || !parts[1].matches("\\d{1,4}")) {
      return false;
    }
    int major = Integer.parseInt(parts[0]);
    int since =
        state.filter(TerraformState::openTofu).isPresent()
            ? REMOVED_IN_OPENTOFU_SINCE_MINOR
            : REMOVED_SINCE_MINOR;
    return major > 1 || major == 1 && Integer.parseInt(parts[1]) >= since;
  }

  /** Whether what there is lies in the stack's own state. */
  public boolean sameState() {
    return sameState;
  }
}
