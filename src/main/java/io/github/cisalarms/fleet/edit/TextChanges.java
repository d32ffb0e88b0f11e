package io.github.cisalarms.fleet.edit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Changes of a text, each at a place that it has before all of them. */
final class TextChanges {

  private final String text;
  private final String lineBreak;
  private final List<Change> changes = new ArrayList<>();

  /** Characters from the first to before the second are replaced. */
  private record Change(int from, int to, String by) {}

  TextChanges(String text) {
    this.text = text;
    this.lineBreak = text.contains("\r\n") ? "\r\n" : "\n";
  }

  void replace(int from, int to, String by) {
    changes.add(new Change(from, to, by));
  }

  /** Puts lines behind the line that a character is in. */
  void insertAfterLine(int index, List<String> lines) {
    int lineFeed = text.indexOf('\n', index);
    String block = String.join(lineBreak, lines);
    if (lineFeed < 0) {
      replace(text.length(), text.length(), lineBreak + block + lineBreak);
    } else {
      replace(lineFeed + 1, lineFeed + 1, block + lineBreak);
    }
  }

  /** The text with all changes. */
  String apply() {
    // Of two at one place the later goes first: what it puts there comes behind the earlier.
    List<Change> latestFirst = new ArrayList<>(changes);
    Collections.reverse(latestFirst);
    latestFirst.sort(Comparator.comparingInt(Change::from).reversed());
    StringBuilder edited = new StringBuilder(text);
    latestFirst.forEach(change -> edited.replace(change.from(), change.to(), change.by()));
    return edited.toString();
  }
}
