package io.github.cisalarms.cli.value;

import io.github.cisalarms.fleet.resource.Partition;
import picocli.CommandLine.ITypeConverter;

/** The code of an AWS region, such as {@code eu-central-1}, as {@code cis-alarms.yaml} takes it. */
public final class RegionCode implements ITypeConverter<String> {

  @Override
  public String convert(String value) {
    if (!value.matches(Partition.REGION)) {
      throw new IllegalArgumentException(
          "'" + value + "' is no AWS region; write its code, as in eu-central-1");
    }
    return value;
  }
}
