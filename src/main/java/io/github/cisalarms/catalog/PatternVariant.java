package io.github.cisalarms.catalog;

import java.util.List;
import java.util.Locale;

/**
 * One published filter pattern of a control.
 *
 * @param name key within the control, such as {@code default} or {@code exclude-sso}
 * @param pattern filter pattern text exactly as sent to CloudWatch Logs
 * @param note what sets this variant apart, in one or two sentences; empty if nothing does
 * @param auditedIn benchmark versions whose audit asks for this text, spacing aside; empty for a
 *     text that stands elsewhere only
 * @param sources where the text stands, as {@code repository:path} or the name of a document
 */
public record PatternVariant(
    String name, String pattern, String note, List<String> auditedIn, List<String> sources) {

  /**
   * Rejects a name that can't be part of a key, a pattern that the service would reject for its
   * length, and a text without a source.
   */
  public PatternVariant {
    if (!name.matches("[a-z][a-z0-9-]*")) {
      throw new IllegalArgumentException(
          "variant '" + name + "': use a-z, 0-9 and '-', as in 'exclude-sso'");
    }
    if (pattern.isEmpty() || pattern.length() > Quotas.FILTER_PATTERN_CHARACTERS) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "variant '%s': its pattern has %d characters, the service takes 1 to %d",
              name,
              pattern.length(),
              Quotas.FILTER_PATTERN_CHARACTERS));
    }
    if (sources.isEmpty()) {
      throw new IllegalArgumentException("variant '" + name + "': say where its text stands");
    }
    auditedIn = List.copyOf(auditedIn);
    sources = List.copyOf(sources);
  }
}
