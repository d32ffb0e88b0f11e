package io.github.cisalarms.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cisalarms.aws.AwsSettings;
import io.github.cisalarms.catalog.AlarmSettings;
import io.github.cisalarms.pattern.FilterPattern;
import io.github.cisalarms.replay.Replay;
import io.github.cisalarms.replay.ReplayAlarm;
import io.github.cisalarms.replay.ReplayResult;
import io.github.cisalarms.replay.s3.S3Access;
import io.github.cisalarms.replay.s3.S3Trail;
import io.github.cisalarms.replay.trail.TrailFile;
import io.github.cisalarms.replay.trail.TrailListing;
import io.github.cisalarms.replay.trail.TrailSelection;
import io.github.cisalarms.replay.trail.TrailSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Replays a trail from an emulated bucket, as the packaged program does. */
@AgainstMoto
class ReplayFromS3IT {

  private static final String BUCKET = "example-trail";
  private static final List<String> ACCOUNTS =
      List.of("111122223333", "444455556666", "123456789012");
  private static final List<String> REGIONS =
      List.of("eu-central-1", "eu-west-1", "us-east-1", "us-west-2");
  private static final LocalDate FIRST_DAY = LocalDate.of(2026, 8, 1);
  private static final int DAYS = 10;

  @TempDir private Path folder;
  private S3Client s3;
  private Map<String, String> environment;

  @BeforeEach
  void createBucket(Moto moto) {
    s3 = moto.s3();
    s3.createBucket(bucket -> bucket.bucket(BUCKET));
    environment = new HashMap<>(moto.environment());
    environment.put("AWS_REGION", Moto.REGION);
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
  }

  @Test
  void givesTheSameBytesAsFromDisk() {
    Map<String, byte[]> trail = trail(17);
    assertThat(trail).hasSizeGreaterThan(2000);
    store(trail);

    Terraform.Outcome disk = replay(folder.resolve("trail/AWSLogs").toString(), "--json");
    Terraform.Outcome bucket = replay("s3://" + BUCKET + "/org/AWSLogs/", "--json");

    assertThat(disk.exitCode()).as(disk.stderr()).isZero();
    assertThat(bucket.exitCode()).as(bucket.stderr()).isZero();
    assertThat(bucket.stdout()).contains("\"files\": 2040").isEqualTo(disk.stdout());
    assertThat(bucket.stderr()).isEmpty();

    for (List<String> choice :
        List.of(
            List.of("--region", "us-east-1"),
            List.of("--account", ACCOUNTS.get(1)),
            List.of("--since", "2026-08-03", "--until", "2026-08-05T12:00:00Z"))) {
      assertThat(replay("s3://" + BUCKET + "/org", choice).stdout())
          .as("%s", choice)
          .contains("\"files\"")
          .isEqualTo(replay(folder.resolve("trail").toString(), choice).stdout());
    }
  }

  @Test
  void readsOnlyTheObjectsThatAreWanted(Moto moto) {
    Map<String, byte[]> trail = trail(1);
    store(trail);
    int before = moto.requests().size();

    Terraform.Outcome outcome =
        replay(
            "s3://" + BUCKET,
            List.of(
                "--account", ACCOUNTS.get(0),
                "--region", "eu-west-1",
                "--since", "2026-08-04",
                "--until", "2026-08-06"));

    assertThat(outcome.exitCode()).as(outcome.stderr()).isZero();
    List<String> requests = moto.requests().subList(before, moto.requests().size());
    assertThat(requests)
        .filteredOn(request -> request.contains("/org/"))
        .containsExactlyInAnyOrderElementsOf(
            trail.keySet().stream()
                .filter(key -> key.contains("/111122223333/CloudTrail/eu-west-1/2026/08/0"))
                .filter(key -> key.contains("/04/") || key.contains("/05/"))
                .map(key -> "GET /" + BUCKET + "/" + key)
                .toList());
    assertThat(requests)
        .filteredOn(request -> request.contains("list-type=2"))
        .isNotEmpty()
        .noneMatch(request -> request.contains("444455556666") || request.contains("eu-central-1"));
  }

  /** Killed whenever it has noted how far it is, it comes to the same in the end. */
  @Test
  void goesOnAfterItWasKilledTenTimes() throws Exception {
    store(trail(17));
    String expected = replay("s3://" + BUCKET, "--json").stdout();
    Path checkpoint = folder.resolve("checkpoint");
    Random random = new Random(7);

    for (int kills = 0; kills < 10; kills++) {
      Process process = startResumable(checkpoint);
      FileTime before = modified(checkpoint);
      while (modified(checkpoint).equals(before) && process.isAlive()) {
        Thread.sleep(5);
      }
      Thread.sleep(random.nextInt(60));
      assertThat(process.isAlive()).as("it is in the middle after %s kills", kills).isTrue();
      // SIGKILL
      process.destroyForcibly().waitFor();
      assertThat(checkpoint).exists();
    }

    Terraform.Outcome resumed =
        replay("s3://" + BUCKET, "--json", "--resume", checkpoint.toString());
    assertThat(resumed.exitCode()).as(resumed.stderr()).isZero();
    assertThat(resumed.stdout()).contains("\"files\": 2040").isEqualTo(expected);
    assertThat(checkpoint).doesNotExist();
  }

  private Process startResumable(Path checkpoint) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                "target/cis-alarms.jar",
                "replay",
                "s3://" + BUCKET,
                "--threads",
                "1",
                "--resume",
                checkpoint.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static FileTime modified(Path file) throws IOException {
    try {
      return Files.getLastModifiedTime(file);
    } catch (NoSuchFileException e) {
      return FileTime.fromMillis(0);
    }
  }

  @Test
  void namesABucketThatDoesNotExist() {
    Terraform.Outcome outcome = replay("s3://example-other/AWSLogs", "--json");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.stderr()).isEqualTo("s3://example-other/AWSLogs: there is no such bucket\n");
  }

  @Test
  void namesAnObjectWithHalfAGzipAndReadsTheRest() {
    Map<String, byte[]> trail = trail(1);
    String broken = someObject(trail);
    trail.computeIfPresent(broken, (key, bytes) -> Arrays.copyOf(bytes, bytes.length / 2));
    store(trail);

    Terraform.Outcome disk = replay(folder.resolve("trail").toString(), "--json");
    Terraform.Outcome bucket = replay("s3://" + BUCKET, "--json");

    assertThat(bucket.exitCode()).isEqualTo(2);
    assertThat(bucket.stderr())
        .startsWith(broken.substring("org/".length()) + ": ")
        .hasLineCount(1)
        .isEqualTo(disk.stderr());
    assertThat(bucket.stdout()).isEqualTo(disk.stdout());
  }

  @Test
  void namesAnObjectThatVanishesAfterItWasListed(Moto moto) {
    Map<String, byte[]> trail = trail(1);
    store(trail);
    String gone = someObject(trail);
    Map<String, String> properties = properties(moto);
    properties.forEach(System::setProperty);
    try {
      TrailSource bucket =
          S3Trail.open(List.of("s3://" + BUCKET), new S3Access(AwsSettings.none(), false)).get(0);
      assertVanishedObjectIsNamed(bucket, gone);
    } finally {
      properties.keySet().forEach(System::clearProperty);
    }
  }

  private void assertVanishedObjectIsNamed(TrailSource bucket, String gone) {
    ReplayAlarm root =
        ReplayAlarm.of(
            "root", FilterPattern.parse("{ $.userIdentity.type = Root }"), AlarmSettings.DEFAULT);
    ReplayResult result = Replay.of(List.of(root)).runOn(List.of(new Vanishing(bucket, gone)));
    assertThat(result.problems())
        .extracting(Object::toString)
        .containsExactly(
            gone.substring("org/".length())
                + ": there is no such object any more: it was deleted after it was listed");
    assertThat(result.events()).isEqualTo(2L * (result.files() - 1));
  }

  /** A bucket in which an object is deleted after it was listed. */
  private final class Vanishing implements TrailSource {
    private final TrailSource bucket;
    private final String gone;

    Vanishing(TrailSource bucket, String gone) {
      this.bucket = bucket;
      this.gone = gone;
    }

    @Override
    public void list(TrailSelection selection, TrailListing listing) {
      bucket.list(selection, listing);
      s3.deleteObject(object -> object.bucket(BUCKET).key(gone));
    }

    @Override
    public TrailFile file(String key, long size) {
      return bucket.file(key, size);
    }

    @Override
    public String location(String key) {
      return bucket.location(key);
    }
  }

  private static String someObject(Map<String, byte[]> trail) {
    return trail.keySet().stream().filter(key -> key.contains("/CloudTrail/")).findFirst().get();
  }

  /** The properties by which the SDK of this process finds the emulator. */
  private static Map<String, String> properties(Moto moto) {
    return Map.of(
        "aws.endpointUrl", moto.environment().get("AWS_ENDPOINT_URL"),
        "aws.accessKeyId", moto.environment().get("AWS_ACCESS_KEY_ID"),
        "aws.secretAccessKey", moto.environment().get("AWS_SECRET_ACCESS_KEY"),
        "aws.region", Moto.REGION);
  }

  private Terraform.Outcome replay(String path, List<String> options) {
    List<String> arguments = new ArrayList<>(List.of(path, "--json"));
    arguments.addAll(options);
    return replay(arguments.toArray(String[]::new));
  }

  private Terraform.Outcome replay(String... arguments) {
    List<String> command = new ArrayList<>(List.of("replay"));
    command.addAll(List.of(arguments));
    return ExecutableJar.run(environment, command.toArray(String[]::new));
  }

  /** Objects by key: a file per account, region and day that many times, and a digest per day. */
  private static Map<String, byte[]> trail(int filesPerDay) {
    Map<String, byte[]> trail = new TreeMap<>();
    for (String account : ACCOUNTS) {
      for (String region : REGIONS) {
        for (int day = 0; day < DAYS; day++) {
          LocalDate date = FIRST_DAY.plusDays(day);
          String parts = region + "/" + date.toString().replace('-', '/') + "/";
          String root = "org/AWSLogs/" + account + "/";
          for (int i = 0; i < filesPerDay; i++) {
            String time = String.format(Locale.ROOT, "%sT%02d10Z", date, i).replace("-", "");
            String name = account + "_CloudTrail_" + region + "_" + time + "_abc" + i + ".json.gz";
            Instant event = Instant.parse(String.format(Locale.ROOT, "%sT%02d:05:00Z", date, i));
            trail.put(root + "CloudTrail/" + parts + name, records(account, region, event));
          }
          trail.put(
              root + "CloudTrail-Digest/" + parts + account + "_CloudTrail-Digest_x.json.gz",
              gzip("{}"));
        }
      }
    }
    return trail;
  }

  /** Two events: one by root in some files, and one that no control asks for. */
  private static byte[] records(String account, String region, Instant time) {
    boolean root = (account + region + time).hashCode() % 3 == 0;
    return gzip(
        IntStream.range(0, 2)
            .mapToObj(
                i ->
                    String.format(
                        Locale.ROOT,
                        "{\"eventTime\":\"%s\",\"eventID\":\"%s-%s-%s-%d\","
                            + "\"eventName\":\"ListBuckets\",\"eventSource\":\"s3.amazonaws.com\","
                            + "\"eventType\":\"AwsApiCall\",\"awsRegion\":\"%s\","
                            + "\"recipientAccountId\":\"%s\","
                            + "\"userIdentity\":{\"type\":\"%s\",\"arn\":\"arn:aws:iam::%s:root\"}}",
                        time,
                        account,
                        region,
                        time,
                        i,
                        region,
                        account,
                        root && i == 0 ? "Root" : "AWSService",
                        account))
            .collect(Collectors.joining(",", "{\"Records\":[", "]}")));
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Puts the objects into the bucket, and the same on disk. */
  private void store(Map<String, byte[]> trail) {
    trail.forEach(
        (key, bytes) -> {
          s3.putObject(object -> object.bucket(BUCKET).key(key), RequestBody.fromBytes(bytes));
          try {
            Path file = folder.resolve("trail").resolve(key.substring("org/".length()));
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
