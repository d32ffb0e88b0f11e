package io.github.cisalarms.cli;

import io.github.cisalarms.aws.AwsAccessException;
import io.github.cisalarms.aws.AwsSettings;
import io.github.cisalarms.catalog.Shapes;
import io.github.cisalarms.fleet.resource.Partition;
import io.github.cisalarms.replay.s3.S3Access;
import io.github.cisalarms.replay.s3.S3Trail;
import io.github.cisalarms.replay.trail.TrailSelection;
import io.github.cisalarms.replay.trail.TrailSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/**
 * Where a trail is, and which part of it is wanted: the options that have to do with a trail, of
 * all programs that replay one.
 */
public final class TrailOptions {

  private static final String S3 = "s3:";
  private static final Pattern ACCOUNT_ID = Pattern.compile(Shapes.ACCOUNT_ID);
  private static final Pattern REGION = Pattern.compile(Partition.REGION);

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "CloudTrail files and folders, and s3://BUCKET/PREFIX.")
  private List<String> paths;

  @Option(
      names = "--account",
      paramLabel = "ID",
      description =
          "Only events of this account (recipientAccountId); files of other accounts by their name"
              + " are not read.")
  private Optional<String> account = Optional.empty();

  @Option(
      names = "--region",
      split = ",",
      paramLabel = "REGION",
      description = "Only files of these regions, by their names.")
  private Set<String> regions = new LinkedHashSet<>();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "Only files delivered since then, by their names: 2026-08-01, 2026-08-01T06:00:00Z, or"
              + " 30d or 12h for as long ago. Times are in UTC.")
  private Optional<String> since = Optional.empty();

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "Only files delivered before then, by their names.")
  private Optional<String> until = Optional.empty();

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "For s3://: the profile of ~/.aws/config. Default: AWS_PROFILE, else default")
  private Optional<String> profile = Optional.empty();

  @Option(
      names = "--requester-pays",
      description = "For s3://: agrees to be charged for requests to a bucket whose readers pay.")
  private boolean requesterPays;

  /**
   * The account whose events alone are wanted.
   *
   * @throws ParameterException if it is none
   */
  public Optional<String> account() {
    if (account.isPresent() && !ACCOUNT_ID.matcher(account.get()).matches()) {
      throw wrong(
          "--account "
              + account.get()
              + ": write the 12 digits of the account, such as 111122223333");
    }
    return account;
  }

  /** Whether some of the trail has to be downloaded. */
  public boolean isRemote() {
    return paths.stream().anyMatch(TrailOptions::isRemote);
  }

  /** Whether a path is in S3. */
  public static boolean isRemote(String path) {
    return path.startsWith(S3);
  }

  /**
   * Which files are wanted.
   *
   * @param clock tells what {@code 30d} ago is
   * @throws ParameterException if a time or region is none
   */
  public TrailSelection selection(Clock clock) {
    for (String region : regions) {
      if (!REGION.matcher(region).matches()) {
        throw wrong("--region " + region + ": write the code of a region, such as eu-central-1");
      }
    }
    Optional<Instant> from = since.map(text -> time("--since", text, clock));
    Optional<Instant> to = until.map(text -> time("--until", text, clock));
    if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
      throw wrong(
          "--since " + since.get() + " --until " + until.get() + ": since has to be before until");
    }
    return new TrailSelection(from, to, account().map(Set::of).orElse(Set.of()), regions);
  }

  private Instant time(String option, String text, Clock clock) {
    try {
      return PointInTime.parse(text, clock);
    } catch (IllegalArgumentException e) {
      throw wrong(option + " " + e.getMessage());
    }
  }

  /** How buckets are read. */
  public S3Access access() {
    return new S3Access(new AwsSettings(profile, Optional.empty()), requesterPays);
  }

  /**
   * The sources, local ones first.
   *
   * @throws ParameterException if there is no such file, profile or address
   */
  public List<TrailSource> sources() {
    List<TrailSource> sources = new ArrayList<>();
    for (String path : paths) {
      if (path.equals("-")) {
        throw wrong(
            "-: events are replayed in the order of deliveries, which takes files; write standard"
                + " input to one");
      }
      if (!isRemote(path)) {
        if (!Files.exists(Path.of(path))) {
          throw wrong(Path.of(path) + ": there is no such file or folder");
        }
        sources.add(TrailSource.of(Path.of(path)));
      }
    }
    if (isRemote()) {
      try {
        sources.addAll(
            S3Trail.open(paths.stream().filter(TrailOptions::isRemote).toList(), access()));
      } catch (IllegalArgumentException | AwsAccessException e) {
        throw wrong(e.getMessage());
      }
    } else if (profile.isPresent() || requesterPays) {
      throw wrong(
          (profile.isPresent() ? "--profile" : "--requester-pays")
              + " is for s3://: none of the paths is one");
    }
    return sources;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
