# Inputs that are right each by itself, and refused together or with these credentials. The provider
# is mocked, see alarms.tftest.hcl.

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

run "credentials_of_another_account" {
  command = plan

  variables {
    account_id = "444455556666"
  }

  expect_failures = [
    data.aws_caller_identity.current,
  ]
}

run "override_of_a_control_that_is_not_selected" {
  command = plan

  variables {
    controls = ["console-signin-without-mfa"]
    overrides = {
      vpc-changes        = { threshold = 2 }
      root-account-usage = { threshold = 2 }
    }
  }

  expect_failures = [
    output.controls,
  ]
}

run "override_of_a_control_that_is_disabled" {
  command = plan

  variables {
    disabled_controls = ["vpc-changes"]
    overrides = {
      vpc-changes = { threshold = 2 }
    }
  }

  expect_failures = [
    output.controls,
  ]
}

run "key_for_a_topic_that_exists" {
  command = plan

  variables {
    sns_topic_arn     = "arn:aws:sns:us-east-1:111122223333:security-alerts"
    kms_master_key_id = "alias/security-alarms"
  }

  expect_failures = [
    output.sns_topic_arn,
  ]
}

run "key_created_for_a_topic_that_exists" {
  command = plan

  variables {
    sns_topic_arn  = "arn:aws:sns:us-east-1:111122223333:security-alerts"
    create_kms_key = true
  }

  expect_failures = [
    output.sns_topic_arn,
  ]
}

run "key_created_beside_another" {
  command = plan

  variables {
    kms_master_key_id = "alias/security-alarms"
    create_kms_key    = true
  }

  expect_failures = [
    output.sns_topic_arn,
  ]
}

run "key_whose_alias_would_be_too_long" {
  command = plan

  variables {
    sns_topic_name = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
    create_kms_key = true
  }

  expect_failures = [
    output.sns_topic_arn,
  ]
}

run "no_topic_is_created_and_none_is_named" {
  command = plan

  variables {
    create_sns_topic = false
    subscriptions    = {}
  }

  expect_failures = [
    output.sns_topic_arn,
  ]
}

run "a_topic_is_created_and_another_is_named" {
  command = plan

  variables {
    create_sns_topic = true
    sns_topic_arn    = "arn:aws:sns:us-east-1:111122223333:security-alerts"
  }

  expect_failures = [
    output.sns_topic_arn,
  ]
}

run "every_selected_control_is_disabled" {
  command = plan

  variables {
    controls          = ["root-account-usage", "vpc-changes"]
    disabled_controls = ["root-account-usage", "vpc-changes"]
  }

  expect_failures = [
    output.controls,
  ]
}

run "two_alarms_of_one_name" {
  command = plan

  variables {
    overrides = {
      root-account-usage = { alarm_name = "vpc-changes" }
    }
  }

  expect_failures = [
    output.controls,
  ]
}
