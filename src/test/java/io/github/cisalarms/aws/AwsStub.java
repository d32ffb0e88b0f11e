package io.github.cisalarms.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An API of AWS that answers what a test says. Answers are JSON under the service's own names,
 * times as texts; they are sent in the form that the service has: JSON or XML.
 */
public final class AwsStub implements AutoCloseable {

  private static final Pattern SCOPE =
      Pattern.compile("Credential=([^/]+)/[0-9]+/([^/]+)/([^/]+)/");

  private static final Pattern FUNCTION = Pattern.compile("/2015-03-31/functions/([^/]+)/policy");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());

  /**
   * What is asked.
   *
   * @param operation such as {@code DescribeTrails}
   * @param service as it is signed, such as {@code monitoring}
   * @param parameters of the first level, by the names that are sent
   */
  public record Request(
      String operation,
      String service,
      String region,
      String accessKey,
      Map<String, String> parameters) {}

  /** An answer: JSON, a fault, or nothing. */
  public sealed interface Answer {
    static Answer of(JsonNode json) {
      return new Body(json);
    }

    static Answer denied(String permission) {
      return new Fault(
          403,
          "AccessDenied",
          "User: arn:aws:iam::111122223333:user/auditor is not authorized to perform: "
              + permission
              + " because no identity-based policy allows it");
    }
  }

  /** What is answered. */
  public record Body(JsonNode json) implements Answer {}

  /** What went wrong. */
  public record Fault(int status, String code, String message) implements Answer {}

  /** The connection ends without an answer. */
  public record Silence() implements Answer {}

  private AwsStub(HttpServer server) {
    this.server = server;
  }

  /** Starts it on a free port. */
  public static AwsStub start(Function<Request, Answer> answers) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      AwsStub stub = new AwsStub(server);
      server.createContext("/", exchange -> stub.handle(exchange, answers));
      server.setExecutor(
          Executors.newCachedThreadPool(
              task -> {
                Thread thread = new Thread(task);
                thread.setDaemon(true);
                return thread;
              }));
      server.start();
      return stub;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it answers. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** All requests so far, retries included. */
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /** Leads the AWS SDK of this JVM here while something runs. */
  public <T> T reached(Supplier<T> by) {
    return reached(endpoint(), by);
  }

  /** Leads the AWS SDK of this JVM to an endpoint while something runs. */
  public static <T> T reached(URI endpoint, Supplier<T> by) {
    Map<String, String> properties =
        Map.of(
            "aws.endpointUrl", endpoint.toString(),
            "aws.accessKeyId", "testing",
            "aws.secretAccessKey", "testing",
            "aws.region", "us-east-1");
    properties.forEach(System::setProperty);
    try {
      return by.get();
    } finally {
      properties.keySet().forEach(System::clearProperty);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange, Function<Request, Answer> answers) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    boolean query = body.contains("Action=") && !body.startsWith("{");
    Request request = request(exchange, body, query);
    requests.add(request);
    Answer answer = answers.apply(request);
    if (answer instanceof Silence) {
      exchange.close();
      return;
    }
    int status = answer instanceof Fault fault ? fault.status() : 200;
    String text =
        answer instanceof Fault fault
            ? fault(fault, query)
            : query
                ? xml(request.operation(), ((Body) answer).json())
                : epoch(((Body) answer).json()).toString();
    byte[] bytes = text.getBytes(UTF_8);
    exchange
        .getResponseHeaders()
        .set("Content-Type", query ? "text/xml" : "application/x-amz-json-1.1");
    if (answer instanceof Fault fault) {
      exchange.getResponseHeaders().set("x-amzn-errortype", fault.code());
    }
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static Request request(HttpExchange exchange, String body, boolean query)
      throws IOException {
    Map<String, String> parameters = new TreeMap<>();
    String operation;
    Matcher function = FUNCTION.matcher(exchange.getRequestURI().getRawPath());
    if (query) {
      for (String pair : body.split("&")) {
        String[] parts = pair.split("=", 2);
        parameters.put(parts[0], URLDecoder.decode(parts[1], UTF_8));
      }
      operation = parameters.get("Action");
    } else if (function.matches()) {
      operation = "GetPolicy";
      parameters.put("FunctionName", URLDecoder.decode(function.group(1), UTF_8));
    } else {
      String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      operation = target.substring(target.lastIndexOf('.') + 1);
      JSON.readTree(body)
          .properties()
          .forEach(
              each ->
                  parameters.put(
                      each.getKey(),
                      each.getValue().isValueNode()
                          ? each.getValue().asText()
                          : each.getValue().toString()));
    }
    Matcher scope =
        SCOPE.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    boolean signed = scope.find();
    return new Request(
        operation,
        signed ? scope.group(3) : "",
        signed ? scope.group(2) : "",
        signed ? scope.group(1) : "",
        parameters);
  }

  private static String fault(Fault fault, boolean query) {
    return query
        ? "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error></ErrorResponse>"
            .formatted(fault.code(), escape(fault.message()))
        : JsonNodeFactory.instance
            .objectNode()
            .put("__type", fault.code())
            .put("message", fault.message())
            .toString();
  }

  /** JSON has times as seconds. */
  private static JsonNode epoch(JsonNode json) {
    JsonNode copy = json.deepCopy();
    if (copy instanceof ObjectNode object) {
      object.properties().forEach(each -> each.setValue(epoch(each.getValue())));
    } else if (copy.isArray()) {
      List<JsonNode> elements = new ArrayList<>();
      copy.forEach(each -> elements.add(epoch(each)));
      return JsonNodeFactory.instance.arrayNode().addAll(elements);
    } else if (copy.isTextual()) {
      try {
        return JsonNodeFactory.instance.numberNode(Instant.parse(copy.asText()).getEpochSecond());
      } catch (DateTimeParseException e) {
        return copy;
      }
    }
    return copy;
  }

  private static String xml(String operation, JsonNode json) {
    return "<%1$sResponse><%1$sResult>%2$s</%1$sResult></%1$sResponse>"
        .formatted(operation, xml(json));
  }

  private static String xml(JsonNode json) {
    StringBuilder xml = new StringBuilder();
    json.properties()
        .forEach(
            each -> {
              String name = each.getKey();
              JsonNode value = each.getValue();
              xml.append('<').append(name).append('>');
              if (name.equals("Attributes")) {
                value
                    .properties()
                    .forEach(
                        entry ->
                            xml.append("<entry><key>")
                                .append(entry.getKey())
                                .append("</key><value>")
                                .append(escape(entry.getValue().asText()))
                                .append("</value></entry>"));
              } else if (value.isArray()) {
                value.forEach(
                    element ->
                        xml.append("<member>")
                            .append(element.isObject() ? xml(element) : escape(element.asText()))
                            .append("</member>"));
              } else {
                xml.append(value.isObject() ? xml(value) : escape(value.asText()));
              }
              xml.append("</").append(name).append('>');
            });
    return xml.toString();
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "&#10;");
  }
}
