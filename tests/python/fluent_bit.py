"""Vectors against the Fluent Bit module: fluent_bit.py HOST LOGVEIL [-v]. HOST is tests/fluent-bit: Fluent Bit's engine,
called as its wasm filter calls it; LOGVEIL is the program, which bakes each vector's policy and keys into a module.

A record reaches a filter as Fluent Bit writes it: one JSON object, no spaces, non-ASCII as \\uXXXX. A vector whose input is
not written so is delivered as it would be; then what is compared is what the JSON says, which is all that Fluent Bit keeps
of an answer. What can't be delivered is skipped; -v names each with its reason."""

import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from decimal import Decimal
from pathlib import Path

import load

STACK = "stack=262144"
TIMES = [
    rb'"@?timestamp":"2025-01-27T17:46:40.000000Z",?',
    rb'"timestamp":1738000000.000000,',
    rb'"timeUnixNano":"1738000000000000000",',
]


class Undeliverable(Exception):
    """Why Fluent Bit would never hand this to a filter."""


def delivered(line):
    """The record as Fluent Bit hands it to a filter."""
    if b"\n" in line or not line.strip():
        raise Undeliverable("not one record")
    if len(line) > 1 << 21:
        raise Undeliverable("longer than Fluent Bit takes")
    try:
        record = json.loads(line.decode("utf-8"), object_pairs_hook=pairs, parse_constant=number, parse_float=number)
    except RecursionError:
        raise Undeliverable("nested too deeply for Fluent Bit") from None
    except ValueError as why:
        raise Undeliverable("a key twice" if "twice" in str(why) else "no valid JSON") from None
    if not isinstance(record, dict):
        raise Undeliverable("no object")
    text = json.dumps(record, separators=(",", ":"))
    if re.search(r"\\ud[89a-f]", re.sub(r"\\ud[89ab]..\\ud[c-f]..", "", text)):
        raise Undeliverable("half a surrogate pair")
    if "\\u0000" in text:
        raise Undeliverable("a zero byte in a text")
    return text.encode()


def pairs(members):
    if len(dict(members)) != len(members):
        raise ValueError("a key twice")
    return dict(members)


def number(text):
    value = float(text)
    if value != value or value in (float("inf"), float("-inf")):
        raise ValueError("no number of JSON")
    if Decimal(text) != Decimal(repr(value)):
        raise Undeliverable("a number that Fluent Bit rounds")
    return value


def prepared(vector):
    """The record, and whether it is written as the vector writes it."""
    if vector.errors is not None:
        raise Undeliverable("records that are split off: Fluent Bit has one output")
    record = delivered(vector.input.removesuffix(b"\n"))
    same = record == vector.input.removesuffix(b"\n")
    return record, same


def wrong(vector, same, answer):
    """What is wrong with an answer, in words; None where nothing is."""
    withheld = vector.counts.get("withheld") == 1
    if answer == b"drop" or withheld:
        return None if withheld and answer == b"drop" else f"want {'' if withheld else 'not '}dropped, got {load.show(answer)}"
    if answer.startswith(b"error "):
        return answer.decode("utf-8", "replace")
    try:
        said = json.loads(answer.decode("utf-8"), object_pairs_hook=pairs)
    except ValueError as why:
        return f"the answer is not valid JSON: {why}"
    if not isinstance(said, dict):
        return "the answer is no object"
    if vector.verb == "validate":
        told = said.get("logveil", {})
        found = told.get("rules", [told["reason"]] if "reason" in told else [])
        if set(found) != set(vector.rules or found) or not set(vector.among) <= set(found):
            return f"rules: want {vector.rules or vector.among}, got {found}"
        return None
    wanted = None if vector.output is None else json.loads(vector.output)
    if wanted is not None and vector.verb != "redact":
        # The call's time: records without one get it, in whatever form they are written.
        for time in TIMES:
            if not re.search(time, vector.output):
                answer = re.sub(time, b"", answer, count=1)
        answer = answer.replace(b"{,", b"{")
        said = json.loads(answer)
    if same:
        return vector.check(answer + b"\n" * vector.input.endswith(b"\n"))
    if wanted is not None and wanted != said:
        return f"\n   in {load.show(vector.input)}\n want {load.show(vector.output)}\n  got {load.show(answer)}"
    return next((f"{load.show(gone)} survives" for gone in vector.gone if gone in answer), None)


def asked(host, module, verb, records):
    """The answers, all from one instance, as a filter has it; each record is of a tag of its own."""
    lines = b"".join(b"tag.%d\t%s\n" % (number, record) for number, record in enumerate(records))
    ran = subprocess.run([host, module, f"logveil_{verb}", STACK], input=lines, capture_output=True, check=True)
    return ran.stdout.split(b"\n")[:-1]


class Bakery:
    """Modules with policies in them; one of each."""

    def __init__(self, logveil, folder):
        self.logveil, self.folder, self.made = logveil, Path(folder), {}

    def module(self, vector):
        """The module with the vector's policy and keys."""
        wish = (vector.policy, tuple(vector.keys))
        if wish not in self.made:
            self.made[wish] = self.bake(*wish)
        if isinstance(self.made[wish], Undeliverable):
            raise self.made[wish]
        return self.made[wish]

    def bake(self, policy, keys):
        number = len(self.made)
        source, module = self.folder / f"{number}.json", self.folder / f"{number}.wasm"
        source.write_text(policy, "utf-8")
        command = [self.logveil, "policy", "bake", "--flavour", "fluent-bit", "--policy", source, "-o", module]
        for key, held in keys:
            file = self.folder / f"{number}.{key}.key"
            file.write_bytes(held)
            command += ["--key", f"{key}={file}"]
        ran = subprocess.run([*command, "--quarantine", "discard"], capture_output=True, text=True)
        if ran.returncode == 0:
            return module
        return Undeliverable("refused when it was to be baked in" + re.sub(r".*: (?=[a-zA-Z])", ": ", ran.stderr.strip().splitlines()[-1])[:60])


MANY = 1_000_000

# A module of one function that makes a vector and drops it.
SIMD = bytes.fromhex("0061736d0100000001040160000003020100" + "0a17011500fd0c" + "00" * 16 + "1a0b")


def rules(host, module, folder):
    """What this host is like, and how the module stands it: names of checks and what is wrong with each, if anything."""

    def run(module, records, function="run", *settings):
        lines = b"".join(record + b"\n" for record in records)
        command = [host, module, f"logveil_{function}", *(settings or [STACK])]
        return subprocess.run(command, input=lines, capture_output=True)

    bare = Path(folder) / "bare.wasm"
    bare.write_bytes(without_exports(Path(module).read_bytes(), [b"malloc", b"free"]))
    large = json.dumps({"log": "password=planted-1 " * 600}).encode()
    small = run(bare, [b'{"password":"planted-1"}', large, b'{"password":"planted-1"}'], "redact").stdout.split(b"\n")
    heap = [json.loads(answer).get("logveil", {}).get("reason") for answer in small[:3]]
    yield "without malloc, what does not fit into 8 KiB is masked", (heap != [None, "limit/memory", None] or b"planted" in b"".join(small)) and small
    narrow = run(module, [b"{}"], "run", "stack=8192").stdout
    yield "the default stack is too little, and the host says so", b"wasm operand stack overflow" not in narrow and narrow
    simd = Path(folder) / "simd.wasm"
    simd.write_bytes(SIMD)
    refused = run(simd, [b"{}"])
    yield "a module with SIMD does not load", refused.returncode == 0 and "it loads"
    missing = run(module, [b"{}"], "none").stdout
    yield "a wrong name is told with each record", b"function is not found" not in missing and missing
    text = json.dumps({"log": "password=planted-1 and more, " * 40_000, "n": 1}).encode()
    whole = run(module, [text[:1_000_000] + b'"}', b'{"n":1}'], "redact").stdout.split(b"\n")
    yield "a record of a megabyte", (b"planted" in whole[0] or len(whole[0]) < 500_000 or whole[1] != b'{"n":1}') and "damaged"
    over = run(module, [json.dumps({"log": "planted " * 200_000}).encode()], "redact").stdout
    yield "a longer one is masked", b'"reason":"limit/max-record-bytes"' not in over and over[:200]
    nested = b"{}"
    for _ in range(14):
        nested = json.dumps({"a": nested.decode()}).encode()
    deep = run(module, [nested, b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}"], "redact").stdout
    yield "nothing recurses", (b"error" in deep or b"max-depth" not in deep) and deep[:200]
    begun = b'a\t{"m":"-----BEGIN RSA PRIVATE KEY-----"}'
    line = json.dumps({"m": "MIIEpAIBAAKCAQEA75W0m0B2" + "x8Kq" * 10}).encode()
    tags = run(module, [begun, b"b\t" + line, b"a\t" + line], "redact").stdout.split(b"\n")
    yield "what is open is of one tag", (b"x8Kq" not in tags[1] or b"x8Kq" in tags[2]) and tags[1:3]
    ends = b'","stream":"stdout","time":"2025-01-27T12:00:00.123456Z"}'
    pieces = [b'a\t{"log":"a {' + ends, b'a\t{"log":"b}\\n' + ends, b'a\t{"n":1}']
    for verb in ("run", "format", "redact", "validate"):
        answers = run(module, pieces, verb).stdout.split(b"\n")[:-1]
        whole = len(answers) == 3 and all(mark in answer for mark, answer in zip((b"a {", b"b}", b'"n":1'), answers, strict=True))
        yield f"{verb}: pieces of Docker's lines are records of their own", not whole and answers
    odd = [b"", b" ", b"\xff", b"{", b"[]", b"{}{}", b"null", b'{"a":"\xff"}', b'{"log":"half a line","stream":"stdout","time":"t"}']
    for verb in ("run", "format", "redact", "validate"):
        answers = run(module, odd, verb).stdout.split(b"\n")[:-1]
        whole = len(answers) == len(odd) and all(one_object(answer) for answer in answers)
        yield f"{verb}: one object for anything", not whole and answers
    small = list(million())
    many = run(module, small, "run", STACK, f"times={MANY // len(small) + 1}")
    told = re.search(r"records (\d+) memory after the first round (\d+) at the end (\d+)", many.stderr.decode())
    flat = told and int(told[1]) >= MANY and told[2] == told[3]
    yield "a million records, and the memory is flat", not flat and many.stderr


def without_exports(module, names):
    """A module that does not export these."""

    def number(at):
        value = shift = 0
        while True:
            byte = module[at]
            value, shift, at = value | (byte & 127) << shift, shift + 7, at + 1
            if byte < 128:
                return value, at

    def written(value):
        some = b""
        while value > 127:
            some, value = some + bytes([value & 127 | 128]), value >> 7
        return some + bytes([value])

    made, at = module[:8], 8
    while at < len(module):
        section = module[at]
        length, start = number(at + 1)
        at = start + length
        body = module[start:at]
        if section == 7:
            count, place = number(start)
            kept = []
            for _ in range(count):
                begun = place
                length, place = number(place)
                name, place = module[place : place + length], place + length
                _, place = number(place + 1)
                if name not in names:
                    kept.append(module[begun:place])
            body = written(len(kept)) + b"".join(kept)
        made += bytes([section]) + written(len(body)) + body
    return made


def million():
    """Records of many forms, some of them sensitive."""
    for number in range(500):
        base = {"level": "INFO", "component": "worker", "message": f"step {number} done", "latency_ms": number / 4}
        yield json.dumps(base | {"context": {"worker_id": f"w{number}", "attempt": number % 7}}, separators=(",", ":")).encode()
        yield json.dumps({"msg": f"user u{number}@example.com", f"key{number}": "v", "apiKey": "x" * (number % 90)}).encode()


def one_object(answer):
    try:
        return isinstance(json.loads(answer), dict)
    except ValueError:
        return False


def main(host, logveil):
    failures, passed, skipped, groups = [], 0, Counter(), {}
    with tempfile.TemporaryDirectory() as folder:
        bakery = Bakery(logveil, folder)
        for vector in load.all_vectors():
            try:
                record, same = prepared(vector)
                module = bakery.module(vector)
            except Undeliverable as why:
                skipped[str(why)] += 1
                if "-v" in sys.argv:
                    print("skipped", vector.name, why)
                continue
            groups.setdefault((module, vector.verb), []).append((vector, record, same))
        odd, held = [], 0
        for name, why in rules(host, bakery.bake('{"version":1,"extends":["cp1"]}', ()), folder):
            if why:
                odd.append(f"{name}: {why}")
            else:
                held += 1
        for (module, verb), cases in groups.items():
            answers = asked(host, module, verb, [record for _, record, _ in cases])
            for (vector, _, same), answer in zip(cases, answers, strict=True):
                why = wrong(vector, same, answer)
                if why:
                    failures.append(f"{vector.name}: {why}")
                else:
                    passed += 1
    # The vectors by themselves, since the table over all flavours counts them.
    return max(load.close("rules of the host", held, odd, Counter()), load.close("fluent-bit in WAMR", passed, failures, skipped))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
