package io.github.cisalarms.construct;

import com.hashicorp.cdktf.TerraformElement;

/** How the elements of a chain are called in Terraform. */
enum Addresses {
  /** After the construct's path, as CDKTF does it: unique, whatever else is in the stack. */
  OF_CDKTF {
    @Override
    <T extends TerraformElement> T name(T element, String shortName) {
      return element;
    }
  },
  /** As in the module, such as {@code aws_sns_topic.alarms}: for one chain in a stack. */
  SHORT {
    @Override
    <T extends TerraformElement> T name(T element, String shortName) {
      element.overrideLogicalId(shortName);
      return element;
    }
  };

  /**
   * Names an element. Has to come before anything refers to it, or CDKTF would have given its own
   * name away.
   */
  abstract <T extends TerraformElement> T name(T element, String shortName);
}
