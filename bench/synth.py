#!/usr/bin/env python3
"""Times the synthesis of the sample deployment, and of fleets, beside what it is up against.

All programs of a table take turns in one run, so that whatever else the machine does hits all of
them alike. Build first: mvn package -DskipTests. See bench/README.md.
"""

import argparse
import os
import pathlib
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
JAR = ROOT / "target" / "cis-alarms.jar"
SAMPLE = ROOT / "cis-alarms.yaml"
CDKTF_CLI = "cdktf-cli@0.21.0"

# One account of the fleets; all controls, as everywhere by default.
ACCOUNT = """\
  - account_id: "{id:012d}"
    region: us-east-1
    log_group_name: aws-cloudtrail-logs
    subscriptions:
      security-team: {{ protocol: email, endpoint: security@example.com }}
"""


class Bench:
    def __init__(self, work):
        self.work = pathlib.Path(work)
        self.library = self.library_class_path()
        self.floor = self.compile_floor()
        self.installed = self.install()

    def library_class_path(self):
        """What a program that depends on the library jar gets: the whole provider bundle."""
        file = self.work / "class-path"
        run(["mvn", "-q", "-B", "-ntp", "dependency:build-classpath", "-DincludeScope=runtime",
             f"-Dmdep.outputFile={file}"])
        jars = [jar for jar in (ROOT / "target").glob("cis-alarms-*.jar")]
        if len(jars) != 1:
            sys.exit(f"expected one library jar in target/, found {len(jars)}: mvn clean package -DskipTests")
        return f"{jars[0]}{os.pathsep}{file.read_text().strip()}"

    def compile_floor(self):
        classes = self.work / "floor"
        run(["javac", "-cp", self.library, "-d", str(classes), str(ROOT / "bench" / "EmptyApp.java")])
        return f"{classes}{os.pathsep}{self.library}"

    def install(self):
        """The program without the archive of classes beside it; its first command makes one."""
        program = self.work / "bin" / "cis-alarms"
        program.parent.mkdir()
        shutil.copy2(JAR, program)
        cache = self.work / "user-cache"
        run([str(program), "synth", "--config", str(SAMPLE), "--out", str(self.work / "first")],
            XDG_CACHE_HOME=str(cache))
        while not list(cache.rglob("*-*.jsa")):
            time.sleep(0.1)
        return program

    def fresh(self, name):
        folder = self.work / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        return folder

    def sample_cases(self):
        """Name, command and whether jsii's package cache is emptied before each run."""
        out = self.work / "out"
        floor = ["java", "-cp", self.floor, "EmptyApp", str(self.work / "empty")]
        synth = ["synth", "--config", str(SAMPLE), "--out", str(out)]
        whole = ["java", "-cp", self.library, "io.github.cisalarms.cli.Main", *synth]
        cli = ["npx", "--yes", CDKTF_CLI, "synth", "--output", str(self.work / "cli")]
        return {
            "floor (empty CDKTF app), warm cache": (floor, False),
            "floor (empty CDKTF app), cold cache": (floor, True),
            "cis-alarms synth, cold cache": ([str(JAR), *synth], True),
            "cis-alarms synth, warm cache": ([str(JAR), *synth], False),
            "installed elsewhere, warm cache": ([str(self.installed), *synth], False),
            "java -jar, cold cache": (["java", "-jar", str(JAR), *synth], True),
            "whole provider bundle, cold cache": (whole, True),
            "whole provider bundle, warm cache": (whole, False),
            f"npx {CDKTF_CLI} synth": (cli, False),
        }

    def time(self, command, cold):
        cache = self.work / ("cold-cache" if cold else "warm-cache")
        if cold:
            shutil.rmtree(cache, ignore_errors=True)
        start = time.monotonic()
        run(command, JSII_RUNTIME_PACKAGE_CACHE_ROOT=str(cache),
            XDG_CACHE_HOME=str(self.work / "user-cache"))
        return time.monotonic() - start

    def take_turns(self, cases, rounds):
        times = {name: [] for name in cases}
        for turn in range(rounds + 1):
            for name, (command, cold) in cases.items():
                self.forget()
                measured = self.time(command, cold)
                if turn > 0:  # the first fills the warm cache, and the operating system's
                    times[name].append(measured)
        return {name: statistics.median(measured) for name, measured in times.items()}

    def same_bytes(self):
        """Whether the slim bundle and the whole one synthesize the same."""
        cases = self.sample_cases()
        written = []
        for name in ("cis-alarms synth, warm cache", "whole provider bundle, warm cache"):
            out = self.fresh("out")
            self.time(*cases[name])
            written.append({f.relative_to(out): f.read_bytes() for f in out.rglob("*") if f.is_file()})
        return written[0] == written[1]

    def fleet(self, stacks, changed=False):
        config = self.work / f"fleet-{stacks}{'-changed' if changed else ''}.yaml"
        text = "accounts:\n" + "".join(ACCOUNT.format(id=111100000000 + i) for i in range(stacks))
        config.write_text(text.replace("aws-cloudtrail-logs", "other-logs", 1) if changed else text)
        return [str(JAR), "synth", "--config", str(config), "--out", str(self.work / "out")]

    def one_changed(self, stacks, rounds):
        """Median of a synthesis after one account of a fleet changed, and changed back."""
        commands = [self.fleet(stacks), self.fleet(stacks, changed=True)]
        times = []
        for turn in range(rounds + 1):
            measured = self.time(commands[turn % 2], False)
            if turn > 0:
                times.append(measured)
        return statistics.median(times)

    def forget(self):
        """Takes away what the program remembers of fleets, so that it synthesizes them whole."""
        shutil.rmtree(self.work / "user-cache" / "cis-alarms" / "synth", ignore_errors=True)

    def calls(self, command):
        """How often Java called Node.js: each request is a line on the standard input of Node.js."""
        requests, node = self.work / "requests", self.work / "node"
        node.write_text(f'#!/bin/sh\ntee {shlex.quote(str(requests))} | node "$@"\n')
        node.chmod(0o755)
        run(command, JSII_NODE=str(node))
        return requests.read_text().count("\n")


def run(command, **environment):
    environment = {
        **os.environ,
        # jsii's own launcher, which the floor and the whole bundle use, warns about Node.js 20.
        "JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION": "20",
        "CHECKPOINT_DISABLE": "1",
        **environment,
    }
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}\nexit {done.returncode}\n{done.stdout}{done.stderr}")
    return done


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rounds", type=int, default=5, help="runs of each program; default: 5")
    options.add_argument("--stacks", type=int, nargs="+", default=[1, 100, 1000])
    options.add_argument("--only", choices=["sample", "fleet"])
    arguments = options.parse_args()
    if not JAR.exists():
        sys.exit(f"{JAR.relative_to(ROOT)} is missing: mvn package -DskipTests")

    with tempfile.TemporaryDirectory() as work:
        bench = Bench(work)
        print(f"target/cis-alarms.jar: {JAR.stat().st_size / 1e6:.1f} MB\n")

        if arguments.only != "fleet":
            medians = bench.take_turns(bench.sample_cases(), arguments.rounds)
            floor = medians["floor (empty CDKTF app), warm cache"]
            ours = medians["cis-alarms synth, cold cache"]
            print(f"{'sample deployment':38} {'median':>8} {'/ floor':>8} {'/ ours, cold':>13}")
            for name, median in medians.items():
                print(f"{name:38} {median:6.2f} s {median / floor:8.2f} {median / ours:13.2f}")
            print(f"slim and whole bundle write the same bytes: {'yes' if bench.same_bytes() else 'NO'}\n")

        if arguments.only != "sample":
            fleets = {n: (bench.fleet(n), False) for n in arguments.stacks}
            medians = bench.take_turns(fleets, arguments.rounds)
            print(f"{'stacks':>6} {'median':>9} {'per further stack':>18} {'calls':>8} {'per further stack':>18}")
            first = None
            for stacks, (command, _) in fleets.items():
                calls = bench.calls(command)
                if first is None:
                    first = (stacks, medians[stacks], calls)
                    print(f"{stacks:6} {medians[stacks]:7.2f} s {'':18} {calls:8}")
                else:
                    more = stacks - first[0]
                    print(f"{stacks:6} {medians[stacks]:7.2f} s {(medians[stacks] - first[1]) / more * 1000:15.1f} ms "
                          f"{calls:8} {(calls - first[2]) / more:18.1f}")
            most = max(arguments.stacks)
            changed = bench.one_changed(most, arguments.rounds)
            print(f"one of {most} changed: {changed:.2f} s, {changed / medians[most]:.2f} of all")


if __name__ == "__main__":
    main()
