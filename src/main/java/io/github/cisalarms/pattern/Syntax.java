package io.github.cisalarms.pattern;

import java.util.List;
import java.util.Optional;

/** A parsed filter pattern: one record per kind of pattern. */
sealed interface Syntax {

  <R> R accept(Visitor<R> visitor);

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
  record Term(Role role, String text) {}

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

    String prefix() {
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
