"""Starts LocalStack's open-source core with what it lacks for a drill.

The core takes every log event for a match, says nothing of TestMetricFilter, publishes to a topic
whatever its policy says, and keeps no actions in an alarm's history. Here the tests' own process
decides about patterns and policies (CIS_ALARMS_JUDGE is its address), and actions are kept as
CloudWatch keeps them.
"""

import datetime
import json
import os
import urllib.request

import localstack.runtime.main
from localstack.aws.api import CommonServiceException
from localstack.aws.connect import connect_to
from localstack.services.cloudwatch import provider_v2
from localstack.services.logs import provider as logs

CLOUDWATCH = provider_v2.CloudwatchProvider


def ask(question, **values):
    request = urllib.request.Request(
        os.environ["CIS_ALARMS_JUDGE"] + question, json.dumps(values).encode("utf-8")
    )
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def matches(pattern, messages):
    return ask("/match", pattern=pattern, messages=messages)


def test_metric_filter(self, context, filter_pattern, log_event_messages, **kwargs):
    matched = matches(filter_pattern, log_event_messages)
    if matched is None:
        raise CommonServiceException("InvalidParameterException", "Invalid metric filter pattern")
    return {
        "matches": [
            {"eventNumber": number, "eventMessage": message, "extractedValues": {}}
            for number, (message, match) in enumerate(zip(log_event_messages, matched), 1)
            if match
        ]
    }


def put_log_events(self, context, log_group_name, log_stream_name, log_events, **kwargs):
    """As the core does it, for the filters of this log group alone."""
    backend = logs.get_moto_logs_backend(context.account_id, context.region)
    cloudwatch = connect_to(
        aws_access_key_id=context.account_id, region_name=context.region
    ).cloudwatch
    for each in backend.filters.metric_filters:
        if each["logGroupName"] != log_group_name:
            continue
        count = sum(matches(each["filterPattern"], [event["message"] for event in log_events]))
        for metric in each["metricTransformations"] if count else []:
            cloudwatch.put_metric_data(
                Namespace=metric["metricNamespace"],
                MetricData=[{"MetricName": metric["metricName"], "Value": float(count)}],
            )
    return logs.call_moto(context)


def now():
    return datetime.datetime.now(datetime.timezone.utc)


def keep(alarm_arn, kind, summary, data):
    account, region, name = (alarm_arn.split(":", 6)[i] for i in (4, 3, 6))
    CLOUDWATCH.get_store(account, region).histories.append(
        {
            "Timestamp": now(),
            "HistoryItemType": kind,
            "AlarmName": name,
            "AlarmType": "MetricAlarm",
            "HistorySummary": summary,
            "HistoryData": json.dumps(data),
        }
    )


class Topics:
    """SNS, as far as alarms use it."""

    def __init__(self, sns):
        self.sns = sns

    def publish(self, TopicArn, Subject, Message):
        alarm = json.loads(Message)["AlarmArn"]
        policy = self.sns.get_topic_attributes(TopicArn=TopicArn)["Attributes"]["Policy"]
        if ask("/publish", policy=policy, topic=TopicArn, alarm=alarm):
            self.sns.publish(TopicArn=TopicArn, Subject=Subject, Message=Message)
            keep(alarm, "Action", f"Successfully executed action {TopicArn}", {})
        else:
            keep(
                alarm,
                "Action",
                f'Failed to execute action {TopicArn}. Received error: "CloudWatch Alarms is not'
                f" authorized to perform: SNS:Publish on resource: {TopicArn} because no"
                ' resource-based policy allows the SNS:Publish action"',
                {},
            )


class Actions:
    """The clients through which alarms act."""

    def __init__(self, clients):
        self.clients = clients

    @property
    def sns(self):
        return Topics(self.clients.sns)

    def __getattr__(self, name):
        return getattr(self.clients, name)


update_state = CLOUDWATCH._update_state


def keep_state(self, context, alarm, *arguments):
    update_state(self, context, alarm, *arguments)
    # The core gives it the time of the state before.
    self.get_store(context.account_id, context.region).histories[-1]["Timestamp"] = now()


def describe_alarm_history(
    self,
    context,
    alarm_name=None,
    history_item_type=None,
    start_date=None,
    end_date=None,
    scan_by=None,
    **kwargs,
):
    items = [
        item
        for item in self.get_store(context.account_id, context.region).histories
        if alarm_name in (None, item["AlarmName"])
        and history_item_type in (None, item["HistoryItemType"])
        and (start_date is None or item["Timestamp"] >= start_date)
        and (end_date is None or item["Timestamp"] <= end_date)
    ]
    return {
        "AlarmHistoryItems": items if scan_by == "TimestampAscending" else items[::-1]
    }


logs.LogsProvider.test_metric_filter = test_metric_filter
logs.LogsProvider.put_log_events = put_log_events
CLOUDWATCH._update_state = keep_state
CLOUDWATCH.describe_alarm_history = describe_alarm_history
provider_v2.connect_to = lambda **place: Actions(connect_to(**place))

localstack.runtime.main.main()
