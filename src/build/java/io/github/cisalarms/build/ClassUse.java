package io.github.cisalarms.build;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/**
 * What a class file names, method by method. Names of classes are internal ones, such as {@code
 * java/lang/String}.
 *
 * @param header classes that it names outside of its methods
 * @param methods what its methods name, those of one name taken together
 * @param operations names of its own public instance methods, without those that all clients have
 */
record ClassUse(Set<String> header, Map<String, Body> methods, Set<String> operations) {

  private static final int API = Opcodes.ASM9;

  /** What every client has beside its operations. */
  private static final Set<String> OF_EVERY_CLIENT =
      Set.of("serviceName", "serviceClientConfiguration", "close");

  record Body(Set<String> types, Set<Call> calls) {}

  record Call(String owner, String method) {}

  static ClassUse of(byte[] file) {
    ClassUse use = new ClassUse(new HashSet<>(), new HashMap<>(), new HashSet<>());
    use.read(file);
    return use;
  }

  private void read(byte[] file) {
    // The current method decides where a name is noted.
    Set<?>[] current = {header};
    Remapper names =
        new Remapper() {
          @Override
          @SuppressWarnings("unchecked")
          public String map(String name) {
            ((Set<String>) current[0]).add(name);
            return name;
          }
        };
    ClassVisitor visitor =
        new ClassRemapper(API, new ClassWriter(0), names) {
          @Override
          public void visitInnerClass(String name, String outer, String inner, int access) {
            // Names all that are mentioned anywhere, and nothing that is needed.
          }

          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] thrown) {
            Body body =
                methods.computeIfAbsent(name, any -> new Body(new HashSet<>(), new HashSet<>()));
            if ((access & Opcodes.ACC_PUBLIC) != 0
                && (access & Opcodes.ACC_STATIC) == 0
                && !OF_EVERY_CLIENT.contains(name)) {
              operations.add(name);
            }
            current[0] = body.types();
            MethodVisitor remapping = super.visitMethod(access, name, descriptor, null, thrown);
            return new MethodVisitor(API, remapping) {
              @Override
              public void visitMethodInsn(
                  int opcode, String owner, String method, String type, boolean ofInterface) {
                body.calls().add(new Call(owner, method));
                super.visitMethodInsn(opcode, owner, method, type, ofInterface);
              }

              @Override
              public void visitInvokeDynamicInsn(
                  String method, String type, Handle bootstrap, Object... arguments) {
                for (Object argument : arguments) {
                  if (argument instanceof Handle handle) {
                    body.calls().add(new Call(handle.getOwner(), handle.getName()));
                  }
                }
                super.visitInvokeDynamicInsn(method, type, bootstrap, arguments);
              }

              @Override
              public void visitEnd() {
                super.visitEnd();
                current[0] = header;
              }
            };
          }
        };
    new ClassReader(file).accept(visitor, ClassReader.SKIP_DEBUG);
  }

  /** A class file without some of its methods. */
  static byte[] without(byte[] file, Predicate<String> unwanted) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(file)
        .accept(
            new ClassVisitor(API, writer) {
              @Override
              public void visitInnerClass(String name, String outer, String inner, int access) {
                // May name what is not there any more; only reflection would ask for it.
              }

              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String descriptor, String signature, String[] thrown) {
                return unwanted.test(name)
                    ? null
                    : super.visitMethod(access, name, descriptor, signature, thrown);
              }
            },
            0);
    return writer.toByteArray();
  }
}
