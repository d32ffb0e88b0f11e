package io.github.cisalarms.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cisalarms.chain.Key;
import io.github.cisalarms.chain.Place;
import io.github.cisalarms.chain.value.Value;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyReaderTest {

  private static final Place HERE =
      new Place(Value.known("111122223333"), Value.known("us-east-1"));
  private static final String ID = "1234abcd-12ab-34cd-56ef-1234567890ab";
  private static final String ARN = "arn:aws:kms:us-east-1:111122223333:key/" + ID;

  @ParameterizedTest
  @ValueSource(strings = {ID, ARN, "alias/cis", "arn:aws:kms:us-east-1:111122223333:alias/cis"})
  void aKeyThatThePlanDestroysIsStillNamedAndNoLongerOn(String name) throws IOException {
    TerraformPlan plan =
        plan(
            """
            {"planned_values":{"root_module":{}},"resource_changes":[
            {"address":"aws_kms_key.k","mode":"managed","type":"aws_kms_key","name":"k",
             "change":{"actions":["delete"],"before":{"arn":"%s","key_id":"%s"}}},
            {"address":"aws_kms_alias.a","mode":"managed","type":"aws_kms_alias","name":"a",
             "change":{"actions":["delete"],"before":{"name":"alias/cis","target_key_id":"%s",
              "arn":"arn:aws:kms:us-east-1:111122223333:alias/cis"}}}]}
            """
                .formatted(ARN, ID, ID));
    assertThat(plan.after().key(Value.known(name), HERE))
        .map(Key::enabled)
        .contains(Value.known(false));
  }

  @Test
  void anAliasIsOneOfItsRegion() throws IOException {
    TerraformPlan plan =
        plan(
            """
            {"planned_values":{"root_module":{"resources":[
            {"address":"aws_kms_key.k","mode":"managed","type":"aws_kms_key","name":"k",
             "values":{"arn":"%s","key_id":"%s","is_enabled":true}},
            {"address":"aws_kms_alias.a","mode":"managed","type":"aws_kms_alias","name":"a",
             "values":{"name":"alias/cis","target_key_id":"%s"}}]}}}
            """
                .formatted(ARN, ID, ID));
    assertThat(plan.after().key(Value.known("alias/cis"), HERE)).isPresent();
    assertThat(
            plan.after()
                .key(Value.known("alias/cis"), new Place(HERE.account(), Value.known("eu-west-1"))))
        .isEmpty();
  }

  private static TerraformPlan plan(String text) throws IOException {
    return TerraformPlan.read(
        "plan.json", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
