package io.github.cisalarms.drill;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The IAM policy that a drill needs. */
public final class DrillPolicy {

  private static final String ANY = "*";

  private DrillPolicy() {}

  /**
   * The policy, to be printed as JSON.
   *
   * @param reading the actions with which the account is read beforehand, such as {@code
   *     logs:DescribeMetricFilters}
   * @param logGroups into which events are written; any if empty
   */
  public static Map<String, Object> of(
      List<String> reading, DrillSettings settings, List<String> logGroups) {
    Set<String> anywhere = new TreeSet<>(reading);
    Map<String, Set<String>> narrower = new TreeMap<>();
    for (Permission permission : Permission.of(settings)) {
      if (permission.resource().equals(ANY) || anywhere.contains(permission.action())) {
        anywhere.add(permission.action());
      } else {
        resources(permission, logGroups)
            .forEach(
                resource ->
                    narrower
                        .computeIfAbsent(resource, any -> new TreeSet<>())
                        .add(permission.action()));
      }
    }
    List<Map<String, Object>> statements = new ArrayList<>();
    statements.add(statement(anywhere, ANY));
    narrower.forEach((resource, actions) -> statements.add(statement(actions, resource)));
    Map<String, Object> policy = new LinkedHashMap<>();
    policy.put("Version", "2012-10-17");
    policy.put("Statement", statements);
    return policy;
  }

  private static List<String> resources(Permission permission, List<String> logGroups) {
    return (logGroups.isEmpty() ? List.of(ANY) : logGroups)
        .stream()
            .map(group -> permission.resource().replace(Permission.LOG_GROUP, group))
            .distinct()
            .toList();
  }

  private static Map<String, Object> statement(Set<String> actions, String resource) {
    Map<String, Object> statement = new LinkedHashMap<>();
    statement.put("Effect", "Allow");
    statement.put("Action", List.copyOf(actions));
    statement.put("Resource", resource);
    return statement;
  }
}
