/**
 * Replays CloudTrail files: which events each control's filter would have matched, and when its
 * alarm would have gone off.
 *
 * <p>Start at {@link io.github.cisalarms.replay.Replay}; {@link
 * io.github.cisalarms.replay.HtmlReport} makes a page of the result. Metric data points and alarm
 * states follow the rules of CloudWatch, as {@link io.github.cisalarms.replay.Episode} tells them.
 *
 * <p>Imports {@code catalog}, {@code pattern} and {@code events}; nothing of CDKTF. Only {@code
 * cli} imports it.
 */
package io.github.cisalarms.replay;
