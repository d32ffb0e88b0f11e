package io.github.cisalarms.fleet.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class YamlEditTest {

  private static final String ACCOUNT =
      """
      # ours
      accounts:
        - account_id: "111122223333" # production
          region: us-east-1

          # who is told
          subscriptions:
            team: {protocol: email, endpoint: team@example.com}
          # the end

        - account_id: "444455556666"
      """;

  @Test
  void appendsWhatIsMissingAndKeepsEverythingElse() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("subscriptions", Map.of("ops", Map.of("protocol", "sms")));
    settings.put("metric_namespace", "LogMetrics");
    settings.put("overrides", Map.of("vpc-changes", Map.of("alarm_name", "VPC: changed")));
    assertThat(YamlEdit.set(ACCOUNT, 3, 5, "", settings))
        .isEqualTo(
            ACCOUNT.replace(
                "team@example.com}\n",
                """
                team@example.com}
                      ops:
                        protocol: sms
                    metric_namespace: LogMetrics
                    overrides:
                      vpc-changes:
                        alarm_name: 'VPC: changed'
                """));
  }

  @Test
  void replacesWhatStandsThere() {
    assertThat(
            YamlEdit.set(
                "a: 1 # one\nb: [x] # list\nc: # none\nd: 'q'\n", 1, 1, "", Map.of("a", 2)))
        .isEqualTo("a: 2 # one\nb: [x] # list\nc: # none\nd: 'q'\n");
    assertThat(YamlEdit.set("b: [x] # list\n", 1, 1, "", Map.of("b", List.of("z", "a: b"))))
        .isEqualTo("b: [z, 'a: b'] # list\n");
    assertThat(YamlEdit.set("c: # none\nd: 1\n", 1, 1, "", Map.of("c", Map.of("e", true))))
        .isEqualTo("c: {e: true} # none\nd: 1\n");
  }

  @Test
  void writesIntoMappingsOnOneLine() {
    assertThat(YamlEdit.set("a: {b: 1, c: {d: 2}} # x\n", 1, 4, "", Map.of("c", Map.of("e", 3))))
        .isEqualTo("a: {b: 1, c: {d: 2, e: 3}} # x\n");
    assertThat(YamlEdit.set("a: {}\n", 1, 4, "", Map.of("e", "f"))).isEqualTo("a: {e: f}\n");
  }

  @Test
  void makesAMappingOfAText() {
    assertThat(
            YamlEdit.set(
                "regions:\n  - us-east-1 # first\n  - eu-west-1\n",
                2,
                5,
                "region",
                Map.of("name_prefix", "x-")))
        .isEqualTo("regions:\n  - region: us-east-1 # first\n    name_prefix: x-\n  - eu-west-1\n");
    assertThat(
            YamlEdit.set("regions: [us-east-1, eu-west-1]\n", 1, 11, "region", Map.of("wave", 2)))
        .isEqualTo("regions: [{region: us-east-1, wave: 2}, eu-west-1]\n");
  }

  @Test
  void keepsLineBreaksAndAMissingOneAtTheEnd() {
    assertThat(YamlEdit.set("a: 1\r\nb: 2\r\n", 1, 1, "", Map.of("c", 3)))
        .isEqualTo("a: 1\r\nb: 2\r\nc: 3\r\n");
    assertThat(YamlEdit.set("a: 1", 1, 1, "", Map.of("c", 3))).isEqualTo("a: 1\nc: 3\n");
  }

  @Test
  void appendsBehindATextOfSeveralLines() {
    assertThat(YamlEdit.set("a: |\n  one\n  two\n\n# end\n", 1, 1, "", Map.of("c", 3)))
        .isEqualTo("a: |\n  one\n  two\nc: 3\n\n# end\n");
  }

  @Test
  void quotesWhatWouldBeSomethingElse() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("b", "yes");
    settings.put("c", "1");
    settings.put("d", "{ $.x = \"y\" }");
    settings.put("e", "it's");
    settings.put("f", "tab\there");
    settings.put("g", "");
    assertThat(YamlEdit.set("a: 1\n", 1, 1, "", settings))
        .isEqualTo(
            """
            a: 1
            b: 'yes'
            c: '1'
            d: '{ $.x = "y" }'
            e: 'it''s'
            f: "tab\\u0009here"
            g: ''
            """);
  }

  @Test
  void refusesWhatOtherPlacesShare() {
    assertThatThrownBy(() -> YamlEdit.set("x: &base {a: 1}\ny: *base\n", 1, 4, "", Map.of("b", 2)))
        .isInstanceOf(YamlEditException.class)
        .hasMessageContaining("an anchor shares this");
    assertThatThrownBy(
            () ->
                YamlEdit.set(
                    "x: &base {a: 1}\ny:\n  z: *base\n", 3, 3, "", Map.of("z", Map.of("b", 2))))
        .isInstanceOf(YamlEditException.class)
        .hasMessageContaining("an alias stands here");
  }

  @Test
  void refusesToReplaceWhatStandsOnSeveralLines() {
    assertThatThrownBy(() -> YamlEdit.set("a:\n  - b\n", 1, 1, "", Map.of("a", List.of("c"))))
        .isInstanceOf(YamlEditException.class)
        .hasMessageContaining("stands on several lines");
    // The comment would be lost.
    assertThatThrownBy(
            () -> YamlEdit.set("a: [b, # the pager\n    c]\n", 1, 1, "", Map.of("a", List.of("c"))))
        .isInstanceOf(YamlEditException.class)
        .hasMessageContaining("stands on several lines");
  }

  @Test
  void makesACommentOfALineThatHasToGo() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("b", YamlEdit.ABSENT);
    settings.put("none", YamlEdit.ABSENT);
    settings.put("d", Map.of("e", YamlEdit.ABSENT, "f", 1));
    assertThat(YamlEdit.set("a: 1\nb: 2 # two\n", 1, 1, "", settings))
        .isEqualTo("a: 1\n# b: 2 # two\nd:\n  f: 1\n");
  }

  @Test
  void refusesToTakeOutWhatSharesItsLine() {
    for (String text : List.of("{a: 1, b: 2}\n", "- b: 2\n  a: 1\n", "a: 1\nb: |\n  2\n")) {
      assertThatThrownBy(
              () ->
                  YamlEdit.set(
                      text, 1, text.startsWith("-") ? 3 : 1, "", Map.of("b", YamlEdit.ABSENT)))
          .as(text)
          .isInstanceOf(YamlEditException.class)
          .hasMessageContaining("'b' has to go, and does not stand on a line of its own");
    }
  }
}
