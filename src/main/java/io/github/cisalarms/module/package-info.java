/**
 * Synthesizes the reusable Terraform module {@code modules/cis-alarms} from the constructs.
 *
 * <p>Imports {@code construct} and what that may import.
 */
package io.github.cisalarms.module;
