package io.github.cisalarms.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Gives what is in jars the usual permissions. Maven's plugins take those of the files, which
 * depend on the mask of whoever builds, and would make jars of a release that only some can make
 * again.
 */
public final class JarModes {

  private static final int FOLDER = UnixStat.DIR_FLAG | 0755;
  private static final int FILE = UnixStat.FILE_FLAG | 0644;

  private JarModes() {}

  /**
   * Changes the jars where they are.
   *
   * @param args the jars
   */
  public static void main(String[] args) throws IOException {
    for (String jar : args) {
      change(Path.of(jar));
    }
  }

  private static void change(Path jar) throws IOException {
    Path changed = jar.resolveSibling(jar.getFileName() + ".modes");
    try (ZipFile from = ZipFile.builder().setPath(jar).get();
        ZipArchiveOutputStream to = new ZipArchiveOutputStream(changed)) {
      for (ZipArchiveEntry entry : Collections.list(from.getEntriesInPhysicalOrder())) {
        entry.setUnixMode(entry.isDirectory() ? FOLDER : FILE);
        to.addRawArchiveEntry(entry, from.getRawInputStream(entry));
      }
    }
    Files.move(changed, jar, StandardCopyOption.REPLACE_EXISTING);
  }
}
