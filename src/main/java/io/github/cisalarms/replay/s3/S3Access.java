package io.github.cisalarms.replay.s3;

import io.github.cisalarms.aws.AwsAccess;
import io.github.cisalarms.aws.AwsSettings;
import io.github.cisalarms.aws.Retries;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.RequestPayer;

/**
 * How a bucket is read.
 *
 * @param aws with which credentials
 * @param requesterPays whether the reader agrees to be charged for the requests
 */
public record S3Access(AwsSettings aws, boolean requesterPays) {

  /** The bucket's own is found from here, if nobody said one. */
  private static final String ANY_REGION = "us-east-1";

  /** A client, to be used by any number of threads. */
  S3Client client() {
    AwsAccess access = AwsAccess.of(aws);
    S3ClientBuilder builder =
        S3Client.builder()
            // A bucket lies in one region, which S3 tells whoever asks in another.
            .crossRegionAccessEnabled(true);
    if (AwsAccess.hasEndpoint("S3")) {
      // Emulators and S3-compatible stores have no host name per bucket.
      builder.forcePathStyle(true);
    }
    return access.in(access.regionOr(ANY_REGION)).client(builder, Retries.STANDARD);
  }

  Optional<RequestPayer> payer() {
    return requesterPays ? Optional.of(RequestPayer.REQUESTER) : Optional.empty();
  }
}
