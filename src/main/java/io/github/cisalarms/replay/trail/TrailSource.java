package io.github.cisalarms.replay.trail;

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

  /**
   * A file that was found, also by another object of the same source, on another machine.
   *
   * @param key the source's own name of it, as it was given to the listing
   * @param size in bytes, as it was given to the listing
   */
  TrailFile file(String key, long size);

  /** Tells a file from all others: the same file by two sources is one delivery. */
  String location(String key);
}
