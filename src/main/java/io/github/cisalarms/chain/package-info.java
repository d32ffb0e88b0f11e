/**
 * The way from an event to a person, whatever it is known from: trail, log group, metric filter,
 * alarm, topic, key, subscription; {@link io.github.cisalarms.chain.Infrastructure} has all of
 * them, {@link io.github.cisalarms.chain.Chain} is one way through them as far as it has been
 * followed. Its rooms: {@code value} (what is known of an attribute), {@code policy} (resource
 * policies), {@code rule} (one class for each thing that has to hold), {@code search} (which
 * follows the ways and keeps the best), {@code verdict} (what comes of it, control by control).
 *
 * <p>Knows neither Terraform nor AWS's API: {@code plan} and {@code account} make chains. Imports
 * the JDK, {@code catalog} and {@code pattern}, and of its rooms {@code value} and {@code policy}.
 */
package io.github.cisalarms.chain;
