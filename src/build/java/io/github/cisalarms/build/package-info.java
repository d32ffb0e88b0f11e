/**
 * Build steps: run by Maven, tested with everything else, part of no jar.
 *
 * <p>{@link io.github.cisalarms.build.SlimBundles} cuts the jsii bundles down to what the
 * executable jar uses, {@link io.github.cisalarms.build.SlimClients} the clients of the AWS SDK;
 * {@link io.github.cisalarms.build.ArchivableClasses} brings old class files up to date. Imports
 * nothing of this project.
 */
package io.github.cisalarms.build;
