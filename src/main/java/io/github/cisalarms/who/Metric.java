package io.github.cisalarms.who;

/** A metric that filters emit and alarms watch, without dimensions. */
public record Metric(String namespace, String name) {

  @Override
  public String toString() {
    return namespace + " " + name;
  }
}
