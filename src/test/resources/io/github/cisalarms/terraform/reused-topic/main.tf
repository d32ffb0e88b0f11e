provider "aws" {
  region = "us-east-1"
}

module "cis_alarms" {
  source = "./module"

  account_id     = "123456789012"
  log_group_name = "aws-cloudtrail-logs"
  sns_topic_arn  = "arn:aws:sns:us-east-1:123456789012:security-alerts"
  checkers       = ["security-hub"]

  subscriptions = {
    security-team = {
      protocol = "email"
      endpoint = "security@example.com"
    }
  }
}
