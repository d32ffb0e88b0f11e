package io.github.cisalarms.review;

import java.util.Optional;

/**
 * What one checker will say to a control.
 *
 * @param verdict whether it passes
 * @param firstBroken the first link that the checker finds broken, or can't be told to hold
 */
public record CheckerReview(Answer verdict, Optional<Finding> firstBroken) {}
