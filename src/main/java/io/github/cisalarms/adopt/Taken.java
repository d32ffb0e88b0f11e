package io.github.cisalarms.adopt;

import io.github.cisalarms.adopt.Existing.Alarm;
import io.github.cisalarms.adopt.Existing.Filter;
import io.github.cisalarms.catalog.ControlFilter;
import java.util.Optional;

/**
 * What is taken over for one filter and alarm of a stack.
 *
 * @param control whose they are, and by which key
 * @param filter the filter that there is, if there is one
 * @param alarm the alarm that there is, if there is one
 */
record Taken(ControlFilter control, Optional<Filter> filter, Optional<Alarm> alarm) {

  /** Whether it is the filter that carries the control's own names. */
  boolean first() {
    return control.key().equals(control.control().slug());
  }
}
