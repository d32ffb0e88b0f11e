package io.github.cisalarms.fleet;

import com.hashicorp.cdktf.LocalBackend;
import com.hashicorp.cdktf.LocalBackendConfig;
import com.hashicorp.cdktf.S3Backend;
import com.hashicorp.cdktf.S3BackendConfig;
import com.hashicorp.cdktf.TerraformStack;
import io.github.cisalarms.construct.TerraformRequirements;
import io.github.cisalarms.fleet.yaml.ConfigNode.Mapping;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Where a stack keeps its state. */
final class BackendSettings {

  /** What Terraform and OpenTofu need for {@code use_lockfile}. */
  private static final String WITH_LOCKFILE = ">= 1.10.0";

  /** What Terraform and OpenTofu need for {@code assume_role} as a block. */
  private static final String WITH_ASSUME_ROLE = ">= 1.6.0";

  private static final String USE_LOCKFILE = "use_lockfile";
  private static final String ASSUME_ROLE = "assume_role";

  private BackendSettings() {}

  /** The state's path in the bucket. */
  static String key(Mapping s3, String stackName) {
    return s3.text("key").orElse("cis-alarms/" + stackName + ".tfstate");
  }

  /** The state's path from the stack's folder, for a local backend or none. */
  static String path(Optional<Mapping> local) {
    return local.flatMap(config -> config.text("path")).orElse("terraform.tfstate");
  }

  /** The versions of Terraform that know the backend's settings. */
  static String requiredVersion(Mapping settings) {
    Optional<Mapping> s3 = settings.mapping("backend").flatMap(backend -> backend.mapping("s3"));
    if (s3.isEmpty()) {
      return TerraformRequirements.TERRAFORM;
    }
    if (s3.get().bool(USE_LOCKFILE).orElse(true)) {
      return WITH_LOCKFILE;
    }
    return s3.get().get(ASSUME_ROLE).isPresent()
        ? WITH_ASSUME_ROLE
        : TerraformRequirements.TERRAFORM;
  }

  /**
   * Adds the backend that the settings choose.
   *
   * @return whether they choose one
   */
  static boolean define(TerraformStack stack, Mapping settings, String stackName) {
    Optional<Mapping> backend = settings.mapping("backend");
    Optional<Mapping> s3 = backend.flatMap(choice -> choice.mapping("s3"));
    Optional<Mapping> local = backend.flatMap(choice -> choice.mapping("local"));
    s3.ifPresent(config -> defineS3(stack, config, stackName));
    local.ifPresent(config -> defineLocal(stack, path(local)));
    return backend.isPresent();
  }

  /** Adds a backend with a file, whose path starts from the stack's folder. */
  static void defineLocal(TerraformStack stack, String path) {
    new LocalBackend(stack, LocalBackendConfig.builder().path(path).build());
  }

  private static void defineS3(TerraformStack stack, Mapping s3, String stackName) {
    S3BackendConfig.Builder config =
        S3BackendConfig.builder()
            .bucket(s3.text("bucket").orElseThrow())
            .key(key(s3, stackName))
            .region(s3.text("region").orElseThrow())
            .encrypt(s3.bool("encrypt").orElse(true));
    s3.text("kms_key_id").ifPresent(config::kmsKeyId);
    s3.text("dynamodb_table").ifPresent(config::dynamodbTable);
    s3.text("profile").ifPresent(config::profile);
    new S3Backend(stack, config.build());
    // What CDKTF 0.19 doesn't know, or writes as arguments that Terraform 1.6 has replaced.
    if (s3.bool(USE_LOCKFILE).orElse(true)) {
      stack.addOverride("terraform.backend.s3." + USE_LOCKFILE, true);
    }
    s3.mapping(ASSUME_ROLE)
        .ifPresent(role -> stack.addOverride("terraform.backend.s3." + ASSUME_ROLE, texts(role)));
  }

  private static Map<String, String> texts(Mapping mapping) {
    Map<String, String> texts = new LinkedHashMap<>();
    mapping
        .entries()
        .keySet()
        .forEach(key -> mapping.text(key).ifPresent(text -> texts.put(key, text)));
    return texts;
  }
}
