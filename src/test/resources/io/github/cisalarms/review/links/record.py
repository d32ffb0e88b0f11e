#!/usr/bin/env python3
"""Records plans of chains that differ in one place, with Terraform and the AWS provider, without an account.

Usage: record.py [NAME...]   (all of own.json without names)

TERRAFORM_PLUGIN_DIR may name a folder that holds the provider. Each entry of own.json says what takes the
place of which resource in chain.json, and the truth about it.
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


def main(names):
    base = json.loads((HERE / "chain.json").read_text())
    plugins = os.environ.get("TERRAFORM_PLUGIN_DIR")
    for case in json.loads((HERE / "own.json").read_text()):
        name = case["plan"].removesuffix(".json")
        if names and name not in names:
            continue
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, "main.tf.json").write_text(json.dumps(merged(base, case["change"])))
            terraform(folder, "init", "-input=false", *([f"-plugin-dir={plugins}"] if plugins else []))
            terraform(folder, "plan", "-refresh=false", "-out=plan")
            plan = json.loads(terraform(folder, "show", "-json", "plan"))
        plan = {key: value for key, value in plan.items() if key in KEEP}
        (HERE / case["plan"]).write_text(json.dumps(plan, sort_keys=True) + "\n")


main(sys.argv[1:])
