#!/usr/bin/env python3
"""Measures an audit of a whole organization against a stub of AWS's API, which answers after 50 ms.

The stub is a process of its own. Every account has in one region what our module makes: a trail, a log
group, twenty filters and alarms, an encrypted topic, a queue and an e-mail address behind it. Build first:
mvn package -DskipTests. See bench/README.md.
"""

import argparse
import asyncio
import collections
import json
import os
import pathlib
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
from xml.sax.saxutils import escape

ROOT = pathlib.Path(__file__).resolve().parent.parent
JAR = ROOT / "target" / "cis-alarms.jar"
PLAN = ROOT / "src/test/resources/io/github/cisalarms/review/plans/our-module.json"
REGION = "us-east-1"
FIRST = 111100000000
MANAGEMENT = "111122223333"
LOG_GROUP = "aws-cloudtrail-logs"
MILLION = 1_000_000


# The stub.


def resources(kind):
    module = json.loads(PLAN.read_text())["planned_values"]["root_module"]["child_modules"][0]
    return [r["values"] for r in module["resources"] if r["type"] == kind]


def policy(account, service, action, resource):
    return json.dumps({
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{account}:root"},
             "Action": "*" if service != "kms" else "kms:*", "Resource": "*"},
            {"Effect": "Allow",
             "Principal": {"Service": ["cloudwatch.amazonaws.com", "sns.amazonaws.com"]},
             "Action": action, "Resource": resource},
        ]})


def arn(service, account, name):
    return f"arn:aws:{service}:{REGION}:{account}:{name}"


def xml(value, tag):
    """A value as an answer of the query protocol."""
    if isinstance(value, dict):
        inner = "".join(xml(v, k) for k, v in value.items() if v is not None)
    elif isinstance(value, list):
        inner = "".join(xml(v, "member") for v in value)
    elif isinstance(value, bool):
        inner = "true" if value else "false"
    else:
        inner = escape(str(value))
    return f"<{tag}>{inner}</{tag}>"


def entries(values):
    """A map, as SNS answers with it."""
    inner = "".join(
        f"<entry><key>{escape(k)}</key><value>{escape(v)}</value></entry>" for k, v in values.items())
    return f"<Attributes>{inner}</Attributes>"


class Api:
    """What the accounts answer."""

    def __init__(self, accounts):
        self.accounts = [str(FIRST + i) for i in range(accounts)]
        self.filters = [
            {"filterName": f["name"], "filterPattern": f["pattern"], "logGroupName": LOG_GROUP,
             "creationTime": 1, "metricTransformations": [
                 {"metricName": m["name"], "metricNamespace": m["namespace"],
                  "metricValue": m["value"], "defaultValue": float(m["default_value"])}
                 for m in f["metric_transformation"]]}
            for f in resources("aws_cloudwatch_log_metric_filter")]
        self.alarms = resources("aws_cloudwatch_metric_alarm")
        self.calls = collections.Counter()
        self.unknown = collections.Counter()

    def json(self, operation, account, request):
        topic = arn("sns", account, "cis-alarms")
        key = arn("kms", account, "key/alarms")
        trail = arn("cloudtrail", account, "trail/main")
        answers = {
            "ListAccounts": lambda: self.list_accounts(request),
            "DescribeTrails": lambda: {"trailList": [{
                "Name": "main", "S3BucketName": "example-trail", "HomeRegion": REGION,
                "TrailARN": trail, "IsMultiRegionTrail": True, "IncludeGlobalServiceEvents": True,
                "IsOrganizationTrail": False, "LogFileValidationEnabled": True,
                "HasCustomEventSelectors": False,
                "CloudWatchLogsLogGroupArn": arn("logs", account, f"log-group:{LOG_GROUP}:*"),
                "CloudWatchLogsRoleArn": f"arn:aws:iam::{account}:role/trail"}]},
            "GetTrailStatus": lambda: {
                "IsLogging": True, "LatestCloudWatchLogsDeliveryTime": time.time() - 60,
                "LatestDeliveryTime": time.time() - 60, "StartLoggingTime": 1},
            "GetEventSelectors": lambda: {"TrailARN": trail, "EventSelectors": [{
                "ReadWriteType": "All", "IncludeManagementEvents": True, "DataResources": [],
                "ExcludeManagementEventSources": []}]},
            "DescribeLogGroups": lambda: {"logGroups": [{
                "logGroupName": LOG_GROUP, "logGroupClass": "STANDARD", "storedBytes": 12345,
                "creationTime": 1, "metricFilterCount": len(self.filters),
                "arn": arn("logs", account, f"log-group:{LOG_GROUP}:*")}]},
            "DescribeLogStreams": lambda: {"logStreams": [{
                "logStreamName": "trail", "lastIngestionTime": int(time.time() * 1000) - 60_000,
                "lastEventTimestamp": int(time.time() * 1000) - 60_000}]},
            "DescribeMetricFilters": lambda: {"metricFilters": self.filters},
            "DescribeKey": lambda: {"KeyMetadata": {
                "KeyId": "alarms", "Arn": key, "AWSAccountId": account, "Enabled": True,
                "KeyState": "Enabled", "KeyManager": "CUSTOMER"}},
            "GetKeyPolicy": lambda: {
                "Policy": policy(account, "kms", ["kms:Decrypt", "kms:GenerateDataKey*"], "*")},
            "ListGrants": lambda: {"Grants": [], "Truncated": False},
            "GetQueueUrl": lambda: {"QueueUrl": f"http://127.0.0.1/{account}/alarms"},
            "GetQueueAttributes": lambda: {"Attributes": {
                "QueueArn": arn("sqs", account, "alarms"),
                "Policy": policy(account, "sqs", "sqs:SendMessage", arn("sqs", account, "alarms"))}},
        }
        return answers[operation]() if operation in answers else None

    def list_accounts(self, request):
        start = int(request.get("NextToken", 0))
        page = self.accounts[start:start + 20]
        more = start + 20 < len(self.accounts)
        return {"Accounts": [
            {"Id": a, "Name": f"account-{int(a) - FIRST}", "Status": "ACTIVE",
             "Arn": f"arn:aws:organizations::{MANAGEMENT}:account/o-1/{a}"} for a in page],
            **({"NextToken": str(start + 20)} if more else {})}

    def query(self, operation, account, request):
        topic = arn("sns", account, "cis-alarms")
        answers = {
            "AssumeRole": lambda: self.assume_role(request["RoleArn"]),
            "GetCallerIdentity": lambda: xml(account, "Account") + xml(
                f"arn:aws:iam::{account}:user/audit", "Arn") + xml("AIDAEXAMPLE", "UserId"),
            "DescribeAlarms": lambda: xml([self.alarm(a, account) for a in self.alarms],
                                          "MetricAlarms") + "<CompositeAlarms></CompositeAlarms>",
            "DescribeAlarmHistory": lambda: "<AlarmHistoryItems></AlarmHistoryItems>",
            "GetTopicAttributes": lambda: entries({
                "TopicArn": topic, "Owner": account, "KmsMasterKeyId": arn("kms", account, "key/alarms"),
                "Policy": policy(account, "sns", "sns:Publish", topic)}),
            "ListSubscriptionsByTopic": lambda: xml(self.subscriptions(account, topic), "Subscriptions"),
            "ListSubscriptions": lambda: xml(self.subscriptions(account, topic), "Subscriptions"),
            "ListTopics": lambda: xml([{"TopicArn": topic}], "Topics"),
            "GetSubscriptionAttributes": lambda: entries({
                "SubscriptionArn": request["SubscriptionArn"], "TopicArn": topic, "Owner": account,
                "Protocol": "sqs" if request["SubscriptionArn"].endswith("2") else "email",
                "Endpoint": arn("sqs", account, "alarms")
                if request["SubscriptionArn"].endswith("2") else "security@example.com",
                "PendingConfirmation": "false", "RawMessageDelivery": "false"}),
        }
        if operation not in answers:
            return None
        return (f"<{operation}Response><{operation}Result>{answers[operation]()}</{operation}Result>"
                f"<ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></{operation}Response>")

    @staticmethod
    def subscriptions(account, topic):
        return [
            {"TopicArn": topic, "Protocol": "email", "SubscriptionArn": f"{topic}:1",
             "Owner": account, "Endpoint": "security@example.com"},
            {"TopicArn": topic, "Protocol": "sqs", "SubscriptionArn": f"{topic}:2",
             "Owner": account, "Endpoint": arn("sqs", account, "alarms")}]

    @staticmethod
    def assume_role(role):
        account = role.split(":")[4]
        until = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 3600))
        return xml({"AccessKeyId": f"ASIA{account}", "SecretAccessKey": "secret",
                    "SessionToken": "token", "Expiration": until}, "Credentials") + xml(
            {"Arn": f"arn:aws:sts::{account}:assumed-role/audit/bench", "AssumedRoleId": "A:b"},
            "AssumedRoleUser")

    @staticmethod
    def alarm(values, account):
        return {
            "AlarmName": values["alarm_name"],
            "AlarmArn": arn("cloudwatch", account, f"alarm:{values['alarm_name']}"),
            "AlarmDescription": values["alarm_description"],
            "ActionsEnabled": True, "OKActions": [], "InsufficientDataActions": [],
            "AlarmActions": [arn("sns", account, "cis-alarms")],
            "StateValue": "OK", "StateUpdatedTimestamp": "2026-08-01T00:00:00Z",
            "StateReason": "Threshold not crossed", "MetricName": values["metric_name"],
            "Namespace": values["namespace"], "Statistic": values["statistic"], "Dimensions": [],
            "Period": values["period"], "EvaluationPeriods": values["evaluation_periods"],
            "Threshold": float(values["threshold"]),
            "ComparisonOperator": values["comparison_operator"],
            "TreatMissingData": values["treat_missing_data"], "Metrics": []}

    def answer(self, method, path, headers, body):
        """Status, type and text of an answer."""
        found = re.search(r"Credential=([^/]+)/", headers.get("authorization", ""))
        account = found.group(1)[4:] if found and found.group(1).startswith("ASIA") else MANAGEMENT
        target = headers.get("x-amz-target")
        if target:
            operation = target.rpartition(".")[2]
            kind = headers.get("content-type", "application/x-amz-json-1.1")
            answer = self.json(operation, account, json.loads(body or "{}"))
            text = None if answer is None else json.dumps(answer)
        elif method == "POST":
            request = {k: v[0] for k, v in urllib.parse.parse_qs(body.decode()).items()}
            operation, kind = request.get("Action", path), "text/xml"
            text = self.query(operation, account, request)
        else:
            operation, kind, text = path, "application/json", None
        self.calls[operation] += 1
        if text is None:
            self.unknown[operation] += 1
            return 400, "application/x-amz-json-1.1", json.dumps({"__type": "UnknownOperation"})
        return 200, kind, text


class Connection(asyncio.Protocol):
    """HTTP/1.1 with connections that stay open, no more than the SDK needs."""

    def __init__(self, api, delay):
        self.api = api
        self.delay = delay
        self.buffer = b""

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.buffer += data
        while True:
            head, found, rest = self.buffer.partition(b"\r\n\r\n")
            if not found:
                return
            lines = head.decode("latin-1").split("\r\n")
            headers = {k.lower(): v.strip() for k, _, v in (l.partition(":") for l in lines[1:])}
            length = int(headers.get("content-length", 0))
            if len(rest) < length:
                return
            self.buffer = rest[length:]
            method, path, _ = lines[0].split(" ")
            answer = self.api.answer(method, path, headers, rest[:length])
            asyncio.get_running_loop().call_later(self.delay, self.send, *answer)

    def send(self, status, kind, text):
        body = text.encode()
        head = f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
        self.transport.write(head.encode() + body)


async def serve(accounts, delay):
    api = Api(accounts)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Connection(api, delay), "127.0.0.1", 0, backlog=1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    stop = loop.create_future()
    loop.add_signal_handler(signal.SIGTERM, stop.set_result, None)
    await stop
    print(json.dumps({"calls": api.calls, "unknown": api.unknown}), flush=True)


# The measurement.


def audit(accounts, delay, more, folder):
    stub = subprocess.Popen(
        [sys.executable, __file__, "--serve", str(accounts), "--delay", str(delay)],
        stdout=subprocess.PIPE, text=True)
    environment = {
        **os.environ, "AWS_ENDPOINT_URL": f"http://127.0.0.1:{stub.stdout.readline().strip()}",
        "AWS_ACCESS_KEY_ID": "AKIAEXAMPLE", "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_REGION": REGION, "AWS_EC2_METADATA_DISABLED": "true"}
    printed = pathlib.Path(folder, "verdict.json")
    start = time.monotonic()
    with printed.open("w") as out:
        process = subprocess.Popen(
            [str(JAR), "audit", "--organization", "--role", "audit", "--json",
             "--except", "organizations-changes", *more], stdout=out, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.monotonic() - start
    cpu = usage.ru_utime + usage.ru_stime
    stub.terminate()
    served = json.loads(stub.stdout.readline())
    verdict = json.loads(printed.read_text())
    return seconds, cpu, usage.ru_maxrss * 1024, process.returncode, served, verdict


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accounts", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--delay", type=float, default=0.05, help="seconds until an answer")
    parser.add_argument("--serve", type=int, metavar="ACCOUNTS", help=argparse.SUPPRESS)
    parser.add_argument("more", nargs="*", help="further options of the audit, after --")
    options = parser.parse_args()
    if options.serve:
        asyncio.run(serve(options.serve, options.delay))
        return
    if not JAR.exists():
        sys.exit(f"{JAR.relative_to(ROOT)} is missing: mvn package -DskipTests")
    seconds, cpus, peaks = [], [], []
    for _ in range(options.rounds):
        with tempfile.TemporaryDirectory() as folder:
            took, cpu, peak, code, served, verdict = audit(
                options.accounts, options.delay, options.more, folder)
        if served["unknown"]:
            print("the stub does not know:", served["unknown"], file=sys.stderr)
        wrong = [a for a in verdict["accounts"] if not a["compliant"]]
        assert len(verdict["accounts"]) == options.accounts, len(verdict["accounts"])
        assert code == 0 and not wrong, (code, len(wrong), wrong[:1])
        seconds.append(took)
        cpus.append(cpu)
        peaks.append(peak)
    calls = sum(served["calls"].values())
    took = statistics.median(seconds)
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}, median of {options.rounds}")
    print(f"{options.accounts} accounts: {took:.1f} s, {statistics.median(cpus):.1f} s of CPU,"
          f" {max(peaks) / MILLION:.0f} MB at most,")
    print(f"{calls} calls, {calls / options.accounts:.1f} for each account, {calls / took:.0f} a second")
    for operation, count in sorted(served["calls"].items(), key=lambda item: -item[1]):
        print(f"{count / options.accounts:8.2f}  {operation}")


main()
