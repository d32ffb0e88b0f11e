package io.github.cisalarms.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarModesTest {

  private static final Instant TIME = Instant.parse("2026-11-26T00:00:00Z");

  @TempDir private Path folder;

  @Test
  void jarsOfTwoMasksHaveTheSameBytes() throws IOException {
    Path open = jar("open.jar", 0777, 0666);
    Path closed = jar("closed.jar", 0700, 0600);
    assertThat(Files.mismatch(open, closed)).isNotEqualTo(-1);

    JarModes.main(new String[] {open.toString(), closed.toString()});

    assertThat(open).hasSameBinaryContentAs(closed);
    assertThat(modes(open)).containsExactly("META-INF/ 755", "META-INF/MANIFEST.MF 644", "a 644");
    try (JarFile jar = new JarFile(open.toFile())) {
      assertThat(jar.getManifest().getMainAttributes().getValue("Made-By")).isEqualTo("a test");
      assertThat(jar.getInputStream(jar.getEntry("a"))).hasContent("text ".repeat(100));
      assertThat(jar.getEntry("a").getLastModifiedTime().toInstant()).isEqualTo(TIME);
    }
  }

  private Path jar(String name, int ofFolders, int ofFiles) throws IOException {
    Path jar = folder.resolve(name);
    try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(jar)) {
      add(out, "META-INF/", ofFolders, "");
      add(out, "META-INF/MANIFEST.MF", ofFiles, "Manifest-Version: 1.0\r\nMade-By: a test\r\n");
      add(out, "a", ofFiles, "text ".repeat(100));
    }
    return jar;
  }

  private static void add(ZipArchiveOutputStream out, String name, int mode, String content)
      throws IOException {
    ZipArchiveEntry entry = new ZipArchiveEntry(name);
    entry.setUnixMode(mode);
    entry.setLastModifiedTime(FileTime.from(TIME));
    out.putArchiveEntry(entry);
    out.write(content.getBytes(UTF_8));
    out.closeArchiveEntry();
  }

  private static List<String> modes(Path jar) throws IOException {
    List<String> modes = new ArrayList<>();
    try (ZipFile zip = ZipFile.builder().setPath(jar).get()) {
      zip.getEntriesInPhysicalOrder()
          .asIterator()
          .forEachRemaining(
              entry ->
                  modes.add(
                      entry.getName() + " " + Integer.toOctalString(entry.getUnixMode() & 0777)));
    }
    return modes;
  }
}
