package io.github.cisalarms.construct;

import com.hashicorp.cdktf.TerraformCount;
import com.hashicorp.cdktf.Token;
import com.hashicorp.cdktf.providers.aws.kms_alias.KmsAlias;
import com.hashicorp.cdktf.providers.aws.kms_alias.KmsAliasConfig;
import com.hashicorp.cdktf.providers.aws.kms_key.KmsKey;
import com.hashicorp.cdktf.providers.aws.kms_key.KmsKeyConfig;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.constructs.Construct;

/**
 * The KMS key of a created topic, and its alias.
 *
 * <p>The topic names the key by ARN and not by the alias: Terraform then creates the key first, and
 * somebody who points the alias at another key silences nobody.
 */
final class TopicKey {

  /** How the name of every alias begins. */
  static final String ALIAS = "alias/";

  private final NotificationTopicConfig config;
  private final KmsKey key;

  /**
   * Defines key and alias.
   *
   * @param scope parent of both
   * @param config of the topic
   * @param addresses how both are called
   * @param shortName the short name of both
   */
  TopicKey(Construct scope, NotificationTopicConfig config, Addresses addresses, String shortName) {
    this.config = config;
    KmsKeyConfig.Builder ofKey =
        KmsKeyConfig.builder()
            .description(config.keyDescription())
            .enableKeyRotation(true)
            .policy(config.keyPolicy())
            .tags(config.tags());
    if (!config.dependsOn().isEmpty()) {
      ofKey.dependsOn(config.dependsOn());
    }
    count().ifPresent(ofKey::count);
    key = addresses.name(new KmsKey(scope, addresses.id("key", "key"), ofKey.build()), shortName);
    KmsAliasConfig.Builder ofAlias =
        KmsAliasConfig.builder().name(ALIAS + config.topicName()).targetKeyId(arn());
    count().ifPresent(ofAlias::count);
    addresses.name(
        new KmsAlias(scope, addresses.id("key-alias", "key-alias"), ofAlias.build()), shortName);
  }

  /** Of the key that the topic is to have: this one, or the other that was named. */
  String arnOrOther() {
    return config
        .createKmsKeyWhen()
        .map(
            condition ->
                "${%s ? %s : %s}"
                    .formatted(
                        condition,
                        withoutBraces(arn()),
                        config.kmsMasterKeyId().map(TopicKey::withoutBraces).orElse("null")))
        .orElseGet(this::arn);
  }

  private String arn() {
    return count().isPresent() ? "${%s[0].arn}".formatted(key.getFqn()) : key.getArn();
  }

  private Optional<TerraformCount> count() {
    String conditions =
        Stream.concat(
                config.choice().map(NotificationTopicConfig.Choice::condition).stream(),
                config.createKmsKeyWhen().stream())
            .collect(Collectors.joining(" && "));
    return conditions.isEmpty()
        ? Optional.empty()
        : Optional.of(TerraformCount.of(Token.asNumber("${%s ? 1 : 0}".formatted(conditions))));
  }

  private static String withoutBraces(String expression) {
    return expression.startsWith("${")
        ? expression.substring("${".length(), expression.length() - "}".length())
        : '"' + expression + '"';
  }
}
