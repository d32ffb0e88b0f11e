package io.github.cisalarms.replay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cisalarms.catalog.AlarmSettings;
import io.github.cisalarms.catalog.ControlFilter;
import io.github.cisalarms.catalog.Controls;
import io.github.cisalarms.replay.Replay;
import io.github.cisalarms.replay.ReplayAlarm;
import io.github.cisalarms.replay.Trail;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
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
    String chromium = chromium();
    // The browser writes down how wide the page came out, which only a script can tell: one that is
    // added here, with a policy that lets it run.
    Path page =
        Files.writeString(
            folder.resolve("report.html"),
            html.replace("default-src 'none'", "default-src 'none'; script-src 'unsafe-inline'")
                .replace(
                    "</body>",
                    "<script>document.body.dataset.overflow ="
                        + " document.documentElement.scrollWidth - window.innerWidth;"
                        + "</script></body>"));
    assertThat(run(chromium, width, "--dump-dom", page.toUri().toString()))
        .contains("data-overflow=\"0\"")
        .contains("<title>Alarm replay 2026-08-03 10:00 to 2026-08-03 19:59 UTC</title>");
    Path picture = folder.resolve("report.png");
    run(chromium, width, "--screenshot=" + picture, page.toUri().toString());
    assertThat(ImageIO.read(picture.toFile()).getWidth()).isEqualTo(width);
  }

  private String run(String chromium, int width, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(chromium);
    command.addAll(
        List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
            "--user-data-dir=" + Files.createTempDirectory(folder, "profile"),
            "--window-size=" + width + ",900"));
    command.addAll(List.of(arguments));
    File out = folder.resolve("chromium.out").toFile();
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out)
            .redirectError(folder.resolve("chromium.err").toFile())
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("chromium ends").isTrue();
    assertThat(process.exitValue()).isZero();
    return Files.readString(out.toPath());
  }

  private static String chromium() {
    Optional<Path> found =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .flatMap(
                folder -> Stream.of("chromium", "chromium-browser").map(Path.of(folder)::resolve))
            .filter(Files::isExecutable)
            .findFirst();
    if (found.isEmpty()) {
      String missing = "chromium is not on the PATH";
      if ("1".equals(System.getenv("CIS_ALARMS_REQUIRE_TOOLS"))) {
        fail(missing);
      }
      abort(missing);
    }
    return found.orElseThrow().toString();
  }
}
