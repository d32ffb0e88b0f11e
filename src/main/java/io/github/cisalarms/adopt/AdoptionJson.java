package io.github.cisalarms.adopt;

import io.github.cisalarms.files.GeneratedFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What is taken over, for programs. */
public final class AdoptionJson {

  private AdoptionJson() {}

  /**
   * What becomes of each stack, what is written, and the numbers of the plans.
   *
   * @param files the files that it takes
   * @param written those of them that were written now
   * @param done whether they are there now; otherwise they are proposed
   * @return maps, lists and plain values: {@code stacks}, {@code files} and {@code plan}
   */
  public static Map<String, Object> of(
      FleetAdoption adoption,
      List<GeneratedFile> files,
      List<GeneratedFile> written,
      boolean done) {
    List<Object> listed = new ArrayList<>();
    for (GeneratedFile file : files) {
      Map<String, Object> each = new LinkedHashMap<>();
      each.put("path", file.path().toString().replace('\\', '/'));
      each.put("status", !done ? "proposed" : written.contains(file) ? "written" : "unchanged");
      listed.add(each);
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("stacks", adoption.stacks());
    all.put("files", listed);
    all.put("plan", Adoption.counts(adoption.adoptions()));
    return all;
  }

  /** One stack, with addresses as they are where it is planned. */
  static Map<String, Object> of(Adoption adoption, UnaryOperator<String> rename) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("stack", adoption.stack().stack());
    all.put("account", adoption.stack().accountId());
    all.put("region", adoption.stack().region());
    all.put("log_group", adoption.stack().logGroupName());
    all.put("settings", adoption.settings());
    all.put("resources", adoption.steps().stream().map(step -> of(step, rename)).toList());
    all.put("twice", adoption.leftovers().stream().map(AdoptionJson::of).toList());
    all.put("forgotten", adoption.forgotten());
    all.put("destroyed", adoption.destroyed());
    all.put("notes", adoption.notes());
    return all;
  }

  private static Map<String, Object> of(Step step, UnaryOperator<String> rename) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("address", rename.apply(step.resource().address()));
    all.put("action", step.kind().name().toLowerCase(Locale.ROOT));
    all.put(
        switch (step.kind()) {
          case MOVE -> "from";
          case REPLACE -> "replaced";
          default -> "id";
        },
        step.source().orElse(null));
    all.put("former_address", step.formerAddress().orElse(null));
    all.put("changes", step.changes());
    all.put("mends", step.mends());
    return all;
  }

  private static Map<String, Object> of(Leftover leftover) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("control", leftover.key());
    all.put("filter", leftover.filter().orElse(null));
    all.put("alarm", leftover.alarm().orElse(null));
    all.put("kept", leftover.kept());
    all.put("tells_somebody", leftover.reaches());
    all.put("tells_alone", leftover.alone());
    all.put("needed_by", leftover.neededBy());
    return all;
  }
}
