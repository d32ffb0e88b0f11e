# The project's own module with a subscriber, for all checkers at once.
variable "overrides" { default = {} }

provider "aws" {
  region                      = "us-east-1"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
}

module "cis_alarms" {
  source         = "./cis-alarms"
  account_id     = "123456789012"
  log_group_name = "aws-cloudtrail-logs"
  checkers       = ["cis", "security-hub", "prowler", "steampipe"]
  overrides      = var.overrides
  subscriptions  = { oncall = { protocol = "email", endpoint = "oncall@example.com" } }
}
