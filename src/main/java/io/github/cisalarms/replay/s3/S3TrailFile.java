package io.github.cisalarms.replay.s3;

import io.github.cisalarms.replay.trail.TrailFile;
import io.github.cisalarms.replay.trail.TrailLayout;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.RequestPayer;

/** An object of a trail. */
record S3TrailFile(
    S3Client client, String bucket, String key, long size, Optional<RequestPayer> payer)
    implements TrailFile {

  /**
   * Objects up to this size are downloaded before they are read: if the connection breaks, the
   * download is repeated and no event is read twice. CloudTrail's have a few megabytes at most.
   */
  private static final long AT_ONCE = 8 << 20;

  @Override
  public String name() {
    return TrailLayout.shortName(key).orElseGet(() -> new S3Address(bucket, key).toString());
  }

  @Override
  public long bytesInMemory() {
    return size <= AT_ONCE ? size : 0;
  }

  @Override
  public InputStream open() throws IOException {
    GetObjectRequest.Builder request = GetObjectRequest.builder().bucket(bucket).key(key);
    payer.ifPresent(request::requestPayer);
    try {
      return size <= AT_ONCE
          ? client.getObject(request.build(), ResponseTransformer.toBytes()).asInputStream()
          : new S3Stream(client.getObject(request.build()));
    } catch (SdkException e) {
      throw new IOException(S3Problem.ofObject(e), e);
    }
  }
}
