package io.github.cisalarms.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cisalarms.chain.MetricFilter;
import io.github.cisalarms.chain.value.Value;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterReaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          "unit":"None"|'true'
          "field_selection_criteria":""|'true'
          "field_selection_criteria":null|'true'
          "field_selection_criteria":"@aws.account = \\"444455556666\\""|'false'
          "apply_on_transformed_logs":false|'true'
          "apply_on_transformed_logs":true|'false'
          """)
  void aFilterThatChoosesDoesNotLookAtAllEvents(String setting, String allEvents)
      throws IOException {
    assertThat(filter(setting, "{}").allEvents().shown()).isEqualTo(allEvents);
  }

  @Test
  void whatTheApplyDecidesIsNotKnown() throws IOException {
    String unknown = "{\"field_selection_criteria\":true}";
    assertThat(filter("\"unit\":\"None\"", unknown).allEvents())
        .as("nobody configures it")
        .isEqualTo(Value.known(true));
  }

  @Test
  void systemFieldsAreDimensions() throws IOException {
    assertThat(filter("\"emit_system_field_dimensions\":[\"@aws.account\"]", "{}"))
        .extracting(filter -> filter.transformations().get(0).dimensions())
        .isEqualTo(Value.known(true));
    assertThat(filter("\"emit_system_field_dimensions\":[]", "{}"))
        .extracting(filter -> filter.transformations().get(0).dimensions())
        .isEqualTo(Value.known(false));
  }

  private static MetricFilter filter(String setting, String unknown) throws IOException {
    String values =
        "{\"name\":\"f\",\"log_group_name\":\"g\",\"pattern\":\"x\",\"metric_transformation\":"
            + "[{\"name\":\"m\",\"namespace\":\"n\",\"value\":\"1\"}],"
            + setting
            + "}";
    String text =
        """
        {"planned_values":{"root_module":{"resources":[
        {"address":"aws_cloudwatch_log_metric_filter.f","mode":"managed",
         "type":"aws_cloudwatch_log_metric_filter","name":"f","values":%s}]}},
        "resource_changes":[{"address":"aws_cloudwatch_log_metric_filter.f","mode":"managed",
         "type":"aws_cloudwatch_log_metric_filter","name":"f",
         "change":{"actions":["create"],"before":null,"after":%s,"after_unknown":%s}}]}
        """
            .formatted(values, values, unknown);
    return TerraformPlan.read(
            "plan.json", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
        .after()
        .filters()
        .get(0);
  }
}
