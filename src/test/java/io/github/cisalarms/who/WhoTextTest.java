package io.github.cisalarms.who;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cisalarms.who.Activity.Action;
import io.github.cisalarms.who.Activity.Identity;
import io.github.cisalarms.who.Activity.Mfa;
import io.github.cisalarms.who.Activity.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WhoTextTest {

  private static final Instant TIME = Instant.parse("2026-11-25T11:55:00Z");
  private static final String GROUP = "aws-cloudtrail-logs";

  @Test
  void saysWhoWhatFromWhereAndHowOften() {
    assertThat(
            WhoText.of(
                result(
                    activity(
                        3,
                        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
                            + " Chrome/130.0.0.0 Safari/537.36"))))
        .isEqualTo(
            """
            3 events, all alike
            time     2026-11-25 11:40:00 to 2026-11-25 11:56:40 UTC
            alarm    root-account-usage, on since 2026-11-25 11:55:00
            filter   root on aws-cloudtrail-logs in us-east-1

            3 times, 2026-11-25 11:55:00 to 2026-11-25 11:56:00 UTC
              who    Root
                     arn:aws:iam::111122223333:root
                     without MFA, long-term access key AKIAIOSFODNN7EXAMPLE
              what   DeleteTrail (cloudtrail.amazonaws.com), failed: AccessDenied
              where  192.0.2.1 in eu-central-1
                     Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0
                       Safari/537.36
            """);
  }

  @Test
  void saysThatItWasNobody() {
    assertThat(WhoText.of(result()))
        .startsWith("nobody: no event of this time matches\ntime     2026-11-25 11:40:00");
  }

  @Test
  void letsNoEventSteerTheTerminalOrBreakTheLines() {
    String hostile = "\u001b[2J\r\nwho \u202e" + "x".repeat(2000);
    String text = WhoText.of(result(activity(1, hostile)));
    assertThat(text).doesNotContain("\u001b").doesNotContain("\r").doesNotContain("\u202e");
    assertThat(text.lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void showsTheMostFrequentKindsAndCountsTheRest() {
    List<Activity> many = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      many.add(activity(25 - i, "agent-" + i));
    }
    assertThat(WhoText.of(result(many.toArray(Activity[]::new))))
        .contains("agent-19")
        .doesNotContain("agent-20")
        .endsWith("\nand 5 further kinds; --json lists the kinds\n");
  }

  private static WhoResult result(Activity... activities) {
    return new WhoResult(
        "us-east-1",
        Optional.of("root-account-usage"),
        Optional.of(new Episode(TIME, Optional.empty())),
        new Window(TIME.minusSeconds(900), TIME.plusSeconds(100)),
        List.of(new WatchedFilter(Optional.of("root"), GROUP, "{ $.a = 1 }", Optional.empty())),
        List.of(activities).stream().mapToLong(Activity::events).sum(),
        10,
        List.of(activities),
        0);
  }

  private static Activity activity(long events, String agent) {
    return new Activity(
        new Identity(
            "Root",
            "root",
            Optional.of("arn:aws:iam::111122223333:root"),
            Optional.of("111122223333"),
            Optional.empty(),
            Mfa.NO,
            Optional.of("AKIAIOSFODNN7EXAMPLE")),
        new Action("DeleteTrail", "cloudtrail.amazonaws.com", Optional.of("AccessDenied")),
        new Origin("192.0.2.1", agent, "eu-central-1"),
        events,
        TIME,
        TIME.plusSeconds(60),
        new LogEvent("1", TIME, "{}"));
  }
}
