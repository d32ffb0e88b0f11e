package io.github.cisalarms.drill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.cisalarms.pattern.FilterPattern;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An account that answers over HTTP as AWS does, as far as a drill asks: alarms on one log group's
 * metric filters that go off when a matching event is written, with a history, one topic, queues.
 * Every operation can be refused.
 */
final class FakeAws implements AutoCloseable {

  static final String ACCOUNT = "111122223333";
  static final String REGION = "us-east-1";
  static final String TOPIC = "arn:aws:sns:us-east-1:111122223333:cis-alarms";

  private static final Pattern SCOPE = Pattern.compile("Credential=[^/]+/[0-9]+/[^/]+/([^/]+)/");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final Map<String, FakeAlarm> alarms = new LinkedHashMap<>();
  private final Map<String, FakeQueue> queues = new TreeMap<>();
  private final Map<String, String> subscriptions = new TreeMap<>();
  private final Map<String, Refusal> refusals = new HashMap<>();
  private final Set<String> actions = new TreeSet<>();
  private final List<String> written = new ArrayList<>();
  private final Set<String> untilSet = new HashSet<>();
  private String action = TOPIC;
  private String place = "us-east-1:111122223333";
  private boolean publishes = true;
  private boolean agrees = true;
  private int subscribed;

  /** An operation that is refused. */
  enum Refusal {
    DENIED,
    THROTTLED
  }

  private static final class FakeQueue {
    private final Map<String, String> tags = new HashMap<>();
    private final List<String> messages = new ArrayList<>();
    private String policy = "";
  }

  private static final class FakeAlarm {
    private final String pattern;
    private final int threshold;
    private String state = "OK";
    private Instant updated = Instant.now().minusSeconds(1000);
    private int events;
    private boolean returns;
    private final List<String> history = new ArrayList<>();

    private FakeAlarm(String pattern, int threshold) {
      this.pattern = pattern;
      this.threshold = threshold;
    }
  }

  private FakeAws(HttpServer server) {
    this.server = server;
  }

  static FakeAws start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(Executors.newCachedThreadPool());
      FakeAws fake = new FakeAws(server);
      server.createContext("/", fake::handle);
      server.start();
      return fake;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI address() {
    return URI.create(
        "http://" + server.getAddress().getHostString() + ":" + server.getAddress().getPort());
  }

  /** Has an alarm on the metric of a filter with that pattern. */
  synchronized void alarm(String name, String pattern, int threshold) {
    alarms.put(name, new FakeAlarm(pattern, threshold));
  }

  synchronized void turnOn(String name) {
    alarms.get(name).state = "ALARM";
  }

  synchronized String state(String name) {
    return alarms.get(name).state;
  }

  /** An operation, such as {@code logs:TestMetricFilter}, is refused from now on. */
  synchronized void refuse(String action, Refusal refusal) {
    refusals.put(action, refusal);
  }

  /** As {@link #refuse}, until the state of an alarm is set. */
  synchronized void refuseUntilSet(String operation, Refusal refusal) {
    refuse(operation, refusal);
    untilSet.add(operation);
  }

  /** The alarms have this action instead of the topic. */
  synchronized void acts(String arn) {
    action = arn;
  }

  /** What arrives at the topic is of an alarm of that name elsewhere. */
  synchronized void publishAs(String account, String region) {
    place = region + ":" + account;
  }

  /** The service matches what our engine doesn't, and the other way round. */
  synchronized void disagree() {
    agrees = false;
  }

  /** The topic's policy refuses what alarms publish. */
  synchronized void refusePublishing() {
    publishes = false;
  }

  /** Has a queue that an earlier drill left, subscribed. */
  synchronized void leave(String queue) {
    FakeQueue left = new FakeQueue();
    left.policy = "{\"aws:SourceArn\":[\"" + TOPIC + "\"]}";
    queues.put(queue, left);
    subscribe(queue);
  }

  /** Has a subscription of a queue, which may be missing. */
  synchronized String subscribe(String queue) {
    String arn = TOPIC + ":" + ++subscribed;
    subscriptions.put(arn, "arn:aws:sqs:" + REGION + ":" + ACCOUNT + ":" + queue);
    return arn;
  }

  synchronized void tag(String queue, String key, String value) {
    queues.get(queue).tags.put(key, value);
  }

  synchronized Set<String> queues() {
    return Set.copyOf(queues.keySet());
  }

  /** Endpoints of the subscriptions. */
  synchronized List<String> endpoints() {
    return List.copyOf(subscriptions.values());
  }

  /** The operations that were asked for, such as {@code logs:TestMetricFilter}. */
  synchronized Set<String> actions() {
    return new TreeSet<>(actions);
  }

  /** The events that were written. */
  synchronized List<String> written() {
    return List.copyOf(written);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Matcher scope = SCOPE.matcher(exchange.getRequestHeaders().getFirst("Authorization"));
      String service = scope.find() ? scope.group(1) : "";
      String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      Answer answer =
          target == null
              ? query(service, form(new String(body, StandardCharsets.UTF_8)))
              : json(service, target.substring(target.indexOf('.') + 1), JSON.readTree(body));
      byte[] bytes = answer.body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", answer.type);
      exchange.sendResponseHeaders(answer.status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private record Answer(int status, String type, String body) {}

  private static Map<String, String> form(String body) {
    return Arrays.stream(body.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  private synchronized Answer json(String service, String operation, JsonNode request)
      throws JsonProcessingException {
    String action = service + ":" + operation;
    actions.add(action);
    if (refusals.containsKey(action)) {
      return jsonError(
          refusals.get(action) == Refusal.DENIED ? "AccessDeniedException" : "ThrottlingException",
          refusal(action));
    }
    Object answer =
        switch (action) {
          case "logs:TestMetricFilter" -> testMetricFilter(request);
          case "logs:CreateLogStream" -> Map.of();
          case "logs:PutLogEvents" -> putLogEvents(request);
          case "sqs:CreateQueue" -> createQueue(request);
          case "sqs:ListQueues" ->
              Map.of("QueueUrls", queues.keySet().stream().map(this::url).toList());
          default -> ofQueue(action, request);
        };
    return answer == null
        ? jsonError("QueueDoesNotExist", "The specified queue does not exist.")
        : new Answer(200, "application/x-amz-json-1.1", JSON.writeValueAsString(answer));
  }

  private static Answer jsonError(String code, String message) throws JsonProcessingException {
    return new Answer(
        400,
        "application/x-amz-json-1.1",
        JSON.writeValueAsString(Map.of("__type", code, "message", message)));
  }

  private String refusal(String action) {
    return refusals.get(action) == Refusal.DENIED
        ? "User: arn:aws:iam::111122223333:user/ana is not authorized to perform: " + action
        : "Rate exceeded";
  }

  private String url(String queue) {
    return address() + "/" + ACCOUNT + "/" + queue;
  }

  private Object testMetricFilter(JsonNode request) {
    FilterPattern pattern = FilterPattern.parse(request.get("filterPattern").asText());
    JsonNode messages = request.get("logEventMessages");
    return Map.of(
        "matches",
        IntStream.range(0, messages.size())
            .filter(n -> pattern.matches(messages.get(n).asText()) == agrees)
            .mapToObj(n -> Map.of("eventNumber", n + 1))
            .toList());
  }

  private Object putLogEvents(JsonNode request) {
    for (JsonNode event : request.get("logEvents")) {
      String message = event.get("message").asText();
      written.add(message);
      alarms.forEach(
          (name, alarm) -> {
            if (FilterPattern.parse(alarm.pattern).matches(message)
                && ++alarm.events >= alarm.threshold) {
              goOff(name, alarm);
            }
          });
    }
    return Map.of("nextSequenceToken", "1");
  }

  private void goOff(String name, FakeAlarm alarm) {
    if (alarm.state.equals("ALARM")) {
      return;
    }
    alarm.state = "ALARM";
    alarm.updated = Instant.now();
    alarm.history.add(item(name, "StateUpdate", "Alarm updated from OK to ALARM"));
    if (!publishes) {
      alarm.history.add(
          item(
              name,
              "Action",
              "Failed to execute action "
                  + TOPIC
                  + ". Received error: \"CloudWatch Alarms is not authorized to perform:"
                  + " SNS:Publish on resource: "
                  + TOPIC
                  + "\""));
      return;
    }
    alarm.history.add(item(name, "Action", "Successfully executed action " + action));
    String message =
        JSON.createObjectNode()
            .put("AlarmName", name)
            .put("AlarmArn", "arn:aws:cloudwatch:" + place + ":alarm:" + name)
            .put("NewStateValue", "ALARM")
            .toString();
    queues.forEach(
        (queue, to) -> {
          if (subscriptions.values().stream().anyMatch(each -> each.endsWith(":" + queue))) {
            to.messages.add(
                JSON.createObjectNode().put("TopicArn", TOPIC).put("Message", message).toString());
          }
        });
  }

  private static String item(String alarm, String type, String summary) {
    return "<member><AlarmName>"
        + alarm
        + "</AlarmName><Timestamp>"
        + Instant.now()
        + "</Timestamp><HistoryItemType>"
        + type
        + "</HistoryItemType><HistorySummary>"
        + summary
        + "</HistorySummary></member>";
  }

  private Object createQueue(JsonNode request) {
    FakeQueue queue = new FakeQueue();
    queue.policy = request.path("Attributes").path("Policy").asText();
    String name = request.get("QueueName").asText();
    queues.put(name, queue);
    return Map.of("QueueUrl", url(name));
  }

  /** Null if there is no such queue. */
  private Object ofQueue(String action, JsonNode request) {
    String url = request.path("QueueUrl").asText();
    String name = request.path("QueueName").asText(url.substring(url.lastIndexOf('/') + 1));
    FakeQueue queue = queues.get(name);
    if (queue == null) {
      return null;
    }
    return switch (action) {
      case "sqs:GetQueueUrl" -> Map.of("QueueUrl", url(name));
      case "sqs:GetQueueAttributes" -> Map.of("Attributes", Map.of("Policy", queue.policy));
      case "sqs:ListQueueTags" -> Map.of("Tags", queue.tags);
      case "sqs:TagQueue" -> {
        request
            .get("Tags")
            .properties()
            .forEach(tag -> queue.tags.put(tag.getKey(), tag.getValue().asText()));
        yield Map.of();
      }
      case "sqs:ReceiveMessage" ->
          Map.of(
              "Messages",
              queue.messages.stream()
                  .limit(10)
                  .map(body -> Map.of("Body", body, "ReceiptHandle", body, "MD5OfBody", md5(body)))
                  .toList());
      case "sqs:DeleteMessage" -> {
        queue.messages.remove(request.get("ReceiptHandle").asText());
        yield Map.of();
      }
      case "sqs:DeleteQueue" -> {
        queues.remove(name);
        yield Map.of();
      }
      default -> throw new IllegalStateException(action);
    };
  }

  private static String md5(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private synchronized Answer query(String service, Map<String, String> request) {
    String operation = request.get("Action");
    String action = (service.equals("monitoring") ? "cloudwatch" : service) + ":" + operation;
    actions.add(action);
    if (refusals.containsKey(action)) {
      return new Answer(
          refusals.get(action) == Refusal.DENIED ? 403 : 400,
          "text/xml",
          "<ErrorResponse><Error><Type>Sender</Type><Code>"
              + (refusals.get(action) == Refusal.DENIED ? "AccessDenied" : "Throttling")
              + "</Code><Message>"
              + refusal(action)
              + "</Message></Error></ErrorResponse>");
    }
    String result =
        switch (action) {
          case "sts:GetCallerIdentity" ->
              "<Account>" + ACCOUNT + "</Account><Arn>arn:aws:iam::" + ACCOUNT + ":user/ana</Arn>";
          case "cloudwatch:DescribeAlarms" -> describeAlarms(request);
          case "cloudwatch:DescribeAlarmHistory" ->
              "<AlarmHistoryItems>"
                  + String.join("", alarms.get(request.get("AlarmName")).history)
                  + "</AlarmHistoryItems>";
          case "cloudwatch:SetAlarmState" -> {
            untilSet.forEach(refusals::remove);
            alarms.get(request.get("AlarmName")).returns = true;
            goOff(request.get("AlarmName"), alarms.get(request.get("AlarmName")));
            yield "";
          }
          case "sns:Subscribe" -> {
            String endpoint = request.get("Endpoint");
            yield "<SubscriptionArn>"
                + subscribe(endpoint.substring(endpoint.lastIndexOf(':') + 1))
                + "</SubscriptionArn>";
          }
          case "sns:Unsubscribe" -> {
            subscriptions.remove(request.get("SubscriptionArn"));
            yield "";
          }
          case "sns:ListSubscriptionsByTopic" ->
              subscriptions.entrySet().stream()
                  .map(
                      each ->
                          "<member><SubscriptionArn>"
                              + each.getKey()
                              + "</SubscriptionArn><Protocol>sqs</Protocol><Endpoint>"
                              + each.getValue()
                              + "</Endpoint></member>")
                  .collect(Collectors.joining("", "<Subscriptions>", "</Subscriptions>"));
          default -> throw new IllegalStateException(action);
        };
    return new Answer(
        200,
        "text/xml",
        "<%1$sResponse><%1$sResult>%2$s</%1$sResult></%1$sResponse>".formatted(operation, result));
  }

  /** Alarms that are on return as soon as somebody has seen that. */
  private String describeAlarms(Map<String, String> request) {
    StringBuilder xml = new StringBuilder("<MetricAlarms>");
    request.forEach(
        (key, name) -> {
          FakeAlarm alarm = key.startsWith("AlarmNames.") ? alarms.get(name) : null;
          if (alarm != null) {
            xml.append("<member><AlarmName>")
                .append(name)
                .append("</AlarmName><StateValue>")
                .append(alarm.state)
                .append("</StateValue><StateUpdatedTimestamp>")
                .append(alarm.updated)
                .append("</StateUpdatedTimestamp><Statistic>Sum</Statistic><Period>10</Period>")
                .append("<EvaluationPeriods>1</EvaluationPeriods><Threshold>")
                .append(alarm.threshold)
                .append("</Threshold><ComparisonOperator>GreaterThanOrEqualToThreshold")
                .append("</ComparisonOperator></member>");
            if (!alarm.history.isEmpty() || alarm.returns) {
              alarm.state = "OK";
            }
          }
        });
    return xml.append("</MetricAlarms>").toString();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
