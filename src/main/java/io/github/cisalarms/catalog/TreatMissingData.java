package io.github.cisalarms.catalog;

import java.util.Arrays;
import java.util.Optional;

/**
 * What an alarm makes of a period without a data point ({@code TreatMissingData} of CloudWatch's
 * {@code PutMetricAlarm}).
 */
public enum TreatMissingData {
  /** The period counts as within the threshold. */
  NOT_BREACHING("notBreaching"),
  /** The period counts as over the threshold: without events the alarm is on. */
  BREACHING("breaching"),
  /** The alarm keeps its state. */
  IGNORE("ignore"),
  /** The alarm goes to {@code INSUFFICIENT_DATA}. */
  MISSING("missing");

  private final String value;

  TreatMissingData(String value) {
    this.value = value;
  }

  /** The word that CloudWatch and Terraform use, such as {@code notBreaching}. */
  public String value() {
    return value;
  }

  /** The setting that CloudWatch calls by that word. */
  public static Optional<TreatMissingData> of(String value) {
    return Arrays.stream(values()).filter(each -> each.value.equals(value)).findFirst();
  }

  /**
   * The setting that CloudWatch calls by that word.
   *
   * @throws UnknownNameException if there is none
   */
  public static TreatMissingData require(String value) {
    return of(value)
        .orElseThrow(
            () ->
                new UnknownNameException(
                    "treatment of missing data",
                    value,
                    Arrays.stream(values()).map(TreatMissingData::value).toList()));
  }
}
