# The chain of one control, each link of which the cases of cases.json break.
variable "pattern" { default = "{ ($.eventName = \"ConsoleLogin\") && ($.additionalEventData.MFAUsed != \"Yes\") }" }
variable "trail" { default = true }
variable "multi_region" { default = true }
variable "logging" { default = true }
variable "read_write_type" { default = "All" }
variable "filters" { default = 1 }
variable "filter_log_group" { default = null }
variable "filter_metric" { default = "no_mfa_console_signin_metric" }
variable "filter_value" { default = "1" }
variable "filter_default" { default = "0" }
variable "dimensions" {
  type    = map(string)
  default = {}
}
variable "alarm_metric" { default = "no_mfa_console_signin_metric" }
variable "alarm_namespace" { default = "CISBenchmark" }
variable "alarm_name" { default = "no-mfa-console-signin" }
variable "statistic" { default = "Sum" }
variable "comparison" { default = "GreaterThanOrEqualToThreshold" }
variable "threshold" { default = 1 }
variable "evaluation_periods" { default = 1 }
variable "datapoints" { default = null }
variable "missing" { default = "notBreaching" }
variable "unit" { default = null }
variable "actions_enabled" { default = true }
variable "action" { default = "created" }
variable "topic_name" { default = "cis-alarms" }
variable "key" { default = null }
variable "policy" { default = "none" }
variable "allowed_account" { default = "123456789012" }
variable "subscribers" { default = 1 }
variable "endpoint" { default = "oncall@example.com" }
variable "protocol" { default = "email" }
variable "filter_policy" { default = null }

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

data "aws_caller_identity" "current" {}

locals {
  topic_arn = aws_sns_topic.alarms.arn
  actions   = { created = [local.topic_arn], none = [], existing = ["arn:aws:sns:us-east-1:123456789012:existing-topic"], autoscaling = ["arn:aws:automate:us-east-1:ec2:stop"] }
}

resource "aws_cloudwatch_log_group" "trail" {
  name = "aws-cloudtrail-logs"
}

resource "aws_cloudwatch_log_group" "other" {
  name = "other-logs"
}

resource "aws_s3_bucket" "trail" {
  bucket = "trail-of-the-review-cases"
}

resource "aws_iam_role" "trail" {
  name               = "trail"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}

resource "aws_cloudtrail" "main" {
  count                      = var.trail ? 1 : 0
  name                       = "main"
  s3_bucket_name             = aws_s3_bucket.trail.id
  cloud_watch_logs_group_arn = "${aws_cloudwatch_log_group.trail.arn}:*"
  cloud_watch_logs_role_arn  = aws_iam_role.trail.arn
  is_multi_region_trail      = var.multi_region
  enable_logging             = var.logging
  event_selector {
    read_write_type = var.read_write_type
  }
}

resource "aws_cloudwatch_log_metric_filter" "signin" {
  count          = var.filters
  name           = "no_mfa_console_signin_metric"
  log_group_name = var.filter_log_group == null ? aws_cloudwatch_log_group.trail.name : var.filter_log_group
  pattern        = var.pattern
  metric_transformation {
    name          = var.filter_metric
    namespace     = "CISBenchmark"
    value         = var.filter_value
    default_value = var.filter_default
    dimensions    = var.dimensions
  }
}

resource "aws_cloudwatch_metric_alarm" "signin" {
  alarm_name          = var.alarm_name
  metric_name         = var.alarm_metric
  namespace           = var.alarm_namespace
  statistic           = var.statistic
  comparison_operator = var.comparison
  threshold           = var.threshold
  period              = 300
  evaluation_periods  = var.evaluation_periods
  datapoints_to_alarm = var.datapoints
  treat_missing_data  = var.missing
  unit                = var.unit
  actions_enabled     = var.actions_enabled
  alarm_actions       = local.actions[var.action]
}

resource "aws_kms_key" "topic" {
  count                   = contains(["granted", "default"], coalesce(var.key, "none")) ? 1 : 0
  deletion_window_in_days = 7
  policy = var.key == "default" ? null : jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { AWS = "arn:aws:iam::123456789012:root" }, Action = "kms:*", Resource = "*" },
      { Effect = "Allow", Principal = { Service = "cloudwatch.amazonaws.com" }, Action = ["kms:Decrypt", "kms:GenerateDataKey*"], Resource = "*" },
    ]
  })
}

resource "aws_sns_topic" "alarms" {
  name              = var.topic_name
  kms_master_key_id = var.key == null ? null : contains(["granted", "default"], var.key) ? aws_kms_key.topic[0].arn : var.key
}

data "aws_iam_policy_document" "topic" {
  statement {
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.alarms.arn]
    principals {
      type        = var.policy == "lambda" ? "AWS" : "Service"
      identifiers = [var.policy == "lambda" ? "arn:aws:iam::123456789012:role/lambda" : "cloudwatch.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [var.allowed_account]
    }
  }
  statement {
    effect    = "Deny"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.alarms.arn]
    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = [var.policy == "deny" ? "true" : "false"]
    }
  }
}

resource "aws_sns_topic_policy" "alarms" {
  count  = contains(["none", "encoded"], var.policy) ? 0 : 1
  arn    = aws_sns_topic.alarms.arn
  policy = data.aws_iam_policy_document.topic.json
}

resource "aws_sns_topic_policy" "encoded" {
  count  = var.policy == "encoded" ? 1 : 0
  arn    = aws_sns_topic.alarms.arn
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "cloudwatch.amazonaws.com" }, Action = "sns:Publish", Resource = aws_sns_topic.alarms.arn }] })
}

resource "aws_sns_topic_subscription" "oncall" {
  count         = var.subscribers
  topic_arn     = aws_sns_topic.alarms.arn
  protocol      = var.protocol
  endpoint      = var.endpoint
  filter_policy = var.filter_policy
}
