package io.github.cisalarms.construct;

import java.util.Map;

/** What the synthesized configuration asks of Terraform: ranges, never a pin. */
public final class TerraformRequirements {

  /** Terraform from 1.5 and every OpenTofu, whose numbers go on from there. */
  public static final String TERRAFORM = ">= 1.5.0";

  /** Where the AWS provider comes from. */
  public static final String AWS_SOURCE = "hashicorp/aws";

  /**
   * AWS provider 5 and 6: nothing synthesized here uses an argument that only one of them has.
   * CDKTF would pin the one version that its classes were generated from.
   */
  public static final String AWS_VERSION = ">= 5.0.0, < 7.0.0";

  private TerraformRequirements() {}

  /** The {@code terraform} block's {@code required_providers}. */
  public static Map<String, Object> requiredProviders() {
    return Map.of("aws", Map.of("source", AWS_SOURCE, "version", AWS_VERSION));
  }
}
