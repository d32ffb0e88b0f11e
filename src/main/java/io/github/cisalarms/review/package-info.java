/**
 * The verdict on a change, before it is made.
 *
 * <p>Start at {@link io.github.cisalarms.review.Review}. Imports the JDK, {@code chain} and {@code
 * plan}.
 */
package io.github.cisalarms.review;
