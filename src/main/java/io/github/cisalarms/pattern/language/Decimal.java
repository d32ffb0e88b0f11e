package io.github.cisalarms.pattern.language;

import java.util.Optional;

/**
 * An exact decimal number that compares in time linear in its digits.
 *
 * <p>{@code BigDecimal} would do, but reads a number of n digits in n² steps, and an event may hold
 * megabytes of them. The value is {@code sign} times {@code 0.digits} times ten to the {@code
 * exponent}.
 *
 * @param sign -1, 0 or 1
 * @param digits without zeros at either end; empty for zero
 * @param exponent cut off far beyond what an event can hold
 */
public record Decimal(int sign, String digits, long exponent) implements Comparable<Decimal> {

  private static final Decimal ZERO = new Decimal(0, "", 0);

  /** Beyond this, exponents only say "too large" or "too small", whatever the digits. */
  private static final long EXPONENT_LIMIT = 1_000_000_000_000_000L;

  /**
   * Reads a decimal number: an optional sign, digits with or without a point, an optional exponent.
   *
   * @return empty if the text is anything else
   */
  public static Optional<Decimal> parse(String text) {
    int at = 0;
    int end = text.length();
    int sign = 1;
    if (at < end && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
      sign = text.charAt(at++) == '-' ? -1 : 1;
    }
    int wholeStart = at;
    at = afterDigits(text, at);
    int wholeEnd = at;
    int fractionStart = at;
    if (at < end && text.charAt(at) == '.') {
      fractionStart = ++at;
      at = afterDigits(text, at);
    }
    int fractionEnd = at;
    if (wholeEnd - wholeStart + fractionEnd - fractionStart == 0) {
      return Optional.empty();
    }
    long exponent = 0;
    if (at < end && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      int digitsStart = at + 1;
      boolean signed =
          digitsStart < end && (text.charAt(digitsStart) == '-' || text.charAt(digitsStart) == '+');
      boolean negative = signed && text.charAt(digitsStart) == '-';
      if (signed) {
        digitsStart++;
      }
      at = afterDigits(text, digitsStart);
      if (at == digitsStart) {
        return Optional.empty();
      }
      exponent = exponent(text, digitsStart, at, negative);
    }
    if (at != end) {
      return Optional.empty();
    }
    String digits =
        text.substring(wholeStart, wholeEnd) + text.substring(fractionStart, fractionEnd);
    return Optional.of(of(sign, digits, exponent + wholeEnd - wholeStart));
  }

  private static Decimal of(int sign, String digits, long exponent) {
    int from = 0;
    while (from < digits.length() && digits.charAt(from) == '0') {
      from++;
    }
    int to = digits.length();
    while (to > from && digits.charAt(to - 1) == '0') {
      to--;
    }
    return from == to ? ZERO : new Decimal(sign, digits.substring(from, to), exponent - from);
  }

  private static int afterDigits(String text, int at) {
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }

  private static long exponent(String text, int from, int to, boolean negative) {
    long exponent = 0;
    for (int i = from; i < to; i++) {
      exponent = Math.min(EXPONENT_LIMIT, exponent * 10 + (text.charAt(i) - '0'));
      if (exponent == EXPONENT_LIMIT) {
        break;
      }
    }
    return negative ? -exponent : exponent;
  }

  @Override
  public int compareTo(Decimal other) {
    if (sign != other.sign) {
      return Integer.compare(sign, other.sign);
    }
    int magnitude = Long.compare(exponent, other.exponent);
    // Without zeros at the end, a proper prefix is the smaller number.
    return sign * (magnitude != 0 ? magnitude : Integer.signum(digits.compareTo(other.digits)));
  }
}
