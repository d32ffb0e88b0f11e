package io.github.cisalarms.catalog;

/** One text, byte for byte: Security Hub's reading. */
record ExactText(String name, String text, String note) implements CheckerRule {

  @Override
  public String compares() {
    return "the exact text";
  }

  @Override
  public boolean accepts(String pattern) {
    return pattern.equals(text);
  }
}
