package io.github.cisalarms.who;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.cisalarms.catalog.Controls;
import io.github.cisalarms.who.Activity.Identity;
import io.github.cisalarms.who.Activity.KeyKind;
import io.github.cisalarms.who.Activity.Mfa;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InvestigationTest {

  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final Metric SIGN_IN = new Metric("CISBenchmark", "no_mfa_console_signin_metric");
  private static final Metric ROOT = new Metric("CISBenchmark", "root_usage_metric");
  private static final String GROUP = "aws-cloudtrail-logs";

  private static final String SIGN_IN_EVENT =
      """
      {"eventID": "%s", "eventTime": "%s", "eventName": "ConsoleLogin",
       "eventSource": "signin.amazonaws.com", "awsRegion": "us-east-1",
       "sourceIPAddress": "%s", "userAgent": "Mozilla/5.0",
       "userIdentity": {"type": "IAMUser", "userName": "%s", "accountId": "111122223333",
         "arn": "arn:aws:iam::111122223333:user/%4$s"},
       "additionalEventData": {"MFAUsed": "%s"},
       "responseElements": {"ConsoleLogin": "Success"}}
      """;

  private final FakeAlarms account = new FakeAlarms();
  private final List<LogEvent> log = new ArrayList<>();

  @BeforeEach
  void fillTheAccount() {
    account.filters.add(filter("sign-in", "console-signin-without-mfa", SIGN_IN));
    account.filters.add(filter("root", "root-account-usage", ROOT));
    account.alarms.add(alarm("sign-in-without-mfa", SIGN_IN, Optional.empty()));
    account.alarms.add(alarm("root-usage", ROOT, Optional.empty()));
    account.events.put(GROUP, log);
  }

  @Test
  void findsTheOneEventAmongTenThousand() {
    for (int i = 0; i < 10_000; i++) {
      signIn("ordinary-" + i, NOW.minusSeconds(600).plusMillis(i), "alice", "Yes");
    }
    signIn("wanted", NOW.minusSeconds(300), "bob", "No");
    Collections.shuffle(log, new Random(1));

    WhoResult result = ask("sign-in-without-mfa", Optional.of(NOW.minus(Duration.ofHours(1))));

    assertThat(result.read()).isEqualTo(10_001);
    assertThat(result.events()).isEqualTo(1);
    Activity activity = result.activities().get(0);
    assertThat(activity.identity())
        .isEqualTo(
            new Identity(
                "IAMUser",
                "bob",
                Optional.of("arn:aws:iam::111122223333:user/bob"),
                Optional.of("111122223333"),
                Optional.empty(),
                Mfa.NO,
                Optional.empty()));
    assertThat(activity.action())
        .isEqualTo(new Activity.Action("ConsoleLogin", "signin.amazonaws.com", Optional.empty()));
    assertThat(activity.origin())
        .isEqualTo(new Activity.Origin("192.0.2.1", "Mozilla/5.0", "us-east-1"));
    assertThat(activity.first()).isEqualTo(NOW.minusSeconds(300));
  }

  @Test
  void looksAtTheTimeInWhichTheAlarmIsOn() {
    Instant wentOff = NOW.minus(Duration.ofMinutes(7));
    account.alarms.add(alarm("paged", SIGN_IN, Optional.of(wentOff)));
    signIn("before", wentOff.minus(Duration.ofMinutes(16)), "early", "No");
    signIn("cause", wentOff.minus(Duration.ofMinutes(4)), "bob", "No");
    signIn("while-on", wentOff.plus(Duration.ofMinutes(3)), "bob", "No");

    WhoResult result = ask("paged", Optional.empty());

    assertThat(result.episode()).contains(new Episode(wentOff, Optional.empty()));
    assertThat(result.window()).isEqualTo(new Window(wentOff.minus(Duration.ofMinutes(15)), NOW));
    assertThat(result.activities())
        .singleElement()
        .satisfies(activity -> assertThat(activity.events()).isEqualTo(2));
  }

  @Test
  void looksAtTheLastTimeThatTheAlarmWasOnIfItIsNotAnyMore() {
    Instant wentOff = NOW.minus(Duration.ofDays(2));
    account.episodes.put(
        "sign-in-without-mfa",
        new Episode(wentOff, Optional.of(wentOff.plus(Duration.ofMinutes(5)))));
    signIn("cause", wentOff.minus(Duration.ofMinutes(4)), "bob", "No");
    signIn("later", wentOff.plus(Duration.ofMinutes(6)), "carol", "No");

    assertThat(ask("sign-in-without-mfa", Optional.empty()).activities())
        .extracting(activity -> activity.identity().name())
        .containsExactly("bob");
  }

  @Test
  void looksAnHourBackIfTheAlarmHasNotGoneOff() {
    assertThat(ask("root-usage", Optional.empty()).window())
        .isEqualTo(new Window(NOW.minus(Duration.ofHours(1)), NOW));
  }

  @Test
  void looksAroundATimeThatIsNamed() {
    Instant at = Instant.parse("2026-11-20T10:00:00Z");
    WhoResult result =
        investigation()
            .answer(
                new Question("root-usage", Optional.empty(), Optional.of(at), Optional.empty()));
    assertThat(result.window())
        .isEqualTo(new Window(at.minus(Duration.ofMinutes(15)), at.plus(Duration.ofMinutes(5))));
  }

  @Test
  void findsTheFilterAndTheAlarmOfAControl() {
    signIn("cause", NOW.minusSeconds(300), "bob", "No");
    WhoResult result = ask("console-signin-without-mfa", Optional.empty());
    assertThat(result.filters())
        .extracting(WatchedFilter::name)
        .containsExactly(Optional.of("sign-in"));
    assertThat(result.alarm()).contains("sign-in-without-mfa");
    assertThat(result.events()).isEqualTo(1);
  }

  @Test
  void findsTheAlarmsBehindACompositeOne() {
    account.alarms.add(
        new AlarmState(
            "all",
            List.of(),
            Duration.ZERO,
            Optional.of(
                "ALARM(\"sign-in-without-mfa\") OR ALARM(\"root-usage\") OR ALARM(\"all\")"),
            Optional.of(NOW.minusSeconds(60))));
    signIn("cause", NOW.minusSeconds(300), "bob", "No");
    WhoResult result = ask("all", Optional.empty());
    assertThat(result.alarm()).contains("all");
    assertThat(result.filters()).hasSize(2);
    assertThat(result.events()).isEqualTo(1);
  }

  @Test
  void countsAnEventOnceThatSeveralTrailsDeliver() {
    signIn("same", NOW.minusSeconds(300), "bob", "No");
    signIn("same", NOW.minusSeconds(299), "bob", "No");
    assertThat(ask("sign-in-without-mfa", Optional.empty()).events()).isEqualTo(1);
  }

  @Test
  void putsTheMostFrequentFirst() {
    signIn("a", NOW.minusSeconds(300), "once", "No");
    signIn("b", NOW.minusSeconds(200), "twice", "No");
    signIn("c", NOW.minusSeconds(100), "twice", "No");
    assertThat(ask("sign-in-without-mfa", Optional.empty()).activities())
        .extracting(activity -> activity.identity().name())
        .containsExactly("twice", "once");
  }

  @Test
  void takesTheControlsOwnPatternOnALogGroupWithoutFilter() {
    account.filters.clear();
    signIn("cause", NOW.minusSeconds(300), "bob", "No");
    assertThatThrownBy(() -> ask("console-signin-without-mfa", Optional.empty()))
        .isInstanceOf(WhoException.class)
        .hasMessage(
            "no metric filter in us-east-1 is one for console-signin-without-mfa; name the"
                + " trail's log group with --log-group, then the control's own pattern is looked"
                + " for");
    WhoResult result =
        investigation()
            .answer(
                new Question(
                    "console-signin-without-mfa",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(GROUP)));
    assertThat(result.events()).isEqualTo(1);
  }

  @Test
  void saysWhatItDoesNotKnow() {
    assertThatThrownBy(() -> ask("root-acount-usage", Optional.empty()))
        .isInstanceOf(WhoException.class)
        .hasMessage(
            "there is no alarm 'root-acount-usage' in us-east-1, and no such control: unknown"
                + " control 'root-acount-usage': did you mean 'root-account-usage'?");
  }

  @Test
  void tellsSessionsRootAndServicesApart() {
    log(
        "session",
        """
        {"type": "AssumedRole", "arn": "arn:aws:sts::111122223333:assumed-role/admin/alice",
         "principalId": "AROA:alice", "accessKeyId": "ASIAEXAMPLE",
         "sessionContext": {"attributes": {"mfaAuthenticated": "true"}}}
        """);
    log("root", "{\"type\": \"Root\", \"accessKeyId\": \"AKIAEXAMPLE\"}");
    log("service", "{\"type\": \"AWSService\", \"invokedBy\": \"config.amazonaws.com\"}");
    account.filters.add(
        new WatchedFilter(Optional.of("any"), GROUP, "{ $.eventName = * }", Optional.of(ROOT)));
    assertThat(ask("root-usage", Optional.empty()).activities())
        .extracting(a -> a.identity().name(), a -> a.identity().mfa(), a -> a.identity().keyKind())
        .containsExactlyInAnyOrder(
            tuple("admin/alice", Mfa.YES, KeyKind.TEMPORARY),
            tuple("root", Mfa.UNKNOWN, KeyKind.LONG_TERM),
            tuple("config.amazonaws.com", Mfa.UNKNOWN, KeyKind.NONE));
  }

  private void log(String id, String identity) {
    Instant time = NOW.minusSeconds(300);
    log.add(
        new LogEvent(
            id,
            time,
            "{\"eventID\": \"%s\", \"eventName\": \"CreateUser\", \"userIdentity\": %s}"
                .formatted(id, identity)));
  }

  private void signIn(String id, Instant time, String user, String mfa) {
    log.add(
        new LogEvent(
            id + log.size(), time, SIGN_IN_EVENT.formatted(id, time, "192.0.2.1", user, mfa)));
  }

  private WhoResult ask(String subject, Optional<Instant> since) {
    return investigation().answer(new Question(subject, since, Optional.empty(), Optional.empty()));
  }

  private Investigation investigation() {
    return new Investigation(account, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static WatchedFilter filter(String name, String slug, Metric metric) {
    return new WatchedFilter(
        Optional.of(name),
        GROUP,
        Controls.require(slug).defaultVariant().pattern(),
        Optional.of(metric));
  }

  private static AlarmState alarm(String name, Metric metric, Optional<Instant> since) {
    return new AlarmState(name, List.of(metric), Duration.ofMinutes(5), Optional.empty(), since);
  }
}
