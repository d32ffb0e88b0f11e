package io.github.cisalarms.plan;

/** What is asked for: messages about something else say how to write it. */
enum Wanted {
  /** A plan; a state will do as well. */
  PLAN(
      "plan",
      "terraform show -json PLANFILE > plan.json",
      "gzip -dc < plan.json.gz | cis-alarms review -"),
  /** A state. */
  STATE("state", "terraform show -json > state.json", "gzip -dc < state.json.gz > state.json");

  private final String word;
  private final String command;
  private final String decompression;

  Wanted(String word, String command, String decompression) {
    this.word = word;
    this.command = command;
    this.decompression = decompression;
  }

  /** Such as {@code plan}. */
  String word() {
    return word;
  }

  /** The command that makes one that can be read. */
  String command() {
    return command;
  }

  /** The command that decompresses one. */
  String decompression() {
    return decompression;
  }
}
