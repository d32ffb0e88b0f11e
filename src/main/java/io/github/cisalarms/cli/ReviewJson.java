package io.github.cisalarms.cli;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.review.Answer;
import io.github.cisalarms.review.Change;
import io.github.cisalarms.review.CheckerReview;
import io.github.cisalarms.review.ControlReview;
import io.github.cisalarms.review.Finding;
import io.github.cisalarms.review.Loss;
import io.github.cisalarms.review.Review;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A review as {@code --json} prints it. */
record ReviewJson(List<Control> controls, boolean compliant, List<Loss> losses) {

  /** One control; what is said of a broken link or an allowance is null where there is none. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Control(
      String slug,
      boolean required,
      Answer detects,
      Answer alarms,
      Answer notifies,
      boolean noisy,
      String firstBrokenLink,
      String rule,
      String address,
      String message,
      String remedy,
      Allowed allowed,
      Map<String, Verdict> checkers,
      Change change) {}

  /** What would be broken were it not allowed. */
  record Allowed(String rule, String address, String message) {}

  /** What one checker will say. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Verdict(
      String verdict,
      String firstBrokenLink,
      String rule,
      String address,
      String message,
      String remedy) {}

  static ReviewJson of(Review review) {
    return new ReviewJson(
        review.controls().stream().map(ReviewJson::control).toList(),
        review.compliant(),
        review.losses());
  }

  private static Control control(ControlReview control) {
    Optional<Finding> broken = control.firstBroken();
    Map<String, Verdict> checkers = new LinkedHashMap<>();
    for (Map.Entry<Checker, CheckerReview> checker : control.checkers().entrySet()) {
      checkers.put(checker.getKey().id(), verdict(checker.getValue()));
    }
    return new Control(
        control.control().slug(),
        control.required(),
        control.detects(),
        control.alarms(),
        control.notifies(),
        control.noisy(),
        broken.map(finding -> finding.link().word()).orElse(null),
        broken.map(Finding::rule).orElse(null),
        broken.map(Finding::address).orElse(null),
        broken.map(Finding::message).orElse(null),
        broken.map(Finding::remedy).orElse(null),
        control
            .allowed()
            .map(finding -> new Allowed(finding.rule(), finding.address(), finding.message()))
            .orElse(null),
        checkers,
        control.change());
  }

  private static Verdict verdict(CheckerReview checker) {
    Optional<Finding> broken = checker.firstBroken();
    return new Verdict(
        checker.verdict().verdict(),
        broken.map(finding -> finding.link().word()).orElse(null),
        broken.map(Finding::rule).orElse(null),
        broken.map(Finding::address).orElse(null),
        broken.map(Finding::message).orElse(null),
        broken.map(Finding::remedy).orElse(null));
  }
}
