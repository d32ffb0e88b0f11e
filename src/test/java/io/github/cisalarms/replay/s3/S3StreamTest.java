package io.github.cisalarms.replay.s3;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

class S3StreamTest {

  private final InputStream broken =
      new S3Stream(
          new InputStream() {
            @Override
            public int read() {
              throw SdkClientException.create("the checksum is wrong");
            }
          });

  @Test
  void makesAFailedDownloadAProblemOfItsObject() {
    assertThatThrownBy(broken::read)
        .isInstanceOf(IOException.class)
        .hasMessage("can't be read: the checksum is wrong");
    assertThatThrownBy(() -> broken.read(new byte[1], 0, 1))
        .isInstanceOf(IOException.class)
        .hasMessage("can't be read: the checksum is wrong");
  }
}
