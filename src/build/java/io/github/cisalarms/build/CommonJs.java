package io.github.cisalarms.build;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Joins the CommonJS modules of an npm package into one file.
 *
 * <p>jsii unpacks a package at each start, and takes longer over a hundred small files than Node.js
 * takes to run them.
 */
final class CommonJs {

  private static final Pattern REQUIRE =
      Pattern.compile("\\brequire\\(\\s*[\"']([^\"']+)[\"']\\s*\\)");

  /** TypeScript appends source maps that are longer than the code. */
  private static final Pattern SOURCE_MAP =
      Pattern.compile("^//# sourceMappingURL=.*$", Pattern.MULTILINE);

  private static final String START =
      """
      const { isBuiltin } = require('module');
      const modules = {
      """;

  private static final String MODULE =
      """
      %s: [%s, function (exports, require, module) {
      %s
      }],
      """;

  /** As Node.js does it: each module runs once, and one that is still running is already there. */
  private static final String END =
      """
      };
      const running = {};
      function load(path) {
        if (!(path in running)) {
          const module = (running[path] = { exports: {} });
          const [requests, code] = modules[path];
          const find = (request) =>
            request in requests && !isBuiltin(request) ? load(requests[request]) : require(request);
          code.call(module.exports, module.exports, find, module);
        }
        return running[path].exports;
      }
      module.exports = load(%s);
      """;

  private static final JsonMapper JSON = new JsonMapper();

  private final SortedMap<String, byte[]> files;
  private final SortedMap<String, String> joined = new TreeMap<>();

  private CommonJs(SortedMap<String, byte[]> files) {
    this.files = files;
  }

  /**
   * Joins a module with all that it requires, directly or not.
   *
   * @param files the files of the package by path, with its bundled {@code node_modules}
   * @param entry path of the module to start from
   * @return one module with the exports of {@code entry}; it requires the packages that are not
   *     among {@code files}
   */
  static byte[] join(SortedMap<String, byte[]> files, String entry) throws IOException {
    CommonJs modules = new CommonJs(files);
    modules.add(entry);
    return (START + String.join("", modules.joined.values()) + END.formatted(quote(entry)))
        .getBytes(UTF_8);
  }

  private void add(String path) throws IOException {
    if (joined.putIfAbsent(path, "") != null) {
      return;
    }
    String code = new String(files.get(path), UTF_8);
    SortedMap<String, String> requests = new TreeMap<>();
    if (path.endsWith(".json")) {
      code = "module.exports = " + code.strip() + ";";
    } else {
      code = SOURCE_MAP.matcher(code).replaceAll("").strip();
      Matcher require = REQUIRE.matcher(code);
      while (require.find()) {
        resolve(path, require.group(1)).ifPresent(found -> requests.put(require.group(1), found));
      }
    }
    joined.put(path, MODULE.formatted(quote(path), JSON.writeValueAsString(requests), code));
    for (String required : requests.values()) {
      add(required);
    }
  }

  /** Resolves a request as Node.js does, but among these files alone. */
  private Optional<String> resolve(String from, String request) throws IOException {
    Path folder = Path.of("/" + from).getParent();
    if (request.startsWith(".")) {
      return module(folder.resolve(request));
    }
    for (Path at = folder; at != null; at = at.getParent()) {
      Optional<String> found = module(at.resolve("node_modules").resolve(request));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<String> module(Path requested) throws IOException {
    byte[] description = files.get(key(requested.resolve("package.json")));
    String main = "index.js";
    if (description != null) {
      main = JSON.readTree(description).path("main").asText(main);
    }
    String path = key(requested);
    return Stream.of(path, path + ".js", path + ".json", key(requested.resolve(main)))
        .filter(files::containsKey)
        .findFirst();
  }

  private static String key(Path path) {
    return path.normalize().toString().substring(1).replace('\\', '/');
  }

  private static String quote(String text) throws IOException {
    return JSON.writeValueAsString(text);
  }
}
