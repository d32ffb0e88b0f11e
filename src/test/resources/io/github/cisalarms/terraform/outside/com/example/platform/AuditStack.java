package com.example.platform;

import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.aws.provider.AwsProvider;
import com.hashicorp.cdktf.providers.aws.provider.AwsProviderConfig;
import com.hashicorp.cdktf.providers.aws.s3_bucket.S3Bucket;
import com.hashicorp.cdktf.providers.aws.s3_bucket.S3BucketConfig;
import io.github.cisalarms.catalog.Controls;
import io.github.cisalarms.construct.ControlAlarm;
import io.github.cisalarms.construct.ControlAlarmConfig;
import io.github.cisalarms.construct.NotificationTopic;
import io.github.cisalarms.construct.NotificationTopicConfig;
import io.github.cisalarms.construct.Subscription;
import java.util.List;
import software.constructs.Construct;

/** A stack of somebody who takes the constructs from the library. */
public final class AuditStack extends TerraformStack {

  AuditStack(Construct scope, String id) {
    super(scope, id);
    new AwsProvider(this, "aws", AwsProviderConfig.builder().region("us-east-1").build());
    // The prebuilt provider asks for one exact version; a platform team has its own opinion.
    addOverride("terraform.required_providers.aws.version", ">= 5.0.0, < 7.0.0");

    new S3Bucket(this, "trail", S3BucketConfig.builder().bucketPrefix("trail-").build());
    NotificationTopic topic =
        new NotificationTopic(
            this,
            "alarms",
            NotificationTopicConfig.builder("111122223333")
                .subscription("security-team", Subscription.of("email", "security@example.com"))
                .build());
    new ControlAlarm(
        this,
        "sign-in",
        ControlAlarmConfig.builder(
                Controls.bySlug("console-signin-without-mfa").orElseThrow(), "aws-cloudtrail-logs")
            .alarmActions(List.of(topic.topicArn()))
            .build());
  }

  /** Writes {@code cdktf.out} into the current folder. */
  public static void main(String[] arguments) {
    App app = new App();
    new AuditStack(app, "audit");
    app.synth();
  }
}
