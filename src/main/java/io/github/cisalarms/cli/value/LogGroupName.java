package io.github.cisalarms.cli.value;

import io.github.cisalarms.catalog.Shapes;
import picocli.CommandLine.ITypeConverter;

/** The name of a log group, such as {@code aws-cloudtrail-logs}; no ARN and no wildcard. */
public final class LogGroupName implements ITypeConverter<String> {

  @Override
  public String convert(String value) {
    return Shapes.requireLogGroupName(value);
  }
}
