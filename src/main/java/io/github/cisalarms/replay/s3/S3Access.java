package io.github.cisalarms.replay.s3;

import java.util.Optional;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.RequestPayer;

/**
 * With which credentials a bucket is read. Credentials, region and endpoint come from where AWS's
 * own tools take them: the environment, {@code ~/.aws}, the machine's role.
 *
 * @param profile the profile of {@code ~/.aws/config}; else {@code AWS_PROFILE} or the default one
 * @param requesterPays whether the reader agrees to be charged for the requests
 */
public record S3Access(Optional<String> profile, boolean requesterPays) {

  private static final int ATTEMPTS = 5;

  /** A client, to be used by any number of threads. */
  S3Client client() {
    profile.ifPresent(S3Access::require);
    DefaultCredentialsProvider.Builder credentials = DefaultCredentialsProvider.builder();
    profile.ifPresent(credentials::profileName);
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .credentialsProvider(credentials.build())
            .region(region())
            // A bucket lies in one region, which S3 tells whoever asks in another.
            .crossRegionAccessEnabled(true)
            .overrideConfiguration(
                o ->
                    o.retryStrategy(StandardRetryStrategy.builder().maxAttempts(ATTEMPTS).build()));
    if (hasEndpoint()) {
      // Emulators and S3-compatible stores have no host name per bucket.
      builder.forcePathStyle(true);
    }
    return builder.build();
  }

  Optional<RequestPayer> payer() {
    return requesterPays ? Optional.of(RequestPayer.REQUESTER) : Optional.empty();
  }

  private static boolean hasEndpoint() {
    return System.getenv("AWS_ENDPOINT_URL") != null
        || System.getenv("AWS_ENDPOINT_URL_S3") != null
        || System.getProperty("aws.endpointUrl") != null;
  }

  private static void require(String name) {
    if (ProfileFile.defaultProfileFile().profile(name).isEmpty()) {
      throw new IllegalArgumentException(
          "--profile "
              + name
              + ": there is no such profile in ~/.aws/config or ~/.aws/credentials");
    }
  }

  private Region region() {
    try {
      DefaultAwsRegionProviderChain.Builder chain = DefaultAwsRegionProviderChain.builder();
      profile.ifPresent(chain::profileName);
      return chain.build().getRegion();
    } catch (SdkClientException e) {
      // Nobody said one; the bucket's own is found from here.
      return Region.US_EAST_1;
    }
  }
}
