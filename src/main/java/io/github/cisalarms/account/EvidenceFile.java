package io.github.cisalarms.account;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cisalarms.account.Call.Refusal;
import io.github.cisalarms.files.IndentedJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Evidence as one JSON file, whose last key is the SHA-256 of all before it.
 *
 * <p>The hash is of the JSON without the key {@code sha256}, printed without blanks: it tells that
 * nobody changed the file by mistake, and can be written down elsewhere against those who would do
 * it on purpose.
 */
public final class EvidenceFile {

  /** What the key {@code evidence} says: what is read and written here. */
  private static final int VERSION = 1;

  private static final long MAX_BYTES = 256L << 20;
  private static final int MAX_DEPTH = 100;
  private static final String HASH = "sha256";

  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxDocumentLength(MAX_BYTES)
                      .maxNestingDepth(MAX_DEPTH)
                      .build())
              .build());

  private EvidenceFile() {}

  /** The text of the file; the same evidence gives the same bytes. */
  public static String print(Evidence evidence) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("evidence", VERSION);
    json.put("account", evidence.account());
    json.put("caller", evidence.caller());
    json.put("region", evidence.region());
    json.put("started", evidence.started().toString());
    json.put("ended", evidence.ended().toString());
    ArrayNode calls = json.putArray("calls");
    evidence.calls().forEach(call -> calls.add(json(call)));
    json.put(HASH, hash(json));
    return IndentedJson.print(json);
  }

  private static ObjectNode json(Call call) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("account", call.account());
    json.put("region", call.region());
    json.put("service", call.operation().service());
    json.put("operation", call.operation().action());
    ObjectNode parameters = json.putObject("parameters");
    call.parameters().forEach(parameters::put);
    call.answer().ifPresent(answer -> json.set("answer", answer));
    call.refusal()
        .ifPresent(
            refusal ->
                json.putObject("refusal")
                    .put("kind", refusal.kind())
                    .put("code", refusal.code())
                    .put("message", refusal.message())
                    .put("permission", refusal.permission()));
    return json;
  }

  /** The hash that the file has as its last key, as 64 hexadecimal digits. */
  private static String hash(ObjectNode json) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(JSON.writeValueAsString(json).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException | JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads a file.
   *
   * @throws AccountException if it is no evidence, or was changed after it was written
   * @throws IOException if it can't be read
   */
  public static Evidence read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new FileSystemException(
          file.toString(), null, "is a folder; name the file that --evidence wrote");
    }
    if (Files.size(file) > MAX_BYTES) {
      throw new AccountException(
          file + " is larger than " + (MAX_BYTES >> 20) + " MiB, which no evidence is");
    }
    return parse(file.toString(), Files.readString(file));
  }

  /**
   * Reads the text of a file.
   *
   * @param name what messages call it
   * @throws AccountException if it is no evidence, or was changed after it was written
   */
  public static Evidence parse(String name, String text) {
    JsonNode json;
    try {
      json = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AccountException(
          "%s: this is no JSON; name a file that 'cis-alarms audit --evidence FILE' wrote"
              .formatted(name),
          e);
    }
    if (!json.isObject() || !json.path("evidence").isInt()) {
      throw new AccountException(
          name + ": this is no evidence; 'cis-alarms audit --evidence FILE' writes some");
    }
    if (json.path("evidence").asInt() != VERSION) {
      throw new AccountException(
          "%s: this is evidence of the form %d, which a newer cis-alarms reads; this one reads %d"
              .formatted(name, json.path("evidence").asInt(), VERSION));
    }
    JsonNode hash = ((ObjectNode) json).remove(HASH);
    if (hash == null || !hash.asText().equals(hash((ObjectNode) json))) {
      throw new AccountException(
          name
              + ": this was changed after it was written: its sha256 is of something else; take the"
              + " file as it was written, or read the account again");
    }
    try {
      List<Call> calls = new ArrayList<>();
      json.path("calls").forEach(call -> calls.add(call(call)));
      return new Evidence(
          json.path("account").asText(),
          json.path("caller").asText(),
          json.path("region").asText(),
          Instant.parse(json.path("started").asText()),
          Instant.parse(json.path("ended").asText()),
          calls);
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new AccountException(name + ": this is no evidence: " + e.getMessage(), e);
    }
  }

  private static Call call(JsonNode json) {
    SortedMap<String, String> parameters = new TreeMap<>();
    json.path("parameters")
        .properties()
        .forEach(each -> parameters.put(each.getKey(), each.getValue().asText()));
    String service = json.path("service").asText();
    String action = json.path("operation").asText();
    JsonNode refusal = json.path("refusal");
    if (!json.path("answer").isObject() && !refusal.isObject()) {
      throw new IllegalArgumentException(
          "of the call " + service + ":" + action + " there is neither an answer nor a refusal");
    }
    return new Call(
        json.path("account").asText(),
        json.path("region").asText(),
        Operation.of(service, action)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "nobody makes the call " + service + ":" + action)),
        parameters,
        json.has("answer") ? Optional.of(json.get("answer")) : Optional.empty(),
        refusal.isObject()
            ? Optional.of(
                new Refusal(
                    refusal.path("kind").asText(),
                    refusal.path("code").asText(),
                    refusal.path("message").asText(),
                    refusal.path("permission").asText()))
            : Optional.empty());
  }
}
