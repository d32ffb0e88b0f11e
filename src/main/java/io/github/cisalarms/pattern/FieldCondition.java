package io.github.cisalarms.pattern;

/** One condition on a field of a space-delimited pattern, such as {@code status_code = 4*}. */
record FieldCondition(Operator operator, Operand operand) {}
