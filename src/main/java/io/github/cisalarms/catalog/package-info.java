/**
 * The monitoring controls of the CIS AWS Foundations Benchmark, as data.
 *
 * <p>Start at {@link io.github.cisalarms.catalog.Controls}. Imports the JDK, a JSON reader and
 * {@code pattern}; nothing of CDKTF.
 */
package io.github.cisalarms.catalog;
