package io.github.cisalarms.replay;

import io.github.cisalarms.events.EventReader;
import io.github.cisalarms.events.ObjectReader;
import io.github.cisalarms.pattern.FilterPattern;
import io.github.cisalarms.pattern.PatternMatcher;
import io.github.cisalarms.pattern.PatternSet;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Matches events while they are read. One per thread. */
final class EventMatcher implements ObjectReader {

  private static final int EVENT_TIME = 0;
  private static final int EVENT_ID = 1;
  private static final int ACCOUNT = 2;
  private static final List<String> OF_EVERY_EVENT =
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

  /** What the matchers of all threads share. */
  static final class Program {
    private final PatternSet patterns;
    private final PatternSet details = PatternSet.of(List.of(), OF_MATCHES);
    private final Optional<String> account;

    Program(List<FilterPattern> patterns, Optional<String> account) {
      this.patterns = PatternSet.of(patterns, OF_EVERY_EVENT);
      this.account = account;
    }

    EventMatcher matcher() {
      return new EventMatcher(this);
    }
  }

  private final PatternMatcher patterns;
  private final PatternMatcher details;
  private final Optional<String> wantedAccount;
  private final EventTime times = new EventTime();

  private EventMatcher(Program program) {
    this.patterns = program.patterns.matcher();
    this.details = program.details.matcher();
    this.wantedAccount = program.account;
  }

  @Override
  public int read(byte[] buffer, int from, int limit, boolean oneLine) {
    int end = patterns.matchObject(buffer, from, limit, oneLine);
    return end == PatternMatcher.UNDECIDED ? ObjectReader.UNKNOWN : end;
  }

  /** Adds the reader's current event, which it may have given to {@link #read}. */
  void add(EventReader event, EventBlock block, SampleChoice samples) {
    if (!event.isRead()) {
      patterns.matches(event.buffer(), event.offset(), event.length());
    }
    if (!patterns.isJsonObject()) {
      block.reject("no JSON object", event.number());
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
      block.reject("without a valid eventTime", event.number());
      return;
    }
    if (!patterns.matched().isEmpty()) {
      block.matches.add(match(event, block.size(), samples));
    }
    block.add(time.getAsLong(), patterns.fingerprint(EVENT_ID), account);
  }

  private Match match(EventReader json, int index, SampleChoice samples) {
    details.matches(json.buffer(), json.offset(), json.length());
    String event = event(details.value(EVENT_SOURCE), details.value(EVENT_NAME));
    BitSet matched = (BitSet) patterns.matched().clone();
    String identity = identity();
    boolean sample = samples.takes(matched, Match.kind(event, identity));
    return new Match(
        index,
        matched,
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
