import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Downloads all files of a folder from S3Emulator, as many at a time as a replay does. */
final class Download {

  private Download() {}

  public static void main(String[] args) throws Exception {
    Path root = Path.of(args[1]);
    List<Path> files;
    try (Stream<Path> all = Files.walk(root)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    ExecutorService threads =
        Executors.newFixedThreadPool(4 * Runtime.getRuntime().availableProcessors());
    List<Future<Integer>> downloads = new ArrayList<>();
    for (Path file : files) {
      downloads.add(threads.submit(() -> bytes(args[0] + "/bucket/" + root.relativize(file))));
    }
    long sum = 0;
    for (Future<Integer> download : downloads) {
      sum += download.get();
    }
    threads.shutdown();
    System.out.println(sum);
  }

  private static int bytes(String url) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection();
    try (InputStream in = connection.getInputStream()) {
      return in.readAllBytes().length;
    }
  }
}
