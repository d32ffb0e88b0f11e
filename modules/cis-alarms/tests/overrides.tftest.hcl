# Settings of single controls. Each run changes one thing, and looks at a second control that has to
# keep its defaults. The provider is mocked, see alarms.tftest.hcl.

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

  controls = ["console-signin-without-mfa", "root-account-usage"]

  subscriptions = {
    security-team = {
      protocol = "email"
      endpoint = "security@example.com"
    }
  }
}

run "the_variant_for_organizations_with_single_sign_on" {
  command = plan

  variables {
    overrides = {
      console-signin-without-mfa = { variant = "exclude-sso" }
    }
  }

  assert {
    condition = aws_cloudwatch_log_metric_filter.control["console-signin-without-mfa"].pattern == (
      "{ ($.eventName = \"ConsoleLogin\") && ($.additionalEventData.MFAUsed != \"Yes\") && ($.userIdentity.type = \"IAMUser\") && ($.responseElements.ConsoleLogin = \"Success\") }"
    )
    error_message = "The pattern is not the published one, byte for byte."
  }

  assert {
    condition = strcontains(
      aws_cloudwatch_metric_alarm.control["console-signin-without-mfa"].alarm_description,
      "userIdentity.type = \"IAMUser\""
    )
    error_message = "The description's query doesn't find what the variant matches."
  }

  assert {
    condition = (
      aws_cloudwatch_log_metric_filter.control["root-account-usage"].pattern ==
      local.catalog["root-account-usage"].patterns["default"]
    )
    error_message = "Another control's pattern changed."
  }
}

run "a_variant_that_was_chosen_stands_whatever_the_checkers" {
  command = plan

  variables {
    controls = ["security-group-changes"]
    checkers = ["cis", "prowler", "security-hub"]
    overrides = {
      security-group-changes = { variant = "security-hub" }
    }
  }

  assert {
    condition = { for key, filter in aws_cloudwatch_log_metric_filter.control : key => filter.pattern } == {
      security-group-changes = local.catalog["security-group-changes"].patterns["security-hub"]
    }
    error_message = "More than the chosen variant is made."
  }
}

run "a_pattern_of_ones_own" {
  command = plan

  variables {
    overrides = {
      console-signin-without-mfa = { pattern = "{ $.eventName = ConsoleLogin }" }
    }
  }

  assert {
    condition = (
      aws_cloudwatch_log_metric_filter.control["console-signin-without-mfa"].pattern ==
      "{ $.eventName = ConsoleLogin }"
    )
    error_message = "The pattern is another one."
  }

  assert {
    condition = endswith(
      aws_cloudwatch_metric_alarm.control["console-signin-without-mfa"].alarm_description,
      "search the trail's log group with the pattern of the metric filter."
    )
    error_message = "The description gives the query of a published pattern."
  }
}

run "a_pattern_of_ones_own_replaces_both_filters_of_a_control" {
  command = plan

  variables {
    controls = ["organizations-changes"]
    overrides = {
      organizations-changes = { pattern = "{ $.eventSource = organizations.amazonaws.com }" }
    }
  }

  assert {
    condition     = keys(aws_cloudwatch_metric_alarm.control) == ["organizations-changes"]
    error_message = "More than the own pattern is made."
  }
}

run "a_pattern_as_long_as_the_service_takes" {
  command = plan

  # 14 characters, 63 times 16, and 2.
  variables {
    overrides = {
      console-signin-without-mfa = {
        pattern = "{ $.action = a%{for m in [1, 2, 3, 4, 5, 6, 7]}%{for n in [1, 2, 3, 4, 5, 6, 7, 8, 9]} || $.e = abcdef%{endfor}%{endfor} }"
      }
    }
  }

  assert {
    condition     = length(aws_cloudwatch_log_metric_filter.control["console-signin-without-mfa"].pattern) == 1024
    error_message = "1,024 characters have to be taken."
  }
}

run "the_threshold" {
  command = plan

  variables {
    overrides = {
      console-signin-without-mfa = { threshold = 2.5 }
    }
  }

  assert {
    condition = { for key, alarm in aws_cloudwatch_metric_alarm.control : key => alarm.threshold } == {
      console-signin-without-mfa = 2.5
      root-account-usage         = 1
    }
    error_message = "The threshold is another one, or is set for another control, too."
  }
}

run "when_and_how_long_to_look" {
  command = plan

  variables {
    overrides = {
      console-signin-without-mfa = {
        period              = 3600
        evaluation_periods  = 24
        datapoints_to_alarm = 3
      }
    }
  }

  assert {
    condition = jsonencode({
      for key, alarm in aws_cloudwatch_metric_alarm.control :
      key => [alarm.period, alarm.evaluation_periods, alarm.datapoints_to_alarm]
      }) == jsonencode({
      console-signin-without-mfa = [3600, 24, 3]
      root-account-usage         = [300, 1, null]
    })
    error_message = "The periods are others, or are set for another control, too."
  }
}

run "the_longest_that_cloudwatch_looks_back" {
  command = plan

  variables {
    overrides = {
      console-signin-without-mfa = {
        period             = 86400
        evaluation_periods = 7
      }
      root-account-usage = {
        period             = 60
        evaluation_periods = 1440
      }
    }
  }

  assert {
    condition = {
      for key, alarm in aws_cloudwatch_metric_alarm.control : key => alarm.evaluation_periods
      } == {
      console-signin-without-mfa = 7
      root-account-usage         = 1440
    }
    error_message = "A week of days and a day of minutes have to be taken."
  }
}

run "periods_below_a_minute" {
  command = plan

  variables {
    overrides = {
      console-signin-without-mfa = { period = 10 }
      root-account-usage         = { period = 30 }
    }
  }

  assert {
    condition     = [for alarm in aws_cloudwatch_metric_alarm.control : alarm.period] == [10, 30]
    error_message = "The periods are others."
  }
}

run "what_missing_data_means" {
  command = plan

  variables {
    overrides = {
      console-signin-without-mfa = { treat_missing_data = "breaching" }
    }
  }

  assert {
    condition = { for key, alarm in aws_cloudwatch_metric_alarm.control : key => alarm.treat_missing_data } == {
      console-signin-without-mfa = "breaching"
      root-account-usage         = "notBreaching"
    }
    error_message = "Missing data means something else, or does for another control, too."
  }
}

run "the_other_meanings_of_missing_data" {
  command = plan

  variables {
    overrides = {
      console-signin-without-mfa = { treat_missing_data = "ignore" }
      root-account-usage         = { treat_missing_data = "missing" }
    }
  }

  assert {
    condition     = [for alarm in aws_cloudwatch_metric_alarm.control : alarm.treat_missing_data] == ["ignore", "missing"]
    error_message = "Missing data means something else."
  }
}

run "who_is_told_of_trouble" {
  variables {
    overrides = {
      console-signin-without-mfa = {
        alarm_actions = [
          "arn:aws:sns:us-east-1:111122223333:on-call",
          "arn:aws:lambda:us-east-1:111122223333:function:lock-user",
        ]
      }
    }
  }

  assert {
    condition = { for key, alarm in aws_cloudwatch_metric_alarm.control : key => alarm.alarm_actions } == {
      console-signin-without-mfa = toset([
        "arn:aws:sns:us-east-1:111122223333:on-call",
        "arn:aws:lambda:us-east-1:111122223333:function:lock-user",
      ])
      root-account-usage = toset(["arn:aws:sns:us-east-1:111122223333:cis-alarms"])
    }
    error_message = "Somebody else is told, or another control tells them, too."
  }
}

run "who_is_told_of_the_rest" {
  command = plan

  variables {
    ok_actions                = ["arn:aws:sns:us-east-1:111122223333:all-clear"]
    insufficient_data_actions = ["arn:aws:sns:us-east-1:111122223333:monitoring"]
    overrides = {
      console-signin-without-mfa = {
        ok_actions                = ["arn:aws:sns:us-east-1:111122223333:on-call"]
        insufficient_data_actions = ["arn:aws:sns:us-east-1:111122223333:on-call"]
      }
    }
  }

  assert {
    condition = {
      for key, alarm in aws_cloudwatch_metric_alarm.control :
      key => setunion(alarm.ok_actions, alarm.insufficient_data_actions)
      } == {
      console-signin-without-mfa = toset(["arn:aws:sns:us-east-1:111122223333:on-call"])
      root-account-usage = toset([
        "arn:aws:sns:us-east-1:111122223333:all-clear",
        "arn:aws:sns:us-east-1:111122223333:monitoring",
      ])
    }
    error_message = "Somebody else is told, or another control tells them, too."
  }
}

run "one_control_may_tell_nobody_of_the_rest" {
  command = plan

  variables {
    ok_actions                = ["arn:aws:sns:us-east-1:111122223333:all-clear"]
    insufficient_data_actions = ["arn:aws:sns:us-east-1:111122223333:monitoring"]
    overrides = {
      console-signin-without-mfa = {
        ok_actions                = []
        insufficient_data_actions = []
      }
    }
  }

  assert {
    condition = {
      for key, alarm in aws_cloudwatch_metric_alarm.control :
      key => length(coalesce(alarm.ok_actions, [])) + length(coalesce(alarm.insufficient_data_actions, []))
      } == {
      console-signin-without-mfa = 0
      root-account-usage         = 2
    }
    error_message = "An empty list has to win over the module's."
  }
}

run "the_severity_is_a_tag" {
  command = plan

  variables {
    tags = { team = "security" }
    overrides = {
      console-signin-without-mfa = { severity = "high" }
    }
  }

  assert {
    condition = { for key, alarm in aws_cloudwatch_metric_alarm.control : key => alarm.tags } == {
      console-signin-without-mfa = tomap({ team = "security", severity = "high" })
      root-account-usage         = tomap({ team = "security" })
    }
    error_message = "The tags are others, or are set for another control, too."
  }
}

run "the_description" {
  command = plan

  variables {
    overrides = {
      console-signin-without-mfa = { description = "Call the security team." }
    }
  }

  assert {
    condition = (
      aws_cloudwatch_metric_alarm.control["console-signin-without-mfa"].alarm_description ==
      "Call the security team."
    )
    error_message = "The description is another one."
  }

  assert {
    condition = startswith(
      aws_cloudwatch_metric_alarm.control["root-account-usage"].alarm_description,
      "Use of the root user. "
    )
    error_message = "Another control's description changed."
  }
}

run "names_of_resources_that_exist_already" {
  command = plan

  variables {
    name_prefix = "prod-"
    overrides = {
      console-signin-without-mfa = {
        filter_name      = "Sign-in without MFA"
        metric_name      = "SignInWithoutMfa"
        metric_namespace = "LogMetrics"
        alarm_name       = "Sign-in without MFA!"
      }
    }
  }

  assert {
    condition = { for key, alarm in aws_cloudwatch_metric_alarm.control : key => [
      alarm.alarm_name, alarm.metric_name, alarm.namespace
      ] } == {
      console-signin-without-mfa = ["Sign-in without MFA!", "SignInWithoutMfa", "LogMetrics"]
      root-account-usage         = ["prod-root-account-usage", "prod-root_usage_metric", "CISBenchmark"]
    }
    error_message = "The alarms have other names, or watch other metrics."
  }

  assert {
    condition = { for key, filter in aws_cloudwatch_log_metric_filter.control : key => [
      filter.name, filter.metric_transformation[0].name, filter.metric_transformation[0].namespace
      ] } == {
      console-signin-without-mfa = ["Sign-in without MFA", "SignInWithoutMfa", "LogMetrics"]
      root-account-usage         = ["prod-root_usage_metric", "prod-root_usage_metric", "CISBenchmark"]
    }
    error_message = "The filters have other names, or emit other metrics."
  }
}

run "a_further_filter_keeps_names_of_its_own" {
  command = plan

  variables {
    controls = ["organizations-changes"]
    overrides = {
      organizations-changes = { metric_name = "OrgChanges", metric_namespace = "LogMetrics" }
    }
  }

  assert {
    condition = alltrue([for key, alarm in aws_cloudwatch_metric_alarm.control :
      alarm.namespace == "LogMetrics" && (alarm.metric_name == "OrgChanges") == (key == "organizations-changes")
    ])
    error_message = "Two filters emit one metric, or the namespace is another."
  }

  assert {
    condition     = aws_cloudwatch_log_metric_filter.control["organizations-changes"].name == "OrgChanges"
    error_message = "The filter is not called as its metric."
  }
}

run "null_keeps_every_default" {
  variables {
    overrides = {
      console-signin-without-mfa = {
        variant                   = null
        pattern                   = null
        threshold                 = null
        period                    = null
        evaluation_periods        = null
        datapoints_to_alarm       = null
        treat_missing_data        = null
        alarm_actions             = null
        ok_actions                = null
        insufficient_data_actions = null
        severity                  = null
        description               = null
        filter_name               = null
        metric_name               = null
        metric_namespace          = null
        alarm_name                = null
      }
    }
  }

  assert {
    condition = jsonencode(local.controls["console-signin-without-mfa"]) == jsonencode(
      merge(local.controls["root-account-usage"], {
        for name in ["alarm_name", "description", "filter_name", "metric_name", "pattern"] :
        name => local.controls["console-signin-without-mfa"][name]
      })
    )
    error_message = "A null changed a setting."
  }

  assert {
    condition = (
      aws_cloudwatch_log_metric_filter.control["console-signin-without-mfa"].pattern ==
      local.catalog["console-signin-without-mfa"].patterns["default"]
    )
    error_message = "A null changed the pattern."
  }
}

run "an_override_that_is_null_is_none" {
  command = plan

  variables {
    overrides = {
      console-signin-without-mfa = null
      vpc-changes                = null
    }
  }

  assert {
    condition = (
      aws_cloudwatch_log_metric_filter.control["console-signin-without-mfa"].pattern ==
      local.catalog["console-signin-without-mfa"].patterns["default"]
    )
    error_message = "A null changed the pattern."
  }
}
