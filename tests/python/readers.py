"""What the program writes, read by others: readers.py LOGVEIL FOLDER. The inputs of all vectors go through `run --to`; each
line of `otlp` has to be a LogsData to opentelemetry-proto, each of `ecs` and `gelf` has to fit its schema. The lines of
`logfmt`, and what they say, are left in FOLDER for the reader in Node."""

import base64
import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path

from google.protobuf.json_format import ParseDict
from jsonschema import Draft202012Validator
from opentelemetry.proto.logs.v1.logs_pb2 import LogsData

import load

SCHEMAS = load.TESTS / "schemas"
# Longer inputs are there for limits.
LONGEST = 1 << 16


def inputs():
    samples = (load.TESTS.parent / "host-example" / "samples" / "worker.ndjson").read_bytes()
    for vector in load.all_vectors():
        if len(vector.input) < LONGEST:
            samples += vector.input if vector.input.endswith(b"\n") else vector.input + b"\n"
    return samples


def run(logveil, form):
    command = [logveil, "run", "--to", form, "--quarantine", "discard", "--findings", "0"]
    out = subprocess.run(command, input=inputs(), capture_output=True, check=True).stdout
    return [line for line in out.split(b"\n") if line.strip()]


def otlp(line):
    """The JSON form of OTLP has ids in hexadecimal, where protobuf's has base64."""
    value = json.loads(line)
    for resource in value["resourceLogs"]:
        for scope in resource.get("scopeLogs", []):
            for record in scope["logRecords"]:
                for name, length in ("traceId", 16), ("spanId", 8):
                    if name in record:
                        digits = bytes.fromhex(record[name])
                        assert len(digits) == length, f"{name} has {len(digits)} bytes"
                        record[name] = base64.b64encode(digits).decode()
    data = ParseDict(value, LogsData())
    record = data.resource_logs[0].scope_logs[0].log_records[0]
    assert 0 <= record.severity_number <= 24
    keys = [attribute.key for attribute in record.attributes]
    assert all(keys) or "" in json.dumps(value), "an attribute without a name"


def schema(name):
    validator = Draft202012Validator(json.loads((SCHEMAS / f"{name}.schema.json").read_text()))

    def check(line):
        value = json.loads(line)
        validator.validate(value)
        if isinstance(value.get("@timestamp"), str) and value["@timestamp"].endswith("000Z"):
            datetime.fromisoformat(value["@timestamp"])

    return check


def main(logveil, folder):
    passed, failures = 0, []
    for form, check in ("otlp", otlp), ("ecs", schema("ecs")), ("gelf", schema("gelf")):
        for line in run(logveil, form):
            try:
                check(line)
                passed += 1
            except Exception as error:
                failures.append(f"{form}: {load.show(line)}: {str(error).splitlines()[0]}")
    # What a line of logfmt says, in the same order: CP1.
    folder = Path(folder)
    for form in "logfmt", "cp1":
        (folder / f"readers.{form}").write_bytes(b"\n".join(run(logveil, form)) + b"\n")
    return load.close("what others read", passed, failures, {})


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
