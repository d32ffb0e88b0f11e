# Settings of single controls that are refused at plan. The provider is mocked, see
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
    overrides = {
      root-usage = { threshold = 2 }
    }
  }

  expect_failures = [
    var.overrides,
  ]
}

run "control_like_no_other" {
  command = plan

  variables {
    overrides = {
      guardduty = { threshold = 2 }
    }
  }

  expect_failures = [
    var.overrides,
  ]
}

run "unknown_variant" {
  command = plan

  variables {
    overrides = {
      console-signin-without-mfa = { variant = "exclude_sso" }
    }
  }

  expect_failures = [
    var.overrides,
  ]
}

run "variant_of_another_control" {
  command = plan

  variables {
    overrides = {
      root-account-usage = { variant = "exclude-sso" }
    }
  }

  expect_failures = [
    var.overrides,
  ]
}

run "variant_and_pattern" {
  command = plan

  variables {
    overrides = {
      console-signin-without-mfa = {
        variant = "exclude-sso"
        pattern = "{ $.eventName = ConsoleLogin }"
      }
    }
  }

  expect_failures = [
    var.overrides,
  ]
}

run "pattern_of_1025_characters" {
  command = plan

  variables {
    overrides = {
      console-signin-without-mfa = { pattern = "{ $.actions = a%{for m in [1, 2, 3, 4, 5, 6, 7]}%{for n in [1, 2, 3, 4, 5, 6, 7, 8, 9]} || $.e = abcdef%{endfor}%{endfor} }" }
    }
  }

  expect_failures = [
    var.overrides,
  ]
}

run "pattern_without_braces" {
  command = plan

  variables {
    overrides = {
      console-signin-without-mfa = { pattern = "$.eventName = ConsoleLogin" }
    }
  }

  expect_failures = [
    var.overrides,
  ]
}

run "threshold_of_zero" {
  command = plan

  variables {
    overrides = {
      console-signin-without-mfa = { threshold = 0 }
    }
  }

  expect_failures = [
    var.overrides,
  ]
}

run "period_of_45_seconds" {
  command = plan

  variables {
    overrides = {
      console-signin-without-mfa = { period = 45 }
    }
  }

  expect_failures = [
    var.overrides,
  ]
}

run "period_of_zero" {
  command = plan

  variables {
    overrides = {
      console-signin-without-mfa = { period = 0 }
    }
  }

  expect_failures = [
    var.overrides,
  ]
}

run "period_of_two_days" {
  command = plan

  variables {
    overrides = {
      console-signin-without-mfa = { period = 172800 }
    }
  }

  expect_failures = [
    var.overrides,
  ]
}

run "evaluation_periods_of_zero" {
  command = plan

  variables {
    overrides = {
      console-signin-without-mfa = { evaluation_periods = 0 }
    }
  }

  expect_failures = [
    var.overrides,
  ]
}

run "evaluation_periods_of_one_and_a_half" {
  command = plan

  variables {
    overrides = {
      console-signin-without-mfa = { evaluation_periods = 1.5 }
    }
  }

  expect_failures = [
    var.overrides,
  ]
}

run "more_than_a_day_of_five_minutes" {
  command = plan

  variables {
    overrides = {
      console-signin-without-mfa = { evaluation_periods = 289 }
    }
  }

  expect_failures = [
    var.overrides,
  ]
}

run "more_than_a_week_of_hours" {
  command = plan

  variables {
    overrides = {
      console-signin-without-mfa = {
        period             = 3600
        evaluation_periods = 169
      }
    }
  }

  expect_failures = [
    var.overrides,
  ]
}

run "datapoints_to_alarm_of_zero" {
  command = plan

  variables {
    overrides = {
      console-signin-without-mfa = { datapoints_to_alarm = 0 }
    }
  }

  expect_failures = [
    var.overrides,
  ]
}

run "more_datapoints_to_alarm_than_periods" {
  command = plan

  variables {
    overrides = {
      console-signin-without-mfa = {
        evaluation_periods  = 3
        datapoints_to_alarm = 4
      }
    }
  }

  expect_failures = [
    var.overrides,
  ]
}

run "more_datapoints_to_alarm_than_the_one_period" {
  command = plan

  variables {
    overrides = {
      console-signin-without-mfa = { datapoints_to_alarm = 2 }
    }
  }

  expect_failures = [
    var.overrides,
  ]
}

run "unknown_meaning_of_missing_data" {
  command = plan

  variables {
    overrides = {
      console-signin-without-mfa = { treat_missing_data = "notbreaching" }
    }
  }

  expect_failures = [
    var.overrides,
  ]
}

run "more_than_five_alarm_actions" {
  command = plan

  variables {
    overrides = {
      console-signin-without-mfa = { alarm_actions = [for n in [1, 2, 3, 4, 5, 6] : "arn:aws:sns:us-east-1:111122223333:alarm-${n}"] }
    }
  }

  expect_failures = [
    var.overrides,
  ]
}

run "more_than_five_ok_actions" {
  command = plan

  variables {
    overrides = {
      console-signin-without-mfa = { ok_actions = [for n in [1, 2, 3, 4, 5, 6] : "arn:aws:sns:us-east-1:111122223333:ok-${n}"] }
    }
  }

  expect_failures = [
    var.overrides,
  ]
}

run "more_than_five_insufficient_data_actions" {
  command = plan

  variables {
    overrides = {
      console-signin-without-mfa = { insufficient_data_actions = [for n in [1, 2, 3, 4, 5, 6] : "arn:aws:sns:us-east-1:111122223333:no-data-${n}"] }
    }
  }

  expect_failures = [
    var.overrides,
  ]
}

run "no_alarm_action" {
  command = plan

  variables {
    overrides = {
      console-signin-without-mfa = { alarm_actions = [] }
    }
  }

  expect_failures = [
    var.overrides,
  ]
}

run "alarm_action_that_is_a_name" {
  command = plan

  variables {
    overrides = {
      console-signin-without-mfa = { alarm_actions = ["on-call"] }
    }
  }

  expect_failures = [
    var.overrides,
  ]
}

run "ok_action_that_is_a_name" {
  command = plan

  variables {
    overrides = {
      console-signin-without-mfa = { ok_actions = ["all-clear"] }
    }
  }

  expect_failures = [
    var.overrides,
  ]
}

run "insufficient_data_action_that_is_a_name" {
  command = plan

  variables {
    overrides = {
      console-signin-without-mfa = { insufficient_data_actions = ["monitoring"] }
    }
  }

  expect_failures = [
    var.overrides,
  ]
}

run "description_of_1025_characters" {
  command = plan

  variables {
    overrides = {
      console-signin-without-mfa = { description = "%{for m in [1, 2, 3, 4, 5, 6, 7, 8]}%{for n in [1, 2, 3, 4, 5, 6, 7, 8]}sixteen letters %{endfor}%{endfor}." }
    }
  }

  expect_failures = [
    var.overrides,
  ]
}

run "empty_description" {
  command = plan

  variables {
    overrides = {
      console-signin-without-mfa = { description = "" }
    }
  }

  expect_failures = [
    var.overrides,
  ]
}

run "empty_severity" {
  command = plan

  variables {
    overrides = {
      console-signin-without-mfa = { severity = "" }
    }
  }

  expect_failures = [
    var.overrides,
  ]
}

run "filter_name_with_a_colon" {
  command = plan

  variables {
    overrides = {
      console-signin-without-mfa = { filter_name = "a:b" }
    }
  }

  expect_failures = [
    var.overrides,
  ]
}

run "metric_name_with_a_dollar_sign" {
  command = plan

  variables {
    overrides = {
      console-signin-without-mfa = { metric_name = "a$" }
    }
  }

  expect_failures = [
    var.overrides,
  ]
}

run "metric_namespace_of_aws_for_one_control" {
  command = plan

  variables {
    overrides = {
      console-signin-without-mfa = { metric_namespace = "AWS/Logs" }
    }
  }

  expect_failures = [
    var.overrides,
  ]
}

run "empty_alarm_name" {
  command = plan

  variables {
    overrides = {
      console-signin-without-mfa = { alarm_name = "" }
    }
  }

  expect_failures = [
    var.overrides,
  ]
}

run "alarm_name_of_64_emojis" {
  command = plan

  variables {
    overrides = {
      console-signin-without-mfa = { alarm_name = "🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔" }
    }
  }

  expect_failures = [
    var.overrides,
  ]
}

run "two_controls_with_a_mistake_each" {
  command = plan

  variables {
    overrides = {
      console-signin-without-mfa = { threshold = -1 }
      root-account-usage         = { threshold = -2 }
      vpc-changes                = { threshold = 2 }
    }
  }

  expect_failures = [
    var.overrides,
  ]
}
