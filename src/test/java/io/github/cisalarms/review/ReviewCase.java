package io.github.cisalarms.review;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cisalarms.catalog.Checker;
import io.github.cisalarms.catalog.Selection;
import io.github.cisalarms.chain.verdict.Requirements;
import io.github.cisalarms.chain.verdict.Verdict;
import io.github.cisalarms.plan.TerraformPlan;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One recorded plan and what a review has to say to it; README.md beside the plans explains it. */
@JsonIgnoreProperties({
  "vars",
  "before",
  "state",
  "confirm",
  "unconfirmed",
  "configuration",
  "note"
})
public record ReviewCase(
    String name,
    @JsonProperty("log_group") String logGroup,
    String expect,
    String broken,
    List<String> losses) {

  public ReviewCase {
    losses = losses == null ? List.of() : List.copyOf(losses);
  }

  public static final String SLUG = "console-signin-without-mfa";

  public static List<ReviewCase> all() {
    try (InputStream in = ReviewCase.class.getResourceAsStream("cases.json")) {
      return List.of(new ObjectMapper().readValue(in, ReviewCase[].class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static ReviewCase of(String name) {
    return all().stream().filter(each -> each.name.equals(name)).findFirst().orElseThrow();
  }

  public Verdict review() {
    return review(
        "plans/" + name + ".json",
        new Requirements(
            Selection.ofSlugs(List.of(SLUG)),
            Checker.defaults(),
            logGroup == null ? List.of() : List.of(logGroup),
            false,
            Map.of()));
  }

  public static Verdict review(String resource, Requirements requirements) {
    return review(resource, ReviewCase.class.getResourceAsStream(resource), requirements);
  }

  public static Verdict review(String name, InputStream plan, Requirements requirements) {
    try (InputStream in = plan) {
      return Review.of(TerraformPlan.read(name, in), requirements);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Requirements everything(Set<Checker> checkers, String... logGroups) {
    return new Requirements(Selection.all(), checkers, List.of(logGroups), false, Map.of());
  }

  @Override
  public String toString() {
    return name;
  }
}
