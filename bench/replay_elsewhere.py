#!/usr/bin/env python3
"""Compares `cis-alarms replay` from S3 and on Spark with the same from disk, in one run.

    bench/replay_elsewhere.py target/cis-alarms.jar --gigabytes 1
    bench/replay_elsewhere.py target/cis-alarms.jar --gigabytes 4 --spark spark/target/cis-alarms-spark.jar

Generates events as bench/replay.py does, as CloudTrail files, and lets take turns:

    disk         the replay from disk: scanning alone
    download     Download.java: the same objects from an emulated S3, and nothing else
    S3           the replay from there
    Spark        with --spark: the job in local[2], from disk
    Spark start  the job over one event: what Spark takes before it does anything

The ratios at the end are what to look at: S3 to the slower of disk and download, in seconds; Spark
without its start to disk, in CPU seconds. Fails unless all print the same JSON. Needs Python 3.9 and a
JDK, for Spark also Maven, which has Spark from the build.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import replay

HERE = Path(__file__).resolve().parent
KEYS = {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_REGION": "us-east-1",
    "AWS_EC2_METADATA_DISABLED": "true",
}
EVENT = '{"Records":[{"eventTime":"2026-08-01T00:00:00Z","eventName":"X","eventID":"1"}]}'


def spark_command(jar, classes):
    """What spark-submit runs by docs/replay.md, with Spark as the build has it."""
    pom = HERE.parent / "spark" / "pom.xml"
    paths = classes / "spark.classpath"
    subprocess.run(
        ["mvn", "-q", "-ntp", "-f", pom, "dependency:build-classpath",
         "-Dmdep.includeScope=provided", f"-Dmdep.outputFile={paths}"], check=True)
    opens = [word for word in pom.read_text().split() if word.startswith("--add-opens=")]
    opens = [word.split("<")[0] for word in opens]
    return ["java", *opens, "-Xmx1g", "-XX:FreqInlineSize=110", "-Dspark.master=local[2]",
            "-Dspark.ui.enabled=false",
            "-Dspark.driver.host=127.0.0.1", "-cp", f"{jar}:{paths.read_text()}",
            "io.github.cisalarms.spark.ReplayJob"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("jar", type=os.path.abspath, help="target/cis-alarms.jar")
    parser.add_argument("--gigabytes", type=float, default=1, help="JSON to generate; default 1")
    parser.add_argument("--rounds", type=int, default=3, help="the median of so many; default 3")
    parser.add_argument("--spark", type=os.path.abspath, help="spark/target/cis-alarms-spark.jar")
    arguments = parser.parse_args()

    folder = Path(tempfile.mkdtemp(prefix="cis-alarms-bench-"))
    trail, classes, small = folder / "trail", folder / "classes", folder / "small"
    emulator = None
    try:
        raw, events = replay.generate(trail, folder / "lines", arguments.gigabytes * 1e9)
        shutil.rmtree(folder / "lines")
        replay.write(small / "event.json.gz", EVENT)
        print(f"{raw / 1e6:.0f} MB of JSON, {events} events, {os.cpu_count()} cores\n", flush=True)
        subprocess.run(
            ["javac", "-d", classes, HERE / "S3Emulator.java", HERE / "Download.java"], check=True)
        emulator = subprocess.Popen(
            ["java", "-cp", classes, "S3Emulator", trail], stdout=subprocess.PIPE, text=True)
        endpoint = f"http://127.0.0.1:{emulator.stdout.readline().strip()}"
        environment = {**KEYS, "AWS_ENDPOINT_URL": endpoint}
        programs = {
            "disk": [arguments.jar, "replay", "--json", str(trail)],
            "download": ["java", "-cp", str(classes), "Download", endpoint, str(trail)],
            "S3": [arguments.jar, "replay", "--json", "s3://bucket"],
        }
        out = folder / "out"
        if arguments.spark:
            spark = spark_command(arguments.spark, classes)
            programs["Spark"] = [*spark, str(trail), "--out", str(out)]
            programs["Spark start"] = [*spark, str(small), "--out", str(folder / "start")]
        runs = {name: [] for name in programs}
        for _ in range(arguments.rounds):
            for name, command in programs.items():
                runs[name].append(replay.timed(command, **environment))
        seconds, cpu, memory = (
            {name: statistics.median(turn[i] for turn in turns) for name, turns in runs.items()}
            for i in range(3)
        )
        print("            seconds  CPU s  peak MB")
        for name in programs:
            print(f"{name:<11} {seconds[name]:8.2f} {cpu[name]:6.1f} {memory[name]:8.0f}")
        slower = max(seconds["disk"], seconds["download"])
        print(f"\nS3 takes {seconds['S3'] / slower:.2f} times the slower of disk and download")
        if arguments.spark:
            ratio = (cpu["Spark"] - cpu["Spark start"]) / cpu["disk"]
            print(f"Spark, once started, takes {ratio:.2f} times the CPU seconds of disk")
        if runs["disk"][0][3] != runs["S3"][0][3]:
            sys.exit("S3 and disk disagree")
        if arguments.spark and runs["disk"][0][3] != (out / "replay.json").read_text():
            sys.exit("Spark and disk disagree")
    finally:
        if emulator:
            emulator.terminate()
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
