package io.github.cisalarms.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** The accounts of the organization that an account manages, or administers by delegation. */
public final class Organization {

  private final AwsAccess access;
  private final GetCallerIdentityResponse caller;

  /**
   * An account.
   *
   * @param id twelve digits
   */
  public record Member(String id, Optional<String> name) {}

  private Organization(AwsAccess access, GetCallerIdentityResponse caller) {
    this.access = access;
    this.caller = caller;
  }

  /**
   * The organization of whoever a way leads to.
   *
   * @throws AwsAccessException if AWS doesn't say who that is
   */
  public static Organization of(AwsAccess access) {
    AwsAccess anywhere = access.in(access.regionOr("us-east-1"));
    try (StsClient sts = anywhere.client(StsClient.builder(), Retries.ADAPTIVE)) {
      GetCallerIdentityResponse caller = sts.getCallerIdentity();
      if (caller.account() == null || caller.arn() == null || !caller.arn().startsWith("arn:")) {
        throw new AwsAccessException(
            "whose credentials these are can't be found out: the answer names nobody; is"
                + " AWS_ENDPOINT_URL, if it is set, that of an API of AWS?");
      }
      return new Organization(anywhere, caller);
    } catch (SdkException e) {
      throw new AwsAccessException(
          "whose credentials these are can't be found out: " + AwsFailure.of(e).message(), e);
    }
  }

  /**
   * The accounts that are active, by id.
   *
   * @throws AwsAccessException if they can't be listed
   */
  public List<Member> accounts() {
    OrganizationsApi api = new OrganizationsApi(access, partition());
    List<Member> members = new ArrayList<>();
    Set<String> tokens = new HashSet<>();
    Optional<String> next = Optional.empty();
    do {
      JsonNode page = api.listAccounts(next);
      for (JsonNode account : page.path("Accounts")) {
        // Closed accounts are listed for ninety days, and nobody can take a role there.
        if (account.path("Status").asText().equals("ACTIVE")) {
          members.add(
              new Member(
                  account.path("Id").asText(),
                  Optional.of(account.path("Name").asText()).filter(name -> !name.isEmpty())));
        }
      }
      next = Optional.of(page.path("NextToken").asText()).filter(token -> !token.isEmpty());
      if (next.isPresent() && !tokens.add(next.get())) {
        throw new AwsAccessException(
            "the accounts of the organization can't be listed: the list has no end");
      }
    } while (next.isPresent());
    members.sort(Comparator.comparing(Member::id));
    return List.copyOf(members);
  }

  /** The account that asks, in which no role has to be taken. */
  public String ownAccount() {
    return caller.account();
  }

  private String partition() {
    return caller.arn().split(":", 3)[1];
  }
}
