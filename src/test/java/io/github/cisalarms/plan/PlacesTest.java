package io.github.cisalarms.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cisalarms.chain.Place;
import io.github.cisalarms.chain.Topic;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.chain.value.Value;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacesTest {

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
    Value<String> told = place("{\"aws\":" + provider(expressions) + "}", "aws").account();
    assertThat(told.isKnown() ? told.shown() : "(known after apply)").isEqualTo(account);
  }

  private static final String TWO_REGIONS =
      """
      {"aws":{"name":"aws","expressions":{"region":{"constant_value":"us-east-1"}}},
       "aws.eu":{"name":"aws","alias":"eu","expressions":{"region":{"constant_value":"eu-west-1"}}},
       "aws.var":{"name":"aws","alias":"var","expressions":{"region":{"references":["var.region"]}}},
       "aws.made":{"name":"aws","alias":"made","expressions":{"region":{"references":["local.region"]}}},
       "aws.bare":{"name":"aws","alias":"bare"},
       "aws.profile":{"name":"aws","alias":"profile","expressions":{"profile":{"constant_value":"p"}}},
       "module.m:aws":{"name":"aws","module_address":"module.m"},
       "module.m:aws.other":{"name":"aws","module_address":"module.m"}}
      """;

  @ParameterizedTest
  @CsvSource({
    "aws, us-east-1",
    "aws.eu, eu-west-1",
    "aws.var, eu-north-1",
    "module.m:aws, us-east-1",
  })
  void theProviderConfigurationTellsTheRegion(String provider, String region) throws IOException {
    assertThat(place(TWO_REGIONS, provider).region()).isEqualTo(Value.known(region));
  }

  @ParameterizedTest
  @CsvSource({"aws.made", "aws.bare", "aws.profile", "module.m:aws.other", "unheard"})
  void aRegionThatNobodyTellsIsOnlyEqualToItself(String provider) throws IOException {
    Place place = place(TWO_REGIONS, provider);
    assertThat(place.region().isKnown()).isFalse();
    assertThat(place.region().sameAs(place(TWO_REGIONS, provider).region())).isEqualTo(Answer.YES);
    assertThat(place.region().sameAs(place(TWO_REGIONS, "aws").region())).isEqualTo(Answer.UNKNOWN);
  }

  @Test
  void configurationsWithTheSameCredentialsAreInOneAccount() throws IOException {
    assertThat(place(TWO_REGIONS, "aws").account().sameAs(place(TWO_REGIONS, "aws.eu").account()))
        .isEqualTo(Answer.YES);
    assertThat(
            place(TWO_REGIONS, "aws").account().sameAs(place(TWO_REGIONS, "aws.profile").account()))
        .isEqualTo(Answer.UNKNOWN);
  }

  @Test
  void theAttributeOfVersion6ComesBeforeTheProvider() throws IOException {
    assertThat(place(TWO_REGIONS, "aws", "\"region\":\"ap-south-1\"").region())
        .isEqualTo(Value.known("ap-south-1"));
  }

  @Test
  void aRegionThatTheApplyDecidesIsNotThatOfTheProvider() throws IOException {
    TerraformPlan plan =
        plan(
            """
            {"planned_values":{"root_module":{"resources":[
            {"address":"aws_cloudwatch_metric_alarm.a","mode":"managed",
             "type":"aws_cloudwatch_metric_alarm","name":"a","values":{"alarm_name":"a"}}]}},
             "resource_changes":[{"address":"aws_cloudwatch_metric_alarm.a","mode":"managed",
             "type":"aws_cloudwatch_metric_alarm","name":"a","change":{"actions":["create"],
             "after_unknown":{"region":true}}}],
             "configuration":{"provider_config":%s,"root_module":{"resources":[
             {"address":"aws_cloudwatch_metric_alarm.a","mode":"managed",
              "type":"aws_cloudwatch_metric_alarm","name":"a","provider_config_key":"aws"}]}}}
            """
                .formatted(TWO_REGIONS));
    assertThat(plan.after().alarms().get(0).place().region()).isEqualTo(Value.unknown());
  }

  /** OpenTofu's for_each of providers: one key in the plan, several regions. */
  @Test
  void oneConfigurationOfSeveralIsOnePlaceWithinAModuleInstanceAlone() throws IOException {
    TerraformPlan plan =
        plan(
            """
            {"planned_values":{"root_module":{"child_modules":[
             {"address":"module.m[\\"eu\\"]","resources":[%s,%s]},
             {"address":"module.m[\\"us\\"]","resources":[%s]}]}},
             "configuration":{"provider_config":{"aws.by_region":{"name":"aws","alias":"by_region",
              "expressions":{"region":{"references":["each.value"]}}}},
             "root_module":{"module_calls":{"m":{"module":{"resources":[
             {"address":"aws_cloudwatch_metric_alarm.a","mode":"managed",
              "type":"aws_cloudwatch_metric_alarm","name":"a","provider_config_key":"aws.by_region"},
             {"address":"aws_cloudwatch_metric_alarm.b","mode":"managed",
              "type":"aws_cloudwatch_metric_alarm","name":"b","provider_config_key":"aws.by_region"}
             ]}}}}}}
            """
                .formatted(alarm("eu", "a"), alarm("eu", "b"), alarm("us", "a"))
                .replace("\\\\", "\\"));
    List<Value<String>> regions =
        plan.after().alarms().stream().map(alarm -> alarm.place().region()).toList();
    assertThat(regions.get(0).sameAs(regions.get(1))).isEqualTo(Answer.YES);
    assertThat(regions.get(0).sameAs(regions.get(2))).isEqualTo(Answer.UNKNOWN);
  }

  private static String alarm(String key, String name) {
    return """
        {"address":"module.m[\\"%s\\"].aws_cloudwatch_metric_alarm.%s","mode":"managed",
         "type":"aws_cloudwatch_metric_alarm","name":"%s","values":{"alarm_name":"%s"}}
        """
        .formatted(key, name, name, name);
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
    assertThat(plan.after().topic(Value.known("arn:aws:sns:eu-west-1:444455556666:t")))
        .map(Topic::place)
        .contains(new Place(Value.known("444455556666"), Value.known("eu-west-1")));
  }

  private static Place place(String providers, String key) throws IOException {
    return place(providers, key, "\"name\":\"a\"");
  }

  private static Place place(String providers, String key, String values) throws IOException {
    return plan("""
            {"variables":{"region":{"value":"eu-north-1"}},
             "planned_values":{"root_module":{"resources":[
             {"address":"aws_cloudwatch_metric_alarm.a","mode":"managed",
              "type":"aws_cloudwatch_metric_alarm","name":"a","values":{%s}}]}},
             "configuration":{"provider_config":%s,"root_module":{"resources":[
             {"address":"aws_cloudwatch_metric_alarm.a","mode":"managed",
              "type":"aws_cloudwatch_metric_alarm","name":"a","provider_config_key":"%s"}]}}}
            """
            .formatted(values, providers, key))
        .after()
        .alarms()
        .get(0)
        .place();
  }

  private static String provider(String expressions) {
    return "{\"name\":\"aws\",\"expressions\":" + expressions + "}";
  }

  private static TerraformPlan plan(String text) throws IOException {
    return TerraformPlan.read(
        "plan.json", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
