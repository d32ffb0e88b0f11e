import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * As much of S3 as a replay asks for: lists the files of a folder as one bucket, a thousand at a time,
 * and gives each. Prints its port. An emulator of all of S3 takes longer for an answer than a replay
 * does with it.
 */
final class S3Emulator {

  private static final int PAGE = 1000;

  private S3Emulator() {}

  public static void main(String[] args) throws IOException {
    Path root = Path.of(args[0]);
    List<String> keys;
    try (Stream<Path> files = Files.walk(root)) {
      keys =
          files
              .filter(Files::isRegularFile)
              .map(file -> root.relativize(file).toString())
              .sorted()
              .toList();
    }
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> answer(exchange, root, keys));
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
    System.out.println(server.getAddress().getPort());
  }

  private static void answer(HttpExchange exchange, Path root, List<String> keys)
      throws IOException {
    try (exchange) {
      String query = String.valueOf(exchange.getRequestURI().getQuery());
      if (query.contains("list-type=2")) {
        int from = query.contains("continuation-token=") ? number(query) : 0;
        send(exchange, page(root, keys, from).getBytes(StandardCharsets.UTF_8));
      } else {
        String path = exchange.getRequestURI().getPath();
        send(exchange, Files.readAllBytes(root.resolve(path.substring(path.indexOf('/', 1) + 1))));
      }
    }
  }

  private static int number(String query) {
    return Integer.parseInt(query.replaceAll(".*continuation-token=([0-9]+).*", "$1"));
  }

  private static String page(Path root, List<String> keys, int from) throws IOException {
    int to = Math.min(keys.size(), from + PAGE);
    StringBuilder xml = new StringBuilder("<ListBucketResult><IsTruncated>");
    xml.append(to < keys.size()).append("</IsTruncated>");
    if (to < keys.size()) {
      xml.append("<NextContinuationToken>").append(to).append("</NextContinuationToken>");
    }
    for (String key : keys.subList(from, to)) {
      xml.append("<Contents><Key>").append(key).append("</Key><Size>");
      xml.append(Files.size(root.resolve(key))).append("</Size></Contents>");
    }
    return xml + "</ListBucketResult>";
  }

  private static void send(HttpExchange exchange, byte[] bytes) throws IOException {
    exchange.sendResponseHeaders(200, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }
}
