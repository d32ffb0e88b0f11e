package io.github.cisalarms.chain.verdict;

import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.catalog.Controls;
import io.github.cisalarms.chain.Allowance;
import io.github.cisalarms.chain.Finding;
import io.github.cisalarms.chain.Infrastructure;
import io.github.cisalarms.chain.Judge;
import io.github.cisalarms.chain.Patterns;
import io.github.cisalarms.chain.rule.AlarmFiresOnOneEvent;
import io.github.cisalarms.chain.search.ChainSearch;
import io.github.cisalarms.chain.search.ChainSearch.Result;
import io.github.cisalarms.chain.search.Path;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.chain.value.Shown;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The verdict on everything between an event and a person: of a plan, a state, or an account.
 *
 * @param source what it was read from, as messages call it
 * @param requirements what has to hold
 * @param plan whether it is about a change; otherwise about what is
 * @param controls the verdict on every control of the catalog, in its order
 * @param losses what the plan destroys for good
 */
public record Verdict(
    String source,
    Requirements requirements,
    boolean plan,
    List<ControlVerdict> controls,
    List<Loss> losses) {

  /** Makes the lists immutable. */
  public Verdict {
    controls = List.copyOf(controls);
    losses = List.copyOf(losses);
  }

  /**
   * Judges what is there, or will be.
   *
   * @param source what it was read from, as messages call it
   * @param before what was there before, if it is a change that is judged
   * @param losses what the change destroys for good
   */
  public static Verdict of(
      String source,
      Infrastructure after,
      Optional<Infrastructure> before,
      List<Loss> losses,
      Requirements requirements) {
    return of(source, after, before, losses, requirements, new Patterns());
  }

  /**
   * Judges what is in an account.
   *
   * @param source what it was read from, as messages call it
   * @param patterns what is known of patterns already: the accounts of a fleet have the same ones
   */
  public static Verdict of(
      String source, Infrastructure account, Requirements requirements, Patterns patterns) {
    return of(source, account, Optional.empty(), List.of(), requirements, patterns);
  }

  private static Verdict of(
      String source,
      Infrastructure after,
      Optional<Infrastructure> before,
      List<Loss> losses,
      Requirements requirements,
      Patterns patterns) {
    ChainSearch search = new ChainSearch(after, requirements.logGroups(), patterns);
    Optional<ChainSearch> earlier =
        before.map(prior -> new ChainSearch(prior, requirements.logGroups(), patterns));
    List<ControlVerdict> controls =
        Controls.all().stream()
            .map(control -> judge(control, search, earlier, requirements))
            .toList();
    return new Verdict(source, requirements, earlier.isPresent(), controls, losses);
  }

  /** Whether every required control does its work and satisfies every required checker. */
  public boolean compliant() {
    return required().stream()
        .allMatch(
            control ->
                control.holds() == Answer.YES
                    || control.holds() == Answer.UNKNOWN && requirements.allowUnknown());
  }

  /** The verdicts that count. */
  public List<ControlVerdict> required() {
    return controls.stream().filter(ControlVerdict::required).toList();
  }

  /** The required controls to which the plan does this. */
  public List<ControlVerdict> changed(Change change) {
    return plan
        ? required().stream().filter(control -> control.change() == change).toList()
        : List.of();
  }

  /**
   * What is wrong with a control: the first broken link, then what the required checkers find
   * beyond that, then noise.
   */
  public List<Finding> findings(ControlVerdict control) {
    Set<Finding> findings = new LinkedHashSet<>();
    control.firstBroken().ifPresent(findings::add);
    for (Checker checker : requirements.checkers()) {
      Optional.ofNullable(control.checkers().get(checker))
          .flatMap(CheckerVerdict::firstBroken)
          .ifPresent(findings::add);
    }
    control.noise().ifPresent(findings::add);
    return List.copyOf(findings);
  }

  /** The required controls, those together of which the same is found. */
  public List<AlikeControls> alike() {
    return AlikeControls.of(this);
  }

  /** The verdict in one line, such as {@code plan.json: not compliant, 1 control lost}. */
  public String headline() {
    int lost = changed(Change.LOST).size();
    long failing = required().stream().filter(control -> control.holds() == Answer.NO).count();
    long unknown = required().stream().filter(control -> control.holds() == Answer.UNKNOWN).count();
    List<String> parts = new ArrayList<>();
    if (lost > 0) {
      parts.add(counted(lost, "control") + " lost");
    }
    if (!losses.isEmpty()) {
      parts.add(counted(losses.size(), "resource") + " lost for good");
    }
    if (failing > lost) {
      parts.add(counted(failing - lost, "control") + (lost > 0 ? " left broken" : " broken"));
    }
    boolean letPass = unknown > 0 && requirements.allowUnknown();
    if (unknown > 0 && !letPass) {
      parts.add(counted(unknown, "control") + " unknown");
    }
    long allowed =
        required().stream()
            .filter(control -> control.holds() == Answer.YES && control.allowed().isPresent())
            .count();
    parts.add(
        (required().size() - failing - unknown)
            + " of "
            + required().size()
            + " hold"
            + (allowed > 0 ? ", " + allowed + " by allowance" : "")
            + (letPass ? ", " + unknown + " unknown and let pass" : ""));
    return Shown.text(source)
        + ": "
        + (compliant() ? "compliant" : "not compliant")
        + ", "
        + String.join(", ", parts);
  }

  private static String counted(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private static ControlVerdict judge(
      Control control, ChainSearch after, Optional<ChainSearch> before, Requirements requirements) {
    Result delivery = delivery(after, control, requirements);
    Map<Checker, CheckerVerdict> checkers = new EnumMap<>(Checker.class);
    for (Checker checker : Checker.values()) {
      if (control.rule(checker).isPresent()) {
        Path best = after.search(control, Judge.of(checker), Allowance.ONE_EVENT).best();
        checkers.put(checker, new CheckerVerdict(best.answer(), best.firstBroken()));
      }
    }
    Answer holds = delivery.notifies();
    for (Checker checker : requirements.checkers()) {
      if (checkers.containsKey(checker)) {
        holds = holds.and(checkers.get(checker).verdict());
      }
    }
    Answer held = before.map(search -> holds(search, control, requirements)).orElse(holds);
    return new ControlVerdict(
        control,
        requirements.selection().controls().contains(control),
        delivery.detects(),
        delivery.alarms(),
        delivery.notifies(),
        after.noise(control),
        allowed(delivery, after, control, requirements),
        delivery.best().likely(),
        delivery.best().firstBroken(),
        Collections.unmodifiableMap(checkers),
        holds,
        Change.of(held, holds));
  }

  private static Result delivery(ChainSearch search, Control control, Requirements requirements) {
    return search.search(control, Judge.DELIVERY, requirements.allowance(control));
  }

  /** What makes the difference to a review that allows nothing. */
  private static Optional<Finding> allowed(
      Result delivery, ChainSearch search, Control control, Requirements requirements) {
    if (requirements.allowance(control).equals(Allowance.ONE_EVENT)) {
      return Optional.empty();
    }
    Result strict = search.search(control, Judge.DELIVERY, Allowance.ONE_EVENT);
    return strict.alarms() == delivery.alarms() && strict.notifies() == delivery.notifies()
        ? Optional.empty()
        : delivery.best().of(new AlarmFiresOnOneEvent());
  }

  private static Answer holds(ChainSearch search, Control control, Requirements requirements) {
    Answer holds = delivery(search, control, requirements).notifies();
    for (Checker checker : requirements.checkers()) {
      if (control.rule(checker).isPresent()) {
        holds =
            holds.and(
                search.search(control, Judge.of(checker), Allowance.ONE_EVENT).best().answer());
      }
    }
    return holds;
  }
}
