# What a plan knows only by reference: through modules, count, for_each and outputs.
variable "controls" {
  default = {
    signin = "{ ($.eventName = \"ConsoleLogin\") && ($.additionalEventData.MFAUsed != \"Yes\") }"
    root   = "{ $.userIdentity.type = \"Root\" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != \"AwsServiceEvent\" }"
  }
}

provider "aws" {
  region                      = "us-east-1"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
}

terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

module "topic" {
  for_each = toset(["security.alerts"])
  source   = "./topic"
  name     = "cis-alarms"
}

module "alarms" {
  count     = 1
  source    = "./alarms"
  controls  = var.controls
  log_group = "aws-cloudtrail-logs"
  topics    = [module.topic["security.alerts"].arn]
}
