package io.github.cisalarms.adopt;

import io.github.cisalarms.files.GeneratedFile;
import io.github.cisalarms.fleet.FleetConfig;
import io.github.cisalarms.fleet.FleetEdit;
import io.github.cisalarms.fleet.StackPlace;
import io.github.cisalarms.fleet.resource.StackResources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** How stacks of a fleet, or a configuration that calls the module, take over what there is. */
public final class FleetAdoption {

  /** What a stack calls the module, see {@code fleet}. */
  private static final String MODULE = "module.cis_alarms";

  private static final String REMOVED = "adopt-removed/removed.tf.json";

  private final List<Adoption> adoptions = new ArrayList<>();
  private final List<Removal> removals = new ArrayList<>();
  private final List<Path> folders = new ArrayList<>();

  /** Of several edits of one file the last has all of them. */
  private final Map<Path, FleetEdit> edits = new LinkedHashMap<>();

  private UnaryOperator<String> rename = UnaryOperator.identity();

  private FleetAdoption() {}

  /**
   * Decides what stacks take over.
   *
   * @param fleet their configuration
   * @param stacks the stacks
   * @param sources what there is where a stack is
   * @param out folder that {@code stacks/} is in
   * @param all whether what is exactly as a stack makes it is imported, too, where nobody can look
   *     into the stack's state
   * @throws AdoptException if what there is can't be adopted
   * @throws IOException if a state can't be read
   */
  public static FleetAdoption ofStacks(
      FleetConfig fleet,
      List<StackResources> stacks,
      Function<StackResources, AdoptSource> sources,
      Path out,
      boolean all)
      throws IOException {
    FleetAdoption adoption = new FleetAdoption();
    FleetConfig[] current = {fleet};
    for (StackResources stack : stacks) {
      AdoptSource source = sources.apply(stack);
      StackPlace place = fleet.place(stack.stack(), out);
      adoption.add(
          Adoption.of(
              stack,
              source,
              new Adoption.Present(place.identities(), false, place.remoteState() && !all),
              others(current[0], stack),
              settings -> {
                FleetEdit edit = current[0].edit(stack.stack(), settings);
                adoption.edits.merge(edit.file(), edit, FleetEdit::then);
                current[0] = edit.config();
                return resources(edit.config(), stack.stack());
              }),
          source,
          place.folder());
    }
    return adoption;
  }

  /** The other stacks of a place, with what was decided for them already. */
  private static List<StackResources> others(FleetConfig fleet, StackResources stack) {
    return fleet.resources().stream()
        .filter(each -> !each.stack().equals(stack.stack()))
        .filter(each -> each.accountId().equals(stack.accountId()))
        .filter(each -> each.region().equals(stack.region()))
        .toList();
  }

  private static StackResources resources(FleetConfig fleet, String stack) {
    return fleet.resources().stream()
        .filter(each -> each.stack().equals(stack))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Decides what a configuration takes over that calls the module.
   *
   * @param source what there is
   * @param address of the call, such as {@code module.cis_alarms}
   * @param logGroup the log group that the trail writes to
   * @param folder the configuration's
   * @throws AdoptException if what there is can't be adopted
   */
  public static FleetAdoption ofModule(
      AdoptSource source, String address, String logGroup, Path folder) {
    if (source.account().isEmpty()) {
      throw new AdoptException(
          source.name() + " has no alarm, so nobody can tell of which account it is");
    }
    FleetConfig[] current = {FleetConfig.ofModule(source.account(), source.region(), logGroup)};
    StackResources stack = current[0].resources().get(0);
    FleetAdoption adoption = new FleetAdoption();
    adoption.rename = each -> each.replace(MODULE, address);
    adoption.add(
        Adoption.of(
            stack,
            source,
            new Adoption.Present(Map.of(), true, false),
            List.of(),
            settings -> {
              current[0] = current[0].edit(stack.stack(), settings).config();
              return resources(current[0], stack.stack());
            }),
        source,
        folder);
    return adoption;
  }

  private void add(Adoption adoption, AdoptSource source, Path folder) {
    adoptions.add(adoption);
    removals.add(Removal.of(adoption, source));
    folders.add(folder);
  }

  /** What becomes of each stack. */
  public List<Adoption> adoptions() {
    return List.copyOf(adoptions);
  }

  /** The changes of configuration files that it takes, none of them written. */
  public List<FleetEdit> edits() {
    return List.copyOf(edits.values());
  }

  /** Whether every stack is as it is configured. */
  public boolean nothingToDo() {
    return adoptions.stream().allMatch(Adoption::nothingToDo);
  }

  /** Says what becomes of each stack. */
  public void print(AdoptionText text) {
    if (nothingToDo()) {
      adoptions.forEach(text::printNothingToDo);
      return;
    }
    for (int i = 0; i < adoptions.size(); i++) {
      text.print(adoptions.get(i));
      text.print(removals.get(i), blocks(i).map(file -> file.path().toString()).orElse(""));
    }
  }

  /** What becomes of each stack, for programs. */
  List<Map<String, Object>> stacks() {
    List<Map<String, Object>> stacks = new ArrayList<>();
    for (int i = 0; i < adoptions.size(); i++) {
      Map<String, Object> stack = AdoptionJson.of(adoptions.get(i), rename);
      stack.put("forgotten_elsewhere", removals.get(i).addresses());
      stack.put("left_without_terraform", removals.get(i).left());
      stacks.add(stack);
    }
    return stacks;
  }

  private Optional<GeneratedFile> blocks(int i) {
    return Optional.of(removals.get(i).blocks())
        .filter(blocks -> !blocks.isEmpty())
        .map(blocks -> new GeneratedFile(folders.get(i).resolve(REMOVED), blocks));
  }

  /**
   * The files that it takes: configuration, {@code adopt.tf.json}, and the {@code removed} blocks
   * of the configuration that had the resources before.
   *
   * @throws AdoptException if somebody else has written an {@code adopt.tf.json}
   * @throws IOException if one that is there can't be read
   */
  public List<GeneratedFile> files() throws IOException {
    List<GeneratedFile> files = new ArrayList<>();
    for (Path folder : folders) {
      AdoptFile.requireOurs(folder);
    }
    edits.values().forEach(edit -> files.add(new GeneratedFile(edit.file(), edit.after())));
    for (int i = 0; i < adoptions.size(); i++) {
      AdoptFile.of(adoptions.get(i), folders.get(i), rename).ifPresent(files::add);
      blocks(i).ifPresent(files::add);
    }
    return files;
  }

  /**
   * Removes {@code adopt.tf.json} from the folder of a stack. The blocks for the configuration that
   * had the resources before stay: nobody can tell from here whether it has them, and without them
   * it would destroy what the stack has taken over.
   *
   * @return whether there was such a file
   * @throws IOException if it can't be removed
   */
  public static boolean remove(Path folder) throws IOException {
    if (!AdoptFile.isIn(folder)) {
      return false;
    }
    Files.delete(folder.resolve(AdoptFile.NAME));
    return true;
  }

  /** The file in a stack's folder that is for the configuration that had the resources before. */
  public static Optional<Path> blocksIn(Path folder) {
    return Optional.of(folder.resolve(REMOVED)).filter(Files::exists);
  }
}
