package io.github.cisalarms.replay.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.cisalarms.aws.AwsSettings;
import io.github.cisalarms.catalog.AlarmSettings;
import io.github.cisalarms.pattern.FilterPattern;
import io.github.cisalarms.replay.Replay;
import io.github.cisalarms.replay.ReplayAlarm;
import io.github.cisalarms.replay.ReplayResult;
import io.github.cisalarms.replay.trail.InputProblem;
import io.github.cisalarms.replay.trail.TrailSelection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What S3 can refuse or break, from a server that does so: each is named, and the rest is read. */
class S3FaultsTest {

  private static final String BUCKET = "/example-trail";
  private static final List<String> ACCOUNTS = List.of("111122223333", "444455556666");
  private static final Map<String, String> SETTINGS =
      Map.of(
          "aws.accessKeyId", "testing",
          "aws.secretAccessKey", "testing",
          "aws.region", "us-east-1");

  private final Map<String, byte[]> objects = new TreeMap<>();
  private final Map<String, String> refusals = new ConcurrentHashMap<>();
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();
  private final Set<String> cut = new TreeSet<>();
  private final AtomicInteger atOnce = new AtomicInteger();
  private final AtomicInteger mostAtOnce = new AtomicInteger();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    for (String account : ACCOUNTS) {
      for (int i = 0; i < 4; i++) {
        objects.put(key(account, i), gzip(event(account, i)));
      }
    }
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
    SETTINGS.forEach(System::setProperty);
    System.setProperty("aws.endpointUrl", "http://127.0.0.1:" + server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    server.stop(0);
    SETTINGS.keySet().forEach(System::clearProperty);
    System.clearProperty("aws.endpointUrl");
  }

  @Test
  void readsAllIfNothingIsWrong() {
    ReplayResult result = replay(TrailSelection.ALL);
    assertThat(result.problems()).isEmpty();
    assertThat(result.events()).isEqualTo(8);
  }

  @Test
  void asksAgainWhereTheServiceIsBusy() {
    failures.put(key(ACCOUNTS.get(0), 1), 2);
    ReplayResult result = replay(TrailSelection.ALL);
    assertThat(result.problems()).isEmpty();
    assertThat(result.events()).isEqualTo(8);
  }

  @Test
  void namesAnObjectThatFailsEachTime() {
    failures.put(key(ACCOUNTS.get(0), 1), Integer.MAX_VALUE);
    ReplayResult result = replay(TrailSelection.ALL);
    assertThat(result.events()).isEqualTo(7);
    assertThat(result.problems())
        .containsExactly(
            new InputProblem(key(ACCOUNTS.get(0), 1), "S3 answers SlowDown (status 503)"));
  }

  @Test
  void namesThePermissionOnTheKeyThatEncryptsAnObject() {
    String arn = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    refusals.put(
        key(ACCOUNTS.get(1), 0),
        "User: arn:aws:iam::111122223333:user/a is not authorized to perform: kms:Decrypt on"
            + " resource: "
            + arn);
    ReplayResult result = replay(TrailSelection.ALL);
    assertThat(result.events()).isEqualTo(7);
    assertThat(result.problems())
        .containsExactly(
            new InputProblem(
                key(ACCOUNTS.get(1), 0),
                "access is denied: kms:Decrypt is missing on the key " + arn));
  }

  @Test
  void namesAPrefixThatMayNotBeListedAndReadsTheOthers() {
    refusals.put("AWSLogs/444455556666/", "Access Denied");
    TrailSelection region =
        new TrailSelection(Optional.empty(), Optional.empty(), Set.of(), Set.of("us-east-1"));
    ReplayResult result = replay(region);
    assertThat(result.events()).isEqualTo(4);
    assertThat(result.problems())
        .containsExactly(
            new InputProblem(
                "s3://example-trail/AWSLogs/444455556666/",
                "access is denied: s3:ListBucket on the bucket is missing; of a bucket whose"
                    + " readers pay, say --requester-pays"));
  }

  @Test
  void namesAnObjectOfWhichHalfComes() {
    String key = key(ACCOUNTS.get(0), 2);
    cut.add(key);
    ReplayResult result = replay(TrailSelection.ALL);
    assertThat(result.events()).isEqualTo(7);
    assertThat(result.problems()).hasSize(1);
    assertThat(result.problems().get(0).file()).isEqualTo(key);
  }

  @Test
  void asksForNoMoreObjectsAtATimeThanThereAreThreads() {
    for (int i = 4; i < 60; i++) {
      objects.put(key(ACCOUNTS.get(0), i), gzip(event(ACCOUNTS.get(0), i)));
    }
    assertThat(replay(TrailSelection.ALL).events()).isEqualTo(64);
    assertThat(mostAtOnce.get()).isBetween(1, 3);
  }

  private static ReplayResult replay(TrailSelection selection) {
    ReplayAlarm alarm =
        ReplayAlarm.of("all", FilterPattern.parse("{ $.eventName = * }"), AlarmSettings.DEFAULT);
    return Replay.of(List.of(alarm))
        .selection(selection)
        .threads(3)
        .runOn(
            S3Trail.open(
                List.of("s3://example-trail"),
                new S3Access(new AwsSettings(Optional.empty(), Optional.empty()), false)));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
      if (query.contains("list-type=2")) {
        list(exchange, parameter(query, "prefix"), query.contains("delimiter="));
      } else {
        object(exchange, path.substring(BUCKET.length() + 1));
      }
    }
  }

  private void list(HttpExchange exchange, String prefix, boolean folders) throws IOException {
    if (refusals.containsKey(prefix)) {
      error(exchange, 403, "AccessDenied", refusals.get(prefix));
      return;
    }
    StringBuilder xml =
        new StringBuilder(
            "<ListBucketResult><Name>example-trail</Name><IsTruncated>false</IsTruncated>");
    Set<String> prefixes = new TreeSet<>();
    objects.forEach(
        (key, bytes) -> {
          int slash = key.indexOf('/', prefix.length());
          if (key.startsWith(prefix) && folders && slash > 0) {
            prefixes.add(key.substring(0, slash + 1));
          } else if (key.startsWith(prefix)) {
            xml.append("<Contents><Key>").append(key).append("</Key><Size>");
            xml.append(bytes.length).append("</Size></Contents>");
          }
        });
    prefixes.forEach(
        folder ->
            xml.append("<CommonPrefixes><Prefix>")
                .append(folder)
                .append("</Prefix></CommonPrefixes>"));
    send(exchange, 200, (xml + "</ListBucketResult>").getBytes(StandardCharsets.UTF_8));
  }

  private void object(HttpExchange exchange, String key) throws IOException {
    mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
    try {
      if (refusals.containsKey(key)) {
        error(exchange, 403, "AccessDenied", refusals.get(key));
      } else if (failures.merge(key, -1, Integer::sum) >= 0) {
        error(exchange, 503, "SlowDown", "Please reduce your request rate.");
      } else if (cut.contains(key)) {
        byte[] bytes = objects.get(key);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(Arrays.copyOf(bytes, bytes.length / 2));
        exchange.getResponseBody().flush();
      } else {
        send(exchange, 200, objects.get(key));
      }
    } finally {
      atOnce.decrementAndGet();
    }
  }

  private static void error(HttpExchange exchange, int status, String code, String message)
      throws IOException {
    String xml = "<Error><Code>" + code + "</Code><Message>" + message + "</Message></Error>";
    send(exchange, status, xml.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, byte[] bytes) throws IOException {
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static String parameter(String query, String name) {
    return Arrays.stream(query.split("&"))
        .filter(part -> part.startsWith(name + "="))
        .map(part -> URLDecoder.decode(part.substring(name.length() + 1), StandardCharsets.UTF_8))
        .findFirst()
        .orElse("");
  }

  private static String key(String account, int i) {
    return String.format(
        Locale.ROOT,
        "AWSLogs/%s/CloudTrail/us-east-1/2026/08/01/%s_CloudTrail_us-east-1_20260801T00%02dZ_a.json.gz",
        account,
        account,
        i);
  }

  private static String event(String account, int i) {
    return String.format(
        Locale.ROOT,
        "{\"Records\":[{\"eventTime\":\"2026-08-01T00:%02d:00Z\",\"eventName\":\"X\","
            + "\"eventID\":\"%s %d\",\"recipientAccountId\":\"%s\"}]}",
        i,
        account,
        i,
        account);
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
