package io.github.cisalarms.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cisalarms.catalog.AlarmSettings;
import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.catalog.Controls;
import io.github.cisalarms.catalog.PatternVariant;
import io.github.cisalarms.pattern.FilterPattern;
import io.github.cisalarms.replay.trail.TrailFile;
import io.github.cisalarms.replay.trail.TrailListing;
import io.github.cisalarms.replay.trail.TrailSelection;
import io.github.cisalarms.replay.trail.TrailSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay that goes on from a checkpoint, and one that must not. */
class ResumeTest {

  private static final int FILES = 12;

  @TempDir private Path folder;

  /**
   * Files of two events: one that matches, one that every file has. Opening the file at {@code
   * fails} is a mistake of the program, which ends the replay as a power cut would.
   */
  private record Files12(int fails, AtomicInteger opened) implements TrailSource {

    @Override
    public void list(TrailSelection selection, TrailListing listing) {
      for (int i = 0; i < FILES; i++) {
        listing.add(String.format(Locale.ROOT, "file-%02d.json", i), 100);
      }
    }

    @Override
    public TrailFile file(String key, long size) {
      int index = Integer.parseInt(key.substring(5, 7));
      return new TrailFile() {
        @Override
        public String name() {
          return key;
        }

        @Override
        public long size() {
          return size;
        }

        @Override
        public InputStream open() {
          opened.incrementAndGet();
          if (index == fails) {
            throw new IllegalStateException("stopped");
          }
          // Longer than the checkpoint waits for the next one.
          sleep(index == 5 ? 300 : 0);
          return new ByteArrayInputStream(text(index).getBytes(StandardCharsets.UTF_8));
        }
      };
    }

    @Override
    public String location(String key) {
      return key;
    }

    private static void sleep(long millis) {
      try {
        Thread.sleep(millis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private static String text(int index) {
      return Trail.denied("2026-08-01T00:" + (10 + index) + ":00Z").put("eventID", "own " + index)
          + "\n"
          + Trail.denied("2026-08-01T00:10:00Z").put("eventID", "the same");
    }
  }

  @Test
  void goesOnWhereItWasWithTheSameResult() {
    ReplayResult whole =
        replay("{ $.errorCode = * }").runOn(List.of(new Files12(-1, new AtomicInteger())));
    assertThat(whole.events()).isEqualTo(FILES + 1);
    assertThat(whole.duplicates()).isEqualTo(FILES - 1);

    Path file = folder.resolve("checkpoint");
    Replay resumable = replay("{ $.errorCode = * }").checkpoint(file);
    assertThatThrownBy(() -> resumable.runOn(List.of(new Files12(8, new AtomicInteger()))))
        .hasMessageContaining("stopped");
    AtomicInteger opened = new AtomicInteger();
    ReplayResult resumed = resumable.runOn(List.of(new Files12(-1, opened)));

    assertThat(resumed).isEqualTo(whole);
    assertThat(opened.get()).isBetween(1, FILES - 6);
  }

  @Test
  void refusesACheckpointOfOtherPatternsOrAnotherAccount() {
    Path file = checkpoint();
    assertRefused(
        replay("{ $.errorCode = x }").checkpoint(file),
        "is of another replay: of other controls, patterns or another account");
    assertRefused(
        replay("{ $.errorCode = * }").account("111122223333").checkpoint(file),
        "is of another replay: of other controls, patterns or another account");
  }

  /** The patterns are the same, but of the variants it knows no top lists and samples. */
  @Test
  void refusesACheckpointThatOnlyCountedWhatIsNowShown() {
    Control control = Controls.all().get(0);
    String own = control.variants().get(0).pattern();
    Replay compared =
        Replay.of(
            List.of(ReplayAlarm.of(control, FilterPattern.parse(own), AlarmSettings.DEFAULT)));
    Replay shown =
        Replay.of(
            control.variants().stream()
                .map(PatternVariant::pattern)
                .map(FilterPattern::parse)
                .map(pattern -> ReplayAlarm.of(pattern.text(), pattern, AlarmSettings.DEFAULT))
                .toList());
    assertThat(compared.program().patterns()).isEqualTo(shown.program().patterns());
    assertThat(compared.program().counted()).isNotEmpty();

    Path file = folder.resolve("checkpoint");
    compared.checkpoint(file).runOn(List.of(new Files12(-1, new AtomicInteger())));

    assertRefused(
        shown.checkpoint(file),
        "is of another replay: of other controls, patterns or another account");
  }

  @Test
  void refusesACheckpointOfAnotherFormat() throws Exception {
    Path file = checkpoint();
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    int checksum = bytes.capacity() - 32;
    bytes.putInt("cis-alarms replay checkpoint\n".length(), 1);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(bytes.array(), 0, checksum);
    bytes.put(checksum, digest.digest());
    Files.write(file, bytes.array());

    assertRefused(
        replay("{ $.errorCode = * }").checkpoint(file),
        "was written by a version of the program with another format");
  }

  @Test
  void refusesACheckpointOfOtherFiles() throws IOException {
    Path file = checkpoint();
    Path other = Files.writeString(folder.resolve("other.json"), "{}");
    assertThatThrownBy(() -> replay("{ $.errorCode = * }").checkpoint(file).run(List.of(other)))
        .isInstanceOf(UncheckedIOException.class)
        .cause()
        .hasMessage(
            file
                + ": is of another replay: of 12 files, where there are 1 now; a trail grows, so"
                + " give --since and --until as times, such as 2026-08-01; delete it to start anew");
  }

  /** Whatever byte is damaged, there is a message, and never a result. */
  @Test
  void refusesADamagedCheckpoint() throws IOException {
    Path file = checkpoint();
    byte[] good = Files.readAllBytes(file);
    Random random = new Random(3);
    for (int i = 0; i < 200; i++) {
      byte[] damaged = good.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, damaged);
      assertThatThrownBy(
              () ->
                  replay("{ $.errorCode = * }")
                      .checkpoint(file)
                      .runOn(List.of(new Files12(-1, new AtomicInteger()))))
          .cause()
          .hasMessageMatching(
              "(?s).*(is damaged: its checksum is wrong; delete it to start anew"
                  + "|is no checkpoint of a replay; name another file for --resume)");
    }
    for (int length : new int[] {0, 10, 40, good.length / 2, good.length - 1}) {
      Files.write(file, Arrays.copyOf(good, length));
      assertThatThrownBy(
              () ->
                  replay("{ $.errorCode = * }")
                      .checkpoint(file)
                      .runOn(List.of(new Files12(-1, new AtomicInteger()))))
          .isInstanceOf(UncheckedIOException.class);
    }
  }

  @Test
  void saysBeforeItStartsThatTheCheckpointCannotBeWritten() throws IOException {
    Path file = Files.createDirectory(folder.resolve("folder"));
    AtomicInteger opened = new AtomicInteger();
    assertThatThrownBy(
            () ->
                replay("{ $.errorCode = * }")
                    .checkpoint(file)
                    .runOn(List.of(new Files12(-1, opened))))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(opened.get()).isZero();
  }

  /** A checkpoint in the middle of the twelve files. */
  private Path checkpoint() {
    Path file = folder.resolve("checkpoint");
    assertThatThrownBy(
            () ->
                replay("{ $.errorCode = * }")
                    .checkpoint(file)
                    .runOn(List.of(new Files12(8, new AtomicInteger()))))
        .hasMessageContaining("stopped");
    return file;
  }

  private void assertRefused(Replay replay, String message) {
    assertThatThrownBy(() -> replay.runOn(List.of(new Files12(-1, new AtomicInteger()))))
        .cause()
        .hasMessage(folder.resolve("checkpoint") + ": " + message + "; delete it to start anew");
  }

  private static Replay replay(String pattern) {
    return Replay.of(
            List.of(ReplayAlarm.of("denied", FilterPattern.parse(pattern), AlarmSettings.DEFAULT)))
        .threads(1);
  }
}
