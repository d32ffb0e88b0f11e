/**
 * How AWS is reached: whose credentials, which region and endpoint, in a role of another account,
 * with which patience; and what went wrong when a call failed.
 *
 * <p>Start at {@link io.github.cisalarms.aws.AwsAccess}. Imports the JDK, a JSON reader and the AWS
 * SDK; nothing else of this project. {@link io.github.cisalarms.aws.AwsSettings} and {@link
 * io.github.cisalarms.aws.AwsAccessException} load nothing of the SDK, so that a command line can
 * name them.
 */
package io.github.cisalarms.aws;
