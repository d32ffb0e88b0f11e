# Values of single inputs that are refused at plan. Each run has one of them. The messages are in
# the project's own tests. The provider is mocked, see alarms.tftest.hcl.

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

run "account_id_of_eleven_digits" {
  command = plan

  variables {
    account_id = "11112222333"
  }

  expect_failures = [
    var.account_id,
  ]
}

run "account_id_as_a_number_that_lost_its_zeros" {
  command = plan

  variables {
    account_id = 22223333
  }

  expect_failures = [
    var.account_id,
  ]
}

run "account_id_with_hyphens" {
  command = plan

  variables {
    account_id = "1111-2222-3333"
  }

  expect_failures = [
    var.account_id,
  ]
}

run "log_group_given_as_arn" {
  command = plan

  variables {
    log_group_name = "arn:aws:logs:us-east-1:111122223333:log-group:aws-cloudtrail-logs:*"
  }

  expect_failures = [
    var.log_group_name,
  ]
}

run "log_group_with_a_wildcard" {
  command = plan

  variables {
    log_group_name = "aws-cloudtrail-*"
  }

  expect_failures = [
    var.log_group_name,
  ]
}

run "log_group_without_a_name" {
  command = plan

  variables {
    log_group_name = ""
  }

  expect_failures = [
    var.log_group_name,
  ]
}

run "topic_arn_that_is_a_name" {
  command = plan

  variables {
    sns_topic_arn = "security-alerts"
  }

  expect_failures = [
    var.sns_topic_arn,
  ]
}

run "topic_arn_of_a_fifo_topic" {
  command = plan

  variables {
    sns_topic_arn = "arn:aws:sns:us-east-1:111122223333:security-alerts.fifo"
  }

  expect_failures = [
    var.sns_topic_arn,
  ]
}

run "topic_arn_of_a_subscription" {
  command = plan

  variables {
    sns_topic_arn = "arn:aws:sns:us-east-1:111122223333:security-alerts:8a21d249-4329-4871-acc6-7be709c6ea7f"
  }

  expect_failures = [
    var.sns_topic_arn,
  ]
}

run "topic_name_that_is_an_arn" {
  command = plan

  variables {
    sns_topic_name = "arn:aws:sns:us-east-1:111122223333:security-alerts"
  }

  expect_failures = [
    var.sns_topic_name,
  ]
}

run "key_of_aws_by_alias" {
  command = plan

  variables {
    kms_master_key_id = "alias/aws/sns"
  }

  expect_failures = [
    var.kms_master_key_id,
  ]
}

run "key_of_aws_by_arn" {
  command = plan

  variables {
    kms_master_key_id = "arn:aws:kms:us-east-1:111122223333:alias/aws/sns"
  }

  expect_failures = [
    var.kms_master_key_id,
  ]
}

run "key_of_aws_for_another_service" {
  command = plan

  variables {
    kms_master_key_id = "alias/aws/cloudwatch"
  }

  expect_failures = [
    var.kms_master_key_id,
  ]
}

run "key_that_is_none" {
  command = plan

  variables {
    kms_master_key_id = "cis-alarms"
  }

  expect_failures = [
    var.kms_master_key_id,
  ]
}

run "ok_actions_more_than_five" {
  command = plan

  variables {
    ok_actions = [for n in [1, 2, 3, 4, 5, 6] : "arn:aws:sns:us-east-1:111122223333:ok-${n}"]
  }

  expect_failures = [
    var.ok_actions,
  ]
}

run "ok_actions_with_a_name" {
  command = plan

  variables {
    ok_actions = ["all-clear"]
  }

  expect_failures = [
    var.ok_actions,
  ]
}

run "insufficient_data_actions_more_than_five" {
  command = plan

  variables {
    insufficient_data_actions = [for n in [1, 2, 3, 4, 5, 6] : "arn:aws:sns:us-east-1:111122223333:no-data-${n}"]
  }

  expect_failures = [
    var.insufficient_data_actions,
  ]
}

run "insufficient_data_actions_with_names" {
  command = plan

  variables {
    insufficient_data_actions = ["monitoring", "arn:aws:sns:us-east-1:111122223333:monitoring", "on-call"]
  }

  expect_failures = [
    var.insufficient_data_actions,
  ]
}

run "metric_namespace_of_aws" {
  command = plan

  variables {
    metric_namespace = "AWS/Logs"
  }

  expect_failures = [
    var.metric_namespace,
  ]
}

run "metric_namespace_with_a_colon" {
  command = plan

  variables {
    metric_namespace = "CIS:Benchmark"
  }

  expect_failures = [
    var.metric_namespace,
  ]
}

run "metric_namespace_with_a_dollar_sign" {
  command = plan

  variables {
    metric_namespace = "CIS$"
  }

  expect_failures = [
    var.metric_namespace,
  ]
}

run "metric_namespace_without_a_character" {
  command = plan

  variables {
    metric_namespace = ""
  }

  expect_failures = [
    var.metric_namespace,
  ]
}

run "name_prefix_with_a_colon" {
  command = plan

  variables {
    name_prefix = "prod:"
  }

  expect_failures = [
    var.name_prefix,
  ]
}

run "name_prefix_of_101_characters" {
  command = plan

  variables {
    name_prefix = "%{for n in [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]}0123456789%{endfor}0"
  }

  expect_failures = [
    var.name_prefix,
  ]
}

run "tags_with_the_prefix_of_aws" {
  command = plan

  variables {
    tags = { "aws:team" = "security", "AWS:cost" = "1", team = "security" }
  }

  expect_failures = [
    var.tags,
  ]
}

run "tags_with_an_empty_key" {
  command = plan

  variables {
    tags = { "" = "security" }
  }

  expect_failures = [
    var.tags,
  ]
}
