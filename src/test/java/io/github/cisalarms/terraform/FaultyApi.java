package io.github.cisalarms.terraform;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stands before an emulated API and answers in its place where a test wants something wrong. */
final class FaultyApi implements AutoCloseable {

  private static final Pattern KEY = Pattern.compile("Credential=([^/]+)/");
  private static final Pattern ROLE_ACCOUNT =
      Pattern.compile("RoleArn=arn%3Aaws%3Aiam%3A%3A(\\d{12})");
  private static final Pattern NEW_KEY = Pattern.compile("<AccessKeyId>([^<]+)<");
  private static final Pattern ACTION = Pattern.compile("(?:^|&)Action=([A-Za-z]+)");

  /** What only a connection may say, and the client of the JDK says by itself. */
  private static final Set<String> HOP = Set.of("host", "connection", "content-length", "upgrade");

  private final URI api;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, String> accounts = new ConcurrentHashMap<>();
  private final Map<String, Fault> faults = new ConcurrentHashMap<>();

  /** What goes wrong with the calls of an account. */
  interface Fault {

    /** What the answer is in place of the API's; empty if that shall answer. */
    Optional<Answer> answer(String action);
  }

  /**
   * An answer.
   *
   * @param status 0 for none at all: the connection is closed
   */
  record Answer(int status, String code, String message) {}

  private FaultyApi(URI api, HttpServer server) {
    this.api = api;
    this.server = server;
  }

  static FaultyApi before(Moto moto) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      FaultyApi faulty =
          new FaultyApi(URI.create(moto.environment().get("AWS_ENDPOINT_URL")), server);
      server.setExecutor(faulty.threads);
      server.createContext("/", faulty::handle);
      server.start();
      return faulty;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void fault(String account, Fault fault) {
    faults.put(account, fault);
  }

  /** Every call of that name gets the answer. */
  static Fault always(String action, Answer answer) {
    return called -> called.equals(action) ? Optional.of(answer) : Optional.empty();
  }

  /** So many calls are answered, and none after them. */
  static Fault after(int calls, Answer answer) {
    AtomicInteger made = new AtomicInteger();
    return called -> made.incrementAndGet() > calls ? Optional.of(answer) : Optional.empty();
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String text = new String(body, StandardCharsets.UTF_8);
    Optional<String> target =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
    String action =
        target
            .map(name -> name.substring(name.lastIndexOf('.') + 1))
            .or(() -> find(ACTION, text))
            .orElse(exchange.getRequestURI().getPath());
    Optional<String> account =
        find(ROLE_ACCOUNT, text)
            .or(
                () ->
                    find(
                            KEY,
                            String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")))
                        .map(key -> accounts.getOrDefault(key, "")));
    Optional<Answer> fault =
        account
            .map(id -> faults.getOrDefault(id, any -> Optional.empty()))
            .flatMap(wrong -> wrong.answer(action));
    if (fault.isEmpty()) {
      pass(exchange, body, find(ROLE_ACCOUNT, text));
    } else if (fault.get().status() == 0) {
      exchange.close();
    } else {
      answer(exchange, fault.get(), target.isPresent());
    }
  }

  private static Optional<String> find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private void pass(HttpExchange exchange, byte[] body, Optional<String> roleAccount)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(api.resolve(exchange.getRequestURI()))
            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!HOP.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    try {
      HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
      String text = new String(response.body(), StandardCharsets.UTF_8);
      if (roleAccount.isPresent()) {
        find(NEW_KEY, text).ifPresent(key -> accounts.put(key, roleAccount.get()));
      }
      response
          .headers()
          .firstValue("Content-Type")
          .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
      send(exchange, response.statusCode(), response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      exchange.close();
    }
  }

  private static void answer(HttpExchange exchange, Answer answer, boolean json)
      throws IOException {
    String text =
        json
            ? "{\"__type\": \"%s\", \"message\": \"%s\"}"
            : "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error>"
                + "</ErrorResponse>";
    exchange
        .getResponseHeaders()
        .set("Content-Type", json ? "application/x-amz-json-1.1" : "text/xml");
    send(
        exchange,
        answer.status(),
        text.formatted(answer.code(), answer.message()).getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
