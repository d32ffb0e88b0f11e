package io.github.cisalarms.account;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A call that was made, and what came of it. A list of several pages is one call.
 *
 * @param account id of the account that was asked
 * @param region such as {@code eu-central-1}
 * @param parameters such as {@code logGroupNamePrefix}, by the names that the service has for them
 * @param answer what was answered, under the service's own names
 * @param refusal why there is no answer, or not all of it
 */
public record Call(
    String account,
    String region,
    Operation operation,
    SortedMap<String, String> parameters,
    Optional<JsonNode> answer,
    Optional<Refusal> refusal) {

  /** Makes the parameters immutable. */
  public Call {
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
  }

  /**
   * Why a call came to nothing.
   *
   * @param kind {@code denied}, {@code throttled}, {@code no-answer}, {@code not-found}, {@code
   *     endless} or {@code other}
   * @param code the service's, such as {@code AccessDenied}; empty if it said nothing
   * @param permission the permission that is missing; empty if that was not the reason
   */
  public record Refusal(String kind, String code, String message, String permission) {

    static final String DENIED = "denied";
    static final String NOT_FOUND = "not-found";
    static final String ENDLESS = "endless";

    /** Whether what was asked for is not there. */
    public boolean isNotFound() {
      return kind.equals(NOT_FOUND);
    }

    /** The reason, as it ends a sentence. */
    String reason() {
      return switch (kind) {
        case DENIED ->
            permission.isEmpty() ? "access is denied (" + code + ")" : permission + " is missing";
        case "throttled" -> "the service took no more calls (" + code + ")";
        case "no-answer" -> "there was no answer";
        case ENDLESS -> message;
        default -> (code.isEmpty() ? "" : code + ": ") + message;
      };
    }
  }

  /** The same call, which turned out to be of that account. */
  Call in(String other) {
    return new Call(other, region, operation, parameters, answer, refusal);
  }

  /** A parameter of the call; empty if it has none of that name. */
  String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }

  /** Parameters, by name. */
  static SortedMap<String, String> named(String... namesAndValues) {
    Map<String, String> parameters = new TreeMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      parameters.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return new TreeMap<>(parameters);
  }
}
