package io.github.cisalarms.fleet.yaml;

import java.util.List;
import java.util.stream.Collectors;

/** Says everything that is wrong with a configuration, in the order of files and lines. */
public final class ConfigException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient List<Problem> problems;

  public ConfigException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** All mistakes; at least one. */
  public List<Problem> problems() {
    return problems;
  }
}
