package io.github.cisalarms.report;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.catalog.Controls;
import io.github.cisalarms.chain.Finding;
import io.github.cisalarms.chain.Link;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.chain.verdict.AccountVerdict;
import io.github.cisalarms.chain.verdict.AlikeControls;
import io.github.cisalarms.chain.verdict.ControlVerdict;
import io.github.cisalarms.chain.verdict.Drift;
import io.github.cisalarms.chain.verdict.FleetVerdict;
import io.github.cisalarms.chain.verdict.Requirements;
import io.github.cisalarms.chain.verdict.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The verdicts on a fleet as one HTML page, for an auditor: a grid of accounts and controls, the
 * worst account first, in which each cell leads to the chain with its first broken link and its
 * remedy.
 *
 * <p>The page needs nothing else: it has no script and asks for nothing, which its own content
 * security policy forbids anyway. Whatever comes from accounts is escaped. It can be printed: what
 * is folded away on a screen is not on paper.
 */
// Over 300 lines: one page, from its head to its end.
public final class FleetHtml {

  private static final String TEMPLATE = "fleet.html";

  private final FleetVerdict fleet;
  private final List<Control> controls;

  private FleetHtml(FleetVerdict fleet) {
    this.fleet = fleet;
    this.controls =
        Controls.all().stream()
            .filter(
                control -> fleet.accounts().stream().anyMatch(each -> isRequired(each, control)))
            .toList();
  }

  /** The page, in HTML. */
  public static String of(FleetVerdict fleet) {
    return template().execute(new FleetHtml(fleet).page());
  }

  private static Template template() {
    try (InputStream in = FleetHtml.class.getResourceAsStream(TEMPLATE)) {
      return Mustache.compiler().compile(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("the template of the report can't be read", e);
    }
  }

  /** What a cell of the grid says. */
  private enum Mark {
    HOLDS("yes", "\u2713", "holds"),
    NOISY("maybe", "!", "holds, but an alarm also goes off without an event"),
    ALLOWED("yes", "a", "holds by an allowance"),
    BROKEN("no", "\u2715", "is broken"),
    UNKNOWN("maybe", "?", "is unknown"),
    NOT_REQUIRED("off", "\u2013", "is not required"),
    NOT_READ("off", "\u00b7", "was not read");

    private final String tone;
    private final String symbol;
    private final String words;

    Mark(String tone, String symbol, String words) {
      this.tone = tone;
      this.symbol = symbol;
      this.words = words;
    }

    private static Mark of(ControlVerdict control) {
      if (!control.required()) {
        return NOT_REQUIRED;
      }
      return switch (control.holds()) {
        case NO -> BROKEN;
        case UNKNOWN -> UNKNOWN;
        case YES -> control.noisy() ? NOISY : control.allowed().isPresent() ? ALLOWED : HOLDS;
      };
    }
  }

  // What the template shows, under the names that it uses.

  private record Fact(String name, String value) {}

  private record Column(String slug, String title, String numbers) {}

  private record UnreadRow(String id, String account, String name, String failure) {}

  private record Cell(String tone, String symbol, String label, String target) {}

  private record Row(
      String id, String account, String name, List<Cell> cells, String hold, String drift) {}

  private record ChainLink(String word, String tone, String symbol, String label) {}

  private record DriftRow(String kind, String resource, String what) {}

  private record ControlRow(String slug, List<String> words) {}

  private Map<String, Object> page() {
    List<AccountVerdict> accounts = fleet.accounts();
    List<UnreadRow> unread = new ArrayList<>();
    List<Row> rows = new ArrayList<>();
    List<Map<String, Object>> cards = new ArrayList<>();
    for (int i = 0; i < accounts.size(); i++) {
      AccountVerdict account = accounts.get(i);
      String id = "account-" + (i + 1);
      rows.add(row(id, account));
      if (account.isRead()) {
        cards.add(card(id, account, account.verdict().orElseThrow()));
      } else {
        unread.add(
            new UnreadRow(id, account.account(), name(account), account.failure().orElseThrow()));
      }
    }
    return Map.ofEntries(
        Map.entry("accountCount", counted(accounts.size(), "account")),
        Map.entry("answer", answer(fleet.compliant())),
        Map.entry("headline", fleet.headline()),
        Map.entry("asked", asked() + when()),
        Map.entry("facts", facts()),
        Map.entry("unread?", !unread.isEmpty()),
        Map.entry("unread", unread),
        Map.entry("columns", controls.stream().map(FleetHtml::column).toList()),
        Map.entry("rows", rows),
        Map.entry("legend", Arrays.stream(Mark.values()).map(FleetHtml::legend).toList()),
        Map.entry("cards", cards));
  }

  private static String answer(boolean compliant) {
    return compliant ? "compliant" : "not compliant";
  }

  /** Between which times the accounts were read. */
  private String when() {
    List<Instant> times =
        fleet.accounts().stream().flatMap(account -> account.read().stream()).sorted().toList();
    if (times.isEmpty()) {
      return "";
    }
    String first = minute(times.get(0));
    String last = minute(times.get(times.size() - 1));
    return " Read " + (first.equals(last) ? first : first + " to " + last) + " UTC.";
  }

  /** What had to hold. */
  private String asked() {
    Optional<Requirements> requirements =
        fleet.accounts().stream()
            .flatMap(account -> account.verdict().stream())
            .map(Verdict::requirements)
            .findFirst();
    return requirements
        .map(
            asked ->
                "Each control has to notify"
                    + (asked.checkers().isEmpty()
                        ? "."
                        : asked.checkers().stream()
                            .map(Checker::title)
                            .collect(Collectors.joining(", ", ", and to pass ", "."))))
        .orElse("");
  }

  private List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    facts.add(fact(fleet.passing().size(), "compliant", "compliant"));
    facts.add(fact(fleet.failing().size(), "not compliant", "not compliant"));
    facts.add(fact(fleet.unread().size(), "not read", "not read"));
    long holding = fleet.accounts().stream().mapToLong(AccountVerdict::holding).sum();
    long required = fleet.accounts().stream().mapToLong(AccountVerdict::required).sum();
    facts.add(new Fact("controls hold", holding + " of " + required));
    long drift = fleet.accounts().stream().mapToLong(account -> account.drift().size()).sum();
    if (drift > 0) {
      facts.add(fact(drift, "difference", "differences"));
    }
    return facts;
  }

  private static Fact fact(long count, String one, String several) {
    return new Fact(count == 1 ? one : several, Long.toString(count));
  }

  private static Column column(Control control) {
    return new Column(control.slug(), control.title(), control.sections());
  }

  private static Cell legend(Mark mark) {
    return new Cell(mark.tone, mark.symbol, mark.words, "");
  }

  private Row row(String id, AccountVerdict account) {
    return new Row(
        id,
        account.account(),
        name(account),
        controls.stream().map(control -> cell(id, account, control)).toList(),
        account.isRead() ? account.holding() + " of " + account.required() : "",
        account.drift().isEmpty() ? "" : Integer.toString(account.drift().size()));
  }

  private Cell cell(String id, AccountVerdict account, Control control) {
    Optional<ControlVerdict> verdict = verdict(account, control);
    Mark mark = verdict.map(Mark::of).orElse(Mark.NOT_READ);
    String target = id;
    String why = "";
    if (verdict.isPresent()) {
      List<AlikeControls> alike = told(account.verdict().orElseThrow());
      for (int i = 0; i < alike.size(); i++) {
        if (alike.get(i).controls().contains(verdict.get())) {
          target = findingId(id, i);
          why =
              alike.get(i).findings().stream()
                  .findFirst()
                  .map(shared -> ": " + shared.finding().message())
                  .orElse("");
        }
      }
    }
    return new Cell(
        mark.tone,
        mark.symbol,
        account.account() + ", " + control.slug() + " " + mark.words + why,
        target);
  }

  private static String findingId(String id, int number) {
    return id + "-finding-" + (number + 1);
  }

  /** Controls of which there is something to say. */
  private static List<AlikeControls> told(Verdict verdict) {
    return verdict.alike().stream()
        .filter(alike -> !alike.findings().isEmpty() || alike.allowed().isPresent())
        .toList();
  }

  private Map<String, Object> card(String id, AccountVerdict account, Verdict verdict) {
    List<AlikeControls> alike = told(verdict);
    return Map.ofEntries(
        Map.entry("id", id),
        Map.entry("account", account.account()),
        Map.entry("name", name(account)),
        Map.entry("answer", answer(account.compliant())),
        Map.entry("tone", account.compliant() ? "verdict-yes" : "verdict-no"),
        Map.entry("headline", summary(account)),
        Map.entry(
            "findings",
            IntStream.range(0, alike.size())
                .mapToObj(i -> finding(findingId(id, i), alike.get(i)))
                .toList()),
        Map.entry("drift?", !account.drift().isEmpty()),
        Map.entry("drift", account.drift().stream().map(FleetHtml::row).toList()),
        Map.entry("checkers", Arrays.stream(Checker.values()).map(Checker::title).toList()),
        Map.entry("controls", verdict.required().stream().map(FleetHtml::row).toList()));
  }

  private static String summary(AccountVerdict account) {
    List<String> parts = new ArrayList<>();
    account.read().ifPresent(time -> parts.add("Read " + minute(time) + " UTC"));
    parts.add(account.holding() + " of " + account.required() + " controls hold");
    if (account.broken() > 0) {
      parts.add(account.broken() + " broken");
    }
    if (account.unknown() > 0) {
      parts.add(account.unknown() + " unknown");
    }
    if (!account.drift().isEmpty()) {
      parts.add(counted(account.drift().size(), "difference") + " from its configuration");
    }
    return String.join(", ", parts);
  }

  private static Map<String, Object> finding(String id, AlikeControls alike) {
    List<Map<String, Object>> found = new ArrayList<>();
    alike.findings().forEach(shared -> found.add(found(shared, "")));
    alike.allowed().ifPresent(shared -> found.add(found(shared, "allowed: ")));
    return Map.of(
        "id",
        id,
        "slugs",
        alike.controls().stream()
            .map(control -> control.control().slug())
            .collect(Collectors.joining(", ")),
        "links",
        links(alike.controls().get(0).firstBroken()),
        "found",
        found);
  }

  private static Map<String, Object> found(AlikeControls.Shared shared, String standing) {
    Finding finding = shared.finding();
    List<String> addresses =
        shared.addresses().stream().filter(address -> !address.isEmpty()).toList();
    return Map.ofEntries(
        Map.entry("link", finding.link().word()),
        Map.entry("standing", standing),
        Map.entry("message", finding.message()),
        Map.entry("rule", finding.rule()),
        Map.entry("remedy?", !finding.remedy().isEmpty()),
        Map.entry("remedy", finding.remedy()),
        Map.entry("addresses?", !addresses.isEmpty()),
        Map.entry("addresses", addresses));
  }

  /** All links of the chain: those before the first broken one hold. */
  private static List<ChainLink> links(Optional<Finding> broken) {
    return Arrays.stream(Link.values()).map(link -> link(link, broken)).toList();
  }

  private static ChainLink link(Link link, Optional<Finding> broken) {
    int behind = broken.map(finding -> link.compareTo(finding.link())).orElse(-1);
    if (behind < 0) {
      return new ChainLink(link.word(), "yes", Mark.HOLDS.symbol, "holds");
    }
    if (behind > 0) {
      return new ChainLink(link.word(), "off", "", "not judged");
    }
    Mark mark = broken.orElseThrow().answer() == Answer.UNKNOWN ? Mark.UNKNOWN : Mark.BROKEN;
    return new ChainLink(link.word(), mark.tone, mark.symbol, mark.words);
  }

  private static DriftRow row(Drift drift) {
    return new DriftRow(drift.kind().word(), drift.resource(), drift.what());
  }

  private static ControlRow row(ControlVerdict control) {
    List<String> words = new ArrayList<>();
    words.add(control.detects().word());
    words.add(control.allowed().isPresent() ? "allowed" : control.alarms().word());
    words.add(control.notifies().word());
    words.add(control.noisy() ? "yes" : "no");
    for (Checker checker : Checker.values()) {
      words.add(
          Optional.ofNullable(control.checkers().get(checker))
              .map(said -> said.verdict().verdict())
              .orElse("-"));
    }
    return new ControlRow(control.control().slug(), words);
  }

  private static boolean isRequired(AccountVerdict account, Control control) {
    return verdict(account, control).filter(ControlVerdict::required).isPresent();
  }

  private static Optional<ControlVerdict> verdict(AccountVerdict account, Control control) {
    return account.verdict().stream()
        .flatMap(read -> read.controls().stream())
        .filter(each -> each.control().equals(control))
        .findFirst();
  }

  /** Such as {@code 2026-08-03 10:41}. */
  private static String minute(Instant time) {
    return time.toString().substring(0, 16).replace('T', ' ');
  }

  private static String name(AccountVerdict account) {
    return account.name().orElse("");
  }

  private static String counted(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
