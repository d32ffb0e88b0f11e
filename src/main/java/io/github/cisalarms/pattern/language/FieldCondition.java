package io.github.cisalarms.pattern.language;

/** One condition on a field of a space-delimited pattern, such as {@code status_code = 4*}. */
public record FieldCondition(Operator operator, Operand operand) {}
