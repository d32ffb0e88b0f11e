package io.github.cisalarms.chain.search;

import io.github.cisalarms.chain.Finding;
import io.github.cisalarms.chain.Link;
import io.github.cisalarms.chain.rule.Rule;
import io.github.cisalarms.chain.value.Answer;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What was found along one way, or along a part of it.
 *
 * @param findings in the order of the chain
 */
public record Path(List<Finding> findings) {

  /**
   * The better one last: what comes nearest to holding. It orders parts as it orders wholes: the
   * best way to a place and the best way from there make up the best way through it.
   */
  public static final Comparator<Path> BY_MERIT =
      Comparator.comparing(Path::answer).thenComparing(Path::length);

  public Path {
    findings = List.copyOf(findings);
  }

  /** Whether it holds up to and with a link. */
  public Answer upTo(Link last) {
    return findings.stream()
        .filter(finding -> finding.link().compareTo(last) <= 0)
        .map(Finding::answer)
        .reduce(Answer.YES, Answer::and);
  }

  public Answer answer() {
    return upTo(Link.SUBSCRIPTION);
  }

  /** The first link that is broken, or else the first that nothing is known of. */
  public Optional<Finding> firstBroken() {
    Answer worst = answer();
    return worst == Answer.YES
        ? Optional.empty()
        : findings.stream().filter(finding -> finding.answer() == worst).findFirst();
  }

  /** What a rule found. */
  public Optional<Finding> of(Rule rule) {
    return findings.stream().filter(finding -> finding.rule().equals(rule.id())).findFirst();
  }

  /** What is taken to hold without being known to; of a way that is broken that doesn't matter. */
  public List<Finding> likely() {
    return answer() == Answer.NO ? List.of() : findings.stream().filter(Finding::isLikely).toList();
  }

  /** Whether it is better than another; of equals the first is taken, so that reports stay. */
  public boolean isBetterThan(Optional<Path> other) {
    return other.isEmpty() || BY_MERIT.compare(this, other.get()) > 0;
  }

  /** How far it holds. */
  private int length() {
    return firstBroken().map(findings::indexOf).orElse(findings.size());
  }
}
