/**
 * The files of a trail in S3: listed by CloudTrail's layout, read object by object.
 *
 * <p>Start at {@link S3Trail#open}. The only part of {@code replay} that knows the AWS SDK; nobody
 * loads it who replays local files.
 */
package io.github.cisalarms.replay.s3;
