package io.github.cisalarms.aws;

import java.util.Optional;

/**
 * What somebody said about how to reach AWS. What was not said comes from where AWS's own tools
 * take it: the environment, {@code ~/.aws}, the machine's role.
 *
 * @param profile the profile of {@code ~/.aws/config}; else {@code AWS_PROFILE} or the default one
 * @param region such as {@code eu-central-1}; else {@code AWS_REGION}, {@code AWS_DEFAULT_REGION}
 *     or the profile's
 */
public record AwsSettings(Optional<String> profile, Optional<String> region) {

  /** Nothing was said. */
  public static AwsSettings none() {
    return new AwsSettings(Optional.empty(), Optional.empty());
  }
}
