package io.github.cisalarms.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cisalarms.browser.Chromium;
import io.github.cisalarms.chain.verdict.AccountVerdict;
import io.github.cisalarms.chain.verdict.FleetVerdict;
import io.github.cisalarms.files.IndentedJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class FleetReportsTest {

  private static final FleetVerdict FLEET =
      ExampleFleet.of("our-module", "loses-control", "our-module-raised-threshold", "key-outside");

  private final String html = FleetHtml.of(FLEET);

  @TempDir private Path folder;

  @Test
  void putsTheWorstAccountFirst() {
    assertThat(FLEET.accounts())
        .extracting(AccountVerdict::account)
        .containsExactly(
            "444455556666",
            "111122223301",
            "111122223303",
            "111122223302",
            "444455556600",
            "111122223300");
    assertThat(FLEET.headline())
        .isEqualTo(
            "6 accounts: not compliant, 1 of 6 comply, 1 could not be read, 1 differs from its"
                + " configuration");
  }

  @Test
  void theTextHasALineForEachAccountAndWhatIsWrongInEach() {
    assertThat(FleetText.of(FLEET))
        .containsPattern("(?m)^111122223301  loses-control +not compliant  0 of 15 +15 +0 +0$")
        .containsPattern("(?m)^111122223300  our-module +compliant +15 of 15 +0 +0 +0$")
        .contains("\n== 111122223302 our-module-raised-threshold\n\nunauthorized-api-calls\n")
        .contains("\n    Sum after one event is 1, which is not >= 10\n")
        .contains("\n  not read: role </td>")
        .contains(
            "\ndrift\n  changed  aws_cloudwatch_metric_alarm.control[\"unauthorized-api-calls\"]\n")
        .doesNotContain("== 111122223300");
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 60, 80, 100, 120})
  void theTableOfAccountsFitsTheTerminal(int width) {
    String text = FleetText.of(FLEET, new Display(width, false));
    List<String> table = text.lines().skip(2).takeWhile(line -> !line.startsWith("== ")).toList();
    assertThat(table)
        .hasSizeGreaterThan(6)
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
    FLEET
        .accounts()
        .forEach(account -> assertThat(table).anyMatch(line -> line.startsWith(account.account())));
  }

  @Test
  void theJsonHasAllOfEachAccount() throws IOException {
    JsonNode json = new ObjectMapper().readTree(IndentedJson.print(FleetJson.of(FLEET)));
    assertThat(json.get("compliant").asBoolean()).isFalse();
    assertThat(json.get("accounts")).hasSize(6);
    assertThat(json.at("/accounts/0/failure").asText()).startsWith("role ");
    assertThat(json.at("/accounts/0/controls")).isEmpty();
    assertThat(json.at("/accounts/3/controls/0/rule").asText()).isEqualTo("AlarmFiresOnOneEvent");
    assertThat(json.at("/accounts/4/drift/0/kind").asText()).isEqualTo("changed");
    assertThat(json.at("/accounts/5/compliant").asBoolean()).isTrue();
    assertThat(json.at("/accounts/5/read_at").asText()).isEqualTo("2026-11-25T23:59:40Z");
  }

  @Test
  void theMarkdownIsEscapedAndNotTooLong() {
    String markdown = FleetMarkdown.of(FLEET);
    assertThat(markdown)
        .contains("| <code>444455556666</code> &#60;/td&#62;&#60;script&#62;")
        .contains(
            "| <code>111122223302</code> our-module-raised-threshold | **not compliant** | 14 of 15 | 1 | 0 | 0 |")
        .doesNotContain("<script")
        .hasSizeLessThan(60_000);
    String[] many = new String[30];
    Arrays.fill(many, "no-filter");
    assertThat(FleetMarkdown.of(ExampleFleet.of(many)))
        .hasSizeLessThan(60_000)
        .contains("`cis-alarms audit` prints all.");
  }

  @Test
  void sarifHasOneRunWithTheAccountInEachResult() throws IOException {
    JsonNode sarif = new ObjectMapper().readTree(SarifReport.of(FLEET));
    assertThat(sarif.get("runs")).hasSize(1);
    JsonNode results = sarif.at("/runs/0/results");
    TreeSet<String> fingerprints = new TreeSet<>();
    for (JsonNode result : results) {
      assertThat(result.at("/message/text").asText()).matches("(?s)[0-9]{12}: .*");
      fingerprints.add(result.at("/partialFingerprints/cisAlarms~1v1").asText());
    }
    assertThat(results.get(0).get("ruleId").asText()).isEqualTo("AccountIsRead");
    assertThat(fingerprints).hasSize(results.size());
    TreeSet<String> rules = new TreeSet<>();
    sarif.at("/runs/0/tool/driver/rules").forEach(rule -> rules.add(rule.get("id").asText()));
    results.forEach(result -> assertThat(rules).contains(result.get("ruleId").asText()));
  }

  @Test
  void junitHasASuiteForEachAccount() throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(
                new ByteArrayInputStream(JunitReport.of(FLEET).getBytes(StandardCharsets.UTF_8)));
    assertThat(document.getDocumentElement().getTagName()).isEqualTo("testsuites");
    NodeList suites = document.getElementsByTagName("testsuite");
    assertThat(suites.getLength()).isEqualTo(6);
    assertThat(List.of(count(suites, 0), count(suites, 3), count(suites, 4), count(suites, 5)))
        .containsExactly("1/0/1", "15/1/0", "16/1/0", "15/0/0");
    for (int i = 0; i < suites.getLength(); i++) {
      Element suite = (Element) suites.item(i);
      assertThat(Integer.toString(suite.getElementsByTagName("testcase").getLength()))
          .isEqualTo(suite.getAttribute("tests"));
      assertThat(Integer.toString(suite.getElementsByTagName("failure").getLength()))
          .isEqualTo(suite.getAttribute("failures"));
    }
  }

  private static String count(NodeList suites, int index) {
    Element suite = (Element) suites.item(index);
    return suite.getAttribute("tests")
        + "/"
        + suite.getAttribute("failures")
        + "/"
        + suite.getAttribute("errors");
  }

  @Test
  void thePageSaysWhenTheAccountsWereRead() {
    assertThat(html)
        .contains(" Read 2026-11-25 23:59 to 2026-11-26 00:01 UTC.</p>")
        .contains("<p class=\"soft\">Read 2026-11-25 23:59 UTC, 15 of 15 controls hold</p>");
  }

  @Test
  void eachCellLeadsToItsChainWithTheFirstBrokenLinkAndItsRemedy() {
    Matcher cell =
        Pattern.compile(
                "<a class=\"cell no\" href=\"#([^\"]*)\" title=\"111122223302,"
                    + " unauthorized-api-calls is broken: Sum after one event is 1, which is not"
                    + " [^\"]* 10\"")
            .matcher(html);
    assertThat(cell.find()).isTrue();
    String chain = html.substring(html.indexOf("id=\"" + cell.group(1) + "\""));
    chain = chain.substring(0, chain.indexOf("<details>"));
    assertThat(chain)
        .contains("<h3>unauthorized-api-calls</h3>")
        .contains("<li class=\"yes\" title=\"holds\">metric \u2713</li>")
        .contains("<li class=\"no\" title=\"is broken\">alarm \u2715</li>")
        .contains("<li class=\"off\" title=\"not judged\">action </li>")
        .contains("<p class=\"remedy\">use statistic Sum, ");
  }

  @Test
  void hasACellForEveryAccountAndControlThatLeadsSomewhere() {
    Matcher links = Pattern.compile("<a class=\"cell [^\"]*\" href=\"#([^\"]*)\"").matcher(html);
    assertThat(links.results().map(link -> link.group(1)))
        .hasSize(6 * 15)
        .allSatisfy(id -> assertThat(html).containsOnlyOnce("id=\"" + id + "\""));
  }

  @Test
  void escapesWhatAccountsSayAndAsksForNothing() {
    assertThat(html)
        .doesNotContain("<script")
        .contains("&lt;/td&gt;&lt;script&gt;")
        .contains("default-src 'none'")
        .doesNotContain("src=")
        .doesNotContain("url(")
        .doesNotContain("@import")
        .doesNotContain("<link");
  }

  @Test
  void isTheSamePageInEveryLocaleAndWhateverTheOrderOfTheAccounts() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      List<AccountVerdict> shuffled = new ArrayList<>(FLEET.accounts());
      Collections.reverse(shuffled);
      assertThat(FleetHtml.of(new FleetVerdict(shuffled))).isEqualTo(html);
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @CsvSource({"390, false", "390, true", "1280, false", "1280, true"})
  void fitsTheWidthOfScreensInABrowser(int width, boolean dark) throws Exception {
    assertThat(Chromium.in(folder).open(html, width, dark))
        .contains("<title>CIS alarms of 6 accounts</title>");
  }
}
