/**
 * The verdict on a Terraform or OpenTofu plan: whether an event that a control asks for still
 * reaches somebody, link by link, and what each checker will say.
 *
 * <p>Start at {@link io.github.cisalarms.review.TerraformPlan} to read a plan and at {@link
 * io.github.cisalarms.review.Review} to judge it. The records {@code Infrastructure}, {@code
 * Trail}, {@code MetricFilter}, {@code Alarm}, {@code Topic}, {@code Subscription} and {@code Key}
 * are the chain; they and the rules know nothing of Terraform. Imports the JDK, a JSON reader,
 * {@code catalog}, {@code files} and {@code pattern}; nothing of CDKTF.
 */
package io.github.cisalarms.review;
