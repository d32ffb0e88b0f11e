package io.github.cisalarms.chain;

/** What a chain is known from, with the words that messages have for it. */
public enum Source {
  /** A plan or a state: what is still to be made isn't all known. */
  PLAN("plan", "is known after the apply"),
  /** A live account: what may not be read isn't known. */
  ACCOUNT("account", "could not be read");

  private final String noun;
  private final String isUnknown;

  Source(String noun, String isUnknown) {
    this.noun = noun;
    this.isUnknown = isUnknown;
  }

  /** The source as a noun, such as {@code plan}. */
  public String noun() {
    return noun;
  }

  /** What is said of something that isn't known, such as {@code is known after the apply}. */
  public String isUnknown() {
    return isUnknown;
  }
}
