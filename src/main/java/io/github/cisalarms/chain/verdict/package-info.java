/**
 * What is said of each control, of delivery and by each checker. Start at {@link
 * io.github.cisalarms.chain.verdict.Verdict}.
 *
 * <p>Imports the JDK, {@code catalog}, {@code chain} and its rooms.
 */
package io.github.cisalarms.chain.verdict;
