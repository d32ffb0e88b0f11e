package io.github.cisalarms.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A table for a terminal: columns as wide as their widest cell, two blanks between them, none at a
 * line's end. Where a terminal has too few columns, the widest cells go on over several lines.
 *
 * @param header the names of the columns
 * @param rows the cells, as many in each row as the header has
 */
public record Table(List<String> header, List<List<String>> rows) {

  /** For a reader whose lines have no end, such as a file. */
  public static final int UNLIMITED = Integer.MAX_VALUE;

  private static final String GAP = "  ";

  /** A narrower column would be one of syllables. */
  private static final int NARROWEST = 8;

  /** A long word is best continued behind one of these. */
  private static final String JOINTS = "-/:.,_@";

  /** The lines, the header first. */
  public List<String> lines() {
    return lines(UNLIMITED);
  }

  /**
   * The lines, the header first.
   *
   * @param width how many characters fit into a line; a table of many columns may need more
   */
  public List<String> lines(int width) {
    List<Integer> widths = fit(width);
    return Stream.concat(Stream.of(header), rows.stream())
        .flatMap(row -> lines(row, widths))
        .toList();
  }

  /** Takes from the widest column again and again until the table fits. */
  private List<Integer> fit(int width) {
    List<Integer> widths = new ArrayList<>();
    List<Integer> narrowest = new ArrayList<>();
    for (int column = 0; column < header.size(); column++) {
      int at = column;
      widths.add(
          Stream.concat(Stream.of(header), rows.stream())
              .mapToInt(row -> row.get(at).length())
              .max()
              .orElse(0));
      narrowest.add(Math.min(widths.get(at), Math.max(header.get(at).length(), NARROWEST)));
    }
    long room = (long) width - (long) GAP.length() * (header.size() - 1);
    while (widths.stream().mapToLong(Integer::longValue).sum() > room) {
      int widest = -1;
      for (int column = 0; column < widths.size(); column++) {
        if (widths.get(column) > narrowest.get(column)
            && (widest < 0 || widths.get(column) > widths.get(widest))) {
          widest = column;
        }
      }
      if (widest < 0) {
        break;
      }
      widths.set(widest, widths.get(widest) - 1);
    }
    return widths;
  }

  private static Stream<String> lines(List<String> row, List<Integer> widths) {
    List<List<String>> cells =
        IntStream.range(0, row.size())
            .mapToObj(column -> split(row.get(column), widths.get(column)))
            .toList();
    int height = cells.stream().mapToInt(List::size).max().orElse(1);
    return IntStream.range(0, height)
        .mapToObj(
            line ->
                IntStream.range(0, row.size())
                    .mapToObj(column -> padded(cells.get(column), line, widths.get(column)))
                    .collect(Collectors.joining(GAP))
                    .stripTrailing());
  }

  private static String padded(List<String> cell, int line, int width) {
    String text = line < cell.size() ? cell.get(line) : "";
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
    for (int end = width; end > width / 2; end--) {
      if (JOINTS.indexOf(text.charAt(end - 1)) >= 0) {
        return end;
      }
    }
    // Not within a pair of surrogates.
    return width > 1 && Character.isHighSurrogate(text.charAt(width - 1)) ? width - 1 : width;
  }
}
