package io.github.cisalarms.aws;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A role to be taken, usually of another account.
 *
 * @param arn such as {@code arn:aws:iam::111122223333:role/cis-alarms-audit}
 * @param sessionName what CloudTrail shows for who took it: 2 to 64 letters, digits and {@code
 *     =,.@_-}
 * @param externalId what the role's trust policy asks for, if it asks
 */
public record AssumedRole(String arn, String sessionName, Optional<String> externalId) {

  /** What CloudTrail shows for this program, where nobody says another. */
  public static final String SESSION_NAME = "cis-alarms";

  private static final Pattern ARN =
      Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:role/[\\w+=,.@/-]+");

  private static final Pattern SESSION = Pattern.compile("[\\w=,.@-]{2,64}");

  /**
   * Checks the ARN and the session's name.
   *
   * @throws IllegalArgumentException if one is none
   */
  public AssumedRole {
    if (!ARN.matcher(arn).matches()) {
      throw new IllegalArgumentException(
          "'"
              + arn
              + "' is no role's ARN; write it as in arn:aws:iam::111122223333:role/cis-alarms-audit");
    }
    if (!SESSION.matcher(sessionName).matches()) {
      throw new IllegalArgumentException(
          "'"
              + sessionName
              + "' can't name a session; use 2 to 64 letters, digits and =,.@_-, as in cis-alarms");
    }
  }

  /** The role under the session name of this program, without an external id. */
  public static AssumedRole of(String arn) {
    return new AssumedRole(arn, SESSION_NAME, Optional.empty());
  }
}
