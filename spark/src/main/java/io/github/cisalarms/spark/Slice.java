package io.github.cisalarms.spark;

import io.github.cisalarms.replay.trail.ListedFile;
import io.github.cisalarms.replay.trail.TrailFile;
import io.github.cisalarms.replay.trail.TrailSource;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Files that follow each other in the order of the listing: what one task scans.
 *
 * @param index of the slice among all
 * @param firstFile the index of the first file in the order of the listing
 * @param files the files
 */
record Slice(int index, int firstFile, List<File> files) implements Serializable {

  /** Events of small files are many in few bytes, and each file is a request. */
  private static final int MOST_FILES = 2_000;

  /**
   * What it takes to open a file on another machine; the driver has that of millions in memory.
   *
   * @param source the index of its source
   * @param key the source's own name of it
   * @param size as it is stored, in bytes
   */
  record File(int source, String key, long size) implements Serializable {

    TrailFile open(List<TrailSource> sources) {
      return sources.get(source).file(key, size);
    }
  }

  /** Makes it immutable. */
  Slice {
    files = List.copyOf(files);
  }

  /**
   * Divides a listing.
   *
   * @param bytes how large the files of a slice are together, at most, as they are stored; a larger
   *     file is a slice by itself
   */
  static List<Slice> of(Iterator<ListedFile> listing, long bytes) {
    List<Slice> slices = new ArrayList<>();
    List<File> files = new ArrayList<>();
    int firstFile = 0;
    long size = 0;
    while (listing.hasNext()) {
      ListedFile file = listing.next();
      if (!files.isEmpty() && (size + file.size() > bytes || files.size() == MOST_FILES)) {
        slices.add(new Slice(slices.size(), firstFile, files));
        firstFile += files.size();
        files.clear();
        size = 0;
      }
      files.add(new File(file.source(), file.key(), file.size()));
      size += file.size();
    }
    if (!files.isEmpty()) {
      slices.add(new Slice(slices.size(), firstFile, files));
    }
    return slices;
  }
}
