/**
 * Reads {@code cis-alarms.yaml} and synthesizes one root stack per account, region and log group.
 *
 * <p>Start at {@link io.github.cisalarms.fleet.FleetConfig#read}. Imports {@code construct} and
 * what that may import, SnakeYAML for the lines of a file and a JSON Schema validator.
 */
package io.github.cisalarms.fleet;
