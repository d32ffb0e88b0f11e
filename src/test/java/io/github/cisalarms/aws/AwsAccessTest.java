package io.github.cisalarms.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AwsAccessTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost:5000", "127.0.0.1:5000", "bad host", "ftp://x", "//x", "http:"})
  void refusesAnEndpointThatIsNoUrl(String endpoint) {
    System.setProperty("aws.endpointUrl", endpoint);
    try {
      assertThatThrownBy(() -> AwsAccess.of(AwsSettings.none()))
          .isInstanceOf(AwsAccessException.class)
          .hasMessage(
              "AWS_ENDPOINT_URL is '"
                  + endpoint
                  + "', which is no URL; write it as in http://localhost:5000");
    } finally {
      System.clearProperty("aws.endpointUrl");
    }
  }

  /** AWS opens regions after a release of this program. */
  @ParameterizedTest
  @CsvSource({"eu-central-99, aws", "us-gov-east-99, aws-us-gov"})
  void aRoleIsOfThePartitionOfARegionThatIsNotKnown(String region, String partition) {
    AwsAccess access = AwsAccess.of(new AwsSettings(Optional.empty(), Optional.of(region)));
    assertThat(access.role("111122223333", "audit").arn())
        .isEqualTo("arn:" + partition + ":iam::111122223333:role/audit");
  }

  @Test
  void takesTheRegionWhereTheAwsCliTakesItToo() {
    assertThat(AwsAccess.defaultRegion(Map.of("AWS_DEFAULT_REGION", "eu-west-1")))
        .contains("eu-west-1");
    assertThat(AwsAccess.defaultRegion(Map.of("AWS_DEFAULT_REGION", ""))).isEmpty();
    assertThat(AwsAccess.defaultRegion(Map.of())).isEmpty();
  }
}
