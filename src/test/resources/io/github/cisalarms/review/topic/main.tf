variable "name" {}

resource "aws_sns_topic" "this" {
  name = var.name
}

resource "aws_sns_topic_subscription" "this" {
  for_each  = toset(["https"])
  topic_arn = aws_sns_topic.this.arn
  protocol  = each.key
  endpoint  = "https://example.com/alarms"
}

output "arn" {
  value = aws_sns_topic.this.arn
}
