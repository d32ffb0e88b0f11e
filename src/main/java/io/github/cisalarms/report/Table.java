package io.github.cisalarms.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A table for a terminal: columns as wide as their widest cell, two blanks between them, none at a
 * line's end. Where a terminal has too few columns, the headers stand in steps above narrow cells,
 * or the widest cells go on over several lines, those of the first column last.
 *
 * @param header the names of the columns
 * @param rows the cells, as many in each row as the header has
 */
public record Table(List<String> header, List<List<String>> rows) {

  private static final String GAP = "  ";

  /** A longer word may be broken anywhere. */
  private static final int LONGEST_WORD = 24;

  /** A long word is best continued behind one of these. */
  private static final String JOINTS = "-/:.,_@";

  /** The lines for a file, the header first. */
  public List<String> lines() {
    return lines(Display.PLAIN);
  }

  /**
   * The lines, with verdicts in colours where the display has some: as a table with the header
   * first, or, where not even the words of its cells fit side by side, row by row with the names of
   * the columns before the cells.
   *
   * @param display what they are printed on
   */
  public List<String> lines(Display display) {
    if (!fits(display)) {
      for (String gap : List.of(GAP, " ")) {
        if (stepsFit(gap, display.width())) {
          return Stream.concat(
                  steps(gap),
                  rows.stream().flatMap(row -> lines(row, widths(rows.stream()), gap, display)))
              .toList();
        }
      }
    }
    return fit(display.width())
        .map(
            widths ->
                Stream.concat(Stream.of(header), rows.stream())
                    .flatMap(row -> lines(row, widths, GAP, display))
                    .toList())
        .orElseGet(() -> blocks(display));
  }

  /** The lines row by row, with the names of the columns before the cells. */
  public List<String> blocks(Display display) {
    return rows.stream().flatMap(row -> stacked(row, display)).toList();
  }

  /** Whether every row is one line, below headers side by side. */
  public boolean fits(Display display) {
    List<Integer> widths = widths(Stream.concat(Stream.of(header), rows.stream()));
    return sum(widths) + (long) GAP.length() * (header.size() - 1) <= display.width();
  }

  private List<Integer> widths(Stream<List<String>> lines) {
    List<Integer> widths = new ArrayList<>(Collections.nCopies(header.size(), 1));
    lines.forEach(
        row -> {
          for (int column = 0; column < widths.size(); column++) {
            widths.set(column, Math.max(widths.get(column), row.get(column).length()));
          }
        });
    return widths;
  }

  private boolean stepsFit(String gap, int width) {
    long end = 0;
    long widest = 0;
    List<Integer> widths = widths(rows.stream());
    for (int column = 0; column < widths.size(); column++) {
      widest = Math.max(widest, end + header.get(column).length());
      end += widths.get(column) + gap.length();
    }
    return Math.max(widest, end - gap.length()) <= width && header.get(0).length() <= widths.get(0);
  }

  /** Each header above its column on a line of its own, with a bar down to it; the first last. */
  private Stream<String> steps(String gap) {
    List<Integer> widths = widths(rows.stream());
    return IntStream.range(1, header.size())
        .mapToObj(
            step -> {
              boolean last = step == header.size() - 1;
              StringBuilder line =
                  new StringBuilder(padded(last ? header.get(0) : "", widths.get(0)));
              for (int column = 1; column < step; column++) {
                line.append(gap).append(padded("|", widths.get(column)));
              }
              return line.append(gap).append(header.get(step)).toString();
            });
  }

  /** Takes from the widest column again and again until the table fits, if it can. */
  private Optional<List<Integer>> fit(int width) {
    List<Integer> widths = new ArrayList<>();
    List<Integer> narrowest = new ArrayList<>();
    for (int column = 0; column < header.size(); column++) {
      int at = column;
      List<String> cells =
          Stream.concat(Stream.of(header), rows.stream()).map(row -> row.get(at)).toList();
      widths.add(cells.stream().mapToInt(String::length).max().orElse(0));
      narrowest.add(
          Math.min(LONGEST_WORD, cells.stream().mapToInt(Table::longestWord).max().orElse(0)));
    }
    long room = (long) width - (long) GAP.length() * (header.size() - 1);
    if (sum(narrowest) > room) {
      return Optional.empty();
    }
    while (sum(widths) > room) {
      int widest = 0;
      for (int column = 1; column < widths.size(); column++) {
        boolean canGive = widths.get(column) > narrowest.get(column);
        boolean wider = widest > 0 && widths.get(column) > widths.get(widest);
        // What the row is about is copied and searched for: it is the last to be broken.
        if (canGive && (wider || widest == 0 || widths.get(widest) <= narrowest.get(widest))) {
          widest = column;
        }
      }
      widths.set(widest, widths.get(widest) - 1);
    }
    return Optional.of(widths);
  }

  private static long sum(List<Integer> numbers) {
    return numbers.stream().mapToLong(Integer::longValue).sum();
  }

  private static int longestWord(String text) {
    int longest = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      boolean blank = text.charAt(i) == ' ';
      if (blank || JOINTS.indexOf(text.charAt(i)) >= 0) {
        longest = Math.max(longest, i - start + (blank ? 0 : 1));
        start = i + 1;
      }
    }
    return Math.max(longest, text.length() - start);
  }

  /** The first cell, and the others with the names of their columns below it. */
  private Stream<String> stacked(List<String> row, Display display) {
    List<String> lines = new ArrayList<>(split(row.get(0), display.width()));
    StringBuilder line = new StringBuilder();
    int length = 0;
    for (int column = 1; column < row.size(); column++) {
      String cell = row.get(column);
      int needed = GAP.length() + header.get(column).length() + 1 + cell.length();
      if (length > 0 && length + needed > display.width()) {
        lines.add(line.toString());
        line.setLength(0);
        length = 0;
      }
      if (needed > display.width()) {
        split(header.get(column) + " " + cell, display.width() - GAP.length())
            .forEach(piece -> lines.add(GAP + piece));
        continue;
      }
      line.append(GAP).append(header.get(column)).append(' ');
      line.append(
          Tone.of(header.get(column), cell).map(tone -> display.paint(tone, cell)).orElse(cell));
      length += needed;
    }
    if (length > 0) {
      lines.add(line.toString());
    }
    return lines.stream();
  }

  private Stream<String> lines(
      List<String> row, List<Integer> widths, String gap, Display display) {
    List<List<String>> cells =
        IntStream.range(0, row.size())
            .mapToObj(column -> split(row.get(column), widths.get(column)))
            .toList();
    int height = cells.stream().mapToInt(List::size).max().orElse(1);
    return IntStream.range(0, height)
        .mapToObj(
            line ->
                IntStream.range(0, row.size())
                    .mapToObj(
                        column -> {
                          String cell = padded(cells.get(column), line, widths.get(column));
                          return Tone.of(header.get(column), row.get(column))
                              .map(tone -> display.paint(tone, cell))
                              .orElse(cell);
                        })
                    .collect(Collectors.joining(gap))
                    .stripTrailing());
  }

  private static String padded(List<String> cell, int line, int width) {
    return padded(line < cell.size() ? cell.get(line) : "", width);
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  /** The text in pieces that fit: ended at a blank, or else behind a joint, or else anywhere. */
  private static List<String> split(String text, int width) {
    List<String> pieces = new ArrayList<>();
    String rest = text;
    while (rest.length() > width) {
      int blank = rest.lastIndexOf(' ', width);
      int end = blank > 0 ? blank : joint(rest, width);
      pieces.add(rest.substring(0, end).stripTrailing());
      rest = rest.substring(end).stripLeading();
    }
    pieces.add(rest);
    return pieces;
  }

  private static int joint(String text, int width) {
    for (int end = width; end > width / 3; end--) {
      if (JOINTS.indexOf(text.charAt(end - 1)) >= 0) {
        return end;
      }
    }
    // Not within a pair of surrogates.
    return width > 1 && Character.isHighSurrogate(text.charAt(width - 1)) ? width - 1 : width;
  }
}
