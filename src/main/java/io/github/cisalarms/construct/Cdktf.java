package io.github.cisalarms.construct;

import com.hashicorp.cdktf.providers.aws.cloudwatch_log_metric_filter.CloudwatchLogMetricFilter;
import com.hashicorp.cdktf.providers.aws.cloudwatch_metric_alarm.CloudwatchMetricAlarm;
import com.hashicorp.cdktf.providers.aws.sns_topic.SnsTopic;
import com.hashicorp.cdktf.providers.aws.sns_topic_policy.SnsTopicPolicy;
import com.hashicorp.cdktf.providers.aws.sns_topic_subscription.SnsTopicSubscription;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import software.constructs.Construct;

/**
 * The Node.js process that CDKTF runs in.
 *
 * <p>Starting it and loading CDKTF into it takes about as long as reading a configuration, so a
 * program that has something to read lets the two happen at once. CDKTF itself must not be used
 * from two threads: whoever has called {@link #startInBackground} calls {@link #awaitStart} before
 * anything else of CDKTF.
 */
public final class Cdktf {

  private static final FutureTask<Void> START = new FutureTask<>(Cdktf::load, null);

  private Cdktf() {}

  /** Starts the process, unless it was started before; returns at once. */
  public static void startInBackground() {
    Thread thread = new Thread(START, "start of CDKTF");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Returns when the process is there, having started it if need be.
   *
   * @throws UncheckedIOException if there is no Node.js or an old one, no memory for it, or no
   *     folder for temporary files; the cause's message says what to do
   */
  public static void awaitStart() {
    START.run();
    try {
      START.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof OutOfMemoryError error) {
        throw error;
      }
      throw CdktfFailure.explain(e.getCause())
          .<RuntimeException>map(failure -> failure)
          .orElseGet(() -> new IllegalStateException("CDKTF can't be started", e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while CDKTF was starting", e);
    }
  }

  /** Uses what every chain uses. The first call has no static state that a failure would leave. */
  private static void load() {
    Construct.isConstruct("anything");
    List.of(
        EachValue.TAGS,
        SnsTopic.TF_RESOURCE_TYPE,
        SnsTopicPolicy.TF_RESOURCE_TYPE,
        SnsTopicSubscription.TF_RESOURCE_TYPE,
        CloudwatchLogMetricFilter.TF_RESOURCE_TYPE,
        CloudwatchMetricAlarm.TF_RESOURCE_TYPE);
  }
}
