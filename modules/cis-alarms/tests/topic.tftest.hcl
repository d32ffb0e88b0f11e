# The topic that is created, and the one that is reused. The provider is mocked, see
# alarms.tftest.hcl.

mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = {
      account_id = "111122223333"
    }
  }

  mock_resource "aws_sns_topic" {
    defaults = {
      arn = "arn:aws:sns:us-east-1:111122223333:cis-alarms"
    }
  }

  mock_resource "aws_kms_key" {
    defaults = {
      arn = "arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555"
    }
  }
}

variables {
  account_id     = "111122223333"
  log_group_name = "aws-cloudtrail-logs"

  subscriptions = {
    security-team = {
      protocol = "email"
      endpoint = "security@example.com"
    }
  }
}

run "a_topic_is_created_with_a_policy_for_alarms_of_this_account" {
  assert {
    condition     = [for topic in aws_sns_topic.alarms : topic.name] == ["cis-alarms"]
    error_message = "There has to be one topic with the default name."
  }

  assert {
    condition     = aws_sns_topic.alarms[0].kms_master_key_id == null
    error_message = "The topic has a key that nobody asked for."
  }

  assert {
    condition     = aws_sns_topic_policy.alarms[0].arn == aws_sns_topic.alarms[0].arn
    error_message = "The policy is not the topic's."
  }

  assert {
    condition = jsondecode(aws_sns_topic_policy.alarms[0].policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Sid       = "AllowCloudWatchAlarmsOfThisAccount"
          Effect    = "Allow"
          Principal = { Service = "cloudwatch.amazonaws.com" }
          Action    = "sns:Publish"
          Resource  = "arn:aws:sns:us-east-1:111122223333:cis-alarms"
          Condition = { StringEquals = { "aws:SourceAccount" = "111122223333" } }
        },
        {
          Sid       = "DenyPublishWithoutTls"
          Effect    = "Deny"
          Principal = { AWS = "*" }
          Action    = "sns:Publish"
          Resource  = "arn:aws:sns:us-east-1:111122223333:cis-alarms"
          Condition = { Bool = { "aws:SecureTransport" = "false" } }
        },
      ]
    }
    error_message = "The policy lets in somebody else, or nobody."
  }
}

run "the_created_topic_has_the_name_and_the_key_that_were_asked_for" {
  command = plan

  variables {
    sns_topic_name    = "Security_alarms-2"
    kms_master_key_id = "alias/security-alarms"
  }

  assert {
    condition = (
      aws_sns_topic.alarms[0].name == "Security_alarms-2" &&
      aws_sns_topic.alarms[0].kms_master_key_id == "alias/security-alarms"
    )
    error_message = "The topic has another name or key."
  }
}

run "no_key_is_created_unless_asked_for" {
  assert {
    condition     = length(aws_kms_key.alarms) == 0 && length(aws_kms_alias.alarms) == 0
    error_message = "A key costs money, and nobody asked for one."
  }
}

run "the_created_topic_gets_a_key_of_its_own_on_demand" {
  variables {
    create_kms_key = true
    tags           = { team = "security" }
  }

  assert {
    condition     = aws_sns_topic.alarms[0].kms_master_key_id == aws_kms_key.alarms[0].arn
    error_message = "The topic is encrypted with another key, or with none."
  }

  assert {
    condition = (
      aws_kms_key.alarms[0].enable_key_rotation &&
      aws_kms_key.alarms[0].tags == tomap({ team = "security" })
    )
    error_message = "The key is not rotated, or lacks the tags."
  }

  assert {
    condition = (
      aws_kms_alias.alarms[0].name == "alias/cis-alarms" &&
      aws_kms_alias.alarms[0].target_key_id == aws_kms_key.alarms[0].arn
    )
    error_message = "The alias is not named after the topic, or another key's."
  }

  assert {
    condition = jsondecode(aws_kms_key.alarms[0].policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Sid       = "AllowAdministrationByThisAccount"
          Effect    = "Allow"
          Principal = { AWS = "111122223333" }
          Action    = "kms:*"
          Resource  = "*"
        },
        {
          Sid       = "AllowCloudWatchAlarmsOfThisAccount"
          Effect    = "Allow"
          Principal = { Service = "cloudwatch.amazonaws.com" }
          Action    = ["kms:Decrypt", "kms:GenerateDataKey*"]
          Resource  = "*"
          Condition = { StringEquals = { "aws:SourceAccount" = "111122223333" } }
        },
      ]
    }
    error_message = "The key's policy lets in somebody else, or keeps CloudWatch out."
  }
}

run "a_reused_topic_is_left_as_it_is" {
  variables {
    sns_topic_arn = "arn:aws:sns:us-east-1:444455556666:security-alerts"
    subscriptions = {}
  }

  assert {
    condition     = length(aws_sns_topic.alarms) == 0 && length(aws_sns_topic_policy.alarms) == 0
    error_message = "A topic or a policy is made beside the existing one."
  }

  assert {
    condition     = length(aws_sns_topic_subscription.subscriber) == 0
    error_message = "Somebody is subscribed whom nobody asked for."
  }

  assert {
    condition = alltrue([
      for alarm in aws_cloudwatch_metric_alarm.control :
      alarm.alarm_actions == toset(["arn:aws:sns:us-east-1:444455556666:security-alerts"])
    ])
    error_message = "An alarm doesn't publish to the existing topic."
  }

  assert {
    condition     = output.sns_topic_arn == "arn:aws:sns:us-east-1:444455556666:security-alerts"
    error_message = "The output is not the existing topic."
  }
}

run "a_reused_topic_is_subscribed_to_when_asked" {
  variables {
    sns_topic_arn = "arn:aws-us-gov:sns:us-gov-west-1:111122223333:security-alerts"
  }

  assert {
    condition = (
      aws_sns_topic_subscription.subscriber["security-team"].topic_arn ==
      "arn:aws-us-gov:sns:us-gov-west-1:111122223333:security-alerts"
    )
    error_message = "The subscription is one of another topic."
  }
}

# The ARN of a topic of the same configuration is not known yet, so the module can't count on it.
run "a_topic_that_is_yet_to_be_created_is_reused" {
  command = plan

  variables {
    create_sns_topic = false
    sns_topic_arn    = "arn:aws:sns:us-east-1:111122223333:security-alerts"
  }

  assert {
    condition     = length(aws_sns_topic.alarms) == 0 && length(aws_sns_topic_policy.alarms) == 0
    error_message = "A topic or a policy is made beside the other one."
  }
}

run "a_topic_is_created_on_demand" {
  command = plan

  variables {
    create_sns_topic = true
  }

  assert {
    condition     = length(aws_sns_topic.alarms) == 1 && length(aws_sns_topic_policy.alarms) == 1
    error_message = "There has to be one topic with its policy."
  }
}

run "a_created_topic_without_subscription_is_warned_of" {
  command = plan

  variables {
    subscriptions = {}
  }

  expect_failures = [
    check.somebody_is_told,
  ]
}
