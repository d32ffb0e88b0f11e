package io.github.cisalarms.fleet.edit;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;

/** A change of a text as a unified diff. */
public final class UnifiedDiff {

  private static final int CONTEXT = 3;

  private UnifiedDiff() {}

  /**
   * The diff, line by line; empty if the texts are the same.
   *
   * @param name name of the file
   */
  public static List<String> of(String name, String before, String after) {
    List<String> lines = before.lines().toList();
    return UnifiedDiffUtils.generateUnifiedDiff(
        name, name, lines, DiffUtils.diff(lines, after.lines().toList()), CONTEXT);
  }
}
