package io.github.cisalarms.replay;

import io.github.cisalarms.catalog.PatternVariant;
import java.time.Duration;

/**
 * What an alarm would have done with a published variant of its pattern.
 *
 * @param variant the variant
 * @param matches how many events it matches
 * @param episodes how many episodes there would have been
 * @param timeOn how long the alarm would have been on altogether
 */
public record VariantResult(PatternVariant variant, long matches, int episodes, Duration timeOn) {}
