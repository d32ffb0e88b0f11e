package io.github.cisalarms.spark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An emulated S3, of the virtual environment in which the tests of the folder above have theirs.
 */
final class Moto implements AutoCloseable {

  private static final Path EXECUTABLE =
      Path.of("../target/venv/bin/moto_server").toAbsolutePath().normalize();
  private static final Pattern ADDRESS =
      Pattern.compile("Running on (http://127\\.0\\.0\\.1:\\d+)");
  private static final int ATTEMPTS = 1200;
  private static final int MILLIS = 50;

  private final Process process;
  private final Path log;
  private final URI endpoint;

  private Moto(Process process, Path log, URI endpoint) {
    this.process = process;
    this.log = log;
    this.endpoint = endpoint;
  }

  static boolean isThere() {
    return Files.isExecutable(EXECUTABLE);
  }

  static Moto start(Path log) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(EXECUTABLE.toString(), "-H", "127.0.0.1", "-p", "0")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    for (int i = 0; i < ATTEMPTS && process.isAlive(); i++) {
      Matcher address = ADDRESS.matcher(Files.readString(log));
      if (address.find()) {
        return new Moto(process, log, URI.create(address.group(1)));
      }
      Thread.sleep(MILLIS);
    }
    process.destroyForcibly();
    throw new IllegalStateException("moto_server did not start: " + Files.readString(log));
  }

  URI endpoint() {
    return endpoint;
  }

  void createBucket(String name) throws IOException, InterruptedException {
    HttpRequest create =
        HttpRequest.newBuilder(endpoint.resolve("/" + name))
            .PUT(HttpRequest.BodyPublishers.noBody())
            .build();
    int status = HttpClient.newHttpClient().send(create, BodyHandlers.discarding()).statusCode();
    if (status != 200) {
      throw new IllegalStateException("moto answers " + status);
    }
  }

  String object(String path) throws IOException, InterruptedException {
    // It gives nothing to nobody, and checks no signature.
    HttpRequest read =
        HttpRequest.newBuilder(endpoint.resolve(path))
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=testing/20260801/us-east-1/s3/aws4_request,"
                    + " SignedHeaders=host, Signature=none")
            .build();
    return HttpClient.newHttpClient().send(read, BodyHandlers.ofString()).body();
  }

  /** What was asked for so far, a line each. */
  List<String> requests() throws IOException {
    return Files.readAllLines(log);
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    process.onExit().join();
  }
}
