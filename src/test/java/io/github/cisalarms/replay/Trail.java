package io.github.cisalarms.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/** Makes CloudTrail events and files for tests. */
public final class Trail {

  public static final ObjectMapper JSON = new ObjectMapper();
  public static final String ACCOUNT = "111122223333";

  private static int events;

  private Trail() {}

  /** An event with an id of its own. */
  public static ObjectNode event(String time, String service, String name) {
    events++;
    ObjectNode event = JSON.createObjectNode();
    event.putObject("userIdentity").put("type", "AssumedRole").put("arn", sessionArn("app", "i-1"));
    event
        .withObject("/userIdentity/sessionContext/sessionIssuer")
        .put("arn", "arn:aws:iam::" + ACCOUNT + ":role/app");
    event.put("eventTime", time);
    event.put("eventSource", service + ".amazonaws.com");
    event.put("eventName", name);
    event.put("eventType", "AwsApiCall");
    event.put("sourceIPAddress", "192.0.2.1");
    event.put("eventID", "event-" + events);
    event.put("recipientAccountId", ACCOUNT);
    return event;
  }

  public static ObjectNode login(String time, String user, boolean sso) {
    ObjectNode event = event(time, "signin", "ConsoleLogin");
    event.put("eventType", "AwsConsoleSignIn");
    event.putObject("additionalEventData").put("MFAUsed", "No");
    event.putObject("responseElements").put("ConsoleLogin", "Success");
    ObjectNode identity = event.putObject("userIdentity");
    identity.put("type", sso ? "AssumedRole" : "IAMUser");
    identity.put(
        "arn", sso ? sessionArn("sso", user) : "arn:aws:iam::" + ACCOUNT + ":user/" + user);
    return event;
  }

  public static ObjectNode root(String time) {
    ObjectNode event = event(time, "s3", "ListBuckets");
    event
        .putObject("userIdentity")
        .put("type", "Root")
        .put("arn", "arn:aws:iam::" + ACCOUNT + ":root");
    return event;
  }

  public static ObjectNode denied(String time) {
    return event(time, "ec2", "DescribeVolumes").put("errorCode", "Client.UnauthorizedOperation");
  }

  private static String sessionArn(String role, String session) {
    return "arn:aws:sts::" + ACCOUNT + ":assumed-role/" + role + "/" + session;
  }

  /** A CloudTrail file of events, given as JSON. */
  public static String records(List<?> events) {
    return events.stream()
        .map(Object::toString)
        .collect(Collectors.joining(",", "{\"Records\":[", "]}"));
  }

  public static Path write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Path gzip(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      return Files.write(file, gzipped(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] gzipped(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  public static String minutesLater(String time, int minutes) {
    return Instant.parse(time).plusSeconds(60L * minutes).toString();
  }
}
