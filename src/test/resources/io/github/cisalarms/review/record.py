#!/usr/bin/env python3
"""Records the plans in plans/ from cases.json, with Terraform, the AWS provider and moto.

Usage: record.py [NAME...]   (all cases without names)

Needs terraform on PATH and `moto_server` listening at AWS_ENDPOINT_URL; TERRAFORM_PLUGIN_DIR may name a
folder that holds the provider. Everything that a review doesn't read is left out of a plan.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import urllib.request

HERE = pathlib.Path(__file__).parent
ENDPOINT = os.environ["AWS_ENDPOINT_URL"]
ENV = {
    **os.environ,
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "TF_IN_AUTOMATION": "1",
}
ENV.pop("TF_CLI_CONFIG_FILE", None)
KEEP = {
    "format_version",
    "terraform_version",
    "planned_values",
    "prior_state",
    "values",
    "resource_changes",
    "configuration",
    "variables",
}


def terraform(folder, *arguments):
    done = subprocess.run(
        ["terraform", *arguments], cwd=folder, env=ENV, capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(f"terraform {' '.join(arguments)}: {done.stdout}{done.stderr}")
    return done.stdout


def variables(folder, values):
    pathlib.Path(folder, "case.tfvars.json").write_text(json.dumps(values))
    return ["-var-file=case.tfvars.json"]


def confirm_emails(state, confirmed):
    """Whether people follow the link in the e-mail, which nobody does in the emulator."""
    text = state.read_text()
    marks = [f'"pending_confirmation": {value}' for value in ("true", "false")]
    state.write_text(text.replace(marks[not confirmed], marks[confirmed]))


def without_noise(value):
    """Drops what says nothing: nulls, empty marks, and computed attributes without a value."""
    if isinstance(value, dict):
        return {
            key: without_noise(each)
            for key, each in value.items()
            if each is not None and key not in ("sensitive_values", "after_sensitive", "before_sensitive", "tags_all")
        }
    return [without_noise(each) for each in value] if isinstance(value, list) else value


def record(case, folder):
    urllib.request.urlopen(urllib.request.Request(ENDPOINT + "/moto-api/reset", method="POST"))
    configuration = HERE / case.get("configuration", "chain.tf")
    main = pathlib.Path(folder, "main.tf")
    if not main.exists() or main.read_bytes() != configuration.read_bytes():
        shutil.copy(configuration, main)
        plugins = os.environ.get("TERRAFORM_PLUGIN_DIR")
        terraform(folder, "init", "-no-color", *([f"-plugin-dir={plugins}"] if plugins else []))
    for state in pathlib.Path(folder).glob("terraform.tfstate*"):
        state.unlink()
    before = case.get("vars", {}) if case.get("state") else case.get("before")
    if before is not None:
        terraform(folder, "apply", "-no-color", "-auto-approve", *variables(folder, before))
    if case.get("confirm") or case.get("unconfirmed"):
        confirm_emails(pathlib.Path(folder, "terraform.tfstate"), "confirm" in case)
    if case.get("state"):
        shown = terraform(folder, "show", "-json")
    else:
        refresh = ["-refresh=false"] if case.get("confirm") else []
        terraform(folder, "plan", "-no-color", "-out=plan", *refresh, *variables(folder, case.get("vars", {})))
        shown = terraform(folder, "show", "-json", "plan")
    document = {key: value for key, value in json.loads(shown).items() if key in KEEP}
    target = HERE / "plans" / (case["name"] + ".json")
    target.write_text(json.dumps(without_noise(document), indent=1, sort_keys=True) + "\n")
    print(case["name"])


with tempfile.TemporaryDirectory() as work:
    # The project's own module, to be called by its path in ours.tf.
    shutil.copytree(HERE.parents[6] / "modules" / "cis-alarms", pathlib.Path(work, "cis-alarms"))
    for module in ("topic", "alarms"):
        shutil.copytree(HERE / module, pathlib.Path(work, module))
    for each in json.loads((HERE / "cases.json").read_text()):
        if len(sys.argv) == 1 or each["name"] in sys.argv[1:]:
            record(each, work)
