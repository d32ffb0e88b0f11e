package io.github.cisalarms.replay.trail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A file or folder of this machine. */
record LocalTrail(Path path) implements TrailSource {

  /**
   * A file on disk.
   *
   * @param path where it is
   */
  record LocalFile(Path path, long size) implements TrailFile {
    @Override
    public String name() {
      return TrailLayout.shortName(parts(path)).orElse(path.toString());
    }

    @Override
    public InputStream open() throws IOException {
      return Files.newInputStream(path);
    }
  }

  @Override
  public void list(TrailSelection selection, TrailListing listing) {
    try {
      if (Files.isDirectory(path)) {
        int before = listing.size();
        Files.walkFileTree(followed(path), new Search(selection, listing));
        if (listing.size() == before) {
          listing.problem(path.toString(), "has no CloudTrail files" + asked(selection));
        }
      } else {
        listing.add(path.toString(), Files.isRegularFile(path) ? Files.size(path) : 0);
      }
    } catch (IOException e) {
      listing.problem(path.toString(), InputProblem.of(path.toString(), e).problem());
    }
  }

  private static String asked(TrailSelection selection) {
    return selection.isAll() ? "" : " of the time, account and region that were asked for";
  }

  private static Path followed(Path link) throws IOException {
    return Files.isSymbolicLink(link) ? link.toRealPath() : link;
  }

  @Override
  public TrailFile file(String key, long size) {
    return new LocalFile(Path.of(key), size);
  }

  @Override
  public String location(String key) {
    return Path.of(key).toAbsolutePath().normalize().toString();
  }

  /** The parts of a path, divided by {@code /} on every machine. */
  private static String parts(Path path) {
    return StreamSupport.stream(path.spliterator(), false)
        .map(Path::toString)
        .collect(Collectors.joining("/"));
  }

  private static final class Search extends SimpleFileVisitor<Path> {

    private final TrailSelection selection;
    private final TrailListing listing;

    Search(TrailSelection selection, TrailListing listing) {
      this.selection = selection;
      this.listing = listing;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      // A folder may be named from within the layout: only the whole path shows it.
      return selection.enters(parts(folder.toAbsolutePath()))
          ? FileVisitResult.CONTINUE
          : FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isOther()
          && selection.answer(file.getFileName().toString()) == TrailSelection.Answer.WANTED) {
        // Opening a pipe waits for whoever writes to it.
        listing.problem(file.toString(), "is not a regular file; name it by itself");
      } else {
        listing.offer(file.toString(), attributes.size());
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      listing.problem(file.toString(), InputProblem.of(file.toString(), e).problem());
      return FileVisitResult.CONTINUE;
    }
  }
}
