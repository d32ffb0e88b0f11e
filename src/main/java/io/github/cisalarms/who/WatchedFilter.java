package io.github.cisalarms.who;

import java.util.Optional;

/**
 * A metric filter of the account, or a pattern that is looked for without one.
 *
 * @param name of the filter; empty if there is none and the control's own pattern is taken
 * @param pattern as it stands in the account
 */
public record WatchedFilter(
    Optional<String> name, String logGroup, String pattern, Optional<Metric> metric) {}
