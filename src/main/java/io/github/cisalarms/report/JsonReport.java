package io.github.cisalarms.report;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.chain.Finding;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.chain.verdict.Change;
import io.github.cisalarms.chain.verdict.CheckerVerdict;
import io.github.cisalarms.chain.verdict.ControlVerdict;
import io.github.cisalarms.chain.verdict.Loss;
import io.github.cisalarms.chain.verdict.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A verdict as {@code --json} prints it. */
public record JsonReport(List<Control> controls, boolean compliant, List<Loss> losses) {

  /** One control; what is said of a broken link or an allowance is null where there is none. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Control(
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
      Stated allowed,
      List<Stated> likely,
      Map<String, CheckerJson> checkers,
      Change change) {}

  /** What would be broken were it not allowed, or is taken to hold without being known to. */
  public record Stated(String rule, String address, String message) {}

  /** What one checker will say. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record CheckerJson(
      String verdict,
      String firstBrokenLink,
      String rule,
      String address,
      String message,
      String remedy) {}

  public static JsonReport of(Verdict verdict) {
    return new JsonReport(
        verdict.controls().stream().map(JsonReport::control).toList(),
        verdict.compliant(),
        verdict.losses());
  }

  private static Control control(ControlVerdict control) {
    Optional<Finding> broken = control.firstBroken();
    Map<String, CheckerJson> checkers = new LinkedHashMap<>();
    for (Map.Entry<Checker, CheckerVerdict> checker : control.checkers().entrySet()) {
      checkers.put(checker.getKey().id(), checker(checker.getValue()));
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
        control.allowed().map(JsonReport::stated).orElse(null),
        control.likely().stream().map(JsonReport::stated).toList(),
        checkers,
        control.change());
  }

  private static Stated stated(Finding finding) {
    return new Stated(finding.rule(), finding.address(), finding.message());
  }

  private static CheckerJson checker(CheckerVerdict checker) {
    Optional<Finding> broken = checker.firstBroken();
    return new CheckerJson(
        checker.verdict().verdict(),
        broken.map(finding -> finding.link().word()).orElse(null),
        broken.map(Finding::rule).orElse(null),
        broken.map(Finding::address).orElse(null),
        broken.map(Finding::message).orElse(null),
        broken.map(Finding::remedy).orElse(null));
  }
}
