package io.github.cisalarms.review;

import io.github.cisalarms.chain.verdict.Requirements;
import io.github.cisalarms.chain.verdict.Verdict;
import io.github.cisalarms.plan.TerraformPlan;

/** Judges what a change does to the alarms of an account. */
public final class Review {

  private Review() {}

  /** The verdict on a plan, before and after; on a state, which changes nothing, as it is. */
  public static Verdict of(TerraformPlan plan, Requirements requirements) {
    return Verdict.of(plan.name(), plan.after(), plan.before(), plan.losses(), requirements);
  }
}
