package io.github.cisalarms.terraform;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Skips the tests of a class where a tool is missing, and says which; see {@link #SWITCH}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(Requires.Condition.class)
@interface Requires {

  /** Environment variable; with the value 1 a missing tool fails the tests. */
  String SWITCH = "CIS_ALARMS_REQUIRE_TOOLS";

  /** The tools. */
  Tool[] value();

  /** Looks for the tools. */
  final class Condition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      List<String> missing =
          AnnotationSupport.findAnnotation(context.getTestClass(), Requires.class).stream()
              .flatMap(requires -> Arrays.stream(requires.value()))
              .flatMap(tool -> tool.missing().stream())
              .toList();
      ConditionEvaluationResult result =
          evaluate(missing, Optional.ofNullable(System.getenv(SWITCH)));
      if (result.isDisabled() && context.getTestMethod().isEmpty()) {
        // Maven counts skipped tests, but keeps their reasons for its report.
        System.err.printf(
            "%s is skipped, %s%n", context.getDisplayName(), result.getReason().orElseThrow());
      }
      return result;
    }

    static ConditionEvaluationResult evaluate(List<String> missing, Optional<String> required) {
      if (missing.isEmpty()) {
        return ConditionEvaluationResult.enabled("every tool is here");
      }
      String reason = "missing: " + String.join("; ", missing);
      if (required.equals(Optional.of("1"))) {
        throw new IllegalStateException(reason + " (and " + SWITCH + "=1 forbids to skip)");
      }
      return ConditionEvaluationResult.disabled(reason);
    }
  }
}
