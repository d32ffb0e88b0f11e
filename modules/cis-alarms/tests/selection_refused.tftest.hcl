# Controls and checkers that are refused at plan. The provider is mocked, see alarms.tftest.hcl.

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

run "unknown_control" {
  command = plan

  variables {
    controls = ["console-sign-in-without-mfa"]
  }

  expect_failures = [
    var.controls,
  ]
}

run "unknown_benchmark_version" {
  command = plan

  variables {
    controls = ["5.1"]
  }

  expect_failures = [
    var.controls,
  ]
}

run "two_unknown_controls_among_known_ones" {
  command = plan

  variables {
    controls = ["root-usage", "vpc-changes", "kms"]
  }

  expect_failures = [
    var.controls,
  ]
}

run "no_control" {
  command = plan

  variables {
    controls = []
  }

  expect_failures = [
    var.controls,
  ]
}

run "all_and_a_control" {
  command = plan

  variables {
    controls = ["all", "vpc-changes"]
  }

  expect_failures = [
    var.controls,
  ]
}

run "two_benchmark_versions" {
  command = plan

  variables {
    controls = ["3.0", "5.0"]
  }

  expect_failures = [
    var.controls,
  ]
}

run "unknown_disabled_control" {
  command = plan

  variables {
    disabled_controls = ["organisations-changes"]
  }

  expect_failures = [
    var.disabled_controls,
  ]
}

run "unknown_checker" {
  command = plan

  variables {
    checkers = ["cis", "securityhub"]
  }

  expect_failures = [
    var.checkers,
  ]
}

run "no_checker" {
  command = plan

  variables {
    checkers = []
  }

  expect_failures = [
    var.checkers,
  ]
}
