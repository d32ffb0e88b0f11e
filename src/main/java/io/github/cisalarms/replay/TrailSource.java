package io.github.cisalarms.replay;

import java.nio.file.Path;

/** Where files of a trail are: a file or folder of this machine, or a prefix of a bucket. */
public interface TrailSource {

  /** A file, which is taken whatever its name, or a folder, which is searched at any depth. */
  static TrailSource of(Path path) {
    return new LocalTrail(path);
  }

  /**
   * Finds the files. What can't be listed becomes a problem; the rest is listed all the same.
   *
   * @param selection what is wanted; folders that can't have it are not looked into
   */
  void list(TrailSelection selection, TrailListing listing);
}
