variable "controls" {}
variable "log_group" {}
variable "topics" {}

resource "aws_cloudwatch_log_metric_filter" "this" {
  for_each       = var.controls
  name           = each.key
  log_group_name = var.log_group
  pattern        = each.value
  metric_transformation {
    name      = each.key
    namespace = "CISBenchmark"
    value     = "1"
  }
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each            = var.controls
  alarm_name          = each.key
  metric_name         = aws_cloudwatch_log_metric_filter.this[each.key].id
  namespace           = "CISBenchmark"
  statistic           = "Sum"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  period              = 300
  evaluation_periods  = 1
  alarm_actions       = var.topics
}
