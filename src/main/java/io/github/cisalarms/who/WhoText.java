package io.github.cisalarms.who;

import io.github.cisalarms.chain.value.Shown;
import io.github.cisalarms.who.Activity.Identity;
import io.github.cisalarms.who.Activity.KeyKind;
import io.github.cisalarms.who.Activity.Mfa;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Who it was, for somebody at a terminal. Lines stay within 100 columns where what they say can be
 * parted; what events contain is made fit to be shown.
 */
public final class WhoText {

  private static final int GROUPS_SHOWN = 20;
  private static final int WIDTH = 100;
  private static final String INDENT = "         ";

  private final WhoResult result;
  private final StringBuilder text = new StringBuilder();

  private WhoText(WhoResult result) {
    this.result = result;
  }

  /** The text: the twenty most frequent activities. */
  public static String of(WhoResult result) {
    return new WhoText(result).print();
  }

  private String print() {
    line(
        result.events() == 0
            ? "nobody: no event of this time matches"
            : counted(result.events(), "event")
                + (result.activities().size() == 1
                    ? ", all alike"
                    : ", " + result.activities().size() + " kinds"));
    line("time     " + window());
    result.alarm().ifPresent(alarm -> line("alarm    " + Shown.text(alarm) + wentOff()));
    result.filters().forEach(this::filter);
    result.activities().stream().limit(GROUPS_SHOWN).forEach(this::activity);
    int more = result.activities().size() - GROUPS_SHOWN;
    if (more > 0 || result.ungrouped() > 0) {
      line("");
      line(
          "and "
              + (more > 0 ? counted(more, "further kind") : "")
              + (more > 0 && result.ungrouped() > 0 ? " and " : "")
              + (result.ungrouped() > 0 ? counted(result.ungrouped(), "event") + " more" : "")
              + "; --json lists the kinds");
    }
    return text.toString();
  }

  private String window() {
    return time(result.window().from()) + " to " + time(result.window().until()) + " UTC";
  }

  private String wentOff() {
    return result
        .episode()
        .map(
            on ->
                ", on since "
                    + time(on.from())
                    + on.until().map(end -> " until " + time(end)).orElse(""))
        .orElse("");
  }

  private void filter(WatchedFilter filter) {
    line(
        "filter   "
            + Shown.text(
                filter.name().orElse("none; the control's own pattern")
                    + " on "
                    + filter.logGroup()
                    + " in "
                    + result.place()));
  }

  private void activity(Activity activity) {
    line("");
    line(
        (activity.events() == 1 ? "once" : activity.events() + " times")
            + ", "
            + (activity.first().equals(activity.last())
                ? time(activity.first())
                : time(activity.first()) + " to " + time(activity.last()))
            + " UTC");
    Identity identity = activity.identity();
    part(
        "who",
        List.of(
            identity.type().equalsIgnoreCase(identity.name())
                ? identity.type()
                : identity.type() + " " + identity.name()));
    identity.arn().ifPresent(arn -> part("", List.of(arn)));
    part("", means(identity));
    List<String> what = new ArrayList<>();
    what.add(activity.action().event() + " (" + activity.action().source() + ")");
    activity.action().error().ifPresent(error -> what.add("failed: " + error));
    part("what", what);
    part("where", List.of(activity.origin().address() + " in " + activity.origin().region()));
    part("", List.of(activity.origin().userAgent()));
  }

  private static List<String> means(Identity identity) {
    List<String> means = new ArrayList<>();
    means.add(
        identity.mfa() == Mfa.UNKNOWN
            ? "MFA not said"
            : identity.mfa() == Mfa.YES ? "with MFA" : "without MFA");
    identity
        .accessKey()
        .ifPresent(
            key ->
                means.add(
                    (identity.keyKind() == KeyKind.LONG_TERM
                            ? "long-term access key "
                            : "temporary credentials ")
                        + key));
    identity.invokedBy().ifPresent(service -> means.add("by way of " + service));
    return means;
  }

  /** Facts of one kind, on one line if there is room for them. */
  private void part(String name, List<String> facts) {
    String joined = facts.stream().map(Shown::text).collect(Collectors.joining(", "));
    String start = "  " + name + " ".repeat(INDENT.length() - 2 - name.length());
    String rest = joined;
    while (start.length() + rest.length() > WIDTH) {
      int room = WIDTH - start.length();
      int blank = rest.lastIndexOf(' ', room);
      int end = blank > 0 ? blank : room;
      line(start + rest.substring(0, end));
      rest = rest.substring(blank > 0 ? end + 1 : end);
      start = INDENT + "  ";
    }
    line(start + rest);
  }

  private static String time(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ').replace("Z", "");
  }

  private static String counted(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private void line(String line) {
    text.append(line.stripTrailing()).append('\n');
  }
}
