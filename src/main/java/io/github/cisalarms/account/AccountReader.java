package io.github.cisalarms.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cisalarms.account.Call.Refusal;
import io.github.cisalarms.aws.AwsAccess;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one account: follows its trails to their log groups, and from there to whoever is told.
 *
 * <p>One call is in flight at a time, so that nobody's account is throttled for being audited; who
 * reads many accounts reads them side by side. Nothing but the answers is kept.
 */
public final class AccountReader {

  private record Spot(String account, String region) {}

  private final AwsAccess access;
  private final Reading reading;
  private final Recorder recorder = new Recorder();
  private final Map<Spot, Site> sites = new HashMap<>();

  /** What was read already, by operation and name. */
  private final Set<List<String>> done = new HashSet<>();

  /** Ways into other accounts, as far as they lead there. */
  private final Map<String, Optional<AwsAccess>> ways = new HashMap<>();

  private String account = "";

  private AccountReader(AwsAccess access, Reading reading) {
    this.access = access;
    this.reading = reading;
  }

  /**
   * Reads the account to which a way leads, beginning in its region.
   *
   * @throws AccountException if it can't be read at all, or not to the end since the credentials
   *     expired
   * @throws io.github.cisalarms.aws.AwsAccessException if nobody said a region
   */
  public static Evidence read(AwsAccess access, Reading reading) {
    AccountReader reader = new AccountReader(access, reading);
    try {
      return reader.read();
    } finally {
      reader.sites.values().forEach(Site::close);
    }
  }

  private Evidence read() {
    Instant started = now();
    String region = access.region();
    String caller = identify(region);
    Site home = site(account, region);
    Set<ResourceArn> logGroups = new LinkedHashSet<>();
    for (JsonNode trail : home.trails().path("trailList")) {
      follow(trail, logGroups);
    }
    String partition = caller.split(":", 3)[1];
    reading.logGroups().stream()
        .map(name -> "arn:%s:logs:%s:%s:log-group:%s:*".formatted(partition, region, account, name))
        .forEach(arn -> ResourceArn.parse(arn).ifPresent(logGroups::add));
    logGroups.stream().filter(this::isOpen).forEach(this::follow);
    reading.keyAliases().stream()
        .filter(alias -> isNew(Operation.DESCRIBE_KEY, region, alias))
        .forEach(alias -> readKey(home, alias));
    return new Evidence(account, caller, region, started, now(), recorder.calls());
  }

  private Instant now() {
    return reading.clock().instant().truncatedTo(ChronoUnit.SECONDS);
  }

  /** Finds out which account it is. */
  private String identify(String region) {
    JsonNode caller;
    try (Site unknown = new Site(access, "", region, recorder)) {
      caller = unknown.caller();
    }
    Call call = recorder.calls().get(0);
    if (call.refusal().isPresent()) {
      Refusal refusal = call.refusal().get();
      throw new AccountException(
          "%s: AWS doesn't say which account it is: %s"
              .formatted(
                  region,
                  refusal.permission().equals("sts:AssumeRole")
                      ? "the role can't be taken, or is not there: " + refusal.message()
                      : refusal.reason()
                          + (refusal.kind().equals("other") ? "" : ": " + refusal.message())));
    }
    if (!caller.hasNonNull("Account") || !caller.path("Arn").asText().startsWith("arn:")) {
      throw new AccountException(
          region
              + " can't be asked who asks: the answer names nobody; is AWS_ENDPOINT_URL, if it is"
              + " set, that of an API of AWS?");
    }
    account = caller.path("Account").asText();
    recorder.calls().set(0, call.in(account));
    return caller.path("Arn").asText();
  }

  /** A region of an account: through a way of its own, if there is one. */
  private Site site(String owner, String region) {
    return sites.computeIfAbsent(
        new Spot(owner, region),
        spot ->
            new Site(
                owner.equals(account) ? access : way(owner).orElse(access),
                owner,
                region,
                recorder));
  }

  private Site site(ResourceArn arn) {
    return site(arn.account(), arn.region());
  }

  /** Whether a log group's account can be asked: who is in another one needs a way into it. */
  private boolean isOpen(ResourceArn logGroup) {
    return logGroup.account().equals(account) || way(logGroup.account()).isPresent();
  }

  private Optional<AwsAccess> way(String owner) {
    return ways.computeIfAbsent(
        owner, id -> reading.otherAccounts().apply(id).filter(way -> leadsTo(id, way)));
  }

  /**
   * Whether a way leads to the account for which it was given: a profile may be of any, and log
   * groups have the same names everywhere. One that leads nowhere says why with the next call.
   */
  private boolean leadsTo(String owner, AwsAccess way) {
    try (Site there = new Site(way, owner, access.region(), recorder)) {
      JsonNode caller = there.caller();
      return caller.isMissingNode() || caller.path("Account").asText().equals(owner);
    } catch (AccountException e) {
      // Credentials for another account that are no good are no reason not to read this one.
      return false;
    }
  }

  private boolean isNew(Operation operation, String... names) {
    List<String> key = new ArrayList<>(List.of(names));
    key.add(operation.name());
    return done.add(key);
  }

  private void follow(JsonNode trail, Set<ResourceArn> logGroups) {
    String arn = trail.path("TrailARN").asText();
    Site home = site(account, trail.path("HomeRegion").asText(access.region()));
    home.trailStatus(arn);
    home.eventSelectors(arn);
    ResourceArn.parse(trail.path("CloudWatchLogsLogGroupArn").asText()).ifPresent(logGroups::add);
  }

  private void follow(ResourceArn logGroup) {
    Site site = site(logGroup);
    site.logGroup(logGroup.logGroup());
    if (isNew(Operation.DESCRIBE_METRIC_FILTERS, logGroup.account(), logGroup.region())) {
      site.metricFilters();
      site.alarms();
      site.latestActions();
    }
    Relevance relevance =
        Relevance.of(recorder.calls(), logGroup.account(), logGroup.region(), logGroup.logGroup());
    relevance.topics().forEach(this::followTopic);
  }

  private void followTopic(ResourceArn topic) {
    if (!isNew(Operation.GET_TOPIC_ATTRIBUTES, topic.text())) {
      return;
    }
    Site site = site(topic);
    String key = site.topic(topic.text()).path("Attributes").path("KmsMasterKeyId").asText();
    followKey(topic, key);
    if (!reading.keyAliases().isEmpty() && topic.account().equals(account)) {
      followKey(topic, "alias/" + topic.resource());
    }
    for (JsonNode subscription : site.subscriptions(topic.text()).path("Subscriptions")) {
      String arn = subscription.path("SubscriptionArn").asText();
      // One that is pending or deleted has a word in place of its ARN.
      if (arn.startsWith("arn:")) {
        site.subscription(arn);
        followEndpoint(
            subscription.path("Protocol").asText(), subscription.path("Endpoint").asText());
      }
    }
  }

  /**
   * Reads a key.
   *
   * @param user what is encrypted with it, in the key's region
   * @param name id, ARN or alias; empty if there is none
   */
  private void followKey(ResourceArn user, String name) {
    // Those that AWS manages have a policy that nobody can change.
    if (name.isEmpty() || name.contains("alias/aws/")) {
      return;
    }
    // Asked by its name alone, KMS looks for a key of whoever asks.
    String asked = user.account().equals(account) ? name : user.keyArn(name);
    if (isNew(Operation.DESCRIBE_KEY, user.region(), asked)) {
      readKey(ResourceArn.parse(asked).map(this::site).orElseGet(() -> site(user)), asked);
    }
  }

  private void readKey(Site site, String asked) {
    JsonNode key = site.key(asked).path("KeyMetadata");
    String arn = key.path("Arn").asText();
    if (!arn.isEmpty() && isNew(Operation.GET_KEY_POLICY, arn)) {
      site.keyPolicy(arn);
      site.grants(arn);
    }
  }

  private void followEndpoint(String protocol, String endpoint) {
    ResourceArn.parse(endpoint)
        .filter(arn -> isNew(Operation.GET_QUEUE_ATTRIBUTES, endpoint))
        .ifPresent(
            arn -> {
              switch (protocol) {
                case "sqs" ->
                    followKey(
                        arn,
                        site(arn)
                            .queue(endpoint, arn.resource())
                            .path("Attributes")
                            .path("KmsMasterKeyId")
                            .asText());
                case "lambda" -> site(arn).functionPolicy(endpoint);
                default -> {}
              }
            });
  }
}
