# The trail and the alarms on it in one configuration, so that a plan has the whole chain.
provider "aws" {
  region = "us-east-1"
}

variable "checkers" {
  type    = set(string)
  default = ["cis", "prowler"]
}

# Without it the rest can be applied: the emulator does not start a trail.
variable "trail" {
  type    = bool
  default = true
}

variable "disabled_controls" {
  type    = set(string)
  default = []
}

variable "create_kms_key" {
  type    = bool
  default = false
}

resource "aws_cloudwatch_log_group" "trail" {
  name = "aws-cloudtrail-logs"
}

resource "aws_cloudtrail" "trail" {
  count = var.trail ? 1 : 0

  name                       = "trail"
  s3_bucket_name             = "trail-123456789012"
  cloud_watch_logs_group_arn = "${aws_cloudwatch_log_group.trail.arn}:*"
  cloud_watch_logs_role_arn  = "arn:aws:iam::123456789012:role/trail"
  is_multi_region_trail      = true
}

module "cis_alarms" {
  source = "./module"

  account_id        = "123456789012"
  log_group_name    = aws_cloudwatch_log_group.trail.name
  checkers          = var.checkers
  disabled_controls = var.disabled_controls
  create_kms_key    = var.create_kms_key

  subscriptions = {
    security-team = {
      protocol = "email"
      endpoint = "security@example.com"
    }
    tickets = {
      protocol = "sqs"
      endpoint = "arn:aws:sqs:us-east-1:123456789012:tickets"
    }
  }
}
