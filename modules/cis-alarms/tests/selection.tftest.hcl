# Which controls are monitored, and by whose reading. The provider is mocked, see alarms.tftest.hcl.

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

run "all_controls_by_default" {
  command = plan

  assert {
    condition = keys(aws_cloudwatch_metric_alarm.control) == [
      "aws-config-changes",
      "cloudtrail-config-changes",
      "console-signin-failures",
      "console-signin-without-mfa",
      "iam-policy-changes",
      "kms-key-disable-or-deletion",
      "network-acl-changes",
      "network-gateway-changes",
      "organizations-changes",
      "organizations-changes-all-events",
      "root-account-usage",
      "route-table-changes",
      "s3-bucket-policy-changes",
      "security-group-changes",
      "unauthorized-api-calls",
      "vpc-changes",
    ]
    error_message = "The fifteen controls, one of them twice, are not what is made."
  }
}

run "the_controls_of_one_benchmark_version_with_its_numbers" {
  command = plan

  variables {
    controls = ["5.0"]
  }

  assert {
    condition     = length(local.selected) == 15
    error_message = "Version 5.0 has fifteen of the controls."
  }

  assert {
    condition = startswith(
      aws_cloudwatch_metric_alarm.control["root-account-usage"].alarm_description,
      "Use of the root user. CIS AWS Foundations: 4.3 (5.0).\n"
    )
    error_message = "The description doesn't give the number of version 5.0."
  }
}

run "an_older_version_lacks_a_control" {
  command = plan

  variables {
    controls = ["1.2"]
  }

  assert {
    condition     = setsubtract(keys(local.catalog), local.selected) == toset(["organizations-changes"])
    error_message = "Version 1.2 has all of the controls but the one of Organizations."
  }

  assert {
    condition = startswith(
      aws_cloudwatch_metric_alarm.control["root-account-usage"].alarm_description,
      "Use of the root user. CIS AWS Foundations: 3.3 (1.2).\n"
    )
    error_message = "The description doesn't give the number of version 1.2."
  }
}

run "single_controls_by_slug" {
  command = plan

  variables {
    controls = ["root-account-usage", "vpc-changes"]
  }

  assert {
    condition     = keys(aws_cloudwatch_log_metric_filter.control) == ["root-account-usage", "vpc-changes"]
    error_message = "More or less is made than was asked for."
  }
}

run "disabled_controls_are_left_out" {
  command = plan

  variables {
    disabled_controls = ["organizations-changes", "vpc-changes"]
  }

  assert {
    condition     = setsubtract(keys(local.catalog), local.selected) == toset(["organizations-changes", "vpc-changes"])
    error_message = "Other controls are left out than the disabled ones."
  }

  assert {
    condition = length(setintersection(keys(aws_cloudwatch_metric_alarm.control), [
      "organizations-changes", "organizations-changes-all-events", "vpc-changes",
    ])) == 0
    error_message = "A disabled control has an alarm."
  }
}

run "a_control_that_no_single_text_satisfies_gets_a_second_filter_and_alarm" {
  command = plan

  variables {
    controls = ["security-group-changes"]
    checkers = ["cis", "prowler", "security-hub"]
  }

  assert {
    condition = { for key, filter in aws_cloudwatch_log_metric_filter.control : key => filter.name } == {
      security-group-changes              = "security_group_changes_metric"
      security-group-changes-security-hub = "security_group_changes_metric_security_hub"
    }
    error_message = "The second filter is missing, or counts into the metric of the first."
  }

  assert {
    condition = alltrue([
      for key, variant in {
        security-group-changes              = "default"
        security-group-changes-security-hub = "security-hub"
      } :
      aws_cloudwatch_log_metric_filter.control[key].pattern == local.catalog["security-group-changes"].patterns[variant]
    ])
    error_message = "A filter has the other one's pattern."
  }

  assert {
    condition = alltrue([
      for key, alarm in aws_cloudwatch_metric_alarm.control :
      alarm.metric_name == aws_cloudwatch_log_metric_filter.control[key].name
    ])
    error_message = "An alarm watches the metric of the other one."
  }
}

run "one_filter_is_enough_where_one_text_satisfies_all" {
  command = plan

  variables {
    controls = ["console-signin-without-mfa", "root-account-usage"]
    checkers = ["cis", "prowler", "security-hub", "steampipe"]
  }

  assert {
    condition     = keys(aws_cloudwatch_metric_alarm.control) == ["console-signin-without-mfa", "root-account-usage"]
    error_message = "A control has more filters than it needs."
  }

  assert {
    condition = (
      aws_cloudwatch_log_metric_filter.control["root-account-usage"].pattern ==
      "{$.userIdentity.type=\"Root\" && $.userIdentity.invokedBy NOT EXISTS && $.eventType !=\"AwsServiceEvent\"}"
    )
    error_message = "Security Hub compares texts byte by byte, and this is another one."
  }
}

run "a_single_checker" {
  command = plan

  variables {
    controls = ["organizations-changes"]
    checkers = ["prowler"]
  }

  assert {
    condition     = length(aws_cloudwatch_metric_alarm.control) == 1
    error_message = "For one checker one filter is enough."
  }
}
