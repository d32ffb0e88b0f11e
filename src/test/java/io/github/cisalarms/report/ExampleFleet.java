package io.github.cisalarms.report;

import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.catalog.Controls;
import io.github.cisalarms.catalog.Selection;
import io.github.cisalarms.chain.Allowance;
import io.github.cisalarms.chain.verdict.AccountVerdict;
import io.github.cisalarms.chain.verdict.Drift;
import io.github.cisalarms.chain.verdict.FleetVerdict;
import io.github.cisalarms.chain.verdict.Requirements;
import io.github.cisalarms.review.ReviewCase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A fleet whose accounts have what recorded plans make. */
final class ExampleFleet {

  /** What some accounts of the fleet say of themselves. */
  static final String HOSTILE = "</td><script>document.title='run'</script>\"'&{{name}}[x](y)";

  private static final Instant READ = Instant.parse("2026-11-25T23:59:40Z");

  private ExampleFleet() {}

  /** Each plan as an account, one that is as it should be, and one that could not be read. */
  static FleetVerdict of(String... plans) {
    List<AccountVerdict> accounts = new ArrayList<>();
    for (int i = 0; i < plans.length; i++) {
      accounts.add(
          AccountVerdict.of(
              String.valueOf(111122223300L + i),
              Optional.of(plans[i]),
              ReviewCase.review(
                  "plans/" + plans[i] + ".json",
                  ReviewCase.everything(Checker.defaults(), "aws-cloudtrail-logs")),
              Optional.of(READ.plusSeconds(30L * i)),
              List.of()));
    }
    accounts.add(
        AccountVerdict.failed(
            "444455556666", Optional.of(HOSTILE), "role " + HOSTILE + " can't be assumed"));
    accounts.add(
        AccountVerdict.of(
            "444455556600",
            Optional.empty(),
            ReviewCase.review(
                "plans/our-module-raised-threshold.json",
                new Requirements(
                    Selection.all(),
                    Checker.defaults(),
                    List.of("aws-cloudtrail-logs"),
                    false,
                    Map.of("unauthorized-api-calls", new Allowance(20, Optional.empty())))),
            Optional.of(READ),
            List.of(
                new Drift(
                    Drift.Kind.CHANGED,
                    "aws_cloudwatch_metric_alarm.control[\"" + Controls.all().get(0).slug() + "\"]",
                    "the threshold is 10 and not " + HOSTILE))));
    return new FleetVerdict(accounts);
  }
}
