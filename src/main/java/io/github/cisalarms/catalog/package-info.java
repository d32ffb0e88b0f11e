/**
 * The monitoring controls of the CIS AWS Foundations Benchmark, as data.
 *
 * <p>Start at {@link io.github.cisalarms.catalog.Controls} for a control, at {@link
 * io.github.cisalarms.catalog.Selection} for a choice of them, at {@link
 * io.github.cisalarms.catalog.Examples} for events that they ask for. Imports the JDK, a JSON
 * reader, RE2/J and {@code pattern}; nothing of CDKTF.
 */
package io.github.cisalarms.catalog;
