package io.github.cisalarms.replay.trail;

import java.io.IOException;
import java.io.InputStream;

/**
 * A file of a trail, wherever it is stored. Opened by one of several threads; each is opened once.
 */
public interface TrailFile {

  /**
   * What results call it. In CloudTrail's layout, the path from {@code AWSLogs/} on, so that a
   * trail in S3 and a copy of it on disk have the same result; else where it is.
   */
  String name();

  /** Its size as it is stored, in bytes. */
  long size();

  /** How many bytes of it are in memory while it is read, beside a buffer. */
  default long bytesInMemory() {
    return 0;
  }

  /**
   * Opens it.
   *
   * @throws IOException if it can't be read, with a message that says why and what is missing
   */
  InputStream open() throws IOException;
}
