package io.github.cisalarms.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cisalarms.chain.Infrastructure;
import io.github.cisalarms.chain.value.Value;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountAndRegionTest {

  private static final String ROLE = "arn:aws:iam::111122223333:role/cis-alarms";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"allowed_account_ids":{"constant_value":["111122223333"]}}|'111122223333'
          {"allowed_account_ids":{"constant_value":["111122223333","444455556666"]}}|(known after apply)
          {"allowed_account_ids":{"constant_value":["${var.account_id}"],"references":["var.account_id"]}}|(known after apply)
          {"allowed_account_ids":{"references":["var.account_id"]}}|(known after apply)
          {"assume_role":[{"role_arn":{"constant_value":"arn:aws:iam::111122223333:role/cis-alarms"}}]}|'111122223333'
          {"assume_role":[{"role_arn":{"constant_value":"arn:aws:iam::${var.account_id}:role/cis-alarms"}}]}|(known after apply)
          {"assume_role":[{"role_arn":{"constant_value":"arn:aws:iam::444455556666:role/hub"}},{"role_arn":{"constant_value":"arn:aws:iam::111122223333:role/cis-alarms"}}]}|'111122223333'
          {}|(known after apply)
          """)
  void theProviderTellsTheAccount(String expressions, String account) throws IOException {
    assertThat(infrastructure("{\"aws\":" + provider(expressions) + "}").account().shown())
        .isEqualTo(account);
  }

  @Test
  void twoProvidersTellNothing() throws IOException {
    String expressions = "{\"allowed_account_ids\":{\"constant_value\":[\"111122223333\"]}}";
    Infrastructure infrastructure =
        infrastructure(
            "{\"aws\":" + provider(expressions) + ",\"aws.audit\":" + provider(expressions) + "}");
    assertThat(infrastructure.account()).isEqualTo(Value.unknown());
  }

  @Test
  void whatTheResourcesSayComesFirst() throws IOException {
    TerraformPlan plan =
        plan(
            """
            {"planned_values":{"root_module":{"resources":[
            {"address":"aws_sns_topic.t","mode":"managed","type":"aws_sns_topic","name":"t",
             "values":{"arn":"arn:aws:sns:eu-west-1:444455556666:t"}}]}},
            "configuration":{"provider_config":{"aws":%s}}}
            """
                .formatted(
                    provider(
                        "{\"region\":{\"constant_value\":\"us-east-1\"},\"assume_role\":"
                            + "[{\"role_arn\":{\"constant_value\":\""
                            + ROLE
                            + "\"}}]}")));
    assertThat(plan.after().account()).isEqualTo(Value.known("444455556666"));
    assertThat(plan.after().region()).isEqualTo(Value.known("eu-west-1"));
  }

  private static Infrastructure infrastructure(String providers) throws IOException {
    return plan("{\"planned_values\":{},\"configuration\":{\"provider_config\":" + providers + "}}")
        .after();
  }

  private static String provider(String expressions) {
    return "{\"name\":\"aws\",\"expressions\":" + expressions + "}";
  }

  private static TerraformPlan plan(String text) throws IOException {
    return TerraformPlan.read(
        "plan.json", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
