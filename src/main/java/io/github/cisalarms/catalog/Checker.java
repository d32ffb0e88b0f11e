package io.github.cisalarms.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Somebody who judges whether an account has the alarms, each by a reading of their own. */
public enum Checker {
  /** An auditor with the benchmark in hand, who compares with the text as it is printed. */
  CIS("cis", "CIS"),
  /** AWS Security Hub, controls {@code CloudWatch.1} to {@code CloudWatch.14}. */
  SECURITY_HUB("security-hub", "Security Hub"),
  /** Prowler 5.30 and later. */
  PROWLER("prowler", "Prowler"),
  /** Steampipe's and Powerpipe's AWS compliance mod. */
  STEAMPIPE("steampipe", "Steampipe");

  private static final Set<Checker> DEFAULTS =
      Collections.unmodifiableSet(EnumSet.of(CIS, PROWLER));

  private final String id;
  private final String title;

  Checker(String id, String title) {
    this.id = id;
    this.title = title;
  }

  /** Name in files, options and the module's variables, such as {@code security-hub}. */
  @JsonValue
  public String id() {
    return id;
  }

  /** Name for people, such as {@code Security Hub}. */
  public String title() {
    return title;
  }

  /** The checkers whose readings are met when nobody says which: CIS and Prowler. */
  public static Set<Checker> defaults() {
    return DEFAULTS;
  }

  /** The names of all checkers, in order. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(Checker::id).toList();
  }

  /**
   * The checker of that name.
   *
   * @throws UnknownNameException if there is none
   */
  @JsonCreator
  public static Checker of(String id) {
    return Arrays.stream(values())
        .filter(checker -> checker.id.equals(id))
        .findFirst()
        .orElseThrow(() -> new UnknownNameException("checker", id, ids()));
  }

  /**
   * The key of a set of checkers in tables: their names in alphabetical order, joined by {@code
   * "+"}, such as {@code cis+prowler}. Terraform gets the same with {@code join("+",
   * sort(var.checkers))}.
   */
  public static String key(Set<Checker> checkers) {
    return checkers.stream().map(Checker::id).sorted().collect(Collectors.joining("+"));
  }
}
