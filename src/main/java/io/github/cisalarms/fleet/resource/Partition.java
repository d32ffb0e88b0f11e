package io.github.cisalarms.fleet.resource;

import java.util.Map;

/**
 * AWS partitions, as the first part of an ARN names them.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html">ARNs</a>
 */
public final class Partition {

  /**
   * What a region's code is made of: words that AWS uses, so that a slip is seen, in combinations
   * that it may use tomorrow. A regular expression without anchors.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html">AWS
   *     Regions</a>
   */
  public static final String REGION =
      "(?:af|ap|ca|cn|eu|il|me|mx|sa|us|us-gov|us-iso|us-isob|us-isof|eu-isoe|eusc-de)"
          + "-(?:central|(?:north|south)(?:east|west)?|east|west)-[0-9]{1,2}";

  private static final Map<String, String> BY_REGION_PREFIX =
      Map.of(
          "cn-", "aws-cn",
          "us-gov-", "aws-us-gov",
          "us-iso-", "aws-iso",
          "us-isob-", "aws-iso-b",
          "eu-isoe-", "aws-iso-e",
          "us-isof-", "aws-iso-f",
          "eusc-", "aws-eusc");

  private Partition() {}

  /** The partition of a region, such as {@code aws} for {@code us-east-1}. */
  public static String ofRegion(String region) {
    return BY_REGION_PREFIX.entrySet().stream()
        .filter(entry -> region.startsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("aws");
  }
}
