package io.github.cisalarms.fleet;

import io.github.cisalarms.fleet.ConfigNode.Mapping;

/** Where a stack keeps its state. */
final class BackendSettings {

  private BackendSettings() {}

  /** The state's path in the bucket. */
  static String key(Mapping s3, String stackName) {
    return s3.text("key").orElse("cis-alarms/" + stackName + ".tfstate");
  }
}
