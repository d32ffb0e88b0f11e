package io.github.cisalarms.terraform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An AWS account whose metric filters count, whose alarms go off, and whose topics deliver: what
 * LocalStack's open-source core emulates, with the pattern engine of this project.
 */
final class LocalStack implements AutoCloseable {

  /** Id of the emulated account. */
  static final String ACCOUNT = "000000000000";

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Process process;
  private final Path home;
  private final EmulatorJudge judge;
  private final EmulatedEndpoint endpoint;

  private LocalStack(Process process, Path home, EmulatorJudge judge, EmulatedEndpoint endpoint) {
    this.process = process;
    this.home = home;
    this.judge = judge;
    this.endpoint = endpoint;
  }

  /** The Python of the build's virtual environment that has it. */
  static Optional<Path> python() {
    Path environment = Path.of("target", "localstack-venv").toAbsolutePath();
    return Optional.of(environment.resolve("bin/python"))
        .filter(Files::isExecutable)
        .filter(python -> Files.isExecutable(environment.resolve("bin/localstack")));
  }

  /** Starts it and waits until it answers, which takes 15 seconds. */
  static LocalStack start() {
    EmulatorJudge judge = EmulatorJudge.start();
    try {
      Path home = Files.createTempDirectory("cis-alarms-localstack");
      Path script = home.resolve("start-localstack.py");
      try (InputStream in = LocalStack.class.getResourceAsStream("start-localstack.py")) {
        Files.copy(in, script);
      }
      Path log = home.resolve("log");
      URI address = URI.create("http://127.0.0.1:" + freePort());
      ProcessBuilder builder =
          new ProcessBuilder(python().orElseThrow().toString(), script.toString())
              .directory(home.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      Programs.isolate(builder.environment(), home);
      builder.environment().put("CIS_ALARMS_JUDGE", judge.address().toString());
      builder.environment().put("GATEWAY_LISTEN", address.getAuthority());
      builder.environment().put("FILESYSTEM_ROOT", home.resolve("files").toString());
      builder.environment().put("DNS_ADDRESS", "0");
      builder.environment().put("SKIP_SSL_CERT_DOWNLOAD", "1");
      builder.environment().put("DISABLE_EVENTS", "1");
      Process process = builder.start();
      awaitReady(process, log);
      return new LocalStack(process, home, judge, new EmulatedEndpoint(address));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void awaitReady(Process process, Path log)
      throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (process.isAlive() && Instant.now().isBefore(deadline)) {
      if (Files.readString(log).contains("Ready.")) {
        return;
      }
      Thread.sleep(100);
    }
    process.destroyForcibly();
    throw new IllegalStateException("LocalStack did not start: " + Files.readString(log));
  }

  EmulatedEndpoint endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    process.onExit().join();
    judge.close();
    Programs.deleteFolder(home);
  }
}
