package io.github.cisalarms.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.cisalarms.chain.policy.Named;
import io.github.cisalarms.chain.policy.Policy;
import io.github.cisalarms.chain.policy.PolicyReader;
import io.github.cisalarms.chain.policy.ServiceRequest;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.chain.value.Value;
import io.github.cisalarms.pattern.FilterPattern;
import io.github.cisalarms.pattern.FilterPatternException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Tells an emulator over HTTP what it can't decide by itself: patterns and policies. */
final class EmulatorJudge implements AutoCloseable {

  private static final String CLOUDWATCH = "cloudwatch.amazonaws.com";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;

  private EmulatorJudge(HttpServer server) {
    this.server = server;
  }

  static EmulatorJudge start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(Executors.newCachedThreadPool());
      server.createContext("/match", exchange -> answer(exchange, EmulatorJudge::matches));
      server.createContext("/publish", exchange -> answer(exchange, EmulatorJudge::mayPublish));
      server.start();
      return new EmulatorJudge(server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI address() {
    return URI.create(
        "http://" + server.getAddress().getHostString() + ":" + server.getAddress().getPort());
  }

  private static void answer(HttpExchange exchange, Function<JsonNode, JsonNode> judge)
      throws IOException {
    try (exchange) {
      byte[] answer = JSON.writeValueAsBytes(judge.apply(JSON.readTree(exchange.getRequestBody())));
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  /** Whether a pattern matches each of some messages; null if it is none. */
  private static JsonNode matches(JsonNode question) {
    try {
      FilterPattern pattern = FilterPattern.parse(question.get("pattern").asText());
      ArrayNode answers = JSON.createArrayNode();
      question.get("messages").forEach(message -> answers.add(pattern.matches(message.asText())));
      return answers;
    } catch (FilterPatternException e) {
      return NullNode.getInstance();
    }
  }

  /** Whether a topic's policy lets CloudWatch publish for an alarm. */
  private static JsonNode mayPublish(JsonNode question) {
    Policy policy = PolicyReader.read(question.get("policy").asText(), Value::known).orElseThrow();
    Value<String> alarm = Value.known(question.get("alarm").asText());
    Value<String> account = alarm.map(arn -> arn.split(":")[4]);
    ServiceRequest request =
        new ServiceRequest(
            CLOUDWATCH,
            "sns:Publish",
            Named.of(Value.known(question.get("topic").asText())),
            ServiceRequest.contextOf(CLOUDWATCH, account, Named.of(alarm)));
    return BooleanNode.valueOf(policy.allows(request) == Answer.YES);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
