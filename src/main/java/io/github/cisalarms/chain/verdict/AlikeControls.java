package io.github.cisalarms.chain.verdict;

import io.github.cisalarms.chain.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Required controls of which the same is found, if at different resources.
 *
 * @param controls at least one, in the order of the catalog
 * @param findings what is found of each; empty if nothing
 * @param allowed what is allowed to each, if anything
 * @param likely what is taken to hold of each without being known to
 */
public record AlikeControls(
    List<ControlVerdict> controls,
    List<Shared> findings,
    Optional<Shared> allowed,
    List<Shared> likely) {

  /**
   * What is found of several controls.
   *
   * @param finding as it is found of the first control
   * @param addresses where it is found, without repetition; an address is empty if there is no
   *     resource
   */
  public record Shared(Finding finding, List<String> addresses) {

    /** Makes the list immutable. */
    public Shared {
      addresses = List.copyOf(addresses);
    }
  }

  /** Makes the lists immutable. */
  public AlikeControls {
    controls = List.copyOf(controls);
    findings = List.copyOf(findings);
    likely = List.copyOf(likely);
  }

  public static List<AlikeControls> of(Verdict review) {
    Map<List<Object>, List<ControlVerdict>> alike = new LinkedHashMap<>();
    for (ControlVerdict control : review.required()) {
      List<Finding> found = review.findings(control).stream().map(AlikeControls::anywhere).toList();
      List<Object> key =
          List.of(
              found,
              control.allowed().map(AlikeControls::anywhere),
              control.likely().stream().map(AlikeControls::anywhere).toList());
      alike.computeIfAbsent(key, none -> new ArrayList<>()).add(control);
    }
    return alike.values().stream().map(controls -> of(review, controls)).toList();
  }

  private static AlikeControls of(Verdict review, List<ControlVerdict> controls) {
    return new AlikeControls(
        controls,
        each(controls, review::findings),
        controls
            .get(0)
            .allowed()
            .map(first -> shared(controls, control -> control.allowed().orElse(first))),
        each(controls, ControlVerdict::likely));
  }

  /** One after the other of what all controls have as many of. */
  private static List<Shared> each(
      List<ControlVerdict> controls, Function<ControlVerdict, List<Finding>> found) {
    return IntStream.range(0, found.apply(controls.get(0)).size())
        .mapToObj(position -> shared(controls, control -> found.apply(control).get(position)))
        .toList();
  }

  private static Shared shared(
      List<ControlVerdict> controls, Function<ControlVerdict, Finding> finding) {
    return new Shared(
        finding.apply(controls.get(0)),
        controls.stream().map(finding).map(Finding::address).distinct().toList());
  }

  private static Finding anywhere(Finding finding) {
    return new Finding(
        finding.rule(), finding.link(), finding.answer(), "", finding.message(), finding.remedy());
  }
}
