/**
 * What is synthesized, judged by Terraform's own engine, the real AWS provider and an emulator of
 * the AWS API.
 *
 * <p>Start at {@link io.github.cisalarms.terraform.Engine}, which runs {@code terraform} or {@code
 * tofu} in a folder, and {@link io.github.cisalarms.terraform.AgainstMoto}, for tests that apply.
 * On a machine without these programs the tests are skipped, each saying what is missing; with
 * {@code CIS_ALARMS_REQUIRE_TOOLS=1} in the environment they fail instead.
 */
package io.github.cisalarms.terraform;
