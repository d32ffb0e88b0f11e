/**
 * Plans and states of Terraform and OpenTofu, as {@code terraform show -json} prints them, read
 * into the chain: what is, what will be, and what is lost on the way. Start at {@link
 * io.github.cisalarms.plan.TerraformPlan}. A new resource type is read in {@code
 * InfrastructureReader}.
 *
 * <p>Knows no rule. Imports the JDK, a JSON reader and {@code chain}.
 */
package io.github.cisalarms.plan;
