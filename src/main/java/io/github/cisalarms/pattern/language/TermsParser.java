package io.github.cisalarms.pattern.language;

import io.github.cisalarms.pattern.language.Syntax.Role;
import io.github.cisalarms.pattern.language.Syntax.Term;
import java.util.ArrayList;
import java.util.List;

/** Reads patterns of terms, such as {@code ERROR -timeout "two words"}. */
final class TermsParser {

  private final String pattern;
  private final List<Term> terms = new ArrayList<>();
  private int at;

  private TermsParser(String pattern) {
    this.pattern = pattern;
  }

  static Syntax parse(String pattern) {
    return new TermsParser(pattern).pattern();
  }

  private Syntax pattern() {
    skipBlanks();
    while (at < pattern.length()) {
      terms.add(new Term(role(), text()));
      boolean quoted = pattern.charAt(at - 1) == '"';
      if (at < pattern.length()
          && !Syntax.isBlank(pattern.charAt(at))
          && (quoted || !startsRole(pattern.charAt(at)))) {
        throw invalid();
      }
      skipBlanks();
    }
    return new Syntax.Terms(terms);
  }

  /** Whether a character ends an unquoted term, as a blank does, and says what the next is for. */
  private static boolean startsRole(char c) {
    return c == '-' || c == '?';
  }

  private Role role() {
    if (pattern.startsWith(Role.EXCLUDED.prefix(), at)) {
      at++;
      // The user guide writes "ERROR" - "Exiting" as well.
      skipBlanks();
      return Role.EXCLUDED;
    }
    if (pattern.startsWith(Role.OPTIONAL.prefix(), at)) {
      at++;
      return Role.OPTIONAL;
    }
    return Role.REQUIRED;
  }

  private String text() {
    int start = at;
    if (at < pattern.length() && pattern.charAt(at) == '"') {
      at += Quoted.lengthAt(pattern, start);
      String text = Quoted.decode(pattern.substring(start, at));
      if (text.isEmpty()) {
        throw error(start, "there is nothing between these quotes", "write the text to look for");
      }
      return text;
    }
    while (at < pattern.length() && Term.isPlain(pattern.codePointAt(at))) {
      at += Character.charCount(pattern.codePointAt(at));
    }
    if (start == at) {
      throw invalid();
    }
    return pattern.substring(start, at);
  }

  private InvalidPatternException invalid() {
    if (at >= pattern.length() || Syntax.isBlank(pattern.charAt(at))) {
      String before = pattern.substring(0, at).stripTrailing();
      return error(at, "expected a term after '" + before.charAt(before.length() - 1) + "'", "");
    }
    if (at > 0 && pattern.charAt(at - 1) == '"' || pattern.charAt(at) == '"') {
      return error(at, "terms are separated by blanks", "add a blank here");
    }
    if (pattern.charAt(at) == '\'') {
      return error(at, "a phrase is never in single quotes", "write it in double quotes");
    }
    return error(
        at,
        "'" + Quoted.characterAt(pattern, at) + "' can't stand in a term outside double quotes",
        hint(pattern.charAt(at)));
  }

  private static String hint(char c) {
    return switch (c) {
      case '$', '(' ->
          "conditions on fields stand in braces, as in { $.eventName = \"ConsoleLogin\" }";
      case '%' -> "a regular expression is a pattern of its own: %ERROR|WARN%";
      case '*' -> "a term is found anywhere in the message, without wildcards";
      case '&' -> "terms are listed with blanks between them: an event must have all of them";
      case '|' -> "to ask for one of several terms: ?ERROR ?WARN";
      default -> "write the term in double quotes";
    };
  }

  private void skipBlanks() {
    while (at < pattern.length() && Syntax.isBlank(pattern.charAt(at))) {
      at++;
    }
  }

  private InvalidPatternException error(int position, String problem, String hint) {
    return new InvalidPatternException(pattern, position, problem, hint);
  }
}
