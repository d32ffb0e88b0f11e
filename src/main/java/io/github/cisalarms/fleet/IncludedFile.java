package io.github.cisalarms.fleet;

import io.github.cisalarms.fleet.yaml.ConfigNode;
import io.github.cisalarms.fleet.yaml.ConfigNode.Mapping;
import io.github.cisalarms.fleet.yaml.Problems;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * A file that another one includes.
 *
 * @param path where it is
 * @param name how messages call it
 */
record IncludedFile(Path path, String name) {

  private static final String INCLUDE = "include";

  /** The files that {@code include} names, each once, in the order of their names. */
  static List<IncludedFile> find(Path file, Mapping root, Problems problems) {
    List<ConfigNode> globs = new ArrayList<>(root.list(INCLUDE));
    root.get(INCLUDE).filter(node -> node.asText().isPresent()).ifPresent(globs::add);
    return globs.stream()
        .flatMap(glob -> matches(file, glob, problems).stream())
        .distinct()
        .toList();
  }

  private static List<IncludedFile> matches(Path file, ConfigNode node, Problems problems) {
    String glob = node.asText().orElse("");
    if (glob.isEmpty()) {
      return List.of();
    }
    Path folder = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
    List<IncludedFile> found = new ArrayList<>();
    try {
      PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
      Path start = folder.resolve(fixedPart(glob)).normalize();
      Path from = Files.isDirectory(start) ? start : folder;
      try (Stream<Path> files = Files.walk(from.toString().isEmpty() ? Path.of(".") : from)) {
        files
            .filter(Files::isRegularFile)
            .map(Path::normalize)
            .filter(path -> matcher.matches(relative(folder, path)))
            .filter(path -> !path.equals(file.normalize()))
            .sorted(Comparator.comparing(IncludedFile::name))
            .forEach(path -> found.add(new IncludedFile(path, name(path))));
      }
    } catch (PatternSyntaxException | java.nio.file.InvalidPathException e) {
      problems.add(node.source(), "'" + glob + "' is not a glob; write one as in accounts/*.yaml");
      return List.of();
    } catch (IOException e) {
      problems.add(node.source(), "'" + glob + "' can't be read (" + e.getMessage() + ")");
      return List.of();
    }
    if (found.isEmpty()) {
      problems.add(
          node.source(),
          "no file is called '" + glob + "'; write a path or a glob relative to this file");
    }
    return found;
  }

  /** The folders before the first wildcard: nothing else has to be searched. */
  private static String fixedPart(String glob) {
    String fixed = glob.split("[*?\\[{]", 2)[0];
    return fixed.substring(0, fixed.lastIndexOf('/') + 1);
  }

  private static Path relative(Path folder, Path path) {
    Path base = folder.normalize();
    return base.toString().isEmpty() ? path : base.relativize(path);
  }

  private static String name(Path path) {
    return path.toString().replace('\\', '/');
  }
}
