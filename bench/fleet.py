#!/usr/bin/env python3
"""Measures a fleet's synthesis: time and peak memory in full, and again after one account changed.

Linux only, for /proc. Build first: mvn package -DskipTests. See bench/README.md.
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
JAR = ROOT / "target" / "cis-alarms.jar"
POLL_SECONDS = 0.02

HEAD = """\
defaults:
  region: us-east-1
  log_group_name: aws-cloudtrail-logs
  backend: {s3: {bucket: example-terraform-state, region: us-east-1}}
  assume_role: {role_arn: "arn:{partition}:iam::{account_id}:role/cis-alarms"}
  subscriptions:
    security-team: {protocol: email, endpoint: security@example.com}
accounts:
"""


def configuration(accounts, threshold):
    """All controls for every account; the first account has a threshold of its own."""
    text = [HEAD]
    for i in range(accounts):
        text.append(f'  - account_id: "{111100000000 + i}"\n    account_name: account-{i}\n')
        if i == 0:
            text.append(f"    overrides: {{console-signin-without-mfa: {{threshold: {threshold}}}}}\n")
    return "".join(text)


def tree(root):
    """The process and all below it: the JVM and its Node.js."""
    children = {}
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                # The fields after the name, which stands in parentheses and may hold blanks.
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
            children.setdefault(parent, []).append(int(entry.name))
    found, todo = [], [root]
    while todo:
        found.append(todo.pop())
        todo += children.get(found[-1], [])
    return found


def memory(pid):
    """Proportional set size in bytes, so that shared pages count once."""
    try:
        for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


def synthesize(config, out, sample):
    """Seconds, peak bytes (0 unless sampled) and the printed summary of one run."""
    peak = 0
    start = time.monotonic()
    process = subprocess.Popen(
        [str(JAR), "synth", "--json", "--config", str(config), "--out", str(out)],
        stdout=subprocess.PIPE, text=True)
    printed = []
    reader = threading.Thread(target=lambda: printed.append(process.stdout.read()))
    reader.start()
    while sample and process.poll() is None:
        peak = max(peak, sum(map(memory, tree(process.pid))))
        time.sleep(POLL_SECONDS)
    process.wait()
    seconds = time.monotonic() - start
    reader.join()
    if process.returncode != 0:
        sys.exit(f"synth exited with {process.returncode}")
    return seconds, peak, json.loads(printed[0])


def modification_times(out):
    return {file: file.stat().st_mtime_ns for file in out.rglob("cdk.tf.json")}


def measure(accounts, rounds):
    full, again, peaks = [], [], []
    for number in range(rounds):
        with tempfile.TemporaryDirectory() as work:
            config = pathlib.Path(work) / "cis-alarms.yaml"
            out = pathlib.Path(work) / "out"
            config.write_text(configuration(accounts, 1))
            seconds, _, summary = synthesize(config, out, False)
            assert len(summary["written"]) == accounts
            full.append(seconds)

            config.write_text(configuration(accounts, 2))
            before = modification_times(out)
            seconds, _, summary = synthesize(config, out, False)
            again.append(seconds)
            after = modification_times(out)
            touched = [file for file in after if after[file] != before[file]]
            assert summary["written"] == ["account-0-us-east-1"] and len(touched) == 1

            # A run of its own: looking into /proc costs time.
            peaks.append(synthesize(config, pathlib.Path(work) / "fresh", True)[1])
    return statistics.median(full), statistics.median(again), max(peaks)


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--accounts", type=int, nargs="+", default=[10, 100, 1000])
    options.add_argument("--rounds", type=int, default=3)
    arguments = options.parse_args()
    if not JAR.exists():
        sys.exit(f"{JAR.relative_to(ROOT)} is missing: mvn package -DskipTests")

    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}, median of {arguments.rounds}\n")
    print(f"{'accounts':>8} {'full':>9} {'per further account':>20} {'after one change':>17} {'peak memory':>12}")
    first = None
    for accounts in arguments.accounts:
        full, again, peak = measure(accounts, arguments.rounds)
        first = first or (accounts, full)
        more = accounts - first[0]
        per = f"{(full - first[1]) / more * 1000:.1f} ms" if more else ""
        print(f"{accounts:8} {full:7.2f} s {per:>20} {again:15.2f} s {peak / 1e6:9.0f} MB", flush=True)


if __name__ == "__main__":
    main()
