package io.github.cisalarms.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Collects what sources find. For one thread. */
public final class TrailListing {

  private static final Pattern DELIVERY_TIME = Pattern.compile("_(\\d{8}T\\d{4}Z)_");

  private record Found(TrailFile file, String time, String location) {}

  private final TrailSelection selection;
  private final List<Found> found = new ArrayList<>();
  private final List<InputProblem> problems = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private int skipped;

  TrailListing(TrailSelection selection) {
    this.selection = selection;
  }

  /**
   * Takes a file that was named by itself.
   *
   * @param location tells it from all others; the same file by two arguments is one delivery
   */
  public void add(TrailFile file, String location) {
    if (seen.add(location)) {
      Matcher matcher = DELIVERY_TIME.matcher(lastPart(file.name()));
      found.add(new Found(file, matcher.find() ? matcher.group(1) : "", location));
    }
  }

  /**
   * Takes a file of a folder if it is wanted.
   *
   * @param location tells it from all others
   */
  public void offer(TrailFile file, String location) {
    switch (selection.answer(lastPart(file.name()))) {
      case WANTED -> add(file, location);
      case NO_EVENTS -> skipped++;
      case CANNOT_TELL ->
          problem(
              file.name(),
              "its name says neither time nor region, as CloudTrail's files do, so --since, --until"
                  + " and --region can't choose it; name it by itself");
      case NOT_WANTED -> {
        // Another time, account or region was asked for.
      }
    }
  }

  /** Notes something that can't be listed, or read. */
  public void problem(String where, String what) {
    problems.add(new InputProblem(where, what));
  }

  /** How many files and problems there are so far. */
  public int size() {
    return found.size() + problems.size();
  }

  private static String lastPart(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  /**
   * The files in the order of the delivery times in their names, as CloudTrail writes them, then by
   * name: overlapping deliveries come close to each other, and the order depends on nothing else.
   */
  List<TrailFile> files() {
    found.sort(
        Comparator.comparing(Found::time)
            .thenComparing(one -> one.file().name())
            .thenComparing(Found::location));
    return found.stream().map(Found::file).toList();
  }

  /** How many files were left out, since they have no events by their name. */
  int skipped() {
    return skipped;
  }

  List<InputProblem> problems() {
    return List.copyOf(problems);
  }
}
