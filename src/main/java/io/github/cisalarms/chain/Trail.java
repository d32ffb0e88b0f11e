package io.github.cisalarms.chain;

import io.github.cisalarms.chain.value.Value;
import java.util.List;

/**
 * A CloudTrail trail.
 *
 * @param address where it is configured, such as {@code aws_cloudtrail.main}
 * @param logGroup name of the log group that it writes to; absent if to none
 * @param logGroupPlace where that log group is
 * @param allRegions whether it records all regions
 * @param logging whether it is switched on
 * @param events which management events it records
 */
public record Trail(
    String address,
    Value<String> logGroup,
    Place logGroupPlace,
    Value<Boolean> allRegions,
    Value<Boolean> logging,
    Value<ManagementEvents> events)
    implements Element {

  /**
   * Which management events a trail records.
   *
   * @param reads whether it records those that only read
   * @param writes whether it records the others
   * @param advanced whether only advanced selectors say so
   * @param excluded event sources that it leaves out, such as {@code kms.amazonaws.com}
   */
  public record ManagementEvents(
      boolean reads, boolean writes, boolean advanced, List<String> excluded) {
    public ManagementEvents {
      excluded = List.copyOf(excluded);
    }
  }
}
