#!/usr/bin/env python3
"""Records plans of chains that differ in one place, with Terraform and the AWS provider, without an account.

Usage: record.py [NAME...]   (all of own.json without names; some 5 s each)

TERRAFORM_PLUGIN_DIR may name a folder that holds the provider. Each entry of own.json says what takes the
place of what in chain.json, which further files there are, such as modules, and the truth about it. What is
null in a plan, and what stands in it twice, is left out. The plans stand in own-plans.jsonl, one on a line.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
KEEP = {"format_version", "terraform_version", "planned_values", "resource_changes", "configuration", "variables"}


def terraform(folder, *arguments):
    done = subprocess.run(["terraform", *arguments], cwd=folder, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"terraform {' '.join(arguments)}: {done.stdout}{done.stderr}")
    return done.stdout


def merged(base, change):
    if not isinstance(base, dict) or not isinstance(change, dict):
        return change
    both = {**base, **{key: merged(base.get(key), value) for key, value in change.items()}}
    return {key: value for key, value in both.items() if value is not None}


# What no review looks at.
NOISE = {"provider_name", "schema_version", "full_name"}


def without_nulls(node):
    if isinstance(node, list):
        return [without_nulls(each) for each in node]
    if isinstance(node, dict):
        return {key: without_nulls(value) for key, value in node.items() if value is not None and key not in NOISE}
    return node


def compact(plan):
    plan = without_nulls({key: value for key, value in plan.items() if key in KEEP})
    for resource in plan["resource_changes"]:
        # The planned values say the same.
        resource["change"].pop("after", None)
    return plan


def main(names):
    base = json.loads((HERE / "chain.json").read_text())
    plugins = os.environ.get("TERRAFORM_PLUGIN_DIR")
    recorded = HERE / "own-plans.jsonl"
    plans = {line["plan"]: line for line in map(json.loads, recorded.read_text().splitlines())}
    cases = json.loads((HERE / "own.json").read_text())
    for case in cases:
        if names and case["plan"] not in names:
            continue
        with tempfile.TemporaryDirectory() as folder:
            files = {"main.tf.json": merged(base, case["change"]), **case.get("files", {})}
            for path, text in files.items():
                file = pathlib.Path(folder, path)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(json.dumps(text))
            terraform(folder, "init", "-input=false", *([f"-plugin-dir={plugins}"] if plugins else []))
            terraform(folder, "plan", "-refresh=false", "-out=plan")
            plan = compact(json.loads(terraform(folder, "show", "-json", "plan")))
        plans[case["plan"]] = {"plan": case["plan"], "shown": plan}
    lines = [json.dumps(plans[case["plan"]], sort_keys=True) + "\n" for case in cases]
    recorded.write_text("".join(lines))


if __name__ == "__main__":
    main(sys.argv[1:])
