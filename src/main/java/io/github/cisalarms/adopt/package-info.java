/**
 * Takes over what an account has already: finds out what does the work of which control, and how
 * Terraform can have it under our addresses without an alarm being lost on the way.
 *
 * <p>Start at {@link io.github.cisalarms.adopt.Adoption#of}. {@link
 * io.github.cisalarms.adopt.Existing} is what there is, read from evidence or from a state. Imports
 * {@code fleet}, {@code plan}, {@code account}, {@code chain}, {@code catalog}, {@code pattern} and
 * {@code files}; knows neither CDKTF nor the AWS SDK.
 */
package io.github.cisalarms.adopt;
