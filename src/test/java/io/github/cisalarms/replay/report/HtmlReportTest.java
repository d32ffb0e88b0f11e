package io.github.cisalarms.replay.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cisalarms.browser.Chromium;
import io.github.cisalarms.catalog.AlarmSettings;
import io.github.cisalarms.catalog.ControlFilter;
import io.github.cisalarms.catalog.Controls;
import io.github.cisalarms.replay.Replay;
import io.github.cisalarms.replay.ReplayAlarm;
import io.github.cisalarms.replay.Trail;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlReportTest {

  private static final String HOSTILE = "</pre><script>document.title='run'</script>\"'&{{name}}";

  @TempDir private Path folder;

  private String html;

  @BeforeEach
  void makeAReport() {
    List<ObjectNode> events = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      events.add(
          Trail.event(Trail.minutesLater("2026-08-03T10:00:00Z", i), "ec2", "DescribeInstances"));
    }
    for (int i = 0; i < 12; i++) {
      events.add(
          Trail.login(
              Trail.minutesLater("2026-08-03T10:00:00Z", 40 * i), "bob@example.com", i > 2));
    }
    ObjectNode hostile = Trail.denied("2026-08-03T11:00:00Z").put("userAgent", HOSTILE);
    hostile.put("sourceIPAddress", HOSTILE).put("eventName", HOSTILE);
    hostile.putObject("userIdentity").put("userName", HOSTILE);
    events.add(hostile);
    Trail.write(folder.resolve("trail/trail.json"), Trail.records(events));
    Trail.write(folder.resolve("trail/<b>damaged</b>.json"), "{\"Records\":[{");
    html = reportOf(folder.resolve("trail"));
  }

  private static String reportOf(Path trail) {
    return HtmlReport.of(
        Replay.of(
                Controls.all().stream()
                    .map(
                        control ->
                            ReplayAlarm.of(
                                ControlFilter.first(control, control.defaultVariant()),
                                AlarmSettings.DEFAULT))
                    .toList())
            .run(List.of(trail)));
  }

  @Test
  void showsTheAlarmThatWentOff() {
    assertThat(html)
        .contains("<title>Alarm replay 2026-08-03 10:00 to 2026-08-03 19:59 UTC</title>")
        .contains("<h2>console-signin-without-mfa</h2><span class=\"ring\">12 alarms</span>")
        .contains("Goes off at 1 or more in 5m; missing data: notBreaching.")
        .contains("<title>2026-08-03 10:01 to 2026-08-03 10:06, 1 event</title>")
        .contains("<tr><td>2026-08-03 10:01</td><td>2026-08-03 10:06</td>")
        .contains("arn:aws:iam::111122223333:user/bob@example.com")
        .contains("Variant exclude-sso: 3 alarms instead of 12, 3 matching events.")
        .contains("<b>vpc-changes</b>");
  }

  @Test
  void showsTimesToTheSecond() {
    Path odd = folder.resolve("odd/trail.json");
    Trail.write(
        odd,
        Trail.records(
            List.of(
                Trail.denied("2026-08-03T10:00:00Z"),
                Trail.denied("2026-08-03T10:20:00Z"),
                Trail.denied("2026-08-03T10:41:07Z"))));
    assertThat(reportOf(odd))
        .contains("<title>2026-08-03 10:19:39: 1</title>")
        .doesNotContainPattern("<title>[^<]*\\.");
  }

  @Test
  void escapesWhatEventsAndFileNamesSay() {
    assertThat(html)
        .doesNotContain("<script")
        .doesNotContain("<b>damaged")
        .contains("&lt;/pre&gt;&lt;script&gt;")
        .contains("&lt;b&gt;damaged&lt;/b&gt;.json: ends in the middle of event 1");
  }

  @Test
  void asksForNothing() {
    assertThat(html)
        .contains("default-src 'none'")
        .doesNotContain("src=")
        .doesNotContain("url(")
        .doesNotContain("@import")
        .doesNotContain("<link");
    Matcher links = Pattern.compile("href=\"([^\"]*)\"").matcher(html);
    assertThat(links.results().map(link -> link.group(1)))
        .isNotEmpty()
        .allMatch(l -> l.startsWith("#alarm-"));
  }

  @Test
  void linksToEveryAlarmOnThePage() {
    Matcher links = Pattern.compile("href=\"#([^\"]*)\"").matcher(html);
    assertThat(links.results().map(link -> link.group(1)))
        .hasSize(15)
        .allSatisfy(id -> assertThat(html).containsOnlyOnce("id=\"" + id + "\""));
  }

  @Test
  void isTheSamePageEachTime() {
    String before = html;
    makeAReport();
    assertThat(html.replaceAll("event-\\d+", "event"))
        .isEqualTo(before.replaceAll("event-\\d+", "event"));
  }

  @ParameterizedTest
  @ValueSource(ints = {390, 1280})
  void fitsTheWidthOfScreensInABrowser(int width) throws Exception {
    assertThat(Chromium.in(folder).open(html, width, false))
        .contains("<title>Alarm replay 2026-08-03 10:00 to 2026-08-03 19:59 UTC</title>");
  }
}
