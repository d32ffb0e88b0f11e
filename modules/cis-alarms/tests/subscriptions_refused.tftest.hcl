# Subscriptions that are refused at plan. The provider is mocked, see alarms.tftest.hcl.

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

run "unknown_protocol" {
  command = plan

  variables {
    subscriptions = {
      security-team = {
        protocol = "mail"
        endpoint = "security@example.com"
      }
    }
  }

  expect_failures = [
    var.subscriptions,
  ]
}

run "email_without_at_sign" {
  command = plan

  variables {
    subscriptions = {
      security-team = {
        protocol = "email"
        endpoint = "security.example.com"
      }
    }
  }

  expect_failures = [
    var.subscriptions,
  ]
}

run "email_json_without_a_domain" {
  command = plan

  variables {
    subscriptions = {
      security-team = {
        protocol = "email-json"
        endpoint = "security@"
      }
    }
  }

  expect_failures = [
    var.subscriptions,
  ]
}

run "https_endpoint_that_is_http" {
  command = plan

  variables {
    subscriptions = {
      security-team = {
        protocol = "https"
        endpoint = "http://alerts.example.com/sns"
      }
    }
  }

  expect_failures = [
    var.subscriptions,
  ]
}

run "http_endpoint_without_scheme" {
  command = plan

  variables {
    subscriptions = {
      security-team = {
        protocol = "http"
        endpoint = "alerts.example.com/sns"
      }
    }
  }

  expect_failures = [
    var.subscriptions,
  ]
}

run "phone_number_without_country_code" {
  command = plan

  variables {
    subscriptions = {
      security-team = {
        protocol = "sms"
        endpoint = "555-0100"
      }
    }
  }

  expect_failures = [
    var.subscriptions,
  ]
}

run "queue_by_url" {
  command = plan

  variables {
    subscriptions = {
      security-team = {
        protocol = "sqs"
        endpoint = "https://sqs.us-east-1.amazonaws.com/111122223333/tickets"
      }
    }
  }

  expect_failures = [
    var.subscriptions,
  ]
}

run "function_by_name" {
  command = plan

  variables {
    subscriptions = {
      security-team = {
        protocol = "lambda"
        endpoint = "responder"
      }
    }
  }

  expect_failures = [
    var.subscriptions,
  ]
}

run "stream_by_name" {
  command = plan

  variables {
    subscriptions = {
      security-team = {
        protocol              = "firehose"
        endpoint              = "alarms"
        subscription_role_arn = "arn:aws:iam::111122223333:role/sns-to-firehose"
      }
    }
  }

  expect_failures = [
    var.subscriptions,
  ]
}

run "application_by_token" {
  command = plan

  variables {
    subscriptions = {
      security-team = {
        protocol = "application"
        endpoint = "5e3e9847"
      }
    }
  }

  expect_failures = [
    var.subscriptions,
  ]
}

run "firehose_without_its_role" {
  command = plan

  variables {
    subscriptions = {
      security-team = {
        protocol = "firehose"
        endpoint = "arn:aws:firehose:us-east-1:111122223333:deliverystream/alarms"
      }
    }
  }

  expect_failures = [
    var.subscriptions,
  ]
}

run "role_without_firehose" {
  command = plan

  variables {
    subscriptions = {
      security-team = {
        protocol              = "sqs"
        endpoint              = "arn:aws:sqs:us-east-1:111122223333:tickets"
        subscription_role_arn = "arn:aws:iam::111122223333:role/sns-to-firehose"
      }
    }
  }

  expect_failures = [
    var.subscriptions,
  ]
}

run "filter_policy_that_is_not_json" {
  command = plan

  variables {
    subscriptions = {
      security-team = {
        protocol      = "sqs"
        endpoint      = "arn:aws:sqs:us-east-1:111122223333:tickets"
        filter_policy = "NewStateValue = ALARM"
      }
    }
  }

  expect_failures = [
    var.subscriptions,
  ]
}

run "filter_policy_that_is_a_list" {
  command = plan

  variables {
    subscriptions = {
      security-team = {
        protocol      = "sqs"
        endpoint      = "arn:aws:sqs:us-east-1:111122223333:tickets"
        filter_policy = "[\"ALARM\"]"
      }
    }
  }

  expect_failures = [
    var.subscriptions,
  ]
}

run "raw_delivery_to_a_mailbox" {
  command = plan

  variables {
    subscriptions = {
      security-team = {
        protocol             = "email"
        endpoint             = "security@example.com"
        raw_message_delivery = true
      }
    }
  }

  expect_failures = [
    var.subscriptions,
  ]
}

run "unknown_scope_of_a_filter_policy" {
  command = plan

  variables {
    subscriptions = {
      security-team = {
        protocol            = "sqs"
        endpoint            = "arn:aws:sqs:us-east-1:111122223333:tickets"
        filter_policy       = "{\"NewStateValue\":[\"ALARM\"]}"
        filter_policy_scope = "Body"
      }
    }
  }

  expect_failures = [
    var.subscriptions,
  ]
}

run "scope_without_a_filter_policy" {
  command = plan

  variables {
    subscriptions = {
      security-team = {
        protocol            = "sqs"
        endpoint            = "arn:aws:sqs:us-east-1:111122223333:tickets"
        filter_policy_scope = "MessageBody"
      }
    }
  }

  expect_failures = [
    var.subscriptions,
  ]
}

run "dead_letter_queue_that_is_a_topic" {
  command = plan

  variables {
    subscriptions = {
      security-team = {
        protocol              = "sqs"
        endpoint              = "arn:aws:sqs:us-east-1:111122223333:tickets"
        dead_letter_queue_arn = "arn:aws:sns:us-east-1:111122223333:undelivered"
      }
    }
  }

  expect_failures = [
    var.subscriptions,
  ]
}

run "the_same_subscription_twice" {
  command = plan

  variables {
    subscriptions = {
      security = {
        protocol = "email"
        endpoint = "security@example.com"
      }
      security-team = {
        protocol = "email"
        endpoint = "security@example.com"
      }
    }
  }

  expect_failures = [
    var.subscriptions,
  ]
}

run "two_subscriptions_with_a_mistake_each" {
  command = plan

  variables {
    subscriptions = {
      archive = {
        protocol = "email"
        endpoint = "archive"
      }
      on-call = {
        protocol = "email"
        endpoint = "on-call@example.com"
      }
      security-team = {
        protocol = "email"
        endpoint = "security team@example.com"
      }
    }
  }

  expect_failures = [
    var.subscriptions,
  ]
}
