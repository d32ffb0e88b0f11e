package io.github.cisalarms.chain;

import io.github.cisalarms.chain.Trail.ManagementEvents;
import io.github.cisalarms.chain.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a trail's selectors leave of the management events.
 *
 * @param basic the selectors of the older form
 * @param advanced the others, each with what it asks of an event's fields; all have to hold
 * @see <a
 *     href="https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html">AdvancedFieldSelector</a>
 */
public record EventSelectors(List<Basic> basic, List<List<Field>> advanced) {

  public EventSelectors {
    basic = List.copyOf(basic);
    advanced = List.copyOf(advanced);
  }

  /**
   * A selector of the older form.
   *
   * @param managementEvents whether it takes any
   * @param readWriteType {@code All}, {@code ReadOnly} or {@code WriteOnly}
   * @param excluded event sources that it leaves out
   */
  public record Basic(boolean managementEvents, String readWriteType, List<String> excluded) {
    public Basic {
      excluded = List.copyOf(excluded);
    }
  }

  /**
   * What an advanced selector asks of a field.
   *
   * @param other whether it compares in yet another way, such as {@code StartsWith}
   */
  public record Field(String name, List<String> equal, List<String> notEqual, boolean other) {
    public Field {
      equal = List.copyOf(equal);
      notEqual = List.copyOf(notEqual);
    }
  }

  /** The management events; not known where some are chosen by their names or who caused them. */
  public Value<ManagementEvents> managementEvents() {
    if (basic.isEmpty() && advanced.isEmpty()) {
      return Value.known(new ManagementEvents(true, true, false, List.of()));
    }
    boolean reads = false;
    boolean writes = false;
    Set<String> excluded = new LinkedHashSet<>();
    for (Basic selector : basic) {
      if (selector.managementEvents()) {
        reads |= !selector.readWriteType().equals("WriteOnly");
        writes |= !selector.readWriteType().equals("ReadOnly");
        excluded.addAll(selector.excluded());
      }
    }
    boolean some = false;
    for (List<Field> fields : advanced) {
      Advanced selector = Advanced.of(fields);
      if (selector.management() && selector.narrow()) {
        some = true;
      } else if (selector.management()) {
        reads |= selector.reads();
        writes |= selector.writes();
        excluded.addAll(selector.excluded());
      }
    }
    if (some && !(reads && writes)) {
      return Value.unknown();
    }
    return Value.known(new ManagementEvents(reads, writes, basic.isEmpty(), List.copyOf(excluded)));
  }

  /**
   * What an advanced selector takes.
   *
   * @param management whether it is about management events
   * @param narrow whether it takes some of them alone, by their names or who caused them
   */
  private record Advanced(
      boolean management, boolean narrow, boolean reads, boolean writes, List<String> excluded) {

    static Advanced of(List<Field> fields) {
      boolean management = false;
      boolean narrow = false;
      boolean reads = true;
      boolean writes = true;
      List<String> excluded = new ArrayList<>();
      for (Field field : fields) {
        switch (field.name()) {
          case "eventCategory" -> management = field.equal().contains("Management");
          case "readOnly" -> {
            reads = field.equal().contains("true") || field.notEqual().contains("false");
            writes = field.equal().contains("false") || field.notEqual().contains("true");
          }
          case "eventSource" -> {
            excluded.addAll(field.notEqual());
            narrow |= field.notEqual().isEmpty() || field.other();
          }
          default -> narrow = true;
        }
      }
      return new Advanced(management, narrow, reads, writes, excluded);
    }
  }
}
