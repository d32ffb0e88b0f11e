package io.github.cisalarms.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cisalarms.chain.Finding;
import io.github.cisalarms.chain.rule.Rule;
import io.github.cisalarms.chain.rule.Rules;
import io.github.cisalarms.chain.search.Noise;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.chain.verdict.AccountVerdict;
import io.github.cisalarms.chain.verdict.ControlVerdict;
import io.github.cisalarms.chain.verdict.Drift;
import io.github.cisalarms.chain.verdict.FleetVerdict;
import io.github.cisalarms.chain.verdict.Loss;
import io.github.cisalarms.chain.verdict.Verdict;
import io.github.cisalarms.files.IndentedJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * A review as SARIF 2.1.0, for code scanning: one result for each broken link of a required
 * control.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>
 */
public final class SarifReport {

  /** The results of an account that was not read. */
  private static final String UNREAD_ID = "AccountIsRead";

  private static final String UNREAD_ASKS = "The account can be read.";

  /** The results of what differs from the configuration. */
  private static final String DRIFT_ID = "AccountIsAsConfigured";

  private static final String DRIFT_ASKS = "The account has what its configuration says.";

  private final ArrayNode results;

  /** Whose results they are, before each message and in each fingerprint; empty if of one. */
  private final String account;

  private final String source;

  private SarifReport(ArrayNode results, String account, String source) {
    this.results = results;
    this.account = account;
    this.source = source;
  }

  /** The document. Results are located in the plan by file, and by address as logical location. */
  public static String of(Verdict review) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    ArrayNode results = run(document, List.of());
    new SarifReport(results, "", review.source()).add(review);
    return IndentedJson.print(document);
  }

  /** The document for a fleet: one run, in which each message and fingerprint names the account. */
  public static String of(FleetVerdict fleet) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    ArrayNode results =
        run(document, List.of(List.of(UNREAD_ID, UNREAD_ASKS), List.of(DRIFT_ID, DRIFT_ASKS)));
    for (AccountVerdict each : fleet.accounts()) {
      SarifReport report = new SarifReport(results, each.account(), each.account());
      each.failure().ifPresent(why -> report.result(UNREAD_ID, "error", why + ".", "", ""));
      each.verdict().ifPresent(report::add);
      for (Drift drift : each.drift()) {
        report.result(
            DRIFT_ID,
            "error",
            drift.resource() + " " + drift.kind().word() + ": " + drift.what() + ".",
            drift.resource(),
            drift.kind().word());
      }
    }
    return IndentedJson.print(document);
  }

  /** A run with the descriptions of all rules, and of some more by id and text. */
  private static ArrayNode run(ObjectNode document, List<List<String>> more) {
    document.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    document.put("version", "2.1.0");
    ObjectNode run = document.putArray("runs").addObject();
    ObjectNode driver = run.putObject("tool").putObject("driver");
    driver.put("name", "cis-alarms");
    ArrayNode rules = driver.putArray("rules");
    for (Rule rule : Rules.ALL) {
      descriptor(rules, rule.id(), rule.asks());
    }
    descriptor(rules, Noise.ID, Noise.ASKS);
    descriptor(rules, Loss.ID, Loss.ASKS);
    more.forEach(rule -> descriptor(rules, rule.get(0), rule.get(1)));
    return run.putArray("results");
  }

  private void add(Verdict review) {
    for (ControlVerdict control : review.required()) {
      for (Finding finding : review.findings(control)) {
        result(
            finding.rule(),
            finding.rule().equals(Noise.ID) || finding.answer() == Answer.UNKNOWN
                ? "warning"
                : "error",
            control.control().slug() + ": " + sentence(finding),
            finding.address(),
            control.control().slug());
      }
    }
    for (ControlVerdict control : review.required()) {
      control.allowed().ifPresent(finding -> allowed(control, finding));
      control.likely().forEach(finding -> note(control, finding));
    }
    for (Loss loss : review.losses()) {
      result(Loss.ID, "error", loss.address() + " " + loss.what(), loss.address(), loss.address());
    }
  }

  private static void descriptor(ArrayNode rules, String id, String text) {
    ObjectNode descriptor = rules.addObject();
    descriptor.put("id", id);
    descriptor.putObject("shortDescription").put("text", text);
  }

  /** Reported all the same, as something that somebody decided on. */
  private void allowed(ControlVerdict control, Finding finding) {
    note(control, finding)
        .putArray("suppressions")
        .addObject()
        .put("kind", "external")
        .put("justification", "allowed by --allow-events");
  }

  private ObjectNode note(ControlVerdict control, Finding finding) {
    String slug = control.control().slug();
    return result(finding.rule(), "note", slug + ": " + sentence(finding), finding.address(), slug);
  }

  private ObjectNode result(
      String rule, String level, String message, String address, String about) {
    ObjectNode result = results.addObject();
    result.put("ruleId", rule);
    result.put("level", level);
    result
        .putObject("message")
        .put("text", escaped(account.isEmpty() ? message : account + ": " + message));
    ObjectNode location = result.putArray("locations").addObject();
    ObjectNode physical = location.putObject("physicalLocation");
    physical.putObject("artifactLocation").put("uri", uri(source));
    physical.putObject("region").put("startLine", 1);
    if (!address.isEmpty()) {
      ObjectNode logical = location.putArray("logicalLocations").addObject();
      logical.put("fullyQualifiedName", address);
      logical.put("kind", "resource");
    }
    // So that a finding stays the same one from plan to plan.
    result
        .putObject("partialFingerprints")
        .put(
            "cisAlarms/v1",
            (account.isEmpty() ? "" : account + "/") + about + "/" + rule + "/" + address);
    return result;
  }

  /** Brackets make links in messages: SARIF 2.1.0, section 3.11.6. */
  private static String escaped(String message) {
    return message.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]");
  }

  private static String sentence(Finding finding) {
    return finding.message()
        + "."
        + (finding.remedy().isEmpty() ? "" : " " + finding.remedy() + ".");
  }

  /** A relative reference: everything but plain path characters is percent-encoded. */
  private static String uri(String source) {
    StringBuilder uri = new StringBuilder();
    for (byte b : source.replace('\\', '/').getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean plain =
          c >= 'a' && c <= 'z'
              || c >= 'A' && c <= 'Z'
              || c >= '0' && c <= '9'
              || "-._~/".indexOf(c) >= 0;
      uri.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
    }
    return uri.toString();
  }
}
