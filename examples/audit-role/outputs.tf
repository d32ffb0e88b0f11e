output "role_arn" {
  description = "ARN of the role, for assume_role in cis-alarms.yaml or a profile's role_arn."
  value       = aws_iam_role.audit.arn
}
