/**
 * What an account has of the chain: read with the AWS SDK, kept as evidence, made into the model of
 * {@code chain}.
 *
 * <p>Start at {@link io.github.cisalarms.account.AccountReader#read}, which only collects answers:
 * an {@link io.github.cisalarms.account.Evidence}, which {@link
 * io.github.cisalarms.account.EvidenceFile} writes and reads. {@link
 * io.github.cisalarms.account.AccountChain#of} makes an {@code Infrastructure} of it, so that a
 * live account and a file are judged alike. A call that is not in {@link
 * io.github.cisalarms.account.Operation} can't be made; the IAM policy is generated from there.
 *
 * <p>Knows no rule. Imports the JDK, a JSON reader, the AWS SDK, {@code aws}, {@code chain} and
 * {@code files}.
 */
package io.github.cisalarms.account;
