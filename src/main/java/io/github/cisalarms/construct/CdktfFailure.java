package io.github.cisalarms.construct;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.jsii.JsiiException;

/**
 * Why CDKTF stopped, for the person who can do something about it. jsii has one exception for all
 * that can happen to Node.js; what happened stands in texts, those of Java and those of Node.js.
 */
final class CdktfFailure {

  /** The oldest Node.js that the tests run with. */
  private static final int OLDEST_NODE = 20;

  private static final Pattern NODE_VERSION = Pattern.compile("v([0-9]{1,4})\\..*");
  private static final String NODE_REMEDY =
      "install Node.js %d or later, or name its program in JSII_NODE".formatted(OLDEST_NODE);

  private final List<Throwable> causes = new ArrayList<>();

  private CdktfFailure(Throwable failure) {
    for (Throwable cause = failure;
        cause != null && !causes.contains(cause);
        cause = cause.getCause()) {
      causes.add(cause);
    }
  }

  /**
   * The failure as an exception whose cause has a message for the user, if it comes from outside
   * the program: no Node.js, an old one, no memory, no place for temporary files.
   */
  static Optional<UncheckedIOException> explain(Throwable failure) {
    return new CdktfFailure(failure)
        .message()
        .map(message -> new UncheckedIOException(new IOException(message, failure)));
  }

  private Optional<String> message() {
    if (says("error=12,") || says("ENOMEM")) {
      return Optional.of(
          "there is not enough memory to start Node.js, which CDKTF runs in; end other programs, or"
              + " give this machine or container more");
    }
    if (says("Cannot run program")) {
      return Optional.of(
          "Node.js, which CDKTF runs in, can't be started: "
              + text("Cannot run program").orElseThrow()
              + "; "
              + NODE_REMEDY);
    }
    Optional<String> temporary = temporaryFolder();
    if (temporary.isPresent()) {
      return temporary;
    }
    if (!has(JsiiException.class)) {
      return Optional.empty();
    }
    Optional<String> old = oldNode();
    if (old.isEmpty() && says("exited unexpectedly")) {
      return Optional.of(
          "Node.js, which CDKTF runs in, ended before its work was done; what it said is printed"
              + " here, too. If it had no memory left, give it more:"
              + " NODE_OPTIONS=--max-old-space-size=4096");
    }
    return old;
  }

  private Optional<String> temporaryFolder() {
    // Java doesn't read TMPDIR; the program's starter has it do so.
    boolean ofNode = causes.stream().noneMatch(IOException.class::isInstance);
    String folder =
        Optional.ofNullable(System.getenv("TMPDIR"))
            .filter(named -> ofNode && !named.isEmpty())
            .orElse(System.getProperty("java.io.tmpdir"));
    if (says("ENOSPC") || says("EDQUOT") || says("No space left on device")) {
      return Optional.of(temporary(folder, "is full; make room there"));
    }
    if (!says("mkdtemp") && !says("Unable to extract")) {
      return Optional.empty();
    }
    if (Files.notExists(Path.of(folder))) {
      return Optional.of(temporary(folder, "is not there; make it"));
    }
    return Optional.of(
        Files.isDirectory(Path.of(folder))
            ? temporary(folder, "can't be written; change its permissions")
            : temporary(folder, "is a file; move it away"));
  }

  private static String temporary(String folder, String problem) {
    return folder
        + ": the folder for temporary files "
        + problem
        + ", or name another folder in TMPDIR";
  }

  /** Asks Node.js itself: what an old one says about new JavaScript is anything. */
  private static Optional<String> oldNode() {
    String program = Optional.ofNullable(System.getenv("JSII_NODE")).orElse("node");
    try {
      Process process =
          new ProcessBuilder(program, "--version")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.empty();
      }
      String version =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      Matcher matcher = NODE_VERSION.matcher(version);
      return matcher.matches() && Integer.parseInt(matcher.group(1)) < OLDEST_NODE
          ? Optional.of(
              "Node.js, which CDKTF runs in, is too old: '%s' is version %s; %s"
                  .formatted(program, version, NODE_REMEDY))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private boolean has(Class<? extends Throwable> type) {
    return causes.stream().anyMatch(type::isInstance);
  }

  private boolean says(String words) {
    return text(words).isPresent();
  }

  /** The innermost text with these words, which says the least beside them. */
  private Optional<String> text(String words) {
    return causes.stream()
        .flatMap(cause -> Optional.ofNullable(cause.getMessage()).stream())
        .filter(message -> message.contains(words))
        .reduce((outer, inner) -> inner);
  }
}
