provider "aws" {
  region = "us-east-1"
}

module "cis_alarms" {
  source = "./module"

  account_id     = "123456789012"
  log_group_name = "aws-cloudtrail-logs"
  controls       = ["console-signin-without-mfa"]
  sns_topic_name = "security-alarms"
  create_kms_key = true

  subscriptions = {
    security-team = {
      protocol = "email"
      endpoint = "security@example.com"
    }
  }
}

# What the account has, not what Terraform thinks.
data "aws_kms_alias" "alarms" {
  name       = "alias/security-alarms"
  depends_on = [module.cis_alarms]
}

data "aws_kms_key" "alarms" {
  key_id     = data.aws_kms_alias.alarms.target_key_arn
  depends_on = [module.cis_alarms]
}

output "key_arn" {
  value = data.aws_kms_key.alarms.arn
}

output "key_enabled" {
  value = data.aws_kms_key.alarms.enabled
}
