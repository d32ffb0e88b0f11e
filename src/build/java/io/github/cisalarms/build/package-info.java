/**
 * Build steps: run by Maven, tested with everything else, part of no jar.
 *
 * <p>{@link io.github.cisalarms.build.SlimBundles} cuts the jsii bundles down to what the
 * executable jar uses, {@link io.github.cisalarms.build.SlimClients} the clients of the AWS SDK.
 * Imports nothing of this project.
 */
package io.github.cisalarms.build;
