package io.github.cisalarms.replay.trail;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A folder in CloudTrail's layout, as far as its path goes: {@code
 * AWSLogs/[o-ORGANIZATION/]ACCOUNT/CloudTrail/REGION/YYYY/MM/DD/}.
 *
 * @param account the folder's account, if the path goes that far
 * @param service the log that the folder is of, such as {@code CloudTrail-Digest}
 * @param region the folder's region
 * @see <a
 *     href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-find-log-files.html">Finding
 *     your CloudTrail log files</a>
 */
public record TrailLayout(
    Optional<String> account, Optional<String> service, Optional<String> region) {

  private static final String ROOT = "AWSLogs";
  private static final String EVENTS = "CloudTrail";
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final Pattern ORGANIZATION = Pattern.compile("o-[a-z0-9]{10,32}");

  /**
   * The layout of a path, whose parts are divided by {@code /}. Empty if it has no {@code AWSLogs},
   * or something else beneath it.
   */
  public static Optional<TrailLayout> of(String path) {
    List<String> parts = Arrays.asList(path.split("/"));
    int at = parts.lastIndexOf(ROOT);
    if (at < 0) {
      return Optional.empty();
    }
    int account = at + 1;
    if (account < parts.size() && ORGANIZATION.matcher(parts.get(account)).matches()) {
      account++;
    }
    Optional<String> id = part(parts, account);
    if (id.isPresent() && !ACCOUNT.matcher(id.get()).matches()) {
      return Optional.empty();
    }
    return Optional.of(new TrailLayout(id, part(parts, account + 1), part(parts, account + 2)));
  }

  private static Optional<String> part(List<String> parts, int index) {
    return index < parts.size() ? Optional.of(parts.get(index)) : Optional.empty();
  }

  /** Whether it is the folder of events, or one that may lead there. */
  boolean leadsToEvents() {
    return service.isEmpty() || service.get().equals(EVENTS);
  }

  /**
   * The path from {@code AWSLogs/} on, or all of it if it is not in the layout. Its parts are
   * divided by {@code /}.
   */
  public static Optional<String> shortName(String path) {
    int at = path.startsWith(ROOT + "/") ? 0 : path.lastIndexOf("/" + ROOT + "/") + 1;
    return path.startsWith(ROOT + "/", at)
            && TrailLayout.of(path).flatMap(TrailLayout::region).isPresent()
        ? Optional.of(path.substring(at))
        : Optional.empty();
  }
}
