/**
 * Replays CloudTrail files: which events each control's filter would have matched, and when its
 * alarm would have gone off.
 *
 * <p>Start at {@link io.github.cisalarms.replay.Replay}. Its rooms: {@code trail} finds the files,
 * {@code s3} those in a bucket; {@code scan} reads them into a {@code tally}, which can be merged
 * and, in a {@code checkpoint}, kept; {@code clock} evaluates alarms as CloudWatch does; {@code
 * report} prints the result.
 *
 * <p>Imports {@code catalog}, {@code pattern}, {@code events} and {@code files}; nothing of CDKTF.
 * Only {@code cli} imports it.
 */
package io.github.cisalarms.replay;
