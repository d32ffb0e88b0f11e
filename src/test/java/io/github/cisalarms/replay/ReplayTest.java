package io.github.cisalarms.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cisalarms.catalog.AlarmSettings;
import io.github.cisalarms.catalog.ControlFilter;
import io.github.cisalarms.catalog.Controls;
import io.github.cisalarms.pattern.FilterPattern;
import io.github.cisalarms.replay.clock.Episode;
import io.github.cisalarms.replay.tally.Count;
import io.github.cisalarms.replay.trail.InputProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {

  private static final FilterPattern DENIED =
      FilterPattern.parse("{ $.errorCode = \"Client.UnauthorizedOperation\" }");
  private static final String TIME = "2026-08-03T10:00:00Z";

  @TempDir private Path folder;

  @Test
  void findsTheEpisodesOfAMonth() {
    writeMonth();
    ReplayResult result = Replay.of(controls()).run(List.of(folder));

    // 31 days of one event per minute, and 17 that something is the matter with.
    assertThat(result.events()).isEqualTo(31 * 24 * 60 + 17);
    assertThat(result.files()).isEqualTo(31);
    assertThat(result.first()).contains(Instant.parse("2026-08-01T00:00:30Z"));
    assertThat(result.last()).contains(Instant.parse("2026-08-31T23:59:30Z"));
    assertThat(result.problems()).isEmpty();

    // Four denials in each of 14:00, 14:01 and 14:02.
    AlarmResult denials = alarm(result, "unauthorized-api-calls");
    assertThat(denials.matches()).isEqualTo(12);
    assertThat(denials.episodes())
        .containsExactly(episode("2026-08-10T14:01:00Z", "2026-08-10T14:08:00Z", 12, 12));
    assertThat(denials.episodesByThreshold()).isEqualTo(Map.of(1, 1, 2, 1, 5, 1, 10, 1));
    assertThat(denials.identities())
        .containsExactly(new Count("arn:aws:iam::111122223333:role/app", 12));
    assertThat(denials.events()).containsExactly(new Count("ec2:DescribeVolumes", 12));
    assertThat(denials.sources()).containsExactly(new Count("192.0.2.1", 12));
    assertThat(denials.first()).contains(Instant.parse("2026-08-10T14:00:00Z"));
    assertThat(denials.last()).contains(Instant.parse("2026-08-10T14:02:03Z"));
    assertThat(denials.samples()).hasSize(1);

    // A user at 09:15, single sign-on at 08:00, 08:03 and 12:00.
    AlarmResult signIns = alarm(result, "console-signin-without-mfa");
    assertThat(signIns.episodes())
        .containsExactly(
            episode("2026-08-04T09:16:00Z", "2026-08-04T09:21:00Z", 1, 1),
            episode("2026-08-20T08:01:00Z", "2026-08-20T08:09:00Z", 2, 2),
            episode("2026-08-20T12:01:00Z", "2026-08-20T12:06:00Z", 1, 1));
    assertThat(signIns.timeOn()).isEqualTo(Duration.ofMinutes(5 + 8 + 5));
    assertThat(signIns.episodesByThreshold()).isEqualTo(Map.of(1, 3, 2, 1, 5, 0, 10, 0));
    assertThat(signIns.variants())
        .extracting(v -> v.variant().name(), VariantResult::matches, VariantResult::episodes)
        .containsExactly(tuple("default", 4L, 3), tuple("exclude-sso", 1L, 1));

    // Root, one second before midnight.
    assertThat(alarm(result, "root-account-usage").episodes())
        .containsExactly(episode("2026-08-16T00:00:00Z", "2026-08-16T00:05:00Z", 1, 1));

    assertThat(result.alarms())
        .filteredOn(alarm -> alarm.matches() > 0)
        .map(alarm -> alarm.alarm().name())
        .containsExactly(
            "unauthorized-api-calls", "console-signin-without-mfa", "root-account-usage");
  }

  @Test
  void movesEpisodesWithTheSettings() {
    writeMonth();
    AlarmSettings ten =
        new AlarmSettings(10, 300, 1, Optional.empty(), AlarmSettings.DEFAULT.treatMissingData());
    ReplayResult result =
        Replay.of(List.of(ReplayAlarm.of("denied", DENIED, ten))).run(List.of(folder));
    assertThat(result.alarms().get(0).episodes())
        .containsExactly(episode("2026-08-10T14:03:00Z", "2026-08-10T14:06:00Z", 12, 12));
  }

  private void writeMonth() {
    for (int day = 1; day <= 31; day++) {
      String date = String.format(Locale.ROOT, "2026-08-%02d", day);
      List<Object> events = new ArrayList<>();
      for (int minute = 0; minute < 24 * 60; minute++) {
        String time = Trail.minutesLater(date + "T00:00:30Z", minute);
        events.add("{\"eventTime\":\"" + time + "\",\"eventName\":\"DescribeInstances\"}");
      }
      switch (day) {
        case 4 -> events.add(Trail.login("2026-08-04T09:15:20Z", "alice", false));
        case 10 -> {
          for (int i = 0; i < 12; i++) {
            String time = Trail.minutesLater("2026-08-10T14:00:00Z", i / 4);
            events.add(Trail.denied(Instant.parse(time).plusSeconds(i % 4).toString()));
          }
        }
        case 15 -> events.add(Trail.root("2026-08-15T23:59:59Z"));
        case 20 -> {
          events.add(Trail.login("2026-08-20T08:00:00Z", "bob@example.com", true));
          events.add(Trail.login("2026-08-20T08:03:59Z", "eve@example.com", true));
          events.add(Trail.login("2026-08-20T12:00:01Z", "bob@example.com", true));
        }
        default -> {}
      }
      Trail.gzip(
          folder.resolve("AWSLogs/" + date.replace('-', '/') + "/x.json.gz"),
          Trail.records(events));
    }
  }

  @Test
  void readsEveryShapeOfFile() throws IOException {
    ObjectNode event = Trail.denied(TIME);
    Trail.gzip(folder.resolve("a/records.json.gz"), Trail.records(List.of(Trail.denied(TIME))));
    Trail.write(folder.resolve("b/c/records.json"), Trail.records(List.of(Trail.denied(TIME))));
    Trail.write(
        folder.resolve("lines.jsonl"), Trail.denied(TIME) + "\n" + Trail.denied(TIME) + "\n");
    Trail.write(folder.resolve("single.json"), event.toPrettyString());
    Trail.write(folder.resolve("array.json"), "[" + Trail.denied(TIME) + "]");
    Trail.write(folder.resolve("empty.json"), "{\"Records\":[]}");
    Trail.write(folder.resolve("README.md"), "not read");
    Trail.write(folder.resolve(".hidden.json"), "not read");
    Trail.write(folder.resolve("111122223333_CloudTrail-Digest_x.json"), "{\"not\":\"read\"}");
    ReplayResult result = replay(folder);
    assertThat(result.problems()).isEmpty();
    assertThat(result.files()).isEqualTo(6);
    assertThat(result.skippedFiles()).isEqualTo(3);
    assertThat(result.events()).isEqualTo(6);
    assertThat(result.alarms().get(0).matches()).isEqualTo(6);
  }

  @Test
  void readsAFileThatIsNamedWhateverItsName() {
    Path file =
        Trail.write(folder.resolve("trail.txt"), Trail.records(List.of(Trail.denied(TIME))));
    assertThat(replay(file).events()).isEqualTo(1);
    assertThat(
            replay(file, file, folder.resolve("../" + folder.getFileName() + "/trail.txt")).files())
        .as("one file, named three times")
        .isEqualTo(1);
  }

  @Test
  void losesNothingElseToDamagedInput() throws IOException {
    List<ObjectNode> many = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      many.add(Trail.denied(Trail.minutesLater(TIME, i)));
    }
    byte[] whole = Trail.gzipped(Trail.records(many));
    Path cut = Files.write(folder.resolve("cut.json.gz"), Arrays.copyOf(whole, whole.length / 2));
    Trail.write(
        folder.resolve("broken.json"), Trail.records(many.subList(0, 1)).replace("]}", ",{\"a\":"));
    Trail.write(
        folder.resolve("lines.jsonl"), "[1]\n" + Trail.denied(TIME) + "\n\"text\"\n{\"a\":}\n");
    Trail.write(folder.resolve("timeless.json"), "{\"Records\":[{\"eventTime\":\"noon\"}]}");
    Trail.write(folder.resolve("magic.json.gz"), "\u001f\u008b");
    Files.write(folder.resolve("short.json.gz"), Arrays.copyOf(whole, 2));
    Files.write(folder.resolve("shorter-header.json.gz"), Arrays.copyOf(whole, 5));
    Trail.write(folder.resolve("whole.json"), Trail.records(List.of(Trail.denied(TIME))));

    ReplayResult result = replay(folder);

    assertThat(result.problems())
        .map(problem -> problem.toString().replace(folder + "/", ""))
        .containsExactly(
            "broken.json: ends in the middle of event 2",
            "cut.json.gz: the gzip data ends too early",
            "lines.jsonl: 3 events are no JSON object, the first is event 1",
            "magic.json.gz: event 1 is no JSON object",
            "short.json.gz: the gzip data ends too early",
            "shorter-header.json.gz: the gzip data ends too early",
            "timeless.json: event 1 is without a valid eventTime");
    assertThat(result.problemCount()).isEqualTo(7);
    assertThat(result.files()).isEqualTo(8);
    // One each of broken.json, lines.jsonl and whole.json; the first half of cut.json.gz.
    assertThat(result.events()).isBetween(1000L, 2500L).isEqualTo(result.alarms().get(0).matches());
    assertThat(replay(cut).events()).isEqualTo(result.events() - 2);
  }

  @Test
  void namesFilesThatCannotBeRead() {
    Path missing = folder.resolve("missing.json");
    assertThat(replay(missing).problems())
        .containsExactly(new InputProblem(missing.toString(), "there is no such file"));
  }

  @Test
  void countsDuplicatesOfOverlappingDeliveriesOnce() {
    List<ObjectNode> events =
        List.of(Trail.denied(TIME), Trail.denied(TIME), Trail.event(TIME, "ec2", "RunInstances"));
    Trail.write(folder.resolve("one/trail.json"), Trail.records(events));
    Trail.gzip(folder.resolve("two/trail.json.gz"), Trail.records(events.subList(1, 3)));
    Trail.write(folder.resolve("two/lines.json"), events.get(0) + "\n" + events.get(0) + "\n");
    ReplayResult result = replay(folder);
    assertThat(result.events()).isEqualTo(3);
    assertThat(result.duplicates()).isEqualTo(4);
    assertThat(result.alarms().get(0).matches()).isEqualTo(2);
  }

  @Test
  void takesEventsWithoutIdForDifferentOnes() {
    ObjectNode event = Trail.denied(TIME);
    event.remove("eventID");
    Trail.write(folder.resolve("trail.json"), Trail.records(List.of(event, event)));
    assertThat(replay(folder).events()).isEqualTo(2);
  }

  @Test
  void keepsTheEventsOfOneAccount() {
    ObjectNode other = Trail.denied(TIME).put("recipientAccountId", "444455556666");
    Trail.write(folder.resolve("trail.json"), Trail.records(List.of(Trail.denied(TIME), other)));
    assertThat(replay(folder).accounts()).isEqualTo(Map.of("111122223333", 1L, "444455556666", 1L));
    ReplayResult one =
        Replay.of(List.of(ReplayAlarm.of("denied", DENIED, AlarmSettings.DEFAULT)))
            .account("444455556666")
            .run(List.of(folder));
    assertThat(one.events()).isEqualTo(1);
    assertThat(one.otherAccounts()).isEqualTo(1);
    assertThat(one.accounts()).isEqualTo(Map.of("444455556666", 1L));
  }

  @Test
  void saysTheSameWithAnyNumberOfThreads() {
    for (int file = 0; file < 40; file++) {
      List<ObjectNode> events = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        ObjectNode event = Trail.denied(Trail.minutesLater(TIME, 37 * file + i));
        event.withObject("/userIdentity/sessionContext/sessionIssuer").put("arn", "role-" + i % 29);
        event.put("padding", "x".repeat(2000));
        events.add(event);
      }
      Trail.gzip(folder.resolve(file + ".json.gz"), Trail.records(events));
    }
    ReplayResult expected = replay(folder);
    assertThat(expected.events()).isEqualTo(40 * 400);
    for (int threads : new int[] {1, 2, 7}) {
      assertThat(
              Replay.of(List.of(ReplayAlarm.of("denied", DENIED, AlarmSettings.DEFAULT)))
                  .threads(threads)
                  .run(List.of(folder)))
          .usingRecursiveComparison()
          .isEqualTo(expected);
    }
  }

  @Test
  void tellsHowFarItIs() {
    Trail.write(folder.resolve("a.json"), Trail.records(List.of(Trail.denied(TIME))));
    Trail.write(folder.resolve("b.json"), Trail.records(List.of(Trail.denied(TIME))));
    List<Progress> told = new ArrayList<>();
    Replay.of(List.of(ReplayAlarm.of("denied", DENIED, AlarmSettings.DEFAULT)))
        .progress(told::add)
        .run(List.of(folder));
    Progress last = told.get(told.size() - 1);
    assertThat(last.filesDone()).isEqualTo(2);
    assertThat(last.files()).isEqualTo(2);
    assertThat(last.events()).isEqualTo(2);
    assertThat(last.bytesDone()).isEqualTo(last.bytes()).isPositive();
  }

  @Test
  void findsNothingInNoFiles() {
    ReplayResult result = replay(folder);
    assertThat(result.events()).isZero();
    assertThat(result.first()).isEmpty();
    assertThat(result.alarms().get(0).episodes()).isEmpty();
  }

  private static ReplayResult replay(Path... paths) {
    return Replay.of(List.of(ReplayAlarm.of("denied", DENIED, AlarmSettings.DEFAULT)))
        .run(List.of(paths));
  }

  private static List<ReplayAlarm> controls() {
    return Controls.all().stream()
        .map(
            control ->
                ReplayAlarm.of(
                    ControlFilter.first(control, control.defaultVariant()), AlarmSettings.DEFAULT))
        .toList();
  }

  private static AlarmResult alarm(ReplayResult result, String name) {
    return result.alarms().stream()
        .filter(alarm -> alarm.alarm().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Episode episode(String from, String until, long events, long peak) {
    return new Episode(Instant.parse(from), Optional.of(Instant.parse(until)), events, peak);
  }
}
