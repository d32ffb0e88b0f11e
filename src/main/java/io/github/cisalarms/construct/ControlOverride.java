package io.github.cisalarms.construct;

import io.github.cisalarms.catalog.AlarmSettings;
import io.github.cisalarms.catalog.TreatMissingData;
import java.util.List;
import java.util.Optional;

/**
 * What one control does differently. Everything that is empty keeps its default.
 *
 * @param variant name of a pattern variant of the control; not together with {@code pattern}
 * @param pattern filter pattern of your own, at most 1,024 characters
 * @param threshold number of events in a period that makes it breach
 * @param period length of a period in seconds
 * @param evaluationPeriods how many of the latest periods are looked at
 * @param datapointsToAlarm how many of these must breach
 * @param treatMissingData what a period without a data point counts as
 * @param alarmActions ARNs of what is told when the alarm goes off, instead of the topic
 * @param okActions ARNs of what is told when it is over
 * @param insufficientDataActions ARNs of what is told when data is missing
 * @param severity value of the alarm's tag {@code severity}
 * @param description what whoever is paged reads, at most 1,024 characters
 */
public record ControlOverride(
    Optional<String> variant,
    Optional<String> pattern,
    Optional<Double> threshold,
    Optional<Integer> period,
    Optional<Integer> evaluationPeriods,
    Optional<Integer> datapointsToAlarm,
    Optional<TreatMissingData> treatMissingData,
    Optional<List<String>> alarmActions,
    Optional<List<String>> okActions,
    Optional<List<String>> insufficientDataActions,
    Optional<String> severity,
    Optional<String> description) {

  /** Changes nothing. */
  public static final ControlOverride NONE =
      new ControlOverride(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public ControlOverride {
    if (variant.isPresent() && pattern.isPresent()) {
      throw new IllegalArgumentException(
          "variant '%s' and a pattern of your own: use one of the two".formatted(variant.get()));
    }
  }

  /** These settings, where this override says nothing else. */
  AlarmSettings applyTo(AlarmSettings settings) {
    return new AlarmSettings(
        threshold.orElse(settings.threshold()),
        period.orElse(settings.period()),
        evaluationPeriods.orElse(settings.evaluationPeriods()),
        datapointsToAlarm.or(settings::datapointsToAlarm),
        treatMissingData.orElse(settings.treatMissingData()));
  }
}
