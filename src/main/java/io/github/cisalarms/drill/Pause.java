package io.github.cisalarms.drill;

import java.time.Duration;

/** The pauses between looks at something that is waited for: short at first, then longer. */
final class Pause {

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private Duration next = FIRST;

  /** Waits for as long as it is due, and no longer than that. */
  void await(Duration atMost) throws InterruptedException {
    Thread.sleep(Math.max(1, Math.min(next.toMillis(), atMost.toMillis())));
    next = next.multipliedBy(3).dividedBy(2);
    next = next.compareTo(LONGEST) > 0 ? LONGEST : next;
  }

  void await() throws InterruptedException {
    await(LONGEST);
  }
}
