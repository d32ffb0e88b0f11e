package io.github.cisalarms.replay;

import io.github.cisalarms.pattern.FilterPattern;
import io.github.cisalarms.pattern.PatternMatcher;
import io.github.cisalarms.pattern.PatternSet;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** Matches the events of blocks. One per thread. */
final class BlockMatcher {

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

    BlockMatcher matcher() {
      return new BlockMatcher(this);
    }
  }

  private final PatternMatcher patterns;
  private final PatternMatcher details;
  private final Optional<String> wantedAccount;
  private final EventTime eventTime = new EventTime();

  private BlockMatcher(Program program) {
    this.patterns = program.patterns.matcher();
    this.details = program.details.matcher();
    this.wantedAccount = program.account;
  }

  BlockResult match(EventBlock block) {
    BlockResult result = new BlockResult(block.size());
    Set<String> sampled = new HashSet<>();
    for (int i = 0; i < block.size(); i++) {
      BitSet matched = patterns.matches(block.bytes(), block.start(i), block.length(i));
      if (!patterns.isJsonObject()) {
        result.reject(i, "no JSON object", block.number(i));
        continue;
      }
      Optional<String> account = patterns.value(ACCOUNT);
      if (wantedAccount.isPresent() && !wantedAccount.equals(account)) {
        result.times[i] = BlockResult.NONE;
        result.otherAccounts++;
        continue;
      }
      OptionalLong time =
          patterns.value(EVENT_TIME).map(eventTime::seconds).orElse(OptionalLong.empty());
      if (time.isEmpty()) {
        result.reject(i, "without a valid eventTime", block.number(i));
        continue;
      }
      result.times[i] = time.getAsLong();
      result.ids[i] = patterns.value(EVENT_ID).map(RecentIds::fingerprint).orElse(0L);
      result.count(account);
      if (!matched.isEmpty()) {
        result.matches.add(match(block, i, (BitSet) matched.clone(), sampled));
      }
    }
    return result;
  }

  private Match match(EventBlock block, int index, BitSet matched, Set<String> sampled) {
    details.matches(block.bytes(), block.start(index), block.length(index));
    String event = event(details.value(EVENT_SOURCE), details.value(EVENT_NAME));
    String identity =
        Stream.iterate(FIRST_IDENTITY, i -> i < OF_MATCHES.size(), i -> i + 1)
            .flatMap(i -> details.value(i).stream())
            .findFirst()
            .orElse(UNKNOWN);
    // Of each kind the first event of a block is enough: a sample shows what others don't.
    boolean sample = sampled.add(matched + event + ' ' + identity);
    return new Match(
        index,
        matched,
        event,
        identity,
        details.value(SOURCE_ADDRESS).orElse(UNKNOWN),
        sample
            ? Optional.of(
                new String(
                    block.bytes(), block.start(index), block.length(index), StandardCharsets.UTF_8))
            : Optional.empty());
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
