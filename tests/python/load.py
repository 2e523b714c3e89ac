"""Reads tests/vectors/*.json for the runners in Python; the format stands in tests/vectors/README.md."""

import json
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent


class Vector:
    """One input and what must become of it."""

    def __init__(self, topic, page, vector):
        self.name = f"{topic}/{vector['name']}"
        self.policy_name = vector.get("policy", page.get("policy"))
        self.policy = policy(self.policy_name)
        self.verb = vector.get("verb", page.get("verb"))
        self.keys = [(name, text.encode()) for name, text in vector.get("keys", page.get("keys", []))]
        self.input = binary(vector, "in")
        self.gone = [text.encode() for text in vector.get("gone", [])]
        self.kept = [text.encode() for text in vector.get("kept", [])]
        output = binary(vector, "out")
        self.output = self.input if output is None and not self.gone and not self.kept else output
        self.counts = vector.get("counts", {})
        self.quarantine = vector.get("quarantine")
        self.errors = vector.get("errors")
        self.findings, self.rules = vector.get("findings"), vector.get("rules")
        self.among = vector.get("among", [])

    def check(self, got, counts=None, quarantine=None, errors=None, findings=None):
        """What is wrong, in words; None where nothing is."""
        if self.output is not None and got != self.output:
            return f"\n   in {show(self.input)}\n want {show(self.output)}\n  got {show(got)}"
        for gone in self.gone:
            if gone in got:
                return f"{show(gone)} survives in {show(got)}"
        for kept in self.kept:
            if kept not in got:
                return f"{show(kept)} is lost in {show(got)}"
        if counts is not None:
            for name, want in self.counts.items():
                if counts[name] != want:
                    return f"{name}: want {want}, got {counts[name]}"
        if quarantine is not None and self.quarantine is not None and quarantine != self.quarantine.encode():
            return f"quarantine: want {self.quarantine}, got {show(quarantine)}"
        if errors is not None and self.errors is not None and errors != self.errors.encode():
            return f"errors: want {self.errors}, got {show(errors)}"
        return None if findings is None else self.check_findings(findings)

    def check_findings(self, found):
        """The same for findings: maps of `rule`, `line`, `start`, `end`, `pointer`, `detail`, `fix`."""
        lines = self.input.split(b"\n")
        for one in found:
            one["at"] = lines[one["line"] - 1][one["start"] : one["end"]].decode("utf-8", "replace")
        rules = [one["rule"] for one in found]
        for rule in self.among:
            if rule not in rules:
                return f"no {rule} in {found}"
        if self.rules is not None and sorted(self.rules) != sorted(rules):
            return f"rules: want {self.rules}, got {found}"
        left = list(found)
        for want in self.findings or []:
            fits = [one for one in left if all(one[name] == value for name, value in want.items())]
            if not fits:
                return f"no finding {want} in {found}"
            left.remove(fits[0])
        return f"too many: {left}" if left and self.findings is not None else None


def all_vectors():
    """All vectors of all topics."""
    vectors = []
    for file in sorted((TESTS / "vectors").glob("*.json")):
        page = json.loads(file.read_text("utf-8"))
        vectors += [Vector(file.stem, page, vector) for vector in page["vectors"]]
    return vectors


def policy(value):
    """The policy's JSON text, from a preset's name, a file's name or the policy itself."""
    if not isinstance(value, str):
        return json.dumps(value)
    if value.endswith(".json"):
        return (TESTS / "policies" / value).read_text("utf-8")
    return json.dumps({"version": 1, "extends": [value]})


def binary(vector, field):
    if field + "_hex" in vector:
        return bytes.fromhex(vector[field + "_hex"])
    if field not in vector:
        return None
    parts = vector[field] if isinstance(vector[field], list) else [vector[field]]
    return "".join(part if isinstance(part, str) else part["text"] * part["times"] for part in parts).encode()


def show(binary):
    text = repr(binary)
    return text if len(text) <= 400 else f"{text[:400]}… ({len(binary)} bytes)"


def close(name, passed, failures, skipped):
    """Prints what failed and the closing line; the exit code. `skipped` maps a reason to a count."""
    for failure in failures[:40]:
        print("FAILED", name, failure)
    for reason, count in sorted(skipped.items()):
        print(f"skipped {count}: {reason}")
    print(f"{name}: {passed} passed, {len(failures)} failed, {sum(skipped.values())} skipped")
    return 1 if failures else 0
