#!/usr/bin/env python3
"""Times the review of large plans beside the start of the JVM. Build first: mvn package -DskipTests.

An ordinary plan: our module for many accounts, among resources of other kinds. A hostile one: filters
and alarms of one control that all share one metric, on a topic without subscriber, so that no chain
holds and none can be left out. All commands take turns; medians are printed.
"""

import argparse
import json
import pathlib
import resource
import statistics
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
JAR = ROOT / "target" / "cis-alarms.jar"
PLANS = ROOT / "src/test/resources/io/github/cisalarms/review/plans"
LOG_GROUP = "aws-cloudtrail-logs"


def ordinary(resources):
    """Our module's recorded plan, once for each of many accounts, and ten buckets beside each."""
    plan = json.loads((PLANS / "our-module.json").read_text())
    module = json.dumps(plan["planned_values"]["root_module"]["child_modules"][0])
    changes = json.dumps(plan["resource_changes"])
    call = plan["configuration"]["root_module"]["module_calls"].pop("cis_alarms")
    children, all_changes, count = [], [], 0
    while count < resources:
        name = f"account_{len(children)}"
        child = json.loads(module.replace("module.cis_alarms", f"module.{name}"))
        all_changes += json.loads(changes.replace("module.cis_alarms", f"module.{name}"))
        for i in range(10):
            values = {"bucket": f"{name}-{i}", "tags": {f"tag{j}": "x" * 40 for j in range(10)}}
            bucket = {
                "address": f"module.{name}.aws_s3_bucket.other[{i}]",
                "mode": "managed",
                "type": "aws_s3_bucket",
                "name": "other",
                "index": i,
            }
            child["resources"].append({**bucket, "values": values})
            change = {"actions": ["create"], "after": values, "after_unknown": {"id": True}}
            all_changes.append({**bucket, "change": change})
        children.append(child)
        count += len(child["resources"])
        plan["configuration"]["root_module"]["module_calls"][name] = call
    plan["planned_values"]["root_module"]["child_modules"] = children
    plan["resource_changes"] = all_changes
    return plan


def hostile(resources, distinct=False):
    """Half filters, half alarms, one metric; each filter may have a pattern of its own."""
    plan = json.loads((PLANS / "no-subscriber.json").read_text())
    root = plan["planned_values"]["root_module"]
    kinds = ("aws_cloudwatch_log_metric_filter", "aws_cloudwatch_metric_alarm")
    models = [next(r for r in root["resources"] if r["type"] == kind) for kind in kinds]
    rest = [r for r in root["resources"] if r["type"] not in kinds]
    changed = {c["address"]: json.dumps(c) for c in plan["resource_changes"]}
    many, changes = [], []
    for model in models:
        for i in range(resources // 2):
            address = f"{model['type']}.{model['name']}[{i}]"
            copy = json.loads(json.dumps(model).replace(model["address"], address))
            copy |= {"address": address, "index": i}
            if distinct and "pattern" in copy["values"]:
                pattern = copy["values"]["pattern"]
                copy["values"]["pattern"] = f"{{ {pattern.strip()[1:-1].strip()} && ($.n != {i}) }}"
            many.append(copy)
            changes.append(json.loads(changed[model["address"]]) | {"address": address, "index": i})
    root["resources"] = rest + many
    plan["resource_changes"] = [
        c for c in plan["resource_changes"] if c["type"] not in kinds
    ] + changes
    return plan


def run(command):
    """Seconds on the clock, and of the processor with all its threads."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True)
    seconds = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.returncode in (0, 1), done.stderr
    return seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--resources", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    plans = {
        "ordinary": ordinary(options.resources),
        "hostile: one metric": hostile(options.resources),
        "hostile: one metric, many patterns": hostile(options.resources, distinct=True),
    }
    with tempfile.TemporaryDirectory() as folder:
        java = [str(JAR)]
        commands = {"JVM start (--help)": java + ["--help"]}
        for i, (name, plan) in enumerate(plans.items()):
            file = pathlib.Path(folder, f"{i}.json")
            file.write_text(json.dumps(plan))
            size = f"{file.stat().st_size / 1e6:.1f} MB"
            commands[f"{name}, {size}"] = java + ["review", "--log-group", LOG_GROUP, str(file)]
        times = {name: [] for name in commands}
        for _ in range(options.rounds):
            for name, command in commands.items():
                times[name].append(run(command))
        medians = {
            name: [statistics.median(each) for each in zip(*measured)]
            for name, measured in times.items()
        }
        start = next(iter(medians.values()))[0]
        print(f"plans of {options.resources} resources, medians of {options.rounds} rounds")
        print("seconds  of CPU  after JVM start  ratio")
        for name, (seconds, cpu) in medians.items():
            print(
                f"{seconds:7.2f} {cpu:7.2f} {seconds - start:16.2f} {seconds / start:6.1f}  {name}"
            )


main()
