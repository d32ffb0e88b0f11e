/**
 * Patterns as text: {@link io.github.cisalarms.pattern.printing.Printer} prints the canonical form,
 * {@link io.github.cisalarms.pattern.printing.InsightsPrinter} a condition of CloudWatch Logs
 * Insights.
 *
 * <p>Imports the JDK and {@code pattern.language}. For the house of {@code pattern} alone.
 */
package io.github.cisalarms.pattern.printing;
