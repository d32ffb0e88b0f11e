# Alarms that go off within seconds.
provider "aws" {
  region = "us-east-1"
}

variable "controls" {
  type = set(string)
}

resource "aws_cloudwatch_log_group" "trail" {
  name = "aws-cloudtrail-logs"
}

module "cis_alarms" {
  source = "./module"

  account_id     = "000000000000"
  log_group_name = aws_cloudwatch_log_group.trail.name
  controls       = var.controls
  overrides      = { for control in var.controls : control => { period = 10 } }

  subscriptions = {
    security-team = {
      protocol = "email"
      endpoint = "security@example.com"
    }
  }
}

output "sns_topic_arn" {
  value = module.cis_alarms.sns_topic_arn
}
