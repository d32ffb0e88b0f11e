/**
 * What a drill saw, in the formats that people and machines read.
 *
 * <p>Imports the JDK, {@code drill} and {@code report}.
 */
package io.github.cisalarms.drill.report;
