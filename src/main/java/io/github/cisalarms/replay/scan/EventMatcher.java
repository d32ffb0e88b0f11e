package io.github.cisalarms.replay.scan;

import io.github.cisalarms.events.EventReader;
import io.github.cisalarms.events.ObjectReader;
import io.github.cisalarms.pattern.PatternMatcher;
import io.github.cisalarms.pattern.PatternSet;
import io.github.cisalarms.replay.tally.Match;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Matches events while they are read. One per thread. */
final class EventMatcher implements ObjectReader {

  private static final int EVENT_TIME = 0;
  private static final int EVENT_ID = 1;
  private static final int ACCOUNT = 2;
  static final List<String> OF_EVERY_EVENT =
      List.of("$.eventTime", "$.eventID", "$.recipientAccountId");

  private static final int EVENT_NAME = 0;
  private static final int EVENT_SOURCE = 1;
  private static final int SOURCE_ADDRESS = 2;
  private static final int FIRST_IDENTITY = 3;
  private static final List<String> OF_MATCHES =
      List.of(
          "$.eventName",
          "$.eventSource",
          "$.sourceIPAddress",
          // Who did it, the best name first: of a session, the role rather than the session.
          "$.userIdentity.sessionContext.sessionIssuer.arn",
          "$.userIdentity.arn",
          "$.userIdentity.invokedBy",
          "$.userIdentity.userName",
          "$.userIdentity.principalId",
          "$.userIdentity.type");

  private static final String SERVICE_DOMAIN = ".amazonaws.com";
  private static final String UNKNOWN = "(unknown)";

  private static final PatternSet DETAILS = PatternSet.of(List.of(), OF_MATCHES);

  private final PatternMatcher patterns;
  private final int shown;
  private final PatternMatcher details;
  private final Optional<String> wantedAccount;
  private final EventTime times = new EventTime();

  /**
   * A matcher for one thread.
   *
   * @param program what is looked for
   * @param patterns the program compiled, for all threads
   */
  EventMatcher(ScanProgram program, PatternSet patterns) {
    this.patterns = patterns.matcher();
    this.shown = program.shown().size();
    this.details = DETAILS.matcher();
    this.wantedAccount = program.account();
  }

  @Override
  public int read(byte[] buffer, int from, int limit, boolean oneLine) {
    int end = patterns.matchObject(buffer, from, limit, oneLine);
    return end == PatternMatcher.UNDECIDED ? ObjectReader.UNKNOWN : end;
  }

  /** Adds the reader's current event, which it may have given to {@link #read}. */
  void add(EventReader event, EventBlock block, SampleChoice samples, Rejections rejections) {
    if (!event.isRead()) {
      patterns.matches(event.buffer(), event.offset(), event.length());
    }
    if (!patterns.isJsonObject()) {
      rejections.add("no JSON object", event.number());
      return;
    }
    Optional<String> account = patterns.value(ACCOUNT);
    if (wantedAccount.isPresent() && !wantedAccount.equals(account)) {
      block.addOfOtherAccount();
      return;
    }
    Optional<String> eventTime = patterns.value(EVENT_TIME);
    OptionalLong time =
        eventTime.isPresent() ? times.seconds(eventTime.get()) : OptionalLong.empty();
    if (time.isEmpty()) {
      rejections.add("without a valid eventTime", event.number());
      return;
    }
    long id = patterns.fingerprint(EVENT_ID);
    if (patterns.matched().isEmpty()) {
      block.add(time.getAsLong(), id, account);
    } else {
      block.add(time.getAsLong(), id, account, match(event, samples));
    }
  }

  private Match match(EventReader json, SampleChoice samples) {
    BitSet matched = (BitSet) patterns.matched().clone();
    // What an event shows takes another look at all of it.
    return new Match(
        json.number(),
        matched,
        matched.nextSetBit(0) < shown
            ? Optional.of(details(json, matched.get(0, shown), samples))
            : Optional.empty());
  }

  private Match.Details details(EventReader json, BitSet showing, SampleChoice samples) {
    details.matches(json.buffer(), json.offset(), json.length());
    String event = event(details.value(EVENT_SOURCE), details.value(EVENT_NAME));
    String identity = identity();
    boolean sample = samples.takes(showing, Match.Details.kind(event, identity));
    return new Match.Details(
        showing,
        event,
        identity,
        details.value(SOURCE_ADDRESS).orElse(UNKNOWN),
        sample ? Optional.of(json.text()) : Optional.empty());
  }

  private String identity() {
    for (int i = FIRST_IDENTITY; i < OF_MATCHES.size(); i++) {
      Optional<String> identity = details.value(i);
      if (identity.isPresent()) {
        return identity.get();
      }
    }
    return UNKNOWN;
  }

  private static String event(Optional<String> source, Optional<String> name) {
    String service =
        source
            .map(
                s ->
                    s.endsWith(SERVICE_DOMAIN)
                        ? s.substring(0, s.length() - SERVICE_DOMAIN.length())
                        : s)
            .map(s -> s + ":")
            .orElse("");
    return service + name.orElse(UNKNOWN);
  }
}
