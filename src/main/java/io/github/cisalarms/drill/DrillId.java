package io.github.cisalarms.drill;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The id of a drill, and the names that come of it. What a drill makes can be told by its name
 * alone, and how old it is.
 *
 * @param text such as {@code 20261126T001500Z-3fa9c2}
 */
record DrillId(String text) {

  /** Begins the names of queues and streams. */
  static final String PREFIX = "cis-alarms-drill";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private static final int RANDOM_BYTES = 3;
  private static final Pattern RANDOM = Pattern.compile("[^-]*-[0-9a-f]{" + 2 * RANDOM_BYTES + "}");

  static DrillId at(Instant time) {
    byte[] random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    return new DrillId(TIME.format(time) + "-" + HexFormat.of().formatHex(random));
  }

  /** The drill that made a queue of that name; empty if none did. */
  static Optional<DrillId> ofQueue(String name) {
    if (!name.startsWith(PREFIX + "-")) {
      return Optional.empty();
    }
    DrillId id = new DrillId(name.substring(PREFIX.length() + 1));
    return id.started().filter(time -> RANDOM.matcher(id.text()).matches()).map(time -> id);
  }

  String queueName() {
    return PREFIX + "-" + text;
  }

  String streamName() {
    return PREFIX + "/" + text;
  }

  /** How long ago the drill was begun. */
  Duration age(Instant now) {
    return Duration.between(started().orElseThrow(), now);
  }

  private Optional<Instant> started() {
    int end = text.indexOf('-');
    try {
      return end < 0
          ? Optional.empty()
          : Optional.of(TIME.parse(text.substring(0, end), Instant::from));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
