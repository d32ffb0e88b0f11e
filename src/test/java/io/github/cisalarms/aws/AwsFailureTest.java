package io.github.cisalarms.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cisalarms.aws.AwsFailure.Kind;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

class AwsFailureTest {

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "400, AccessDeniedException, DENIED",
    "403, AccessDenied, DENIED",
    "403, AuthorizationError, DENIED",
    "400, KMS.AccessDeniedException, DENIED",
    "403, ExpiredToken, CREDENTIALS",
    "400, ExpiredTokenException, CREDENTIALS",
    "400, UnrecognizedClientException, CREDENTIALS",
    "403, InvalidClientTokenId, CREDENTIALS",
    "400, ThrottlingException, THROTTLED",
    "400, Throttling, THROTTLED",
    "429, TooManyRequestsException, THROTTLED",
    "400, ResourceNotFoundException, NOT_FOUND",
    "404, NotFound, NOT_FOUND",
    "400, AWS.SimpleQueueService.NonExistentQueue, NOT_FOUND",
    "500, InternalFailure, NO_ANSWER",
    "400, ValidationError, OTHER",
  })
  void tellsWhatCanBeDone(int status, String code, Kind kind) {
    assertThat(AwsFailure.of(refused(status, code, "no")))
        .isEqualTo(new AwsFailure(kind, code, "no"));
  }

  @ParameterizedTest
  @CsvSource({
    "kms:DescribeKey, kms:DescribeKey",
    "SNS:GetTopicAttributes, sns:GetTopicAttributes",
  })
  void findsThePermissionThatIsMissing(String said, String permission) {
    String message =
        "User: arn:aws:iam::111122223333:user/a is not authorized to perform: "
            + said
            + " on resource: x";
    assertThat(AwsFailure.of(refused(403, "AccessDenied", message)).permission())
        .contains(permission);
  }

  @Test
  void tellsSilenceFromMissingCredentials() {
    assertThat(
            AwsFailure.of(
                SdkClientException.create(
                    "Unable to execute\n  HTTP request", new ConnectException("refused"))))
        .isEqualTo(new AwsFailure(Kind.NO_ANSWER, "", "Unable to execute HTTP request"));
    assertThat(AwsFailure.of(SdkClientException.create("Unable to load credentials from any")))
        .extracting(AwsFailure::kind)
        .isEqualTo(Kind.CREDENTIALS);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Profile file contained no credentials for profile 'default': ProfileFile(sections=[])  | there are no credentials; sign in
          The SSO session associated with this profile has expired or is otherwise invalid. | there are no credentials (the profile: The SSO session associated with this profile has expired or is otherwise invalid.); sign in
          """)
  void saysWhatToDoWithoutCredentialsAndNothingOfTheSdk(String profile, String start) {
    String chain =
        "Unable to load credentials from any of the providers in the chain"
            + " AwsCredentialsProviderChain(credentialsProviders=[SystemPropertyCredentialsProvider(),"
            + " ProfileCredentialsProvider(profileName=default, profileFile=ProfileFile(sections=[])),"
            + " InstanceProfileCredentialsProvider()]) : [SystemPropertyCredentialsProvider(): Unable"
            + " to load credentials from system settings.,"
            + " ProfileCredentialsProvider(profileName=default,"
            + " profileFile=ProfileFile(sections=[])): "
            + profile
            + ", ContainerCredentialsProvider(): Cannot fetch credentials from container,"
            + " InstanceProfileCredentialsProvider(): Failed to load credentials from IMDS.]";

    AwsFailure failure = AwsFailure.of(SdkClientException.create(chain));

    assertThat(failure.kind()).isEqualTo(Kind.CREDENTIALS);
    assertThat(failure.message()).startsWith(start).doesNotContain("Provider");
  }

  private static AwsServiceException refused(int status, String code, String message) {
    return AwsServiceException.builder()
        .statusCode(status)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
        .build();
  }
}
