# All controls, and one mailbox that is told.

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

  subscriptions = {
    security-team = {
      protocol = "email"
      endpoint = "security@example.com"
    }
  }
}
