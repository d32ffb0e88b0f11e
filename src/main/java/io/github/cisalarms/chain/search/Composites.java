package io.github.cisalarms.chain.search;

import io.github.cisalarms.chain.Actor;
import io.github.cisalarms.chain.CompositeAlarm;
import io.github.cisalarms.chain.expression.AlarmRule;
import io.github.cisalarms.chain.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds composite alarms by the alarms that their rules name. */
final class Composites {

  private static final String IN_ARN = ":alarm:";

  private final Map<String, List<CompositeAlarm>> byOperand = new HashMap<>();
  private final List<CompositeAlarm> unknown = new ArrayList<>();

  Composites(List<CompositeAlarm> composites) {
    for (CompositeAlarm composite : composites) {
      Optional<AlarmRule> rule = composite.rule().get().flatMap(AlarmRule::parse);
      if (rule.isEmpty()) {
        unknown.add(composite);
      }
      rule.ifPresent(known -> known.alarms().forEach(name -> add(name, composite)));
    }
  }

  private void add(String operand, CompositeAlarm composite) {
    byOperand.computeIfAbsent(key(operand), any -> new ArrayList<>()).add(composite);
  }

  /** An ARN is looked up by the name in it. */
  private static String key(String operand) {
    int name = operand.indexOf(IN_ARN);
    return operand.startsWith("arn:") && name >= 0
        ? operand.substring(name + IN_ARN.length())
        : operand;
  }

  /** Those whose rules aren't known, or not understood. */
  List<CompositeAlarm> unknown() {
    return unknown;
  }

  /** Those whose rules name an alarm. */
  Set<CompositeAlarm> naming(Actor alarm) {
    Set<CompositeAlarm> naming = new LinkedHashSet<>();
    alarm.name().get().ifPresent(name -> naming.addAll(byOperand.getOrDefault(name, List.of())));
    alarm.arn().get().ifPresent(arn -> naming.addAll(byOperand.getOrDefault(key(arn), List.of())));
    if (alarm.arn() instanceof Value.Pending<String> pending) {
      naming.addAll(byOperand.getOrDefault(pending.symbol(), List.of()));
    }
    return naming;
  }
}
