package io.github.cisalarms.build;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * One line of a Java package's {@code $Module.txt}: which Java class stands for a jsii type.
 *
 * @param jsiiName such as {@code @cdktf/provider-aws.snsTopic.SnsTopic}
 * @param javaClass such as {@code com.hashicorp.cdktf.providers.aws.sns_topic.SnsTopic}
 */
record JavaName(String jsiiName, String javaClass) {

  static List<JavaName> readAll(InputStream module) throws IOException {
    return new String(module.readAllBytes(), UTF_8)
        .lines()
        .map(line -> line.split("=", 2))
        .map(parts -> new JavaName(parts[0], parts[1]))
        .toList();
  }

  /** The jsii submodule, such as {@code snsTopic}. */
  String namespace() {
    return Assembly.namespaceOf(jsiiName);
  }

  /** The last part of the Java package, such as {@code sns_topic}. */
  String javaPackage() {
    String[] parts = javaClass.split("\\.");
    return parts[parts.length - 2];
  }

  /** The line. */
  @Override
  public String toString() {
    return jsiiName + "=" + javaClass;
  }
}
