package io.github.cisalarms.construct;

import com.hashicorp.cdktf.MapTerraformIterator;
import com.hashicorp.cdktf.TerraformElement;
import com.hashicorp.cdktf.TerraformIterator;
import com.hashicorp.cdktf.TerraformLocal;
import com.hashicorp.cdktf.TerraformStack;
import java.util.Optional;
import software.constructs.Construct;

/**
 * How the elements of a chain are called in Terraform.
 *
 * <p>CDKTF calls an element by its path, with a hash behind it, unless it is a direct child of its
 * stack: then by its id alone. So the elements of a chain with short addresses are the stack's own.
 * Every call of {@code overrideLogicalId} would be a round trip to Node.js, for each stack anew.
 */
final class Addresses {

  /** After the construct's path, as CDKTF does it: unique, whatever else is in the stack. */
  static final Addresses OF_CDKTF = new Addresses(Optional.empty());

  /**
   * Ends the ids of elements that become the stack's children, to keep them apart from the ids that
   * others give theirs. CDKTF leaves out what Terraform takes in no name.
   */
  private static final String ID_SUFFIX = ".";

  private final Optional<TerraformStack> stack;

  private Addresses(Optional<TerraformStack> stack) {
    this.stack = stack;
  }

  /**
   * As in the module, such as {@code aws_sns_topic.alarms}: for one chain in a stack.
   *
   * @param scope the stack, or a construct in it
   */
  static Addresses shortIn(Construct scope) {
    return new Addresses(
        Optional.of(scope instanceof TerraformStack stack ? stack : TerraformStack.of(scope)));
  }

  /** The parent of a construct's elements. */
  Construct parent(Construct construct) {
    return stack.<Construct>map(own -> own).orElse(construct);
  }

  /** The id of an element whose short name no other type of the chain has. */
  String id(String id, String shortName) {
    return stack.isPresent() ? shortName + ID_SUFFIX : id;
  }

  /**
   * Gives an element the short name that one of another type has, too. Has to come before anything
   * refers to it, or CDKTF would have given its own name away.
   */
  <T extends TerraformElement> T name(T element, String shortName) {
    if (stack.isPresent()) {
      element.overrideLogicalId(shortName);
    }
    return element;
  }

  /**
   * What {@code for_each} goes through.
   *
   * @param local a map
   * @param ofShortName the same by the local's short name
   */
  MapTerraformIterator each(TerraformLocal local, MapTerraformIterator ofShortName) {
    return stack.isPresent() ? ofShortName : TerraformIterator.fromMap(local.getAsAnyMap());
  }
}
