provider "aws" {
  region = "us-east-1"
}

variable "disabled_controls" {
  type = set(string)
}

variable "account_id" {
  type    = string
  default = "123456789012"
}

resource "aws_kms_key" "alarms" {}

resource "aws_sqs_queue" "tickets" {
  name = "tickets"
}

resource "aws_sqs_queue" "undelivered" {
  name = "undelivered"
}

module "cis_alarms" {
  source = "./module"

  account_id        = var.account_id
  log_group_name    = "aws-cloudtrail-logs"
  disabled_controls = var.disabled_controls
  kms_master_key_id = aws_kms_key.alarms.arn
  ok_actions        = ["arn:aws:sns:us-east-1:123456789012:all-clear"]
  tags              = { team = "security" }

  overrides = {
    console-signin-without-mfa = {
      variant                   = "exclude-sso"
      threshold                 = 3
      period                    = 60
      evaluation_periods        = 10
      datapoints_to_alarm       = 2
      treat_missing_data        = "breaching"
      insufficient_data_actions = ["arn:aws:sns:us-east-1:123456789012:monitoring"]
      severity                  = "high"
      description               = "Call the security team."
    }
  }

  subscriptions = {
    security-team = {
      protocol = "email"
      endpoint = "security@example.com"
    }
    tickets = {
      protocol              = "sqs"
      endpoint              = aws_sqs_queue.tickets.arn
      raw_message_delivery  = true
      filter_policy         = jsonencode({ NewStateValue = ["ALARM"] })
      filter_policy_scope   = "MessageBody"
      dead_letter_queue_arn = aws_sqs_queue.undelivered.arn
    }
  }
}

output "sns_topic_arn" {
  value = module.cis_alarms.sns_topic_arn
}
