package io.github.cisalarms.fleet;

import java.util.regex.Pattern;

/** Kinds of module addresses, as Terraform tells them apart. */
final class ModuleSource {

  private static final Pattern REGISTRY =
      Pattern.compile("(?:[a-z0-9.-]+\\.[a-z]+/)?[\\w-]+/[\\w-]+/[\\w-]+(?://.+)?");

  private ModuleSource() {}

  /** A folder: the address starts with {@code ./} or {@code ../}. */
  static boolean isPath(String source) {
    return source.startsWith("./") || source.startsWith("../");
  }

  /** A repository or archive: neither a folder nor an address in a registry. */
  static boolean isRemote(String source) {
    return source.contains("::")
        || source.contains("://")
        || source.startsWith("git@")
        || source.startsWith("github.com/")
        || source.startsWith("bitbucket.org/");
  }

  /** A git repository, whose version is the parameter {@code ref}. */
  static boolean isGit(String source) {
    return isRemote(source) && (source.startsWith("git") || source.startsWith("bitbucket.org/"));
  }

  /** An address in a registry: {@code NAMESPACE/NAME/PROVIDER}, with or without a host. */
  static boolean isRegistry(String source) {
    return !isPath(source) && !isRemote(source) && REGISTRY.matcher(source).matches();
  }
}
