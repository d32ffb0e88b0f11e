package io.github.cisalarms.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Locale;

/**
 * Standard output that doesn't lose results in silence.
 *
 * <p>Print streams and writers swallow what goes wrong, so that a full disk would look like
 * success, and a command would work on for a reader that has left. Here the first failure ends the
 * command.
 */
final class ResultStream extends FilterOutputStream {

  private boolean lost;

  /** Results can't be written any more. */
  static final class LostException extends UncheckedIOException {

    private static final long serialVersionUID = 1L;

    private LostException(IOException cause) {
      super(new IOException("standard output can't be written: " + cause.getMessage(), cause));
    }

    /** Whether it was the reader who left, such as {@code head}, which knows that it did. */
    boolean isClosedPipe() {
      String reason = String.valueOf(getCause().getCause().getMessage());
      return reason.toLowerCase(Locale.ROOT).contains("pipe");
    }
  }

  ResultStream(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  /**
   * Writes bytes; none any more after the first failure.
   *
   * @throws LostException the first time that they can't be written
   */
  @Override
  public void write(byte[] bytes, int offset, int length) {
    if (lost) {
      return;
    }
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      lost = true;
      throw new LostException(e);
    }
  }

  @Override
  public void flush() {
    // Nothing is kept back here.
  }
}
