package io.github.cisalarms.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedFileTest {

  @TempDir private Path folder;
  private Path path;

  @BeforeEach
  void nameTheFile() {
    path = folder.resolve("a/b.json");
  }

  @Test
  void writesTheFileWithItsFolders() throws IOException {
    assertThat(new GeneratedFile(path, "ä\n").write()).isTrue();
    assertThat(Files.readAllBytes(path)).isEqualTo("ä\n".getBytes(StandardCharsets.UTF_8));
    assertThat(path.getParent().toFile().list()).containsExactly("b.json");
  }

  @Test
  void leavesACurrentFileAlone() throws IOException {
    new GeneratedFile(path, "text").write();
    FileTime longAgo = FileTime.fromMillis(0);
    Files.setLastModifiedTime(path, longAgo);
    assertThat(new GeneratedFile(path, "text").isCurrent()).isTrue();
    assertThat(new GeneratedFile(path, "text").write()).isFalse();
    assertThat(Files.getLastModifiedTime(path)).isEqualTo(longAgo);
  }

  /** In place of killing it at the right moment: who has the old file open goes on reading it. */
  @Test
  void neverChangesTheOldFileItself() throws IOException {
    new GeneratedFile(path, "old text").write();
    try (InputStream open = Files.newInputStream(path)) {
      assertThat(new GeneratedFile(path, "new").write()).isTrue();
      assertThat(new String(open.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("old text");
    }
    assertThat(path).hasContent("new");
  }

  @Test
  void writesSeveralFilesAndSaysWhichOnesChanged() throws IOException {
    GeneratedFile current = new GeneratedFile(folder.resolve("current"), "text");
    GeneratedFile other = new GeneratedFile(path, "text");
    current.write();

    assertThat(GeneratedFile.writeAll(List.of(current, other))).containsExactly(other);

    assertThat(path).hasContent("text");
    assertThat(path.getParent().toFile().list()).containsExactly("b.json");
  }

  @Test
  void writesNoneOfSeveralFilesWhereOneCannotBeWritten() throws IOException {
    GeneratedFile first = new GeneratedFile(path, "old");
    first.write();
    Path tooLong = folder.resolve("c".repeat(250));

    assertThatThrownBy(
            () ->
                GeneratedFile.writeAll(
                    List.of(new GeneratedFile(path, "new"), new GeneratedFile(tooLong, "new"))))
        .isInstanceOf(IOException.class);

    assertThat(path).hasContent("old");
    assertThat(path.getParent().toFile().list()).containsExactly("b.json");
    assertThat(tooLong).doesNotExist();
  }

  @Test
  void namesTheFileThatADiskHasNoRoomFor() throws IOException {
    new GeneratedFile(path, "old").write();
    assertThatThrownBy(
            () ->
                GeneratedFile.replace(
                    path,
                    file -> {
                      file.write(1);
                      throw new IOException("No space left on device");
                    }))
        .hasMessage(path + ": can't be written: No space left on device");
    assertThat(path).hasContent("old");
    assertThat(path.getParent().toFile().list()).containsExactly("b.json");
  }

  @Test
  void leavesNothingBehindWhereItCannotWrite() throws IOException {
    Files.createDirectories(path.resolve("in-the-way"));
    assertThatThrownBy(() -> new GeneratedFile(path, "text").write())
        .isInstanceOf(IOException.class)
        .hasMessage(path + ": is a folder where a file has to be; name a file, or one in it");
    assertThat(path.getParent().toFile().list()).containsExactly("b.json");
  }

  @Test
  void tidiesUpItsOwnLeftoversAndNobodyElses() throws IOException {
    Path parent = Files.createDirectories(path.getParent());
    Path leftover = Files.writeString(parent.resolve(".b.json.999999999.cis-alarms.tmp"), "{");
    List<String> others =
        List.of(
            ".notes.999999999.tmp",
            ".b.json.999999999.tmp",
            ".c.json.999999999.cis-alarms.tmp",
            ".b.json.99999999999999999999999.cis-alarms.tmp");
    for (String other : others) {
      Files.writeString(parent.resolve(other), "mine");
    }
    new GeneratedFile(path, "text").write();
    assertThat(leftover).doesNotExist();
    assertThat(others).allSatisfy(other -> assertThat(parent.resolve(other)).exists());
  }
}
