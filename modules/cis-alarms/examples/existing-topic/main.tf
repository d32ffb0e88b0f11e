# Alarms that publish to a topic which somebody else manages. Its policy has to let
# cloudwatch.amazonaws.com publish, and its key, if it has one, has to let it encrypt.

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

module "cis_alarms" {
  source = "../.."

  account_id     = "111122223333"
  log_group_name = "aws-cloudtrail-logs"
  sns_topic_arn  = "arn:aws:sns:us-east-1:111122223333:security-alerts"

  # The controls of one benchmark version, with its numbers in the alarms' descriptions.
  controls = ["5.0"]

  # Only needed where another set of these alarms lives in the account and region.
  name_prefix = "audit-"
}
