package io.github.cisalarms.plan;

import io.github.cisalarms.chain.Infrastructure;
import io.github.cisalarms.chain.verdict.Loss;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * A plan or a state of Terraform or OpenTofu, as {@code terraform show -json} prints it: what is,
 * what will be, and what gets lost on the way.
 */
public final class TerraformPlan {

  private final String name;
  private final Infrastructure after;
  private final Optional<Infrastructure> before;
  private final List<Loss> losses;

  private TerraformPlan(
      String name, Infrastructure after, Optional<Infrastructure> before, List<Loss> losses) {
    this.name = name;
    this.after = after;
    this.before = before;
    this.losses = losses;
  }

  /**
   * Reads a plan or a state. What it contains is not trusted: nothing of it is evaluated, its size
   * and depth are limited, and what it marks as sensitive stays out of every message.
   *
   * @param name what messages call it, such as the file's path
   * @param in JSON in UTF-8, UTF-16 or UTF-32; stays open
   * @throws PlanException if it is no plan and no state
   * @throws IOException if it can't be read
   */
  public static TerraformPlan read(String name, InputStream in) throws IOException {
    PlanDocument document = PlanInput.read(name, in, Wanted.PLAN);
    return new TerraformPlan(
        name,
        InfrastructureReader.after(document),
        document.plan ? Optional.of(InfrastructureReader.before(document)) : Optional.empty(),
        Losses.of(document));
  }

  /** What messages call it. */
  public String name() {
    return name;
  }

  public Infrastructure after() {
    return after;
  }

  /** What is before the apply; a state has no before. */
  public Optional<Infrastructure> before() {
    return before;
  }

  public List<Loss> losses() {
    return losses;
  }
}
