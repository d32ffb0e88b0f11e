package io.github.cisalarms.build;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * Writes class files of Java 5 and before as those of Java 8.
 *
 * <p>Java leaves older ones out of its archives of classes, so that each start of the program would
 * parse them, and verify them by working out what newer class files say by themselves: the types at
 * each branch. What their methods do stays as it is.
 */
public final class ArchivableClasses {

  /** The first version that Java 17 archives, that of Java 6. */
  static final int FIRST_VERSION = Opcodes.V1_6;

  private static final int VERSION = Opcodes.V1_8;

  private ArchivableClasses() {}

  /**
   * Writes all classes of jars, those that are new enough as they are.
   *
   * @param args the folder to write into; the jars, which have to be on the class path, too: the
   *     types at a branch depend on what classes extend
   */
  public static void main(String[] args) throws IOException {
    for (String jar : List.of(args).subList(1, args.length)) {
      write(Path.of(jar), Path.of(args[0]));
    }
  }

  private static void write(Path jar, Path out) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : file.stream().filter(ArchivableClasses::isClass).toList()) {
        byte[] bytes = file.getInputStream(entry).readAllBytes();
        Path written = out.resolve(entry.getName());
        Files.createDirectories(written.getParent());
        Files.write(written, version(bytes) < FIRST_VERSION ? raised(bytes) : bytes);
      }
    }
  }

  /** Not one of those that some versions of Java get in place of another, or of a module alone. */
  private static boolean isClass(JarEntry entry) {
    return entry.getName().endsWith(".class") && !entry.getName().startsWith("META-INF/");
  }

  /** The major version of a class file. */
  static int version(byte[] bytes) {
    return ByteBuffer.wrap(bytes).getShort(6);
  }

  private static byte[] raised(byte[] bytes) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
    new ClassReader(bytes)
        .accept(
            new ClassVisitor(Opcodes.ASM9, writer) {
              @Override
              public void visit(
                  int version,
                  int access,
                  String name,
                  String signature,
                  String parent,
                  String[] interfaces) {
                super.visit(VERSION, access, name, signature, parent, interfaces);
              }
            },
            0);
    return writer.toByteArray();
  }
}
