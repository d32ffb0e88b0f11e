# Who is told. The provider is mocked, see alarms.tftest.hcl.

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

run "each_subscription_is_a_resource_with_a_key_of_its_own" {
  variables {
    subscriptions = {
      security-team = {
        protocol = "email"
        endpoint = "security@example.com"
      }
      archive = {
        protocol = "email-json"
        endpoint = "archive@example.com"
      }
      on-call = {
        protocol = "sms"
        endpoint = "+15555550100"
      }
      pager = {
        protocol = "https"
        endpoint = "https://alerts.example.com/sns"
      }
      bridge = {
        protocol = "http"
        endpoint = "http://alerts.example.com/sns"
      }
      tickets = {
        protocol = "sqs"
        endpoint = "arn:aws:sqs:us-east-1:111122223333:tickets"
      }
      responder = {
        protocol = "lambda"
        endpoint = "arn:aws:lambda:us-east-1:111122223333:function:responder"
      }
      phone = {
        protocol = "application"
        endpoint = "arn:aws:sns:us-east-1:111122223333:endpoint/GCM/app/5e3e9847-3183-3f18-a7e8-671c3a57d4b3"
      }
      lake = {
        protocol              = "firehose"
        endpoint              = "arn:aws:firehose:us-east-1:111122223333:deliverystream/alarms"
        subscription_role_arn = "arn:aws:iam::111122223333:role/sns-to-firehose"
      }
    }
  }

  assert {
    condition = {
      for key, item in aws_sns_topic_subscription.subscriber : key => [item.protocol, item.endpoint]
      } == {
      for key, item in var.subscriptions : key => [item.protocol, item.endpoint]
    }
    error_message = "A subscription is missing, or is not what was asked for."
  }

  assert {
    condition = alltrue([
      for item in aws_sns_topic_subscription.subscriber : item.topic_arn == aws_sns_topic.alarms[0].arn
    ])
    error_message = "A subscription is one of another topic."
  }

  assert {
    condition = (
      aws_sns_topic_subscription.subscriber["lake"].subscription_role_arn ==
      "arn:aws:iam::111122223333:role/sns-to-firehose"
    )
    error_message = "SNS can't write to the Firehose stream without its role."
  }
}

run "only_protocol_and_endpoint_are_set_unless_told_otherwise" {
  command = plan

  assert {
    condition = (
      aws_sns_topic_subscription.subscriber["security-team"].filter_policy == null &&
      aws_sns_topic_subscription.subscriber["security-team"].redrive_policy == null &&
      aws_sns_topic_subscription.subscriber["security-team"].subscription_role_arn == null
    )
    error_message = "Something is set that nobody asked for."
  }
}

run "what_is_delivered_how_and_what_becomes_of_the_rest" {
  command = plan

  variables {
    subscriptions = {
      tickets = {
        protocol              = "sqs"
        endpoint              = "arn:aws:sqs:us-east-1:111122223333:tickets"
        filter_policy         = "{\"NewStateValue\":[\"ALARM\"]}"
        filter_policy_scope   = "MessageBody"
        raw_message_delivery  = true
        dead_letter_queue_arn = "arn:aws:sqs:us-east-1:111122223333:undelivered"
      }
    }
  }

  assert {
    condition     = aws_sns_topic_subscription.subscriber["tickets"].filter_policy == "{\"NewStateValue\":[\"ALARM\"]}"
    error_message = "The filter policy is another one."
  }

  assert {
    condition     = aws_sns_topic_subscription.subscriber["tickets"].filter_policy_scope == "MessageBody"
    error_message = "The scope of the filter policy is another one."
  }

  assert {
    condition     = aws_sns_topic_subscription.subscriber["tickets"].raw_message_delivery
    error_message = "The message is wrapped."
  }

  assert {
    condition = jsondecode(aws_sns_topic_subscription.subscriber["tickets"].redrive_policy) == {
      deadLetterTargetArn = "arn:aws:sqs:us-east-1:111122223333:undelivered"
    }
    error_message = "What could not be delivered is lost."
  }
}

run "a_subscription_that_is_null_is_skipped" {
  command = plan

  variables {
    subscriptions = {
      on-call = null
      security-team = {
        protocol = "email"
        endpoint = "security@example.com"
      }
    }
  }

  assert {
    condition     = keys(aws_sns_topic_subscription.subscriber) == ["security-team"]
    error_message = "More or less is made than was asked for."
  }
}

run "the_other_scope_of_a_filter_policy" {
  command = plan

  variables {
    subscriptions = {
      tickets = {
        protocol            = "sqs"
        endpoint            = "arn:aws:sqs:us-east-1:111122223333:tickets"
        filter_policy       = "{\"severity\":[\"high\"]}"
        filter_policy_scope = "MessageAttributes"
      }
    }
  }

  assert {
    condition     = aws_sns_topic_subscription.subscriber["tickets"].filter_policy_scope == "MessageAttributes"
    error_message = "The scope of the filter policy is another one."
  }
}
