package io.github.cisalarms.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cisalarms.chain.verdict.Loss;
import io.github.cisalarms.plan.PlanDocument.Change;
import java.util.ArrayList;
import java.util.List;

/** Finds what a plan destroys for good. */
final class Losses {

  private Losses() {}

  static List<Loss> of(PlanDocument document) {
    List<Loss> losses = new ArrayList<>();
    for (Change change : document.changes.values()) {
      if (change.data() || !change.actions().contains("delete")) {
        continue;
      }
      boolean replaced = change.actions().contains("create");
      String done = replaced ? "is replaced: " : "is destroyed: ";
      JsonNode before = change.before();
      switch (change.type()) {
        case "aws_cloudwatch_metric_alarm" -> {
          if (replaced) {
            losses.add(new Loss(change.address(), done + "the alarm's history is lost"));
          }
        }
        case "aws_sns_topic" ->
            losses.add(
                new Loss(
                    change.address(),
                    done + "every subscription is lost, also those that were made by hand"));
        case "aws_sns_topic_subscription" -> {
          boolean mail = before.path("protocol").asText().startsWith("email");
          if (mail && !before.path("pending_confirmation").asBoolean(true)) {
            losses.add(
                new Loss(
                    change.address(),
                    done
                        + "a confirmed e-mail subscription is lost"
                        + (replaced ? ", the new one has to be confirmed again" : "")));
          }
        }
        case "aws_cloudwatch_log_group" ->
            losses.add(new Loss(change.address(), done + "its log events are lost"));
        default -> {}
      }
    }
    return losses;
  }
}
