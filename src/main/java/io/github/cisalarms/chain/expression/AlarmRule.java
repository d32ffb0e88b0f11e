package io.github.cisalarms.chain.expression;

import io.github.cisalarms.chain.expression.Cursor.NotUnderstood;
import io.github.cisalarms.chain.value.Answer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The rule of a composite alarm, such as {@code ALARM(a) AND NOT ALARM("b c")}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html">PutCompositeAlarm</a>
 */
public final class AlarmRule {

  private static final Pattern NAME = Pattern.compile("\"[^\"]*\"|[^\\s(),\"]+");
  private static final Pattern NUMBER = Pattern.compile("([0-9]{1,4})(%?)");

  /** What a rule asks of an alarm. */
  public enum State {
    ALARM,
    OK,
    INSUFFICIENT_DATA
  }

  /** Whether the alarm of a name or ARN is in a state. */
  @FunctionalInterface
  public interface States {
    Answer isIn(String alarm, State state);
  }

  @FunctionalInterface
  private interface Node {
    Answer holds(States states);
  }

  private final Node root;
  private final Set<String> alarms;

  private AlarmRule(Node root, Set<String> alarms) {
    this.root = root;
    this.alarms = Set.copyOf(alarms);
  }

  /** Reads a rule; empty if it is none that is known. */
  public static Optional<AlarmRule> parse(String text) {
    Cursor cursor = new Cursor(text);
    try {
      Set<String> alarms = new HashSet<>();
      Node root = new Parser(cursor, alarms).or();
      return cursor.atEnd() ? Optional.of(new AlarmRule(root, alarms)) : Optional.empty();
    } catch (NotUnderstood e) {
      return Optional.empty();
    }
  }

  /** The names and ARNs of the alarms that it looks at. */
  public Set<String> alarms() {
    return alarms;
  }

  /** Whether the composite alarm is in alarm. */
  public Answer holds(States states) {
    return root.holds(states);
  }

  private record Parser(Cursor cursor, Set<String> alarms) {

    Node or() throws NotUnderstood {
      List<Node> operands = new ArrayList<>(List.of(and()));
      while (cursor.takeIf("OR")) {
        operands.add(and());
      }
      return states ->
          operands.stream().map(each -> each.holds(states)).reduce(Answer.NO, Answer::or);
    }

    private Node and() throws NotUnderstood {
      List<Node> operands = new ArrayList<>(List.of(not()));
      while (cursor.takeIf("AND")) {
        operands.add(not());
      }
      return states ->
          operands.stream().map(each -> each.holds(states)).reduce(Answer.YES, Answer::and);
    }

    private Node not() throws NotUnderstood {
      if (cursor.takeIf("NOT")) {
        cursor.deeper();
        Node operand = not();
        cursor.back();
        return states -> operand.holds(states).not();
      }
      return single();
    }

    private Node single() throws NotUnderstood {
      if (cursor.takeIf("(")) {
        cursor.deeper();
        Node inner = or();
        cursor.back();
        cursor.take(")");
        return inner;
      }
      if (cursor.takeIf("AT_LEAST")) {
        return atLeast();
      }
      if (cursor.takeIf("TRUE")) {
        return states -> Answer.YES;
      }
      if (cursor.takeIf("FALSE")) {
        return states -> Answer.NO;
      }
      State state = state();
      cursor.take("(");
      String alarm = name();
      cursor.take(")");
      return states -> states.isIn(alarm, state);
    }

    private Node atLeast() throws NotUnderstood {
      cursor.take("(");
      String number =
          cursor.takeIf(NUMBER).orElseThrow(() -> new NotUnderstood("expected a number"));
      cursor.take(",");
      boolean not = cursor.takeIf("NOT");
      State state = state();
      cursor.take(",");
      cursor.take("(");
      List<String> alarms = new ArrayList<>(List.of(name()));
      while (cursor.takeIf(",")) {
        alarms.add(name());
      }
      cursor.take(")");
      cursor.take(")");
      double wanted =
          number.endsWith("%")
              ? Integer.parseInt(number.substring(0, number.length() - 1)) * alarms.size() / 100.0
              : Integer.parseInt(number);
      return states -> {
        List<Answer> answers =
            alarms.stream()
                .map(alarm -> states.isIn(alarm, state))
                .map(answer -> not ? answer.not() : answer)
                .toList();
        long certain = answers.stream().filter(Answer.YES::equals).count();
        long possible = answers.stream().filter(answer -> answer != Answer.NO).count();
        return certain >= wanted ? Answer.YES : possible >= wanted ? Answer.UNKNOWN : Answer.NO;
      };
    }

    private State state() throws NotUnderstood {
      for (State state : State.values()) {
        if (cursor.takeIf(state.name())) {
          return state;
        }
      }
      throw new NotUnderstood("expected a state");
    }

    private String name() throws NotUnderstood {
      String name = cursor.takeIf(NAME).orElseThrow(() -> new NotUnderstood("expected an alarm"));
      String plain = name.startsWith("\"") ? name.substring(1, name.length() - 1) : name;
      alarms.add(plain);
      return plain;
    }
  }
}
