# What is made where nobody asks for anything but the log group and a mailbox.
#
# The provider is mocked, which needs Terraform 1.7 or OpenTofu 1.8; the module itself runs with
# Terraform 1.5 and OpenTofu 1.6. Mocked values have to be valid ones: the provider still checks them.

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

run "every_control_has_one_filter_and_one_alarm_on_one_metric" {
  assert {
    condition     = keys(aws_cloudwatch_log_metric_filter.control) == keys(aws_cloudwatch_metric_alarm.control)
    error_message = "A filter lacks its alarm, or an alarm its filter."
  }

  assert {
    condition = alltrue([
      for key, alarm in aws_cloudwatch_metric_alarm.control :
      alarm.metric_name == aws_cloudwatch_log_metric_filter.control[key].metric_transformation[0].name
    ])
    error_message = "An alarm watches another metric than its filter counts into."
  }

  assert {
    condition = alltrue([
      for key, alarm in aws_cloudwatch_metric_alarm.control :
      alarm.namespace == aws_cloudwatch_log_metric_filter.control[key].metric_transformation[0].namespace
    ])
    error_message = "An alarm watches another namespace than its filter counts into."
  }

  assert {
    condition = length(distinct([
      for filter in aws_cloudwatch_log_metric_filter.control : filter.metric_transformation[0].name
    ])) == length(aws_cloudwatch_log_metric_filter.control)
    error_message = "Two filters count into one metric, so an event may count twice."
  }
}

run "filters_count_one_for_an_event_and_zero_without" {
  command = plan

  assert {
    condition = alltrue([
      for filter in aws_cloudwatch_log_metric_filter.control :
      filter.log_group_name == "aws-cloudtrail-logs"
    ])
    error_message = "A filter is on another log group."
  }

  assert {
    condition = alltrue([
      for filter in aws_cloudwatch_log_metric_filter.control :
      length(filter.metric_transformation) == 1 &&
      filter.metric_transformation[0].value == "1" &&
      filter.metric_transformation[0].default_value == "0"
    ])
    error_message = "A filter doesn't count 1 for an event and 0 without."
  }

  assert {
    condition = alltrue([
      for filter in aws_cloudwatch_log_metric_filter.control :
      filter.name == filter.metric_transformation[0].name
    ])
    error_message = "A filter is not called after its metric, as some checkers expect."
  }

  assert {
    condition = alltrue([
      for filter in aws_cloudwatch_log_metric_filter.control : length(filter.pattern) <= 1024
    ])
    error_message = "A pattern is longer than CloudWatch Logs takes."
  }
}

run "alarms_go_off_at_the_first_event_in_five_minutes" {
  command = plan

  assert {
    condition = alltrue([
      for key, alarm in aws_cloudwatch_metric_alarm.control : alarm.alarm_name == key
    ])
    error_message = "An alarm is not called after its control."
  }

  assert {
    condition = alltrue([
      for alarm in aws_cloudwatch_metric_alarm.control :
      alarm.statistic == "Sum" &&
      alarm.comparison_operator == "GreaterThanOrEqualToThreshold" &&
      alarm.threshold == 1
    ])
    error_message = "An alarm doesn't go off at one event."
  }

  assert {
    condition = alltrue([
      for alarm in aws_cloudwatch_metric_alarm.control :
      alarm.period == 300 && alarm.evaluation_periods == 1 && alarm.datapoints_to_alarm == null
    ])
    error_message = "An alarm doesn't look at one period of five minutes."
  }

  assert {
    condition = alltrue([
      for alarm in aws_cloudwatch_metric_alarm.control :
      alarm.treat_missing_data == "notBreaching" && alarm.actions_enabled
    ])
    error_message = "An alarm takes missing data for trouble, or tells nobody."
  }

  assert {
    condition = alltrue([
      for alarm in aws_cloudwatch_metric_alarm.control : length(alarm.alarm_description) <= 1024
    ])
    error_message = "A description is longer than CloudWatch takes."
  }

  assert {
    condition = alltrue([
      for alarm in aws_cloudwatch_metric_alarm.control :
      alarm.namespace == "CISBenchmark"
    ])
    error_message = "A metric is in another namespace."
  }
}

run "alarms_tell_the_created_topic_and_nobody_else" {
  assert {
    condition = alltrue([
      for alarm in aws_cloudwatch_metric_alarm.control :
      alarm.alarm_actions == toset([aws_sns_topic.alarms[0].arn])
    ])
    error_message = "An alarm tells somebody else than the topic."
  }

  # A provider leaves an empty list as it is or makes null of it.
  assert {
    condition = alltrue([
      for alarm in aws_cloudwatch_metric_alarm.control :
      length(coalesce(alarm.ok_actions, [])) == 0 &&
      length(coalesce(alarm.insufficient_data_actions, [])) == 0
    ])
    error_message = "An alarm tells somebody of more than trouble."
  }
}

run "the_default_pattern_of_sign_ins_without_mfa" {
  command = plan

  assert {
    condition = aws_cloudwatch_log_metric_filter.control["console-signin-without-mfa"].pattern == (
      "{ ($.eventName = \"ConsoleLogin\") && ($.additionalEventData.MFAUsed != \"Yes\") }"
    )
    error_message = "The pattern is not the published one, byte for byte."
  }

  assert {
    condition = startswith(
      aws_cloudwatch_metric_alarm.control["console-signin-without-mfa"].alarm_description,
      "Console sign-in without MFA. CIS AWS Foundations: 3.2 (1.2), 4.2 (1.3-5.0), 5.2 (6.0-7.0).\n"
    )
    error_message = "The description doesn't start with title and benchmark numbers."
  }
}

run "actions_for_ok_and_for_missing_data" {
  command = plan

  variables {
    ok_actions                = ["arn:aws:sns:us-east-1:111122223333:all-clear"]
    insufficient_data_actions = ["arn:aws:sns:us-east-1:111122223333:monitoring"]
  }

  assert {
    condition = alltrue([
      for alarm in aws_cloudwatch_metric_alarm.control :
      alarm.ok_actions == toset(["arn:aws:sns:us-east-1:111122223333:all-clear"]) &&
      alarm.insufficient_data_actions == toset(["arn:aws:sns:us-east-1:111122223333:monitoring"])
    ])
    error_message = "The actions don't reach every alarm."
  }
}

run "as_many_actions_as_an_alarm_takes" {
  command = plan

  variables {
    ok_actions                = [for n in [1, 2, 3, 4, 5] : "arn:aws:sns:us-east-1:111122223333:ok-${n}"]
    insufficient_data_actions = [for n in [1, 2, 3, 4, 5] : "arn:aws:sns:us-east-1:111122223333:no-data-${n}"]
  }

  assert {
    condition = alltrue([
      for alarm in aws_cloudwatch_metric_alarm.control :
      length(alarm.ok_actions) == 5 && length(alarm.insufficient_data_actions) == 5
    ])
    error_message = "Five actions of a kind have to be taken."
  }
}

run "a_prefix_is_in_every_name_so_that_the_module_fits_in_twice" {
  command = plan

  variables {
    name_prefix = "audit/2_#.-"
    controls    = ["console-signin-without-mfa", "root-account-usage"]
  }

  assert {
    condition = [for alarm in aws_cloudwatch_metric_alarm.control : alarm.alarm_name] == [
      "audit/2_#.-console-signin-without-mfa",
      "audit/2_#.-root-account-usage",
    ]
    error_message = "An alarm's name lacks the prefix."
  }

  assert {
    condition = alltrue([
      for key, metric in {
        console-signin-without-mfa = "audit/2_#.-no_mfa_console_signin_metric"
        root-account-usage         = "audit/2_#.-root_usage_metric"
      } :
      aws_cloudwatch_log_metric_filter.control[key].name == metric &&
      aws_cloudwatch_log_metric_filter.control[key].metric_transformation[0].name == metric &&
      aws_cloudwatch_metric_alarm.control[key].metric_name == metric
    ])
    error_message = "The name of a filter or of its metric lacks the prefix."
  }

  assert {
    condition     = keys(aws_cloudwatch_metric_alarm.control) == ["console-signin-without-mfa", "root-account-usage"]
    error_message = "The prefix is part of an address."
  }
}

run "another_namespace_is_used_on_both_sides" {
  command = plan

  variables {
    metric_namespace = "Security/CloudTrail Alarms"
  }

  assert {
    condition = alltrue([
      for key, alarm in aws_cloudwatch_metric_alarm.control :
      alarm.namespace == "Security/CloudTrail Alarms" &&
      aws_cloudwatch_log_metric_filter.control[key].metric_transformation[0].namespace == alarm.namespace
    ])
    error_message = "Filter and alarm differ in their namespace."
  }
}

run "tags_are_on_topic_and_alarms" {
  command = plan

  variables {
    tags = {
      team = "security"
      aws  = "not AWS's own prefix, which ends in a colon"
    }
  }

  assert {
    condition     = aws_sns_topic.alarms[0].tags == tomap(var.tags)
    error_message = "The topic lacks the tags."
  }

  assert {
    condition = alltrue([
      for alarm in aws_cloudwatch_metric_alarm.control : alarm.tags == tomap(var.tags)
    ])
    error_message = "An alarm lacks the tags."
  }
}

run "a_log_group_name_of_all_that_is_allowed" {
  command = plan

  variables {
    log_group_name = "/aws/cloud_trail/Logs-2.0#main"
  }

  assert {
    condition = alltrue([
      for filter in aws_cloudwatch_log_metric_filter.control :
      filter.log_group_name == "/aws/cloud_trail/Logs-2.0#main"
    ])
    error_message = "A filter is on another log group."
  }
}

run "an_account_id_keeps_its_leading_zeros" {
  command = plan

  variables {
    account_id = "000022223333"
  }

  override_data {
    target = data.aws_caller_identity.current
    values = {
      account_id = "000022223333"
    }
  }

  assert {
    condition     = data.aws_caller_identity.current.account_id == var.account_id
    error_message = "The account is another one."
  }
}

run "outputs_name_the_topic_and_what_was_made_for_each_control" {
  variables {
    controls    = ["console-signin-without-mfa"]
    name_prefix = "prod-"
  }

  assert {
    condition     = output.sns_topic_arn == "arn:aws:sns:us-east-1:111122223333:cis-alarms"
    error_message = "sns_topic_arn is not the ARN of the created topic."
  }

  assert {
    condition     = keys(output.controls) == ["console-signin-without-mfa"]
    error_message = "controls is not keyed by control."
  }

  assert {
    condition = output.controls["console-signin-without-mfa"] == {
      alarm_arn        = aws_cloudwatch_metric_alarm.control["console-signin-without-mfa"].arn
      alarm_name       = "prod-console-signin-without-mfa"
      metric_name      = "prod-no_mfa_console_signin_metric"
      metric_namespace = "CISBenchmark"
      filter_name      = "prod-no_mfa_console_signin_metric"
      pattern          = "{ ($.eventName = \"ConsoleLogin\") && ($.additionalEventData.MFAUsed != \"Yes\") }"
    }
    error_message = "The output of the control is not what was made."
  }
}
