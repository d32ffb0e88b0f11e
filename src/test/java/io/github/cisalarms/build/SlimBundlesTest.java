package io.github.cisalarms.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.aws.provider.AwsProvider;
import com.hashicorp.cdktf.providers.aws.sns_topic.SnsTopic;
import com.hashicorp.cdktf.providers.aws.sns_topic.SnsTopicConfig;
import io.github.cisalarms.catalog.Control;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.jsii.JsiiObject;
import software.constructs.Construct;

class SlimBundlesTest {

  private static final String PROVIDER = "com/hashicorp/cdktf/providers/aws/";
  private static final String JAVA_NAMES = PROVIDER + "$Module.txt";

  @TempDir private static Path folder;

  /** Code that uses one resource, if only as the type of a parameter. */
  interface Sample {
    void accept(SnsTopicConfig config);
  }

  @BeforeAll
  static void cutDownToTheSampleTwice() throws Exception {
    String name = Sample.class.getName().replace('.', '/') + ".class";
    Path file = folder.resolve("classes").resolve(name);
    Files.createDirectories(file.getParent());
    try (InputStream bytes = Sample.class.getClassLoader().getResourceAsStream(name)) {
      Files.copy(bytes, file);
    }
    for (String out : List.of("slim", "again")) {
      SlimBundles.main(
          new String[] {
            folder.resolve("classes").toString(),
            folder.resolve(out).toString(),
            jarOf(AwsProvider.class).toString(),
            jarOf(JsiiObject.class).toString(),
            jarOf(TerraformStack.class).toString(),
            jarOf(Construct.class).toString()
          });
    }
  }

  /** The bundle that the tests run with and the one in the executable jar are made in one go. */
  @Test
  void testsRunWithTheResourcesThatTheCodeUses() throws Exception {
    Set<String> present =
        JavaName.readAll(getClass().getClassLoader().getResourceAsStream(JAVA_NAMES)).stream()
            .map(JavaName::javaPackage)
            .collect(Collectors.toSet());
    assertThat(present)
        .as(
            "the code uses an AWS resource that the slim bundle lacks:"
                + " run 'mvn process-test-classes', which makes the bundle from the compiled code")
        .containsAll(SlimBundles.packagesUsedBy(jarOf(Control.class)))
        .as("the tests run with the whole bundle: target/test-classes should come first")
        .hasSizeLessThan(50);
  }

  @Test
  void findsTheResourcesThatCodeUses() throws Exception {
    assertThat(SlimBundles.packagesUsedBy(folder.resolve("classes"))).containsExactly("sns_topic");
  }

  @Test
  void keepsTheResourcesInUseAlone() throws Exception {
    Path slim = folder.resolve("slim");
    assertThat(Files.readAllLines(slim.resolve(JAVA_NAMES)))
        .contains("@cdktf/provider-aws.snsTopic.SnsTopic=" + SnsTopic.class.getName())
        .allMatch(line -> line.startsWith("@cdktf/provider-aws.snsTopic."));
    try (Stream<Path> packages = Files.list(slim.resolve(PROVIDER))) {
      assertThat(packages.filter(Files::isDirectory))
          .containsExactly(slim.resolve(PROVIDER + "sns_topic"));
    }
  }

  @Test
  void keepsTheResourceNamesThatJsiiAsksFor() throws Exception {
    for (Class<?> type : List.of(AwsProvider.class, TerraformStack.class, Construct.class)) {
      assertThat(folder.resolve("slim").resolve(JsiiBundle.of(jarOf(type)).resource())).exists();
    }
  }

  @Test
  void sameInputGivesSameBytes() throws Exception {
    assertThat(contents(folder.resolve("again"))).isEqualTo(contents(folder.resolve("slim")));
  }

  private static Path jarOf(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static SortedMap<String, Integer> contents(Path root) throws IOException {
    SortedMap<String, Integer> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(root.relativize(file).toString(), Arrays.hashCode(Files.readAllBytes(file)));
      }
    }
    return contents;
  }
}
