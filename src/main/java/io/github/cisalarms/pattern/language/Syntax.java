package io.github.cisalarms.pattern.language;

import java.util.List;
import java.util.Optional;

/** A parsed filter pattern: one record per kind of pattern. */
public sealed interface Syntax {

  <R> R accept(Visitor<R> visitor);

  /** Whether a character separates words of a pattern, or fields of a message. */
  static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  /** The empty pattern: matches every event. */
  record Everything() implements Syntax {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitEverything(this);
    }
  }

  /** Terms to look for in the whole message, such as {@code ERROR -timeout}. */
  record Terms(List<Term> terms) implements Syntax {
    public Terms {
      terms = List.copyOf(terms);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitTerms(this);
    }
  }

  /** A regular expression to look for in the whole message. */
  record Regex(RegexLiteral regex) implements Syntax {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitRegex(this);
    }
  }

  /**
   * Fields of a space-delimited message, such as {@code [ip, ..., status = 4*, size]}.
   *
   * @param fields without the {@code ...}
   * @param ellipsis how many fields stand before the {@code ...}, if there is one
   */
  record SpaceDelimited(List<Field> fields, Optional<Integer> ellipsis) implements Syntax {
    public SpaceDelimited {
      fields = List.copyOf(fields);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitSpaceDelimited(this);
    }
  }

  /** Conditions on a JSON message. */
  record Json(Expr<JsonCondition> condition) implements Syntax {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitJson(this);
    }
  }

  /** A term of an unstructured pattern: case-sensitive text to look for. */
  record Term(Role role, String text) {

    /** Letters and digits of any alphabet, '_' and '.' stand in a term without quotes. */
    static boolean isPlain(int codePoint) {
      return Character.isLetterOrDigit(codePoint) || codePoint == '_' || codePoint == '.';
    }

    /** Whether the text needs no quotes. */
    public boolean isPlain() {
      return !text.isEmpty() && text.codePoints().allMatch(Term::isPlain);
    }
  }

  /** What a term's prefix asks for. */
  enum Role {
    /** No prefix: must be in the message. */
    REQUIRED(""),
    /** Must not be in the message. */
    EXCLUDED("-"),
    /** One of these must be in the message, unless there are terms of another role. */
    OPTIONAL("?");

    private final String prefix;

    Role(String prefix) {
      this.prefix = prefix;
    }

    /** What stands before the term. */
    public String prefix() {
      return prefix;
    }
  }

  /** A field of a space-delimited pattern; one without a name has no condition either. */
  record Field(Optional<String> name, Optional<Expr<FieldCondition>> condition) {}

  /** One method per kind of pattern. */
  interface Visitor<R> {
    R visitEverything(Everything everything);

    R visitTerms(Terms terms);

    R visitRegex(Regex regex);

    R visitSpaceDelimited(SpaceDelimited spaceDelimited);

    R visitJson(Json json);
  }
}
