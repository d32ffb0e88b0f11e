variable "auditor_arn" {
  description = "ARN of the role or user that audits, such as arn:aws:iam::111122223333:role/auditor. It has to be allowed sts:AssumeRole on this role."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:(role|user)/.+$", var.auditor_arn))
    error_message = "auditor_arn has to be the ARN of a role or a user, such as arn:aws:iam::111122223333:role/auditor."
  }
}

variable "role_name" {
  description = "Name of the role, the same in every account: 'cis-alarms audit --role NAME' takes it."
  type        = string
  default     = "cis-alarms-audit"
  nullable    = false
}

variable "tags" {
  description = "Tags of the role."
  type        = map(string)
  default     = {}
  nullable    = false
}
