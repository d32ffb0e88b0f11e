package io.github.cisalarms.drill.report;

import io.github.cisalarms.drill.Drill;
import io.github.cisalarms.drill.DrillPlan;
import io.github.cisalarms.drill.DrillSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a drill will do and whom it will reach, told before anybody agrees. */
public final class DrillAnnouncement {

  private static final int SUBSCRIBERS_NAMED = 20;

  private DrillAnnouncement() {}

  /** The announcement, line by line. */
  public static List<String> of(Drill drill, DrillPlan plan, DrillSettings settings) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "This sets off "
            + plan.alarms()
            + (plan.alarms() == 1 ? " alarm in " : " alarms in ")
            + drill.region()
            + " of account "
            + drill.account()
            + ".");
    lines.add(
        settings.events()
            ? "Marked events will be written to " + String.join(", ", plan.logGroups()) + "."
            : "The alarms' states will be set; nothing is written to the log group.");
    plan.topics().forEach(topic -> lines.addAll(reached(plan, topic)));
    plan.otherActions().forEach(action -> lines.add("It also makes " + action + " act."));
    Set<String> beside = plan.alarmsBeside(settings.events());
    if (!beside.isEmpty()) {
      lines.add("Alarms that are not watched go off, too: " + String.join(", ", beside));
    }
    if (settings.receive() && !plan.topics().isEmpty()) {
      lines.add("Meanwhile a queue of the drill's own is subscribed to these topics.");
    }
    return lines;
  }

  private static List<String> reached(DrillPlan plan, String topic) {
    List<String> subscribers = plan.subscribers(topic);
    List<String> lines = new ArrayList<>();
    lines.add("It reaches, through " + topic + ":");
    subscribers.stream()
        .limit(SUBSCRIBERS_NAMED)
        .forEach(subscriber -> lines.add("  " + subscriber));
    if (subscribers.size() > SUBSCRIBERS_NAMED) {
      lines.add("  and " + (subscribers.size() - SUBSCRIBERS_NAMED) + " more");
    } else if (subscribers.isEmpty() && plan.unreadSubscribers(topic).isEmpty()) {
      lines.add("  nobody: it has no subscription");
    }
    plan.unreadSubscribers(topic).ifPresent(why -> lines.add("  whom else is unknown: " + why));
    return lines;
  }
}
