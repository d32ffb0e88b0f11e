package io.github.cisalarms.adopt;

import io.github.cisalarms.adopt.Step.Kind;
import io.github.cisalarms.chain.value.Shown;
import io.github.cisalarms.files.IndentedJson;
import io.github.cisalarms.fleet.resource.StackResource;
import io.github.cisalarms.fleet.resource.StackResource.Alarm;
import io.github.cisalarms.fleet.resource.StackResource.Filter;
import io.github.cisalarms.fleet.resource.StackResource.Key;
import io.github.cisalarms.fleet.resource.StackResource.KeyAlias;
import io.github.cisalarms.fleet.resource.StackResource.Subscription;
import io.github.cisalarms.fleet.resource.StackResource.Topic;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is taken over, for people. */
public final class AdoptionText {

  private static final int WORD = 9;
  private static final int WIDTH = 96;

  private final PrintWriter out;

  /** Prints to a writer, which is not closed. */
  public AdoptionText(PrintWriter out) {
    this.out = out;
  }

  /** That one stack is as it is configured. */
  void printNothingToDo(Adoption adoption) {
    out.println(adoption.stack().stack() + ": nothing to do, all of it is as the stack makes it");
  }

  /** What becomes of one stack. */
  public void print(Adoption adoption) {
    out.println(
        "%s: account %s, %s, log group %s"
            .formatted(
                adoption.stack().stack(),
                adoption.stack().accountId(),
                adoption.stack().region(),
                adoption.stack().logGroupName()));
    taken(adoption).forEach((what, parts) -> line(word(parts.get(0)), what, parts));
    adoption.steps().stream()
        .filter(step -> step.kind() == Kind.REPLACE)
        .forEach(
            step ->
                line(
                    "replace",
                    "%s: %s takes the place of '%s'"
                        .formatted(
                            subject(step), name(step.resource()), step.source().orElseThrow())));
    list("add", added(adoption));
    adoption.steps().stream()
        .flatMap(step -> step.mends().stream().map(mend -> subject(step) + ": " + mend))
        .forEach(mend -> line("mend", mend));
    adoption.leftovers().forEach(this::print);
    list("forget", adoption.forgotten());
    list("destroy", adoption.destroyed());
    adoption.notes().forEach(note -> line("note", note));
  }

  private void list(String word, List<String> names) {
    if (!names.isEmpty()) {
      line(word, String.join(", ", names));
    }
  }

  /** What is made, by what it is about; the half of a control that is missing by its kind. */
  private static List<String> added(Adoption adoption) {
    List<Step> all = adoption.steps().stream().filter(step -> step.kind() == Kind.ADD).toList();
    List<String> added = new ArrayList<>();
    for (Step step : all) {
      String subject = subject(step);
      boolean alone =
          (step.resource() instanceof Filter || step.resource() instanceof Alarm)
              && all.stream().filter(other -> subject(other).equals(subject)).count() == 1;
      added.add(
          alone
              ? subject + (step.resource() instanceof Filter ? " (filter)" : " (alarm)")
              : subject);
    }
    return added.stream().distinct().toList();
  }

  /** Steps of what is there already, by what they are about. */
  private static Map<String, List<Step>> taken(Adoption adoption) {
    return adoption.steps().stream()
        .filter(step -> step.kind() == Kind.IMPORT || step.kind() == Kind.MOVE)
        .collect(
            Collectors.groupingBy(AdoptionText::subject, LinkedHashMap::new, Collectors.toList()));
  }

  private void line(String word, String subject, List<Step> steps) {
    String names =
        steps.stream().map(step -> name(step.resource())).collect(Collectors.joining(", "));
    line(word, subject + ": " + names);
  }

  private static String word(Step step) {
    return step.kind() == Kind.MOVE ? "move" : "import";
  }

  private static String padded(String word) {
    return word + " ".repeat(WORD - word.length());
  }

  /** A word and what it is about, in lines that fit a terminal. */
  private void line(String word, String content) {
    StringBuilder line = new StringBuilder("  " + padded(word));
    int start = line.length();
    for (String part : content.split(" ")) {
      String shown = Shown.text(part);
      if (line.length() + shown.length() > WIDTH && line.length() > start) {
        out.println(line.toString().stripTrailing());
        line = new StringBuilder(" ".repeat(start));
      }
      line.append(shown).append(' ');
    }
    out.println(line.toString().stripTrailing());
  }

  /** The control or subscription that a resource belongs to, or the topic. */
  private static String subject(Step step) {
    if (step.resource() instanceof Filter filter) {
      return filter.control().key();
    }
    if (step.resource() instanceof Alarm alarm) {
      return alarm.control().key();
    }
    if (step.resource() instanceof Key || step.resource() instanceof KeyAlias) {
      return "key of the topic";
    }
    return step.resource() instanceof Subscription subscription
        ? "subscription " + subscription.key()
        : "topic";
  }

  private static String name(StackResource resource) {
    if (resource instanceof Filter filter) {
      return "filter '" + filter.name() + "'";
    }
    if (resource instanceof Alarm alarm) {
      return "alarm '" + alarm.name() + "'";
    }
    if (resource instanceof Topic topic) {
      return "'" + topic.name() + "'";
    }
    if (resource instanceof Key) {
      return "the key itself";
    }
    if (resource instanceof KeyAlias alias) {
      return "'" + alias.name() + "'";
    }
    return resource instanceof Subscription subscription
        ? subscription.protocol() + " " + subscription.endpoint()
        : "its policy";
  }

  private void print(Leftover leftover) {
    List<String> commands = new ArrayList<>();
    leftover
        .alarm()
        .ifPresent(
            name -> commands.add("aws cloudwatch delete-alarms --alarm-names " + quoted(name)));
    leftover
        .filter()
        .ifPresent(
            name ->
                commands.add(
                    "aws logs delete-metric-filter --log-group-name "
                        + quoted(leftover.logGroup())
                        + " --filter-name "
                        + quoted(name)));
    line(
        "twice",
        "%s: %s does the same as '%s' and %s; it stays.%s"
            .formatted(
                leftover.key(),
                leftover.what(),
                leftover.kept(),
                whatItDoes(leftover),
                leftover.canGo() ? " To delete it after the apply:" : ""));
    if (!leftover.canGo()) {
      return;
    }
    commands.forEach(command -> out.println("  " + padded("") + Shown.text(command)));
  }

  private static String whatItDoes(Leftover leftover) {
    if (!leftover.neededBy().isEmpty()) {
      return "is watched by composite alarm '" + String.join("', '", leftover.neededBy()) + "'";
    }
    if (!leftover.alone().isEmpty()) {
      return "tells "
          + String.join(", ", leftover.alone())
          + ", whom '"
          + leftover.kept()
          + "' does not tell";
    }
    if (leftover.sameMetric() && leftover.alarm().isEmpty()) {
      return "counts into the same metric";
    }
    return switch (leftover.reaches()) {
      case YES -> "tells somebody, too";
      case NO -> "tells nobody";
      case UNKNOWN -> "may tell somebody, too";
    };
  }

  private static String quoted(String name) {
    return "'" + name.replace("'", "'\\''") + "'";
  }

  /** The proposed settings as arguments of a module call, in Terraform's language. */
  public void printArguments(Map<String, Object> settings) {
    if (settings.isEmpty()) {
      return;
    }
    out.println("Arguments of the module call:");
    settings.forEach((name, value) -> out.println(name + " = " + expression(value, "")));
  }

  private static String expression(Object value, String indent) {
    if (value instanceof Map<?, ?> mapping) {
      String inner = indent + "  ";
      return mapping.entrySet().stream()
          .map(
              entry ->
                  inner
                      + text(String.valueOf(entry.getKey()))
                      + " = "
                      + expression(entry.getValue(), inner)
                      + "\n")
          .collect(Collectors.joining("", "{\n", indent + "}"));
    }
    if (value instanceof List<?> list) {
      return list.stream()
          .map(element -> expression(element, indent))
          .collect(Collectors.joining(", ", "[", "]"));
    }
    return value instanceof String text ? text(text) : String.valueOf(value);
  }

  private static String text(String text) {
    return IndentedJson.print(AdoptFile.literal(text)).strip();
  }

  /** What the configuration that had the resources has to do. */
  public void print(Removal removal, String file) {
    if (removal.addresses().isEmpty()) {
      return;
    }
    if (!file.isEmpty()) {
      out.println(
          "The configuration that has them now forgets them by the blocks in "
              + file
              + ": after this stack is applied, put that file there in place of what made them,"
              + " and apply.");
      printLeft(removal);
      return;
    }
    out.println(
        "The configuration that has them now is older than 'removed' blocks (Terraform 1.7). After"
            + " this stack is applied, let its state forget them, then take out what made them:");
    removal
        .addresses()
        .forEach(address -> out.println("terraform state rm " + quoted(Shown.text(address))));
    printLeft(removal);
  }

  /** What nobody asked for goes with it, and has to be known. */
  private void printLeft(Removal removal) {
    if (!removal.left().isEmpty()) {
      out.println(
          "It forgets these along with them, which no stack takes over; they stay in the account,"
              + " without Terraform:");
      removal.left().forEach(address -> out.println("  " + Shown.text(address)));
    }
  }
}
