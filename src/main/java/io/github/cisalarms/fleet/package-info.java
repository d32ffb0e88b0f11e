/**
 * Reads {@code cis-alarms.yaml} and synthesizes one root stack per account, region and log group.
 *
 * <p>Start at {@link io.github.cisalarms.fleet.FleetConfig#read}. Imports {@code construct} and
 * what that may import, and a JSON Schema validator; its rooms {@code yaml}, which reads the file,
 * and {@code resource}, what a stack consists of.
 */
package io.github.cisalarms.fleet;
