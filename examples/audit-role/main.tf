# The role that 'cis-alarms audit --role cis-alarms-audit' takes in an account. It reads the chain from
# trail to subscriber, and nothing else: no events, no secrets, no data. Apply it in every account that
# is audited.
data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = [var.auditor_arn]
    }
  }
}

resource "aws_iam_role" "audit" {
  name               = var.role_name
  description        = "Lets cis-alarms audit read whether the CIS monitoring alarms reach somebody."
  assume_role_policy = data.aws_iam_policy_document.trust.json
  tags               = var.tags
}

resource "aws_iam_role_policy" "audit" {
  name = "read-the-chain"
  role = aws_iam_role.audit.id

  # What 'cis-alarms audit --iam-policy' prints.
  policy = file("${path.module}/policy.json")
}
