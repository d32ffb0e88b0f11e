package io.github.cisalarms.cli;

import io.github.cisalarms.chain.verdict.Requirements;
import io.github.cisalarms.cli.value.LogGroupName;
import io.github.cisalarms.plan.TerraformPlan;
import io.github.cisalarms.review.Review;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cis-alarms review}: the verdict on a plan. */
@Command(
    description = {
      "Judges a Terraform or OpenTofu plan, or a state: whether each control still detects, alarms"
          + " and notifies, what each checker will say, and what the plan changes in that.",
      "Exit code: 0 compliant, 1 not, 2 the input is no plan."
    })
final class ReviewCommand implements Callable<Integer> {

  private static final String STDIN = "-";

  /** What to do about a second plan. */
  static final String ONE_PLAN = "one plan is taken at a time: run it once for each";

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "PLAN.json",
      description =
          "What 'terraform show -json' or 'tofu show -json' printed; - for standard input.")
  private String plan;

  @Mixin private RequirementOptions required;

  @Mixin private VerdictOptions output;

  @Option(
      names = "--log-group",
      split = ",",
      paramLabel = "NAME",
      converter = LogGroupName.class,
      description =
          "Log group that the trail writes to, if the trail is not in the plan. Whoever names it"
              + " vouches for the trail.")
  private List<String> logGroups = List.of();

  @Override
  public Integer call() throws IOException {
    Requirements requirements = requirements();
    VerdictOptions.Reports reports = output.reports();
    return reports.write(Review.of(read(), requirements));
  }

  private Requirements requirements() {
    return required.requirements().withLogGroups(logGroups);
  }

  private TerraformPlan read() throws IOException {
    if (plan.equals(STDIN)) {
      return TerraformPlan.read("standard input", System.in);
    }
    if (Files.isDirectory(Path.of(plan))) {
      throw new FileSystemException(
          plan, null, "is a folder; name the file in it that has the plan as JSON");
    }
    try (InputStream in = Files.newInputStream(Path.of(plan))) {
      return TerraformPlan.read(plan, in);
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException e) {
      // What a stream says, such as "Is a directory", doesn't name the file.
      throw new IOException(plan + ": " + e.getMessage(), e);
    }
  }
}
