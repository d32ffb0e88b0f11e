package io.github.cisalarms.replay;

import java.time.Duration;

/**
 * How far a replay has come.
 *
 * @param filesDone files read to their end
 * @param files files in all
 * @param events events read
 * @param bytesDone bytes read, as they are stored, by this run and those that it resumes
 * @param bytesBefore those of the runs that it resumes
 * @param bytes bytes in all
 * @param elapsed time since the start
 */
public record Progress(
    int filesDone,
    int files,
    long events,
    long bytesDone,
    long bytesBefore,
    long bytes,
    Duration elapsed) {

  /** Is told from time to time, and at the end. */
  @FunctionalInterface
  public interface Listener {
    /** Takes the latest state; called by one thread, several times a second. */
    void update(Progress progress);
  }
}
