package io.github.cisalarms.catalog;

/**
 * One published filter pattern of a control.
 *
 * @param name key within the control, such as {@code default} or {@code exclude-sso}
 * @param pattern filter pattern text exactly as sent to CloudWatch Logs
 * @param note what sets this variant apart, in one or two sentences; empty if nothing does
 */
public record PatternVariant(String name, String pattern, String note) {}
