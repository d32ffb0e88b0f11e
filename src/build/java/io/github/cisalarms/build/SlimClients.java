package io.github.cisalarms.build;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Cuts the clients of the AWS SDK down to the operations that are in use.
 *
 * <p>A client has one method for each operation of its service, up to two hundred, with a dozen
 * classes behind each. The executable jar gets the clients with the methods that somebody calls,
 * and the classes that those need. The library jar does not carry clients at all.
 *
 * <p>What is in use is read from the compiled classes: an operation is in use if a class that is
 * kept calls a method of that name on the client. Everything else of the SDK stays whole.
 */
public final class SlimClients {

  private static final String SERVICES = "software/amazon/awssdk/services/";
  private static final String CLASS = ".class";

  /** Classes that the SDK looks up by a name that it holds as a text. */
  private static final Pattern NAMED =
      Pattern.compile("software\\.amazon\\.awssdk\\.services\\.[\\w.$]+");

  private final SortedMap<String, byte[]> available = new TreeMap<>();
  private final Map<String, ClassUse> uses = new HashMap<>();
  private final Set<String> kept = new HashSet<>();
  private final Deque<String> pending = new ArrayDeque<>();

  /** Operations in use by service, such as {@code s3 -> [getObject, listObjectsV2]}. */
  private final Map<String, Set<String>> operations = new HashMap<>();

  private SlimClients() {}

  /**
   * Writes the clients.
   *
   * @param args the folder of this project's classes; the folder to write into; the jar of the SDK
   *     that looks up classes of services by name; the jars of the services
   */
  public static void main(String[] args) throws IOException {
    SlimClients slim = new SlimClients();
    for (String jar : List.of(args).subList(3, args.length)) {
      slim.offer(Path.of(jar));
    }
    slim.useNamedBy(Path.of(args[2]));
    slim.useCalledBy(Path.of(args[0]));
    slim.follow();
    slim.write(Path.of(args[1]));
  }

  private void offer(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : file.stream().toList()) {
        if (entry.getName().startsWith(SERVICES) && entry.getName().endsWith(CLASS)) {
          available.put(
              entry.getName().substring(0, entry.getName().length() - CLASS.length()),
              file.getInputStream(entry).readAllBytes());
        }
      }
    }
  }

  private void useNamedBy(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : file.stream().filter(e -> e.getName().endsWith(CLASS)).toList()) {
        Matcher named =
            NAMED.matcher(new String(file.getInputStream(entry).readAllBytes(), ISO_8859_1));
        while (named.find()) {
          keep(named.group().replace('.', '/'));
        }
      }
    }
  }

  private void useCalledBy(Path classes) throws IOException {
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(f -> f.toString().endsWith(CLASS)).toList()) {
        take(ClassUse.of(Files.readAllBytes(file)));
      }
    }
  }

  private void keep(String name) {
    if (available.containsKey(name) && kept.add(name)) {
      pending.add(name);
    }
  }

  /** Until nothing new turns up: a kept class may call further operations. */
  private void follow() {
    int before;
    do {
      while (!pending.isEmpty()) {
        String name = pending.remove();
        take(use(name), name);
      }
      before = count();
      kept.stream().filter(SlimClients::isClient).toList().forEach(name -> take(use(name), name));
    } while (!pending.isEmpty() || count() > before);
  }

  private int count() {
    return operations.values().stream().mapToInt(Set::size).sum();
  }

  private ClassUse use(String name) {
    return uses.computeIfAbsent(name, any -> ClassUse.of(available.get(name)));
  }

  private void take(ClassUse use) {
    use.header().forEach(this::keep);
    use.methods().forEach((method, body) -> take(body));
  }

  private void take(ClassUse use, String name) {
    use.header().forEach(this::keep);
    use.methods()
        .forEach(
            (method, body) -> {
              if (stays(name, method)) {
                take(body);
              }
            });
  }

  private void take(ClassUse.Body body) {
    body.types().forEach(this::keep);
    body.calls().stream()
        .filter(call -> isClient(call.owner()))
        .forEach(
            call ->
                operations
                    .computeIfAbsent(service(call.owner()), any -> new HashSet<>())
                    .add(call.method()));
  }

  /** Whether a method of a class is kept: of a client's, those of operations in use are. */
  private boolean stays(String name, String method) {
    if (!isClient(name)) {
      return true;
    }
    String operation =
        method.startsWith("lambda$") ? method.substring(7, method.lastIndexOf('$')) : method;
    return !operationsOf(name).contains(operation)
        || operations.getOrDefault(service(name), Set.of()).contains(operation);
  }

  /** What the client's interface declares by itself. */
  private Set<String> operationsOf(String client) {
    String folder = SERVICES + service(client) + "/";
    return available.subMap(folder, folder + "\uffff").keySet().stream()
        .filter(name -> name.matches(Pattern.quote(folder) + "\\w+Client"))
        .filter(name -> !name.matches(".*/(Default|Delegating)\\w+|.*AsyncClient"))
        .findFirst()
        .map(name -> use(name).operations())
        .orElse(Set.of());
  }

  private static String service(String name) {
    String below = name.substring(SERVICES.length());
    return below.substring(0, below.indexOf('/'));
  }

  /**
   * Whether it is a client: the interface, what implements it, or what passes calls on to another.
   * Async ones, of which nobody makes any, have the same operations.
   */
  private static boolean isClient(String name) {
    return name.matches(SERVICES + "\\w+/\\w+Client");
  }

  private void write(Path out) throws IOException {
    for (String name : kept) {
      Path file = out.resolve(name + CLASS);
      Files.createDirectories(file.getParent());
      byte[] bytes = available.get(name);
      Files.write(
          file, isClient(name) ? ClassUse.without(bytes, method -> !stays(name, method)) : bytes);
    }
  }
}
