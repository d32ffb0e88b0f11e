package io.github.cisalarms.replay.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrailListingTest {

  /** Names in CloudTrail's layout, in any order. */
  private record Names(List<String> names) implements TrailSource {

    @Override
    public void list(TrailSelection selection, TrailListing listing) {
      names.forEach(name -> listing.offer(name, name.length()));
    }

    @Override
    public TrailFile file(String key, long size) {
      return new Name(key, size);
    }

    @Override
    public String location(String key) {
      return key;
    }
  }

  private record Name(String name, long size) implements TrailFile {
    @Override
    public InputStream open() {
      return InputStream.nullInputStream();
    }
  }

  @Test
  void putsFilesInTheOrderOfTheirDeliveryWhereverTheyAre() throws IOException {
    List<String> names =
        List.of(
            "z/111122223333_CloudTrail_us-east-1_20260801T0005Z_a.json.gz",
            "b/111122223333_CloudTrail_us-east-1_20260801T0010Z_a.json.gz",
            "a/111122223333_CloudTrail_us-east-1_20260801T0015Z_a.json.gz");
    assertThat(namesOf(new Names(names), new Names(names))).isEqualTo(names);
  }

  /** What is too much for memory is put in the same order as what is not. */
  @Test
  void sortsInTheSameOrderWithATemporaryFile() throws IOException {
    List<String> names =
        new ArrayList<>(IntStream.range(0, 1_000).mapToObj(TrailListingTest::name).toList());
    Collections.shuffle(names, new Random(4));
    try (SortedFiles few = new SortedFiles(7);
        SortedFiles many = new SortedFiles(10_000)) {
      for (int round = 0; round < 2; round++) {
        Names source = new Names(names);
        for (String name : names) {
          ListedFile file = ListedFile.of(source, 0, name, name, name.length());
          few.add(file);
          many.add(file);
        }
      }
      List<ListedFile> sorted = new ArrayList<>();
      many.iterator().forEachRemaining(sorted::add);
      assertThat(sorted).hasSize(1_000).isSortedAccordingTo(ListedFile.ORDER);
      assertThat(few.iterator()).toIterable().isEqualTo(sorted);
      assertThat(few.iterator()).toIterable().isEqualTo(sorted);
    }
  }

  /** In a heap in which a million names have no place: {@link Million} runs in a JVM of its own. */
  @Test
  void listsAMillionFilesInLittleMemory() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                location(TrailListing.class) + File.pathSeparator + location(Million.class),
                Million.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).contains("1000000 files, in order");
  }

  private static Path location(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  /** Lists a million files, and prints how many came out. */
  static final class Million {
    private static final int FILES = 1_000_000;

    public static void main(String[] args) throws IOException {
      TrailSource source =
          new TrailSource() {
            @Override
            public void list(TrailSelection selection, TrailListing listing) {
              // A prime to no factor of a million: every number once, in disorder.
              for (long i = 0; i < FILES; i++) {
                String name = TrailListingTest.name((int) (i * 611_953 % FILES));
                listing.offer(name, name.length());
              }
            }

            @Override
            public TrailFile file(String key, long size) {
              return new Name(key, size);
            }

            @Override
            public String location(String key) {
              return "s3://example-trail/" + key;
            }
          };
      try (TrailListing listing = TrailListing.of(List.of(source), TrailSelection.ALL)) {
        int count = 0;
        boolean inOrder = true;
        String last = "";
        for (Iterator<ListedFile> files = listing.files(); files.hasNext(); count++) {
          String time = files.next().time();
          inOrder &= last.compareTo(time) <= 0;
          last = time;
        }
        System.out.println(count + " files, " + (inOrder ? "in order" : "in disorder"));
        System.out.println(listing.summary().files());
      }
    }
  }

  private static String name(int i) {
    return String.format(
        Locale.ROOT,
        "AWSLogs/o-exampleorg1/%012d/CloudTrail/eu-central-1/2026/08/%02d/"
            + "%012d_CloudTrail_eu-central-1_202608%02dT%02d%02dZ_%016x.json.gz",
        i % 500,
        i % 31 + 1,
        i % 500,
        i % 31 + 1,
        i % 24,
        i % 60,
        i * 0x9E3779B97F4A7C15L);
  }

  private static List<String> namesOf(TrailSource... sources) throws IOException {
    List<String> names = new ArrayList<>();
    try (TrailListing listing = TrailListing.of(List.of(sources), TrailSelection.ALL)) {
      listing.files().forEachRemaining(file -> names.add(file.name()));
      assertThat(listing.summary().files()).isEqualTo(names.size());
    }
    return names;
  }
}
