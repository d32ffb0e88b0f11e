package io.github.cisalarms.replay.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * An object that is read while it is downloaded. What the SDK throws then, such as for a wrong
 * checksum, is a problem of this object and no mistake of the program.
 */
final class S3Stream extends FilterInputStream {

  S3Stream(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    try {
      return super.read();
    } catch (SdkException e) {
      throw new IOException(S3Problem.ofObject(e), e);
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      return super.read(buffer, offset, length);
    } catch (SdkException e) {
      throw new IOException(S3Problem.ofObject(e), e);
    }
  }
}
