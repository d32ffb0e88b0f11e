package io.github.cisalarms.chain.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cisalarms.chain.value.Answer;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A filter policy of an SNS subscription.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html">Amazon
 *     SNS subscription filter policies</a>
 */
public final class FilterPolicy {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode policy;

  private FilterPolicy(JsonNode policy) {
    this.policy = policy;
  }

  /** A policy; empty if the text is none. */
  public static Optional<FilterPolicy> read(String text) {
    try {
      return Optional.of(JSON.readTree(text)).filter(JsonNode::isObject).map(FilterPolicy::new);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether a message passes.
   *
   * @param message its body, or its attributes
   * @param unknown the fields of which it is known only that they are there, with dots between the
   *     names, such as {@code Trigger.Period}
   */
  public Answer accepts(JsonNode message, Set<String> unknown) {
    return fields(policy, message, "", unknown);
  }

  private static Answer fields(
      JsonNode policy, JsonNode message, String path, Set<String> unknown) {
    Answer all = Answer.YES;
    for (Map.Entry<String, JsonNode> field : policy.properties()) {
      JsonNode wanted = field.getValue();
      Answer answer;
      if (field.getKey().equals("$or") && isAlternatives(wanted)) {
        answer = Answer.NO;
        for (JsonNode alternative : wanted) {
          answer = answer.or(fields(alternative, message, path, unknown));
        }
      } else {
        answer =
            field(
                wanted,
                message.path(field.getKey()),
                (path.isEmpty() ? "" : path + ".") + field.getKey(),
                unknown);
      }
      all = all.and(answer);
    }
    return all;
  }

  /** Of less than two objects it is the name of a field like any other. */
  private static boolean isAlternatives(JsonNode wanted) {
    boolean objects = wanted.isArray() && wanted.size() > 1;
    for (JsonNode alternative : wanted) {
      objects &= alternative.isObject();
    }
    return objects;
  }

  private static Answer field(JsonNode wanted, JsonNode value, String path, Set<String> unknown) {
    if (wanted.isObject()) {
      return unknown.contains(path) ? Answer.UNKNOWN : fields(wanted, value, path, unknown);
    }
    if (!wanted.isArray()) {
      return Answer.UNKNOWN;
    }
    Answer any = Answer.NO;
    for (JsonNode condition : wanted) {
      any = any.or(unknown.contains(path) ? ofUnknown(condition) : condition(condition, value));
    }
    return any;
  }

  private static Answer ofUnknown(JsonNode condition) {
    JsonNode exists = condition.path("exists");
    return exists.isBoolean() ? Answer.of(exists.asBoolean()) : Answer.UNKNOWN;
  }

  private static Answer condition(JsonNode condition, JsonNode value) {
    JsonNode exists = condition.path("exists");
    if (exists.isBoolean()) {
      return Answer.of(exists.asBoolean() != value.isMissingNode());
    }
    if (value.isMissingNode()) {
      return Answer.NO;
    }
    if (value.isArray()) {
      Answer any = Answer.NO;
      for (JsonNode element : value) {
        any = any.or(condition(condition, element));
      }
      return any;
    }
    if (condition.isValueNode()) {
      return Answer.of(isEqual(condition, value));
    }
    if (condition.size() != 1) {
      return Answer.UNKNOWN;
    }
    Map.Entry<String, JsonNode> operator = condition.properties().iterator().next();
    return operator(operator.getKey(), operator.getValue(), value);
  }

  private static boolean isEqual(JsonNode wanted, JsonNode value) {
    return wanted.isNumber() && value.isNumber()
        ? wanted.decimalValue().compareTo(value.decimalValue()) == 0
        : wanted.equals(value);
  }

  private static Answer operator(String name, JsonNode wanted, JsonNode value) {
    String text = value.isTextual() ? value.asText() : "";
    switch (name) {
      case "prefix":
        return ofText(wanted, value, text.startsWith(wanted.asText()));
      case "suffix":
        return ofText(wanted, value, text.endsWith(wanted.asText()));
      case "equals-ignore-case":
        return ofText(wanted, value, text.equalsIgnoreCase(wanted.asText()));
      case "wildcard":
        // A backslash takes an asterisk its meaning.
        return wanted.asText().contains("\\")
            ? Answer.UNKNOWN
            : ofText(wanted, value, Wildcards.matchAsterisks(wanted.asText(), text));
      case "anything-but":
        return anythingBut(wanted, value);
      case "numeric":
        return numeric(wanted, value);
      case "cidr":
        return wanted.isTextual() ? cidr(wanted.asText(), text) : Answer.UNKNOWN;
      default:
        return Answer.UNKNOWN;
    }
  }

  private static Answer ofText(JsonNode wanted, JsonNode value, boolean matches) {
    return wanted.isTextual() ? Answer.of(value.isTextual() && matches) : Answer.UNKNOWN;
  }

  private static Answer anythingBut(JsonNode excluded, JsonNode value) {
    if (excluded.isArray()) {
      Answer none = Answer.YES;
      for (JsonNode each : excluded) {
        none = none.and(anythingBut(each, value));
      }
      return none;
    }
    if (excluded.isObject()) {
      Answer none = Answer.YES;
      for (Map.Entry<String, JsonNode> operator : excluded.properties()) {
        JsonNode wanted = operator.getValue();
        if (wanted.isArray()) {
          for (JsonNode each : wanted) {
            none = none.and(operator(operator.getKey(), each, value).not());
          }
        } else {
          none = none.and(operator(operator.getKey(), wanted, value).not());
        }
      }
      return none;
    }
    return Answer.of(!isEqual(excluded, value));
  }

  private static Answer numeric(JsonNode range, JsonNode value) {
    if (!range.isArray() || range.size() % 2 != 0 || range.isEmpty()) {
      return Answer.UNKNOWN;
    }
    Answer all = Answer.of(value.isNumber());
    for (int i = 0; i < range.size() && value.isNumber(); i += 2) {
      if (!range.get(i + 1).isNumber()) {
        return Answer.UNKNOWN;
      }
      int order = value.decimalValue().compareTo(range.get(i + 1).decimalValue());
      all =
          all.and(
              switch (range.get(i).asText()) {
                case "=" -> Answer.of(order == 0);
                case "<" -> Answer.of(order < 0);
                case "<=" -> Answer.of(order <= 0);
                case ">" -> Answer.of(order > 0);
                case ">=" -> Answer.of(order >= 0);
                default -> Answer.UNKNOWN;
              });
    }
    return all;
  }

  private static Answer cidr(String block, String address) {
    String[] parts = block.toLowerCase(Locale.ROOT).split("/", 2);
    Optional<byte[]> network = bytes(parts[0]);
    Optional<byte[]> host = bytes(address);
    if (parts.length < 2 || !parts[1].matches("[0-9]{1,3}") || network.isEmpty()) {
      return Answer.UNKNOWN;
    }
    int bits = network.get().length * Byte.SIZE;
    int shift = bits - Integer.parseInt(parts[1]);
    if (shift < 0) {
      return Answer.UNKNOWN;
    }
    return Answer.of(
        host.filter(bytes -> bytes.length == network.get().length)
            .map(
                bytes ->
                    new BigInteger(1, bytes)
                        .shiftRight(shift)
                        .equals(new BigInteger(1, network.get()).shiftRight(shift)))
            .orElse(false));
  }

  /** The bytes of an address that is written in numbers; a name is never looked up. */
  private static Optional<byte[]> bytes(String address) {
    if (!address.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(address).getAddress());
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
