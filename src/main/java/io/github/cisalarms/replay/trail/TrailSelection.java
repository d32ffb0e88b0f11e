package io.github.cisalarms.replay.trail;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which files of a trail are wanted, as their names and folders say it.
 *
 * @param since delivered at this time or later; CloudTrail delivers some minutes after the event
 * @param until delivered before this time
 * @param accounts of these accounts; empty for all
 * @param regions of these regions; empty for all
 */
public record TrailSelection(
    Optional<Instant> since, Optional<Instant> until, Set<String> accounts, Set<String> regions) {

  /** Everything. */
  public static final TrailSelection ALL =
      new TrailSelection(Optional.empty(), Optional.empty(), Set.of(), Set.of());

  private static final List<String> EVENTS = List.of(".gz", ".json", ".jsonl", ".ndjson", ".log");
  private static final Pattern DELIVERY =
      Pattern.compile("([0-9]{12})_CloudTrail_([a-z0-9-]+)_([0-9]{8}T[0-9]{4}Z)_.*");
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmm'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu/MM/dd/").withZone(ZoneOffset.UTC);

  /** What a selection says to a file in a folder. */
  public enum Answer {
    /** It is to be read. */
    WANTED,
    /** It is another account's, region's or time's. */
    NOT_WANTED,
    /** It has no events by its name: a digest, an Insights file, another extension. */
    NO_EVENTS,
    /** Its name doesn't say what the selection asks for. */
    CANNOT_TELL
  }

  /** Makes it immutable. */
  public TrailSelection {
    accounts = Collections.unmodifiableSet(new TreeSet<>(accounts));
    regions = Collections.unmodifiableSet(new TreeSet<>(regions));
  }

  /** Whether everything is wanted. */
  public boolean isAll() {
    return since.isEmpty() && until.isEmpty() && accounts.isEmpty() && regions.isEmpty();
  }

  /** Whether a folder may have something that is wanted. Its parts are divided by {@code /}. */
  public boolean enters(String folder) {
    if (isAll()) {
      return true;
    }
    return TrailLayout.of(folder)
        .map(
            layout ->
                layout.leadsToEvents()
                    && isAmong(accounts, layout.account())
                    && isAmong(regions, layout.region()))
        .orElse(true);
  }

  private static boolean isAmong(Set<String> wanted, Optional<String> value) {
    return wanted.isEmpty() || value.isEmpty() || wanted.contains(value.get());
  }

  /** Whether a file in a folder is to be read, by its name without the folder. */
  public Answer answer(String name) {
    if (name.startsWith(".")
        || name.contains("CloudTrail-Digest")
        || name.contains("CloudTrail-Insight")
        || EVENTS.stream().noneMatch(name::endsWith)) {
      return Answer.NO_EVENTS;
    }
    if (isAll()) {
      return Answer.WANTED;
    }
    Matcher delivery = DELIVERY.matcher(name);
    if (!delivery.matches()) {
      // Accounts are told apart by the events themselves, too.
      return since.isEmpty() && until.isEmpty() && regions.isEmpty()
          ? Answer.WANTED
          : Answer.CANNOT_TELL;
    }
    String time = delivery.group(3);
    boolean wanted =
        isAmong(accounts, Optional.of(delivery.group(1)))
            && isAmong(regions, Optional.of(delivery.group(2)))
            && since.map(from -> time.compareTo(MINUTE.format(from)) >= 0).orElse(true)
            && until.map(to -> time.compareTo(MINUTE.format(to)) < 0).orElse(true);
    return wanted ? Answer.WANTED : Answer.NOT_WANTED;
  }

  /** The first day that is wanted, as CloudTrail's layout writes it: {@code 2026/08/31/}. */
  public Optional<String> firstDay() {
    return since.map(DAY::format);
  }

  /** The last day that is wanted, as CloudTrail's layout writes it. */
  public Optional<String> lastDay() {
    return until.map(DAY::format);
  }
}
