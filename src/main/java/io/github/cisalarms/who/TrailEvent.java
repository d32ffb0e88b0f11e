package io.github.cisalarms.who;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.cisalarms.who.Activity.Action;
import io.github.cisalarms.who.Activity.Identity;
import io.github.cisalarms.who.Activity.Mfa;
import io.github.cisalarms.who.Activity.Origin;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a CloudTrail event says of who, what and from where.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html">userIdentity
 *     element</a>
 */
record TrailEvent(
    Optional<String> id, Instant time, Identity identity, Action action, Origin origin) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String UNKNOWN = "(unknown)";
  private static final String SESSION_ARN = ":assumed-role/";

  /** Reads an event; one that is no JSON has everything unknown but its time in the log group. */
  static TrailEvent of(LogEvent event) {
    JsonNode json = read(event.message());
    return new TrailEvent(
        text(json, "eventID"),
        text(json, "eventTime").flatMap(TrailEvent::time).orElse(event.time()),
        identity(json),
        new Action(
            text(json, "eventName").orElse(UNKNOWN),
            text(json, "eventSource").orElse(UNKNOWN),
            error(json)),
        new Origin(
            text(json, "sourceIPAddress").orElse(UNKNOWN),
            text(json, "userAgent").orElse(UNKNOWN),
            text(json, "awsRegion").orElse(UNKNOWN)));
  }

  private static JsonNode read(String message) {
    try {
      return JSON.readTree(message);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /** The event as JSON; as a text if it is none. */
  static JsonNode json(LogEvent event) {
    JsonNode json = read(event.message());
    return json.isMissingNode() ? TextNode.valueOf(event.message()) : json;
  }

  private static Identity identity(JsonNode event) {
    JsonNode identity = event.path("userIdentity");
    String type = text(identity, "type").orElse(UNKNOWN);
    return new Identity(
        type,
        name(type, identity),
        text(identity, "arn"),
        text(identity, "accountId"),
        text(identity, "invokedBy"),
        mfa(event),
        text(identity, "accessKeyId"));
  }

  private static String name(String type, JsonNode identity) {
    if (type.equals("Root")) {
      return text(identity, "userName").map(name -> "root (" + name + ")").orElse("root");
    }
    Optional<String> session =
        text(identity, "arn")
            .filter(arn -> arn.contains(SESSION_ARN))
            .map(arn -> arn.substring(arn.indexOf(SESSION_ARN) + SESSION_ARN.length()));
    return Stream.of(
            session,
            text(identity, "userName"),
            text(identity.path("onBehalfOf"), "userId"),
            text(identity, "invokedBy"),
            text(identity, "principalId"),
            text(identity, "accountId"))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(UNKNOWN);
  }

  /** A sign-in says it at one place, a request by the session that it belongs to at another. */
  private static Mfa mfa(JsonNode event) {
    return text(event.path("additionalEventData"), "MFAUsed")
        .or(() -> text(event.at("/userIdentity/sessionContext/attributes"), "mfaAuthenticated"))
        .map(
            said ->
                switch (said) {
                  case "Yes", "true" -> Mfa.YES;
                  case "No", "false" -> Mfa.NO;
                  default -> Mfa.UNKNOWN;
                })
        .orElse(Mfa.UNKNOWN);
  }

  private static Optional<String> error(JsonNode event) {
    return text(event, "errorCode")
        .or(() -> text(event, "errorMessage"))
        .or(
            () ->
                text(event.path("responseElements"), "ConsoleLogin")
                    .filter(result -> result.equals("Failure")));
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(JsonNode node, String field) {
    return Optional.of(node.path(field))
        .filter(value -> value.isValueNode() && !value.isNull())
        .map(JsonNode::asText)
        .filter(value -> !value.isEmpty());
  }
}
