package io.github.cisalarms.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cisalarms.catalog.AlarmSettings;
import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.catalog.Controls;
import io.github.cisalarms.files.IndentedJson;
import io.github.cisalarms.replay.Replay;
import io.github.cisalarms.replay.ReplayAlarm;
import io.github.cisalarms.replay.ReplayResult;
import io.github.cisalarms.replay.report.ReplayJson;
import io.github.cisalarms.replay.trail.TrailFile;
import io.github.cisalarms.replay.trail.TrailListing;
import io.github.cisalarms.replay.trail.TrailSelection;
import io.github.cisalarms.replay.trail.TrailSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkConf;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spark in this JVM, with two tasks at a time; a task may fail three times. */
class SparkReplayIT {

  private static final int SLICE_BYTES = 3_000;

  private static JavaSparkContext spark;

  @TempDir private static Path folder;

  @BeforeAll
  static void start() {
    ExampleTrail.write(ExampleTrail.of(3, 6), folder.resolve("trail"));
    spark =
        new JavaSparkContext(
            new SparkConf()
                .setMaster("local[2,4]")
                .setAppName("test")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.bindAddress", "127.0.0.1")
                .set("spark.driver.host", "127.0.0.1"));
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void givesTheSameBytesAsTheCommandLine() throws IOException {
    String trail = folder.resolve("trail").toString();
    ReplayResult expected = replay().run(List.of(Path.of(trail)));
    assertThat(expected.files()).isEqualTo(3 * 4 * 3 * 6);
    assertThat(expected.duplicates()).isGreaterThan(150);
    assertThat(expected.problems()).hasSize(1);

    for (int bytes : new int[] {1, SLICE_BYTES, 1_000_000}) {
      ReplayResult result =
          new SparkReplay(spark, bytes, 1)
              .run(replay(), () -> List.of(TrailSource.of(Path.of(trail))));
      assertThat(json(result)).as("%s bytes per task", bytes).isEqualTo(json(expected));
    }
  }

  /** Slices and the blocks of the command line are merged in other portions. */
  @Test
  void listsTheSameSourcesHoweverManyThereAre() throws IOException {
    String trail =
        ExampleTrail.write(ExampleTrail.ofManySources(), folder.resolve("sources")).toString();
    ReplayResult expected = replay().run(List.of(Path.of(trail)));
    assertThat(expected.events()).isEqualTo(20 * 4_000);
    ReplayResult result =
        new SparkReplay(spark, 100_000, 1)
            .run(replay(), () -> List.of(TrailSource.of(Path.of(trail))));
    assertThat(json(result)).isEqualTo(json(expected));
  }

  @Test
  void countsNothingTwiceIfATaskIsRetried() throws IOException {
    String trail = folder.resolve("trail").toString();
    Failing.FAILURES.set(0);
    ReplayResult result =
        new SparkReplay(spark, SLICE_BYTES, 1)
            .run(replay(), () -> List.of(new Failing(TrailSource.of(Path.of(trail)))));
    assertThat(Failing.FAILURES).hasValue(1);
    assertThat(json(result)).isEqualTo(json(replay().run(List.of(Path.of(trail)))));
  }

  /** Fails in the middle of a slice, the first time that a task comes there. */
  private record Failing(TrailSource trail) implements TrailSource {
    private static final AtomicInteger FAILURES = new AtomicInteger();

    @Override
    public void list(TrailSelection selection, TrailListing listing) {
      trail.list(selection, listing);
    }

    @Override
    public String location(String key) {
      return trail.location(key);
    }

    @Override
    public TrailFile file(String key, long size) {
      TrailFile file = trail.file(key, size);
      boolean first = TaskContext.get() != null && TaskContext.get().attemptNumber() == 0;
      return new TrailFile() {
        @Override
        public String name() {
          return file.name();
        }

        @Override
        public long size() {
          return file.size();
        }

        @Override
        public InputStream open() throws IOException {
          if (first && key.contains("_20260802T0310Z_") && FAILURES.compareAndSet(0, 1)) {
            throw new IllegalStateException("the task fails here");
          }
          return file.open();
        }
      };
    }
  }

  @Test
  void findsNoEventsInAnEmptyFolder() throws IOException {
    String empty = Files.createDirectories(folder.resolve("empty")).toString();
    ReplayResult result =
        new SparkReplay(spark, SLICE_BYTES, 1)
            .run(replay(), () -> List.of(TrailSource.of(Path.of(empty))));
    assertThat(json(result)).isEqualTo(json(replay().run(List.of(Path.of(empty)))));
    assertThat(result.problems()).hasSize(1);
  }

  private static Replay replay() {
    return Replay.of(
        Controls.all().stream()
            .flatMap(control -> control.reading(Checker.defaults()).filters().stream())
            .map(filter -> ReplayAlarm.of(filter, AlarmSettings.DEFAULT))
            .toList());
  }

  private static String json(ReplayResult result) {
    return IndentedJson.print(ReplayJson.of(result));
  }
}
