package io.github.cisalarms.build;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Cuts the jsii bundles of the CDKTF dependencies down to what this project's classes use.
 *
 * <p>The AWS provider's bundle describes every AWS resource, and each synthesis unpacks and reads
 * all of it. The executable jar and our tests get a bundle of the same name with the namespaces in
 * use alone. The library jar does not: programs that use it need the other resources.
 *
 * <p>What is in use is read from the compiled classes, so nothing here changes when the code starts
 * to use another resource, or when the provider's version changes.
 */
public final class SlimBundles {

  private static final String PROVIDER = "com/hashicorp/cdktf/providers/aws/";
  private static final String JAVA_NAMES = PROVIDER + "$Module.txt";
  private static final Pattern PROVIDER_PACKAGE = Pattern.compile(PROVIDER + "(\\w+)/");

  /** The module that each of the packages starts from. */
  private static final String ENTRY = "lib/index.js";

  private static final Pattern LICENSE = Pattern.compile("(?i)(^|/)LICEN[CS]E[^/]*$");

  /** Node.js reads the code of a namespace when it is first used. */
  private static final String LAZY_EXPORT =
      """
      Object.defineProperty(exports, '%s', {
        enumerable: true,
        get: () => require('./%s'),
      });
      """;

  private final Path out;

  private SlimBundles(Path out) {
    this.out = out;
  }

  /**
   * Writes the slim bundles and the provider's classes that go with them.
   *
   * @param args the folder of this project's classes; the folder to write, emptied first; the jars
   *     of the AWS provider, of jsii's runtime, and of the other bundles
   */
  public static void main(String[] args) throws IOException {
    SlimBundles slim = new SlimBundles(Path.of(args[1]));
    slim.empty();
    slim.writeProvider(Path.of(args[2]), packagesUsedBy(Path.of(args[0])));
    slim.writeEmptySourceMaps(Path.of(args[3]));
    for (String jar : List.of(args).subList(4, args.length)) {
      slim.writeWhole(Path.of(jar));
    }
  }

  /**
   * Finds the packages of the AWS provider that compiled classes name, such as {@code sns_topic}.
   *
   * <p>A class file spells out every type that it uses, as a class, in a descriptor or in a
   * signature: looking for the name in the bytes finds them all.
   *
   * @param classes a folder of class files, at any depth
   */
  static SortedSet<String> packagesUsedBy(Path classes) throws IOException {
    SortedSet<String> packages = new TreeSet<>();
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        PROVIDER_PACKAGE
            .matcher(Files.readString(file, ISO_8859_1))
            .results()
            .forEach(match -> packages.add(match.group(1)));
      }
    }
    return packages;
  }

  private void writeProvider(Path jar, Set<String> usedPackages) throws IOException {
    JsiiBundle bundle = JsiiBundle.of(jar);
    try (JarFile file = new JarFile(jar.toFile())) {
      List<JavaName> javaNames =
          JavaName.readAll(file.getInputStream(file.getJarEntry(JAVA_NAMES)));
      SortedSet<String> namespaces =
          javaNames.stream()
              .filter(name -> usedPackages.contains(name.javaPackage()))
              .map(JavaName::namespace)
              .collect(Collectors.toCollection(TreeSet::new));

      // What is kept may refer to a namespace that no class of ours names.
      Assembly assembly = Assembly.read(bundle, namespaces::contains);
      while (namespaces.addAll(assembly.namespacesReferredTo())) {
        assembly = Assembly.read(bundle, namespaces::contains);
      }
      write(bundle, assembly, providerCode(bundle, assembly));

      List<JavaName> kept =
          javaNames.stream().filter(name -> namespaces.contains(name.namespace())).toList();
      write(
          JAVA_NAMES,
          kept.stream().map(name -> name + "\n").collect(Collectors.joining()).getBytes(UTF_8));
      Set<String> packages = kept.stream().map(JavaName::javaPackage).collect(Collectors.toSet());
      for (JarEntry entry : file.stream().filter(e -> isClassOf(packages, e)).toList()) {
        write(entry.getName(), file.getInputStream(entry).readAllBytes());
      }
    }
  }

  private static SortedMap<String, byte[]> providerCode(JsiiBundle bundle, Assembly assembly)
      throws IOException {
    var folderByNamespace = assembly.folderByNamespace();
    SortedMap<String, byte[]> files =
        bundle.read(
            path ->
                isCode(path)
                    && folderByNamespace.values().stream()
                        .anyMatch(folder -> path.startsWith("lib/" + folder + "/")));
    StringBuilder index = new StringBuilder();
    folderByNamespace.forEach(
        (namespace, folder) -> index.append(LAZY_EXPORT.formatted(namespace, folder)));
    files.put(ENTRY, index.toString().getBytes(UTF_8));
    return files;
  }

  private static boolean isClassOf(Set<String> packages, JarEntry entry) {
    String name = entry.getName();
    if (!name.startsWith(PROVIDER) || !name.endsWith(".class")) {
      return false;
    }
    String below = name.substring(PROVIDER.length());
    return !below.contains("/") || packages.contains(below.substring(0, below.indexOf('/')));
  }

  /** Keeps all types of a bundle. */
  private void writeWhole(Path jar) throws IOException {
    JsiiBundle bundle = JsiiBundle.of(jar);
    write(bundle, Assembly.read(bundle, namespace -> true), bundle.read(SlimBundles::isCode));
  }

  /** Writes what jsii needs of a package: its description, its types, its code. */
  private void write(JsiiBundle bundle, Assembly assembly, SortedMap<String, byte[]> code)
      throws IOException {
    SortedMap<String, byte[]> files = bundle.read("package.json"::equals);
    files.put(Assembly.FILE, assembly.toBytes());
    files.put(ENTRY, CommonJs.join(code, ENTRY));
    files.put("LICENSE", licenses(bundle));
    bundle.write(out, files);
  }

  /** The licenses of the package and of those bundled with it, which ask to be handed on. */
  private static byte[] licenses(JsiiBundle bundle) throws IOException {
    StringBuilder text = new StringBuilder();
    bundle
        .read(path -> LICENSE.matcher(path).find())
        .forEach(
            (path, license) -> text.append(path + "\n\n" + new String(license, UTF_8) + "\n\n"));
    return text.toString().getBytes(UTF_8);
  }

  private static boolean isCode(String path) {
    return path.endsWith(".js") || path.endsWith(".json");
  }

  /** jsii unpacks its own source maps at each start, and insists that they are there. */
  private void writeEmptySourceMaps(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : file.stream().filter(e -> e.getName().endsWith(".js.map")).toList()) {
        write(entry.getName(), "{}\n".getBytes(UTF_8));
      }
    }
  }

  /** So that a resource which is no longer used leaves nothing behind. */
  private void empty() throws IOException {
    if (Files.exists(out)) {
      try (Stream<Path> files = Files.walk(out)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private void write(String name, byte[] content) throws IOException {
    Path file = out.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }
}
