package io.github.cisalarms.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** Opens pages in a browser without a window. A machine that has none skips the test. */
public final class Chromium {

  private final String program;
  private final Path folder;

  private Chromium(String program, Path folder) {
    this.program = program;
    this.folder = folder;
  }

  /**
   * The browser of this machine.
   *
   * @param folder where it may write
   */
  public static Chromium in(Path folder) {
    Optional<Path> found =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .flatMap(each -> Stream.of("chromium", "chromium-browser").map(Path.of(each)::resolve))
            .filter(Files::isExecutable)
            .findFirst();
    if (found.isEmpty()) {
      String missing = "chromium is not on the PATH";
      if ("1".equals(System.getenv("CIS_ALARMS_REQUIRE_TOOLS"))) {
        fail(missing);
      }
      abort(missing);
    }
    return new Chromium(found.orElseThrow().toString(), folder);
  }

  /**
   * Opens a page in a window of that width, and fails if it is wider than the window.
   *
   * @param dark whether the reader prefers dark pages
   * @return the page as the browser understood it
   */
  public String open(String html, int width, boolean dark)
      throws IOException, InterruptedException {
    // The browser writes down how wide the page came out, which only a script can tell: one that is
    // added here, with a policy that lets it run.
    Path page =
        Files.writeString(
            folder.resolve("page.html"),
            html.replace("default-src 'none'", "default-src 'none'; script-src 'unsafe-inline'")
                .replace(
                    "</body>",
                    "<script>document.body.dataset.overflow ="
                        + " document.documentElement.scrollWidth - window.innerWidth;"
                        + "</script></body>"));
    String understood = run(width, dark, "--dump-dom", page.toUri().toString());
    assertThat(understood).contains("data-overflow=\"0\"");
    Path picture = folder.resolve("page.png");
    run(width, dark, "--screenshot=" + picture, page.toUri().toString());
    assertThat(ImageIO.read(picture.toFile()).getWidth()).isEqualTo(width);
    return understood;
  }

  private String run(int width, boolean dark, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(program);
    command.addAll(
        List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
            "--blink-settings=preferredColorScheme=" + (dark ? 0 : 1),
            "--user-data-dir=" + Files.createTempDirectory(folder, "profile"),
            "--window-size=" + width + ",900"));
    command.addAll(List.of(arguments));
    File out = folder.resolve("chromium.out").toFile();
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out)
            .redirectError(folder.resolve("chromium.err").toFile())
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("chromium ends").isTrue();
    assertThat(process.exitValue()).isZero();
    return Files.readString(out.toPath());
  }
}
