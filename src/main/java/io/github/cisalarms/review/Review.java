package io.github.cisalarms.review;

import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.catalog.Controls;
import io.github.cisalarms.review.ChainSearch.Result;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The verdict on a plan or a state.
 *
 * @param source what the plan is called
 * @param requirements what has to hold
 * @param plan whether it is a plan; otherwise it is a state, which changes nothing
 * @param controls the verdict on every control of the catalog, in its order
 * @param losses what the plan destroys for good
 */
public record Review(
    String source,
    Requirements requirements,
    boolean plan,
    List<ControlReview> controls,
    List<Loss> losses) {

  /** Makes the lists immutable. */
  public Review {
    controls = List.copyOf(controls);
    losses = List.copyOf(losses);
  }

  /** Judges a plan. */
  public static Review of(TerraformPlan plan, Requirements requirements) {
    Patterns patterns = new Patterns();
    ChainSearch after = new ChainSearch(plan.after(), requirements.logGroups(), patterns);
    Optional<ChainSearch> before =
        plan.before().map(prior -> new ChainSearch(prior, requirements.logGroups(), patterns));
    List<ControlReview> controls = new ArrayList<>();
    for (Control control : Controls.all()) {
      controls.add(review(control, after, before, requirements));
    }
    return new Review(plan.name(), requirements, before.isPresent(), controls, plan.losses());
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
  public List<ControlReview> required() {
    return controls.stream().filter(ControlReview::required).toList();
  }

  /** The required controls to which the plan does this. */
  public List<ControlReview> changed(Change change) {
    return plan
        ? required().stream().filter(control -> control.change() == change).toList()
        : List.of();
  }

  /**
   * What is wrong with a control: the first broken link, then what the required checkers find
   * beyond that, then noise.
   */
  public List<Finding> findings(ControlReview control) {
    Set<Finding> findings = new LinkedHashSet<>();
    control.firstBroken().ifPresent(findings::add);
    for (Checker checker : requirements.checkers()) {
      Optional.ofNullable(control.checkers().get(checker))
          .flatMap(CheckerReview::firstBroken)
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

  private static ControlReview review(
      Control control, ChainSearch after, Optional<ChainSearch> before, Requirements requirements) {
    Result delivery = delivery(after, control, requirements);
    Map<Checker, CheckerReview> checkers = new EnumMap<>(Checker.class);
    for (Checker checker : Checker.values()) {
      if (control.rule(checker).isPresent()) {
        Path best = after.search(control, Judge.of(checker), 1).best();
        checkers.put(checker, new CheckerReview(best.answer(), best.firstBroken()));
      }
    }
    Answer holds = delivery.notifies();
    for (Checker checker : requirements.checkers()) {
      if (checkers.containsKey(checker)) {
        holds = holds.and(checkers.get(checker).verdict());
      }
    }
    Answer held = before.map(search -> holds(search, control, requirements)).orElse(holds);
    return new ControlReview(
        control,
        requirements.selection().controls().contains(control),
        delivery.detects(),
        delivery.alarms(),
        delivery.notifies(),
        after.noise(control),
        allowed(delivery, after, control, requirements),
        delivery.best().firstBroken(),
        Collections.unmodifiableMap(checkers),
        holds,
        Change.of(held, holds));
  }

  private static Result delivery(ChainSearch search, Control control, Requirements requirements) {
    return search.search(control, Judge.DELIVERY, requirements.allowedEvents(control));
  }

  /** What makes the difference to a review that allows nothing. */
  private static Optional<Finding> allowed(
      Result delivery, ChainSearch search, Control control, Requirements requirements) {
    if (requirements.allowedEvents(control) == 1) {
      return Optional.empty();
    }
    Result strict = search.search(control, Judge.DELIVERY, 1);
    return strict.alarms() == delivery.alarms() && strict.notifies() == delivery.notifies()
        ? Optional.empty()
        : delivery.best().of(new AlarmFiresOnOneEvent());
  }

  private static Answer holds(ChainSearch search, Control control, Requirements requirements) {
    Answer holds = delivery(search, control, requirements).notifies();
    for (Checker checker : requirements.checkers()) {
      if (control.rule(checker).isPresent()) {
        holds = holds.and(search.search(control, Judge.of(checker), 1).best().answer());
      }
    }
    return holds;
  }
}
