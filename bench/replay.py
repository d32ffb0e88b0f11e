#!/usr/bin/env python3
"""Compares `cis-alarms replay` with what one would use without it, in one run.

    bench/replay.py target/cis-alarms.jar --gigabytes 1

Generates events twice, as CloudTrail files (gzip, as AWS delivers them) and as JSON lines (gzip), then
times over the same files of each shape:

    inflate      Inflate.java: inflates and looks at every byte once, all cores; the limit
    gunzip       gzip -dc | wc -c, one process per core
    jq           one condition
    DuckDB       one condition, all cores; the fastest of several ways to ask
    replay       all controls, all variants, alarms, all cores

and prints seconds, MB of JSON per second, CPU seconds of all cores, peak memory, and the ratios. All
take turns; the median of --rounds counts. On a machine that is busy with other things, compare CPU
seconds. Needs Python 3.9, a JDK, gzip, jq and the Python package duckdb; what is missing is left out
and named.
"""

import argparse
import functools
import gzip
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ACCOUNT = "111122223333"
FILE_BYTES = 5_000_000
START = 1_785_542_400  # 2026-08-01T00:00:00Z
MONTH = 31 * 86_400

CALLS = [
    # weight, service, event, error
    (200, "ec2", "DescribeInstances", None),
    (150, "sts", "AssumeRole", None),
    (120, "kms", "Decrypt", None),
    (80, "s3", "GetBucketAcl", None),
    (80, "logs", "DescribeLogGroups", None),
    (60, "ssm", "UpdateInstanceInformation", None),
    (60, "iam", "GetRole", None),
    (50, "cloudformation", "DescribeStacks", None),
    (40, "ec2", "DescribeNetworkInterfaces", None),
    (30, "lambda", "GetFunction20150331v2", None),
    (20, "ec2", "DescribeVolumes", "Client.UnauthorizedOperation"),
    (10, "iam", "ListUsers", "AccessDenied"),
    (3, "ec2", "AuthorizeSecurityGroupIngress", None),
    (2, "iam", "AttachRolePolicy", None),
    (1, "s3", "PutBucketPolicy", None),
    (1, "ec2", "CreateRoute", None),
]


@functools.lru_cache(maxsize=None)
def template(call, role, filters):
    """One event in the shape and with the size that CloudTrail gives it; %(name)s is to be filled."""
    _, service, name, error = call
    record = {
        "eventVersion": "1.11",
        "userIdentity": {
            "type": "AssumedRole",
            "principalId": f"AROAEXAMPLE{role.upper()}:%(session)s",
            "arn": f"arn:aws:sts::{ACCOUNT}:assumed-role/{role}/%(session)s",
            "accountId": ACCOUNT,
            "accessKeyId": "ASIAEXAMPLE%(key)s",
            "sessionContext": {
                "sessionIssuer": {
                    "type": "Role",
                    "principalId": f"AROAEXAMPLE{role.upper()}",
                    "arn": f"arn:aws:iam::{ACCOUNT}:role/{role}",
                    "accountId": ACCOUNT,
                    "userName": role,
                },
                "attributes": {"creationDate": "%(created)s", "mfaAuthenticated": "false"},
            },
        },
        "eventTime": "%(time)s",
        "eventSource": f"{service}.amazonaws.com",
        "eventName": name,
        "awsRegion": "eu-central-1",
        "sourceIPAddress": "10.%(address)s",
        "userAgent": "aws-sdk-java/2.38.2 md/io#sync md/http#Apache ua/2.1 os/Linux#6.1.0"
        " lang/java#17.0.15 md/OpenJDK_64-Bit_Server_VM#17.0.15+6 md/en_US cfg/retry-mode#legacy",
    }
    if error:
        record["errorCode"] = error
        record["errorMessage"] = (
            f"User: arn:aws:sts::{ACCOUNT}:assumed-role/{role}/%(session)s is not authorized to"
            f" perform: {service}:{name} because no identity-based policy allows it"
        )
    record |= {
        "requestParameters": {
            "maxResults": 1000,
            "filterSet": {
                "items": [
                    {"name": "tag:Name", "valueSet": {"items": [{"value": f"{role}-{n}"}]}}
                    for n in range(filters)
                ]
            },
        },
        "responseElements": None,
        "requestID": "%(request)s",
        "eventID": "%(id)s",
        "readOnly": name.startswith(("Describe", "Get", "List")),
        "eventType": "AwsApiCall",
        "managementEvent": True,
        "recipientAccountId": ACCOUNT,
        "eventCategory": "Management",
        "tlsDetails": {
            "tlsVersion": "TLSv1.3",
            "cipherSuite": "TLS_AES_128_GCM_SHA256",
            "clientProvidedHostHeader": f"{service}.eu-central-1.amazonaws.com",
        },
    }
    return json.dumps(record, separators=(",", ":"))


def event(rng, when, call):
    bits = rng.getrandbits(64)
    return template(call, f"app-{bits % 40}", bits >> 8 & 3) % {
        "session": f"i-{bits:016x}",
        "key": f"{bits >> 24:010X}"[:9],
        "created": stamp(when - 900),
        "time": stamp(when),
        "address": f"{bits >> 10 & 3}.{bits >> 12 & 255}.{bits >> 20 & 255}",
        "request": identifier(rng),
        "id": identifier(rng),
    }


def identifier(rng):
    digits = f"{rng.getrandbits(128):032x}"
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-8{digits[17:20]}-{digits[20:]}"


@functools.lru_cache(maxsize=10_000)
def stamp(seconds):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))


def generate(trail, lines, raw_bytes):
    """Writes about that many bytes of JSON in either shape; the same events each time."""
    rng = random.Random(8)
    weights = [call[0] for call in CALLS]
    count = max(1, round(raw_bytes / FILE_BYTES))
    written = events = 0
    for index in range(count):
        when = START + index * MONTH // count
        records, size = [], 0
        while size < FILE_BYTES:
            records.append(event(rng, when + rng.randrange(300), rng.choices(CALLS, weights)[0]))
            size += len(records[-1]) + 1
        text = '{"Records":[' + ",".join(records) + "]}"
        write(lines / f"{index:04d}.json.gz", "\n".join(records) + "\n")
        day = time.strftime("%Y/%m/%d", time.gmtime(when))
        path = trail / "AWSLogs" / ACCOUNT / "CloudTrail" / "eu-central-1" / day
        delivery = time.strftime("%Y%m%dT%H%MZ", time.gmtime(when + 300))
        name = f"{ACCOUNT}_CloudTrail_eu-central-1_{delivery}_{index:08d}abcdEFGH.json.gz"
        write(path / name, text)
        written += len(text)
        events += len(records)
    return written, events


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode(), 6, mtime=0))


def timed(command, **environment):
    """Seconds, CPU seconds and peak memory in MB of one run, and what it printed."""
    start = time.perf_counter()
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=os.environ | environment
    ) as process:
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - start
    if process.returncode != 0:
        sys.exit(f"{command} failed with {process.returncode}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000, output.decode()


# Ways to ask DuckDB for one condition. Which is the fastest differs from version to version.
ONE_EVENT_PER_LINE = {
    "newline_delimited, columns": """
      SELECT count(*) FROM read_json('{folder}/**/*.json.gz', format = 'newline_delimited',
        columns = {{errorCode: 'VARCHAR'}}) WHERE errorCode = 'AccessDenied'""",
    "columns": """
      SELECT count(*) FROM read_json('{folder}/**/*.json.gz', columns = {{errorCode: 'VARCHAR'}})
      WHERE errorCode = 'AccessDenied'""",
    "objects": """
      SELECT count(*) FROM read_ndjson_objects('{folder}/**/*.json.gz')
      WHERE json->>'errorCode' = 'AccessDenied'""",
    "detected": """
      SELECT count(*) FROM read_json('{folder}/**/*.json.gz') WHERE errorCode = 'AccessDenied'""",
}
RECORDS = """
  SELECT count(*) FROM (SELECT unnest(Records) AS r FROM read_json('{{folder}}/**/*.json.gz',
    {} maximum_object_size = 10000000)) WHERE {} = 'AccessDenied'"""
STRUCT = "columns = {{Records: 'STRUCT(errorCode VARCHAR)[]'}},"
CLOUDTRAIL_FILES = {
    "newline_delimited, struct": RECORDS.format(
        "format = 'newline_delimited', " + STRUCT, "r.errorCode"),
    "struct": RECORDS.format(STRUCT, "r.errorCode"),
    "JSON": RECORDS.format(
        "format = 'newline_delimited', columns = {{Records: 'JSON[]'}},", "r->>'errorCode'"),
    "detected": RECORDS.format("", "r.errorCode"),
}
DUCKDB = """
import duckdb, sys
duckdb.sql('SET enable_progress_bar = false')
print(duckdb.sql(sys.argv[1]).fetchall()[0][0])
"""


def fastest_duckdb(ways, folder):
    """The command of the way that takes the least CPU seconds, and its name."""
    commands = {
        name: [sys.executable, "-c", DUCKDB, query.format(folder=folder)]
        for name, query in ways.items()
    }
    name = min(commands, key=lambda way: timed(commands[way])[1])
    return commands[name], name


def compare(folder, ways, jq_filter, raw, events, arguments, classes):
    """Lets all programs take turns over the files of a folder, and prints a table."""
    cores = os.cpu_count()
    find = f"find {folder} -name '*.gz' -print0"
    programs = {
        "inflate": ["java", "-cp", str(classes), "Inflate", str(folder)],
        "gunzip": ["sh", "-c", f"{find} | xargs -0 -n 8 -P {cores} gzip -dc | wc -c"],
        "jq": ["sh", "-c", f"{find} | xargs -0 gzip -dc | jq -n '[{jq_filter}"
               """ | select(.errorCode == "AccessDenied")] | length'"""],
        "DuckDB": [],
        "replay": [arguments.jar, "replay", "--json", str(folder)],
    }
    if arguments.only_replay:
        programs = {"replay": programs["replay"]}
    for name in arguments.missing:
        programs.pop(name, None)
    # Reads every file once, so that the first program doesn't pay for the disk.
    for path in folder.rglob("*.gz"):
        path.read_bytes()
    if "DuckDB" in programs:
        programs["DuckDB"], way = fastest_duckdb(ways, folder)
        print(f"DuckDB is asked by: {way}")
    # All take turns, so that whatever else the machine does hits all of them alike.
    runs = {name: [] for name in programs}
    for _ in range(arguments.rounds):
        for name, command in programs.items():
            runs[name].append(timed(command, JDK_JAVA_OPTIONS=f"-Xmx{arguments.heap}"))
    answers = {name: turns[0][3] for name, turns in runs.items()}
    if json.loads(answers["replay"])["events"] != events:
        sys.exit("replay did not count every event")
    if "jq" in answers and "DuckDB" in answers and int(answers["jq"]) != int(answers["DuckDB"]):
        sys.exit("jq and DuckDB disagree")
    seconds, cpu, memory = (
        {name: statistics.median(turn[i] for turn in turns) for name, turns in runs.items()}
        for i in range(3)
    )
    print("           seconds   MB/s  CPU s  peak MB")
    for name in programs:
        speed = raw / 1e6 / seconds[name]
        print(f"{name:<10} {seconds[name]:7.2f} {speed:6.0f} {cpu[name]:6.1f} {memory[name]:8.0f}")
    for name in programs:
        if name != "replay":
            print(f"replay takes {seconds['replay'] / seconds[name]:.2f} times as long as {name},"
                  f" and {cpu['replay'] / cpu[name]:.2f} times its CPU seconds")
    print(flush=True)


def missing():
    """What is not on this machine, and why."""
    if not shutil.which("jq"):
        yield "jq", "jq is not installed"
    version = subprocess.run(
        [sys.executable, "-c", "import duckdb; print(duckdb.__version__)"],
        capture_output=True, text=True)
    if version.returncode:
        yield "DuckDB", f"{sys.executable} has no package duckdb"
    else:
        print(f"DuckDB {version.stdout.strip()}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("jar", type=os.path.abspath, help="target/cis-alarms.jar")
    parser.add_argument("--gigabytes", type=float, default=1, help="JSON to generate; default 1")
    parser.add_argument("--rounds", type=int, default=3, help="the median of so many; default 3")
    parser.add_argument("--heap", default="256m", help="the JVM's -Xmx for replay; default 256m")
    parser.add_argument("--only-replay", action="store_true", help="leaves the others out")
    arguments = parser.parse_args()

    arguments.missing = []
    for name, reason in missing():
        print(f"{name} is left out: {reason}")
        arguments.missing.append(name)
    folder = Path(tempfile.mkdtemp(prefix="cis-alarms-bench-"))
    trail, lines, classes = folder / "trail", folder / "lines", folder / "classes"
    try:
        raw, events = generate(trail, lines, arguments.gigabytes * 1e9)
        packed = sum(path.stat().st_size for path in trail.rglob("*.gz"))
        print(f"{raw / 1e6:.0f} MB of JSON, {packed / 1e6:.0f} MB of gzip, {events} events,")
        print(f"{len(list(trail.rglob('*.gz')))} files, {os.cpu_count()} cores\n", flush=True)
        source = Path(__file__).parent / "Inflate.java"
        subprocess.run(["javac", "-d", str(classes), str(source)], check=True)
        print("CloudTrail files")
        compare(
            trail, CLOUDTRAIL_FILES, "inputs.Records[]", raw, events, arguments, classes)
        print("JSON lines")
        compare(lines, ONE_EVENT_PER_LINE, "inputs", raw, events, arguments, classes)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
