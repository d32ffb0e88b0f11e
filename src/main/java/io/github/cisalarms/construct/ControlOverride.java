package io.github.cisalarms.construct;

import io.github.cisalarms.catalog.AlarmSettings;
import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.catalog.ControlFilter;
import io.github.cisalarms.catalog.Reading;
import io.github.cisalarms.catalog.TreatMissingData;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
 * @param names names of its own for filter, metric and alarm
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
    Optional<String> description,
    ControlNames names) {

  /** Changes nothing. */
  public static final ControlOverride NONE = builder().build();

  /**
   * Rejects a choice between two patterns.
   *
   * @throws IllegalArgumentException if there are a variant and a pattern
   */
  public ControlOverride {
    if (variant.isPresent() && pattern.isPresent()) {
      throw new IllegalArgumentException(
          "variant '%s' and a pattern of your own: use one of the two".formatted(variant.get()));
    }
  }

  /**
   * The filters that the control gets: one with the variant or pattern of this override, or those
   * with which the checkers are content.
   *
   * @throws io.github.cisalarms.catalog.UnknownNameException if the control has no such variant
   */
  public List<ControlFilter> filters(Control control, Set<Checker> checkers) {
    if (variant.isPresent()) {
      return List.of(ControlFilter.first(control, control.requireVariant(variant.get())));
    }
    if (pattern.isPresent()) {
      return List.of(ControlFilter.first(control, control.defaultVariant()));
    }
    Reading reading = control.reading(checkers);
    if (!reading.unmet().isEmpty()) {
      throw new IllegalStateException(
          "no published pattern of '%s' satisfies %s".formatted(control.slug(), reading.unmet()));
    }
    return reading.filters();
  }

  /** These settings, where this override says nothing else. */
  public AlarmSettings applyTo(AlarmSettings settings) {
    return new AlarmSettings(
        threshold.orElse(settings.threshold()),
        period.orElse(settings.period()),
        evaluationPeriods.orElse(settings.evaluationPeriods()),
        datapointsToAlarm.or(settings::datapointsToAlarm),
        treatMissingData.orElse(settings.treatMissingData()));
  }

  /** Starts an override that changes nothing yet. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects what is set. */
  public static final class Builder {

    private Optional<String> variant = Optional.empty();
    private Optional<String> pattern = Optional.empty();
    private Optional<Double> threshold = Optional.empty();
    private Optional<Integer> period = Optional.empty();
    private Optional<Integer> evaluationPeriods = Optional.empty();
    private Optional<Integer> datapointsToAlarm = Optional.empty();
    private Optional<TreatMissingData> treatMissingData = Optional.empty();
    private Optional<List<String>> alarmActions = Optional.empty();
    private Optional<List<String>> okActions = Optional.empty();
    private Optional<List<String>> insufficientDataActions = Optional.empty();
    private Optional<String> severity = Optional.empty();
    private Optional<String> description = Optional.empty();
    private ControlNames names = ControlNames.NONE;

    private Builder() {}

    /** Sets {@link ControlOverride#variant()}. */
    public Builder variant(String value) {
      variant = Optional.of(value);
      return this;
    }

    /** Sets {@link ControlOverride#pattern()}. */
    public Builder pattern(String value) {
      pattern = Optional.of(value);
      return this;
    }

    /** Sets {@link ControlOverride#threshold()}. */
    public Builder threshold(double value) {
      threshold = Optional.of(value);
      return this;
    }

    /** Sets {@link ControlOverride#period()}. */
    public Builder period(int value) {
      period = Optional.of(value);
      return this;
    }

    /** Sets {@link ControlOverride#evaluationPeriods()}. */
    public Builder evaluationPeriods(int value) {
      evaluationPeriods = Optional.of(value);
      return this;
    }

    /** Sets {@link ControlOverride#datapointsToAlarm()}. */
    public Builder datapointsToAlarm(int value) {
      datapointsToAlarm = Optional.of(value);
      return this;
    }

    /** Sets {@link ControlOverride#treatMissingData()}. */
    public Builder treatMissingData(TreatMissingData value) {
      treatMissingData = Optional.of(value);
      return this;
    }

    /** Sets {@link ControlOverride#alarmActions()}. */
    public Builder alarmActions(List<String> value) {
      alarmActions = Optional.of(value);
      return this;
    }

    /** Sets {@link ControlOverride#okActions()}. */
    public Builder okActions(List<String> value) {
      okActions = Optional.of(value);
      return this;
    }

    /** Sets {@link ControlOverride#insufficientDataActions()}. */
    public Builder insufficientDataActions(List<String> value) {
      insufficientDataActions = Optional.of(value);
      return this;
    }

    /** Sets {@link ControlOverride#severity()}. */
    public Builder severity(String value) {
      severity = Optional.of(value);
      return this;
    }

    /** Sets {@link ControlOverride#description()}. */
    public Builder description(String value) {
      description = Optional.of(value);
      return this;
    }

    /** Sets {@link ControlOverride#names()}. */
    public Builder names(ControlNames value) {
      names = value;
      return this;
    }

    /** The finished override. */
    public ControlOverride build() {
      return new ControlOverride(
          variant,
          pattern,
          threshold,
          period,
          evaluationPeriods,
          datapointsToAlarm,
          treatMissingData,
          alarmActions,
          okActions,
          insufficientDataActions,
          severity,
          description,
          names);
    }
  }
}
