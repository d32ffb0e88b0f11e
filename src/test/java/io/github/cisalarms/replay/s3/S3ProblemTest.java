package io.github.cisalarms.replay.s3;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3ProblemTest {

  @Test
  void namesThePermissionThatListingMisses() {
    assertThat(S3Problem.ofListing(refused("AccessDenied", "Access Denied")))
        .isEqualTo(
            "access is denied: s3:ListBucket on the bucket is missing; of a bucket whose readers"
                + " pay, say --requester-pays");
  }

  @Test
  void namesTheKeyThatMayNotBeUsed() {
    assertThat(
            S3Problem.ofObject(
                refused(
                    "AccessDenied",
                    "User: arn:aws:iam::111122223333:user/alice is not authorized to perform:"
                        + " kms:Decrypt on resource: arn:aws:kms:eu-central-1:444455556666:key/1a2b"
                        + " because no identity-based policy allows it")))
        .isEqualTo(
            "access is denied: kms:Decrypt is missing on the key"
                + " arn:aws:kms:eu-central-1:444455556666:key/1a2b");
  }

  @Test
  void passesOnWhatElseIsWrongWithTheCredentials() {
    assertThat(S3Problem.ofListing(refused("ExpiredToken", "The token has expired")))
        .isEqualTo("access is denied: ExpiredToken");
  }

  @Test
  void saysWhyS3CannotBeReached() {
    assertThat(
            S3Problem.ofListing(
                SdkClientException.create("Unable to load credentials from any provider")))
        .isEqualTo("can't be read: Unable to load credentials from any provider");
  }

  private static S3Exception refused(String code, String message) {
    return (S3Exception)
        S3Exception.builder()
            .statusCode(403)
            .message(message)
            .awsErrorDetails(
                AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
            .build();
  }
}
