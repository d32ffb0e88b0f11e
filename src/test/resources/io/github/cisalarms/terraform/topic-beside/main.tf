provider "aws" {
  region = "us-east-1"
}

resource "aws_sns_topic" "security_alerts" {
  name = "security-alerts"
}

module "cis_alarms" {
  source = "./module"

  account_id       = "123456789012"
  log_group_name   = "aws-cloudtrail-logs"
  create_sns_topic = false
  sns_topic_arn    = aws_sns_topic.security_alerts.arn
  controls         = ["console-signin-without-mfa"]
}
