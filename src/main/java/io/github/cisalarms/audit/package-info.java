/**
 * What the accounts of a fleet have, against what has to hold and what their configuration says:
 * many accounts at a time ({@link io.github.cisalarms.audit.FleetAudit}), and where an account
 * differs from its stacks ({@link io.github.cisalarms.audit.Drifts}).
 *
 * <p>Imports {@code chain}, and of {@code fleet} the resources of a stack. Knows neither how an
 * account is read nor how a verdict is printed.
 */
package io.github.cisalarms.audit;
