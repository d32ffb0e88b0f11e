package io.github.cisalarms.adopt;

import io.github.cisalarms.fleet.resource.StackResource;
import java.util.List;
import java.util.Optional;

/**
 * What the first apply does to one resource of a stack.
 *
 * @param resource as it will be
 * @param kind where it comes from
 * @param source how the import calls it, the address that it is moved from, or what is replaced;
 *     empty if it is added or in the state already
 * @param formerAddress its address in the state of another configuration, which is to forget it
 * @param changes what is changed in it, by the names of its attributes
 * @param mends what was broken and will work, as clauses; among the changes
 */
public record Step(
    StackResource resource,
    Kind kind,
    Optional<String> source,
    Optional<String> formerAddress,
    List<String> changes,
    List<String> mends) {

  /** Where a resource comes from. */
  public enum Kind {
    /** It is in the stack's state already. */
    PRESENT,
    /** It is there, and comes into the stack's state. */
    IMPORT,
    /** It is in the stack's state under another address. */
    MOVE,
    /** It is in the stack's state under a name that Terraform can't change: made anew. */
    REPLACE,
    /** It is not there. */
    ADD
  }

  /** Makes the lists immutable. */
  public Step {
    changes = List.copyOf(changes);
    mends = List.copyOf(mends);
  }

  /** Whether Terraform will update it in place. */
  public boolean changed() {
    return !changes.isEmpty();
  }
}
