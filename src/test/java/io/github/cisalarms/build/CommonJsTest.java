package io.github.cisalarms.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the joined module with Node.js, whose rules it has to follow. */
class CommonJsTest {

  private final SortedMap<String, byte[]> files = new TreeMap<>();

  @TempDir private Path folder;

  @Test
  void joinsFilesFoldersJsonAndBundledPackages() throws Exception {
    file(
        "lib/index.js",
        "exports.said = [require('./a'), require('./b'), require(\"../c.json\").c];");
    file("lib/a.js", "module.exports = 'a' + require('dep');");
    file("lib/b/index.js", "module.exports = 'b' + require('dep/more');");
    file("c.json", "{\"c\": \"c\"}");
    file("node_modules/dep/package.json", "{\"main\": \"./main.js\"}");
    file("node_modules/dep/main.js", "module.exports = 'dep';");
    file("node_modules/dep/more.js", "module.exports = 'more';");
    assertThat(run("said")).isEqualTo("[\"adep\",\"bmore\",\"c\"]");
  }

  @Test
  void findsTheNearestOfTwoPackagesOfOneName() throws Exception {
    file("lib/index.js", "exports.said = [require('outer'), require('inner')];");
    file("node_modules/inner/index.js", "module.exports = 1;");
    file("node_modules/outer/index.js", "module.exports = require('inner');");
    file("node_modules/outer/node_modules/inner/index.js", "module.exports = 2;");
    assertThat(run("said")).isEqualTo("[2,1]");
  }

  @Test
  void runsEachModuleOnceAndOnlyWhenRequired() throws Exception {
    file(
        "lib/index.js",
        "exports.ran = [];\nrequire('./a'); require('./a');\nif (0) require('./b');");
    file("lib/a.js", "require('.').ran.push('a');");
    file("lib/b.js", "require('.').ran.push('b');");
    assertThat(run("ran")).isEqualTo("[\"a\"]");
  }

  @Test
  void modulesThatRequireEachOtherSeeWhatIsThereAlready() throws Exception {
    file(
        "lib/index.js",
        "exports.early = 1;\nexports.seen = require('./a').seen;\nexports.late = 1;");
    file("lib/a.js", "exports.seen = Object.keys(require('./index'));");
    assertThat(run("seen")).isEqualTo("[\"early\"]");
  }

  @Test
  void leavesPackagesThatAreNotBundledToNode() throws Exception {
    file("lib/index.js", "exports.same = require('path') === require('node:path');");
    file("node_modules/path/index.js", "throw new Error('Node.js has one of its own');");
    assertThat(run("same")).isEqualTo("true");
  }

  @Test
  void dropsSourceMapsAndKeepsTheLinesBeforeThem() throws Exception {
    file("lib/index.js", "exports.said = 'ü'; // last\n//# sourceMappingURL=data:abc\n");
    assertThat(run("said")).isEqualTo("\"ü\"");
    assertThat(joined()).doesNotContain("sourceMappingURL");
  }

  @Test
  void leavesOutWhatNothingRequires() throws Exception {
    file("lib/index.js", "exports.said = 1;");
    file("lib/unused.js", "exports.unused = 1;");
    assertThat(joined()).doesNotContain("unused");
  }

  private void file(String path, String content) {
    files.put(path, content.getBytes(UTF_8));
  }

  private String joined() throws IOException {
    return new String(CommonJs.join(files, "lib/index.js"), UTF_8);
  }

  private String run(String export) throws IOException, InterruptedException {
    Path module = Files.writeString(folder.resolve("joined.js"), joined());
    Process node =
        new ProcessBuilder(
                "node",
                "-e",
                "console.log(JSON.stringify(require(process.argv[1])[process.argv[2]]))",
                module.toString(),
                export)
            .redirectErrorStream(true)
            .start();
    String output = new String(node.getInputStream().readAllBytes(), UTF_8).strip();
    node.waitFor();
    return output;
  }
}
