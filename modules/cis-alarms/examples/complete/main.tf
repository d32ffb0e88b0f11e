# An encrypted topic, a queue and a mailbox that are told, and controls tuned one by one.

terraform {
  required_version = ">= 1.5.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0.0, < 7.0.0"
    }
  }
}

provider "aws" {
  region = "us-east-1"
}

locals {
  account_id = "111122223333"
}

module "cis_alarms" {
  source = "../.."

  account_id     = local.account_id
  log_group_name = "aws-cloudtrail-logs"
  sns_topic_name = "security-alarms"

  # The topic gets a KMS key of its own that lets CloudWatch use it.
  create_kms_key = true

  # Satisfy Security Hub's reading, too: some controls get a second filter and alarm for it.
  checkers = ["cis", "prowler", "security-hub"]

  # Only the management account of an organization sees these events.
  disabled_controls = ["organizations-changes"]

  overrides = {
    # People come through IAM Identity Center, whose sign-ins never say MFAUsed = Yes.
    console-signin-without-mfa = {
      variant  = "exclude-sso"
      severity = "high"
    }

    # The console alone denies itself a call now and then.
    unauthorized-api-calls = {
      threshold           = 10
      evaluation_periods  = 3
      datapoints_to_alarm = 2
    }
  }

  subscriptions = {
    security-team = {
      protocol = "email"
      endpoint = "security@example.com"
    }

    ticket-queue = {
      protocol              = "sqs"
      endpoint              = aws_sqs_queue.tickets.arn
      raw_message_delivery  = true
      dead_letter_queue_arn = aws_sqs_queue.undelivered.arn
      filter_policy         = jsonencode({ NewStateValue = ["ALARM"] })
      filter_policy_scope   = "MessageBody"
    }
  }

  tags = {
    team = "security"
  }
}

# SQS keeps the messages encrypted with a key of its own. A KMS key would have to let
# sns.amazonaws.com use it.
resource "aws_sqs_queue" "tickets" {
  name                    = "security-tickets"
  sqs_managed_sse_enabled = true
}

resource "aws_sqs_queue" "undelivered" {
  name                    = "security-tickets-undelivered"
  sqs_managed_sse_enabled = true
}

resource "aws_sqs_queue_policy" "from_topic" {
  for_each = {
    tickets     = aws_sqs_queue.tickets
    undelivered = aws_sqs_queue.undelivered
  }

  queue_url = each.value.url
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "sns.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = each.value.arn
      Condition = { ArnEquals = { "aws:SourceArn" = module.cis_alarms.sns_topic_arn } }
    }]
  })
}

output "alarm_arns" {
  description = "ARNs of the alarms, by control."
  value       = { for control, made in module.cis_alarms.controls : control => made.alarm_arn }
}
