package io.github.cisalarms.build;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/**
 * An npm package that a jar carries as {@code *.jsii.tgz}: what jsii hands to Node.js.
 *
 * @param jar the jar
 * @param resource name of the entry in it
 */
record JsiiBundle(Path jar, String resource) {

  /** What reads one file of the package; may leave the rest of the stream unread. */
  @FunctionalInterface
  interface FileReader {
    void read(String path, InputStream content) throws IOException;
  }

  /**
   * Finds the one bundle of a jar.
   *
   * @throws IllegalArgumentException if the jar carries none, or several
   */
  static JsiiBundle of(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      var names =
          file.stream().map(JarEntry::getName).filter(n -> n.endsWith(".jsii.tgz")).toList();
      if (names.size() != 1) {
        throw new IllegalArgumentException(
            jar + ": expected one *.jsii.tgz, found " + names.size());
      }
      return new JsiiBundle(jar, names.get(0));
    }
  }

  /** Reads the package's files, in the order of the archive, with their paths below it. */
  void forEachFile(FileReader reader) throws IOException {
    try (JarFile file = new JarFile(jar.toFile());
        InputStream entry = file.getInputStream(file.getJarEntry(resource));
        TarArchiveInputStream tar =
            new TarArchiveInputStream(
                new GZIPInputStream(new BufferedInputStream(entry, 1 << 16), 1 << 16))) {
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        if (e.isFile()) {
          // npm packs everything below one folder, whose name jsii ignores.
          reader.read(e.getName().substring(e.getName().indexOf('/') + 1), tar);
        }
      }
    }
  }

  /** Reads the files whose path a predicate chooses. */
  SortedMap<String, byte[]> read(Predicate<String> paths) throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    forEachFile(
        (path, content) -> {
          if (paths.test(path)) {
            files.put(path, content.readAllBytes());
          }
        });
    return files;
  }

  /**
   * Writes a package of the given files below {@code root}, under this bundle's resource name. The
   * same files give the same bytes: no time stamps, no owners, sorted.
   */
  void write(Path root, SortedMap<String, byte[]> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    GzipParameters gzip = new GzipParameters();
    gzip.setCompressionLevel(9);
    gzip.setOperatingSystem(255); // "unknown", as the machine is not to be told from the file
    try (OutputStream compressed = new GzipCompressorOutputStream(bytes, gzip);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(compressed)) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (var file : files.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry("package/" + file.getKey());
        entry.setSize(file.getValue().length);
        entry.setModTime(0);
        tar.putArchiveEntry(entry);
        tar.write(file.getValue());
        tar.closeArchiveEntry();
      }
    }
    Path target = root.resolve(resource);
    Files.createDirectories(target.getParent());
    Files.write(target, bytes.toByteArray());
  }
}
