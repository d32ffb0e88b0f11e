package io.github.cisalarms.adopt;

import io.github.cisalarms.adopt.Matching.Twin;
import io.github.cisalarms.adopt.Step.Kind;
import io.github.cisalarms.chain.Patterns;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.fleet.resource.StackResource;
import io.github.cisalarms.fleet.resource.StackResources;
import io.github.cisalarms.plan.TerraformState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How one stack takes over what there is.
 *
 * @param stack what the stack consists of, with the proposed settings in it
 * @param settings the proposed settings, as {@code cis-alarms.yaml} has them; empty if there is
 *     nothing to set
 * @param steps what the first apply does, resource by resource
 * @param leftovers what does the same and stays where it is
 * @param forgotten addresses in the stack's state that it forgets, since the stack has no use for
 *     them; nothing of them is destroyed
 * @param destroyed addresses in the stack's state that the plan will destroy
 * @param notes what else is to be known, as sentences
 */
public record Adoption(
    StackResources stack,
    Map<String, Object> settings,
    List<Step> steps,
    List<Leftover> leftovers,
    List<String> forgotten,
    List<String> destroyed,
    List<String> notes) {

  /** Makes the lists immutable. */
  public Adoption {
    steps = List.copyOf(steps);
    leftovers = List.copyOf(leftovers);
    forgotten = List.copyOf(forgotten);
    destroyed = List.copyOf(destroyed);
    notes = List.copyOf(notes);
  }

  /**
   * Decides what is taken over, and how.
   *
   * @param stack what the stack consists of as it is configured
   * @param found what there is
   * @param present addresses that are in the stack's state
   * @param others stacks of the same account and region, which keep what is theirs
   * @param apply the stack with settings in its configuration, beside those of calls before
   * @throws AdoptException if what there is belongs to another account, region or program
   */
  public static Adoption of(
      StackResources stack,
      AdoptSource found,
      Present present,
      List<StackResources> others,
      Function<Map<String, Object>, StackResources> apply) {
    Existing existing = found.existing().without(others);
    requireSamePlace(stack, existing);
    Patterns patterns = new Patterns();
    Matching matching = Matching.of(stack, existing, patterns);
    List<Taken> taken = matching.taken();
    TopicChoice topic = TopicChoice.of(stack, existing, taken, others);
    Map<String, String> inState = new TreeMap<>(present.identities());
    inState.putAll(found.identitiesOfStack());
    Map<String, Object> settings =
        new LinkedHashMap<>(Proposal.of(stack, existing, patterns, taken, topic));
    StackResources after = settings.isEmpty() ? stack : apply.apply(settings);
    Map<String, Object> ofKey =
        new KeyProposal(after, existing.keys(), inState.keySet())
            .settings(existing.source(), topic.imported());
    if (!ofKey.isEmpty()) {
      settings.putAll(ofKey);
      after = apply.apply(ofKey);
    }
    StackResources proposed = after;
    List<Step> steps = Forecast.of(after, existing, patterns, inState, found.sameState());
    if (present.presumed()) {
      steps = Presumption.of(stack, steps);
    }
    requireTaken(taken, steps);
    List<String> unused = unused(after, found, present, steps);
    List<String> gone = new ArrayList<>(outdated(after, inState.keySet()));
    if (!found.knowsRemoved()) {
      gone.addAll(unused);
    }
    return new Adoption(
        after,
        settings,
        steps,
        matching.twins().stream().map(twin -> leftover(existing, proposed, twin)).toList(),
        found.knowsRemoved() ? unused : List.of(),
        gone,
        new Notes(stack, existing, patterns, others).of(settings, steps, topic));
  }

  /**
   * What is known of the stack's own state.
   *
   * @param identities what is in it: addresses, with what {@link StackResource#identity} says
   * @param shared whether the state's configuration has other things beside the stack, of which
   *     only modules are replaced from which something is moved
   * @param presumed whether what is exactly as the stack makes it counts as in it, since nobody can
   *     look into it from here
   */
  public record Present(Map<String, String> identities, boolean shared, boolean presumed) {

    /** Makes the map immutable. */
    public Present {
      identities = Map.copyOf(identities);
    }
  }

  /** What is in the stack's state and neither moved nor the stack's own. */
  private static List<String> unused(
      StackResources stack, AdoptSource found, Present present, List<Step> steps) {
    Set<String> moved = new HashSet<>();
    steps.stream()
        .filter(step -> step.kind() == Kind.MOVE)
        .forEach(step -> moved.add(step.source().orElseThrow()));
    Set<String> own = resourcesOf(stack);
    Removal.Neighbours neighbours = Removal.Neighbours.of(moved);
    return found.identitiesOfStack().keySet().stream()
        .filter(address -> !moved.contains(address))
        .filter(address -> !own.contains(TerraformState.withoutKeys(address)))
        .filter(address -> !present.shared() || neighbours.contains(address))
        .sorted()
        .toList();
  }

  /** Instances of the stack's own resources that it does not have any more. */
  private static List<String> outdated(StackResources stack, Set<String> inState) {
    Set<String> own = resourcesOf(stack);
    Set<String> wanted =
        stack.all().stream().map(StackResource::address).collect(Collectors.toSet());
    return inState.stream()
        .filter(address -> own.contains(TerraformState.withoutKeys(address)))
        .filter(address -> !wanted.contains(address))
        .toList();
  }

  private static Set<String> resourcesOf(StackResources stack) {
    return stack.all().stream()
        .map(resource -> TerraformState.withoutKeys(resource.address()))
        .collect(Collectors.toSet());
  }

  private static void requireSamePlace(StackResources stack, Existing existing) {
    if (!existing.account().isEmpty() && !existing.account().equals(stack.accountId())) {
      throw new AdoptException(
          "%s is of account %s, and stack %s is for %s; read that account, or name another stack"
              .formatted(existing.source(), existing.account(), stack.stack(), stack.accountId()));
    }
    if (!existing.region().isEmpty() && !existing.region().equals(stack.region())) {
      throw new AdoptException(
          "%s is of region %s, and stack %s is for %s; read that region, or name another stack"
              .formatted(existing.source(), existing.region(), stack.stack(), stack.region()));
    }
  }

  /** Settings that don't lead to what they were made for would have it made a second time. */
  private static void requireTaken(List<Taken> taken, List<Step> steps) {
    List<String> names =
        steps.stream()
            .filter(step -> step.kind() != Kind.ADD && step.kind() != Kind.REPLACE)
            .map(Step::resource)
            .flatMap(
                resource ->
                    resource instanceof StackResource.Filter filter
                        ? Stream.of("filter " + filter.name())
                        : resource instanceof StackResource.Alarm alarm
                            ? Stream.of("alarm " + alarm.name())
                            : Stream.empty())
            .toList();
    List<String> lost = new ArrayList<>();
    for (Taken each : taken) {
      each.filter().map(filter -> "filter " + filter.name()).ifPresent(lost::add);
      each.alarm().map(alarm -> "alarm " + alarm.name()).ifPresent(lost::add);
    }
    lost.removeAll(names);
    if (!lost.isEmpty()) {
      throw new AdoptException(
          "the configuration gives names that keep "
              + String.join(", ", lost)
              + " from being taken over; take filter_name, metric_name and alarm_name of these"
              + " controls out of 'overrides' and adopt again");
    }
  }

  private static Leftover leftover(Existing existing, StackResources stack, Twin twin) {
    String filter = twin.filter().map(each -> "filter '" + each.name() + "'").orElse("");
    String alarm = twin.alarm().map(each -> "alarm '" + each.name() + "'").orElse("");
    Set<String> told =
        stack.alarms().stream()
            .filter(each -> each.control().key().equals(twin.key()))
            .flatMap(each -> each.alarmActions().stream())
            .collect(Collectors.toSet());
    List<Existing.Alarm> alarms = twin.alarm().stream().toList();
    return new Leftover(
        twin.key(),
        filter + (filter.isEmpty() || alarm.isEmpty() ? "" : " and ") + alarm,
        twin.kept(),
        twin.alarm().map(existing::tellsSomebody).orElse(Answer.NO),
        alarms.stream()
            .filter(Existing.Alarm::actionsEnabled)
            .flatMap(each -> each.alarmActions().stream())
            .filter(action -> !told.contains(action))
            .filter(action -> existing.tellsSomebody(action) != Answer.NO)
            .toList(),
        alarms.stream()
            .flatMap(each -> existing.composites(each).stream())
            .map(Existing.Composite::name)
            .toList(),
        twin.filter().isPresent()
            && stack.filters().stream()
                .filter(each -> each.control().key().equals(twin.key()))
                .anyMatch(each -> twin.filter().get().metric().isOf(each)),
        stack.logGroupName(),
        twin.filter().map(Existing.Filter::name),
        twin.alarm().map(Existing.Alarm::name));
  }

  /** How many steps are of that kind. */
  public long count(Kind kind) {
    return steps.stream().filter(step -> step.kind() == kind).count();
  }

  /** How many resources Terraform will make, those among them that take the place of others. */
  public long added() {
    return count(Kind.ADD) + count(Kind.REPLACE);
  }

  /** How many resources Terraform will update in place. */
  public long changed() {
    return steps.stream().filter(Step::changed).count();
  }

  /** Whether the stack is as it is configured, and in its state. */
  public boolean nothingToDo() {
    return settings.isEmpty()
        && forgotten.isEmpty()
        && destroyed.isEmpty()
        && steps.stream().allMatch(step -> step.kind() == Kind.PRESENT && !step.changed());
  }

  /** What the plans will be: {@code 5 to import, 3 to change, 24 to add, 0 to destroy}. */
  public static String summary(List<Adoption> adoptions) {
    return counts(adoptions).entrySet().stream()
        .map(each -> each.getValue() + " to " + each.getKey())
        .collect(Collectors.joining(", "));
  }

  /** How many resources the plans will import, change, add and destroy, in this order. */
  static Map<String, Long> counts(List<Adoption> adoptions) {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("import", adoptions.stream().mapToLong(each -> each.count(Kind.IMPORT)).sum());
    counts.put("change", adoptions.stream().mapToLong(Adoption::changed).sum());
    counts.put("add", adoptions.stream().mapToLong(Adoption::added).sum());
    counts.put(
        "destroy",
        adoptions.stream()
            .mapToLong(each -> each.destroyed().size() + each.count(Kind.REPLACE))
            .sum());
    return counts;
  }
}
