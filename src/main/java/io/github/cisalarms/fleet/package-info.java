/**
 * Reads {@code cis-alarms.yaml} and synthesizes one root stack per account and region.
 *
 * <p>Imports {@code construct} and what that may import.
 */
package io.github.cisalarms.fleet;
