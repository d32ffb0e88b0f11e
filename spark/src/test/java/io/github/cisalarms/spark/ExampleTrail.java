package io.github.cisalarms.spark;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/** Trails in CloudTrail's layout, of three accounts and four regions. */
final class ExampleTrail {

  private static final List<String> ACCOUNTS =
      List.of("111122223333", "444455556666", "123456789012");
  private static final List<String> REGIONS =
      List.of("eu-central-1", "eu-west-1", "us-east-1", "us-west-2");
  private static final LocalDate FIRST_DAY = LocalDate.of(2026, 8, 1);

  private ExampleTrail() {}

  /**
   * Objects by their path from {@code AWSLogs} on: of each account, region and day that many files,
   * and a digest. Each file repeats an event of the file before, and the second of all is broken.
   */
  static Map<String, byte[]> of(int days, int filesPerDay) {
    Map<String, byte[]> trail = new TreeMap<>();
    for (String account : ACCOUNTS) {
      for (String region : REGIONS) {
        for (int day = 0; day < days; day++) {
          LocalDate date = FIRST_DAY.plusDays(day);
          String folder = region + "/" + date.toString().replace('-', '/') + "/";
          for (int i = 0; i < filesPerDay; i++) {
            String time = String.format(Locale.ROOT, "%sT%02d10Z", date, i).replace("-", "");
            String name = account + "_CloudTrail_" + region + "_" + time + "_abc" + i + ".json.gz";
            trail.put(
                "AWSLogs/" + account + "/CloudTrail/" + folder + name,
                records(account, region, date, i));
          }
          trail.put(
              "AWSLogs/"
                  + account
                  + "/CloudTrail-Digest/"
                  + folder
                  + account
                  + "_CloudTrail-Digest_x.json.gz",
              gzip("{}"));
        }
      }
    }
    String second =
        trail.keySet().stream()
            .filter(key -> key.contains("/CloudTrail/"))
            .skip(1)
            .findFirst()
            .orElseThrow();
    trail.computeIfPresent(second, (key, bytes) -> Arrays.copyOf(bytes, bytes.length / 2));
    return trail;
  }

  /** Files of one account and day, with events of the root user from some 40,000 addresses. */
  static Map<String, byte[]> ofManySources() {
    Map<String, byte[]> trail = new TreeMap<>();
    Random random = new Random(1);
    String account = ACCOUNTS.get(0);
    String region = REGIONS.get(0);
    for (int i = 0; i < 20; i++) {
      List<String> events = new ArrayList<>();
      for (int j = 0; j < 4_000; j++) {
        int source = random.nextInt(50_000);
        Instant time = FIRST_DAY.atStartOfDay().toInstant(ZoneOffset.UTC).plusSeconds(60L * i);
        events.add(
            event(
                time,
                i + "-" + j,
                true,
                region,
                account,
                "10.1." + source / 250 + "." + source % 250,
                "root"));
      }
      trail.put(
          String.format(
              Locale.ROOT,
              "AWSLogs/%1$s/CloudTrail/%2$s/2026/08/01/%1$s_CloudTrail_%2$s_20260801T%3$02d10Z_a.json.gz",
              account,
              region,
              i),
          gzip("{\"Records\":[" + String.join(",", events) + "]}"));
    }
    return trail;
  }

  static Path write(Map<String, byte[]> trail, Path folder) {
    trail.forEach(
        (path, bytes) -> {
          try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    return folder;
  }

  private static byte[] records(String account, String region, LocalDate date, int hour) {
    List<String> events = new ArrayList<>();
    for (int i = -1; i < 3; i++) {
      // The one before the first is the last of the hour before.
      int index = hour * 3 + i;
      Instant time = date.atStartOfDay().toInstant(ZoneOffset.UTC).plusSeconds(1_200L * index);
      boolean root = (account + region + index).hashCode() % 3 == 0;
      events.add(
          event(
              time,
              String.join("-", account, region, date.toString(), Integer.toString(index)),
              root,
              region,
              account,
              "192.0.2." + Math.floorMod(index, 7),
              Integer.toString(Math.floorMod(index, 5))));
    }
    return gzip("{\"Records\":[" + String.join(",", events) + "]}");
  }

  private static String event(
      Instant time,
      String id,
      boolean root,
      String region,
      String account,
      String source,
      String user) {
    return String.format(
        Locale.ROOT,
        "{\"eventTime\":\"%s\",\"eventID\":\"%s\",\"eventName\":\"%s\","
            + "\"eventSource\":\"s3.amazonaws.com\",\"eventType\":\"AwsApiCall\","
            + "\"awsRegion\":\"%s\",\"recipientAccountId\":\"%s\","
            + "\"sourceIPAddress\":\"%s\","
            + "\"userIdentity\":{\"type\":\"%s\",\"arn\":\"arn:aws:iam::%s:user/%s\"}}",
        time,
        id,
        root ? "PutBucketPolicy" : "ListBuckets",
        region,
        account,
        source,
        root ? "Root" : "AWSService",
        account,
        user);
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
}
