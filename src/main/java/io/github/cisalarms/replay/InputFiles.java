package io.github.cisalarms.replay;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files to read.
 *
 * @param files in the order of the delivery times in their names, as CloudTrail writes them, then
 *     by path: overlapping deliveries come close to each other, and the order depends on nothing
 *     else
 * @param sizes of the files, in bytes
 * @param skipped files in folders that are none with events by their name
 * @param problems folders that can't be read
 */
record InputFiles(List<Path> files, List<Long> sizes, int skipped, List<InputProblem> problems) {

  private static final Pattern EVENTS =
      Pattern.compile(".*\\.(json|jsonl|ndjson|log)(\\.gz)?|.*\\.gz");
  private static final Pattern DELIVERY_TIME = Pattern.compile("_(\\d{8}T\\d{4}Z)_");
  private static final String DIGEST = "CloudTrail-Digest";

  private record Found(Path path, String time, long size) {}

  /**
   * Looks for files.
   *
   * @param paths files, which are taken whatever their name, and folders, which are searched
   */
  static InputFiles find(List<Path> paths) {
    Search search = new Search();
    for (Path path : paths) {
      try {
        if (Files.isDirectory(path)) {
          int before = search.found.size() + search.problems.size();
          Files.walkFileTree(followed(path), search);
          if (search.found.size() + search.problems.size() == before) {
            search.problems.add(new InputProblem(path.toString(), "has no CloudTrail files"));
          }
        } else {
          search.add(path, Files.isRegularFile(path) ? Files.size(path) : 0);
        }
      } catch (IOException e) {
        search.problems.add(new InputProblem(path.toString(), reason(e)));
      }
    }
    search.found.sort(
        Comparator.comparing(Found::time).thenComparing(found -> found.path().toString()));
    return new InputFiles(
        search.found.stream().map(Found::path).toList(),
        search.found.stream().map(Found::size).toList(),
        search.skipped,
        search.problems);
  }

  /** What an exception of the file system says, without the path that messages name anyway. */
  static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "access is denied";
    }
    if (e instanceof NoSuchFileException) {
      return "there is no such file";
    }
    return Optional.ofNullable(e.getMessage()).orElse("can't be read");
  }

  private static Path followed(Path link) throws IOException {
    return Files.isSymbolicLink(link) ? link.toRealPath() : link;
  }

  private static final class Search extends SimpleFileVisitor<Path> {

    private final List<Found> found = new ArrayList<>();
    private final List<InputProblem> problems = new ArrayList<>();
    private final Set<Path> seen = new LinkedHashSet<>();
    private int skipped;

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String name = file.getFileName().toString();
      if (name.startsWith(".") || name.contains(DIGEST) || !EVENTS.matcher(name).matches()) {
        skipped++;
      } else if (attributes.isOther()) {
        // Opening a pipe waits for whoever writes to it.
        problems.add(new InputProblem(file.toString(), "is not a regular file; name it by itself"));
      } else {
        add(file, attributes.size());
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      problems.add(new InputProblem(file.toString(), reason(e)));
      return FileVisitResult.CONTINUE;
    }

    void add(Path path, long size) {
      // The same file by two arguments is one delivery, not two.
      if (seen.add(path.toAbsolutePath().normalize())) {
        Matcher matcher = DELIVERY_TIME.matcher(path.getFileName().toString());
        found.add(new Found(path, matcher.find() ? matcher.group(1) : "", size));
      }
    }
  }
}
