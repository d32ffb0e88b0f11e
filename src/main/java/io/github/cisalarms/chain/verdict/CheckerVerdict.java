package io.github.cisalarms.chain.verdict;

import io.github.cisalarms.chain.Finding;
import io.github.cisalarms.chain.value.Answer;
import java.util.Optional;

/**
 * What one checker will say to a control.
 *
 * @param verdict whether it passes
 * @param firstBroken the first link that the checker finds broken, or can't be told to hold
 */
public record CheckerVerdict(Answer verdict, Optional<Finding> firstBroken) {}
