"""Vectors against the Fluent Bit module: fluent_bit.py MODULE. The host here does what Fluent Bit does: SIMD is off,
there are no imports, tag and record are allocated in the module, and the answer is text that ends at a NUL."""

import json
import sys
from collections import Counter

from wasmtime import Config, Engine, Instance, Module, Store

import load

TAG = b"app.worker"


class Filter:
    """One instance, as the filter keeps it for its whole life."""

    def __init__(self, engine, module):
        self.store = Store(engine)
        exports = Instance(self.store, module, []).exports(self.store)
        self.memory, self.malloc, self.free = exports["memory"], exports["malloc"], exports["free"]
        self.redact = exports["logveil_redact"]

    def put(self, text):
        at = self.malloc(self.store, len(text) + 1) & 0xFFFFFFFF
        assert at, "malloc gave nothing"
        self.memory.write(self.store, text + b"\0", at)
        return at

    def filter(self, record):
        tag, at = self.put(TAG), self.put(record)
        answer = self.redact(self.store, tag, len(TAG), 1738000000, 0, at, len(record)) & 0xFFFFFFFF
        text = b""
        while answer and not text.endswith(b"\0"):
            piece = self.memory.read(self.store, answer, min(answer + 256, self.memory.data_len(self.store)))
            end = piece.find(b"\0")
            text += bytes(piece if end < 0 else piece[: end + 1])
            answer += len(piece)
        self.free(self.store, at)
        self.free(self.store, tag)
        return text.rstrip(b"\0")


def undeliverable(vector):
    """Why Fluent Bit would never hand this to a filter; None where it may."""
    if vector.policy_name != "cp1":
        return "the policy is baked in: cp1"
    if vector.verb != "redact":
        return f"verb {vector.verb}: the module redacts"
    line = vector.input.removesuffix(b"\n")
    if b"\n" in line or not line:
        return "not one record"
    try:
        text = line.decode("utf-8")
        record = json.loads(text, object_pairs_hook=pairs, parse_constant=int)
    except RecursionError:
        return "nested too deeply"
    except ValueError:
        return "no valid JSON, or a key twice"
    if not isinstance(record, dict) or text != text.strip():
        return "not one JSON object"
    if "\\ud8" in text.lower() or "\\udf" in text.lower() or "\\udc" in text.lower():
        return "half a surrogate pair"
    return None


def pairs(members):
    if len(dict(members)) != len(members):
        raise ValueError("a key twice")
    return dict(members)


def wrong(module, vector):
    answer = module.filter(vector.input.removesuffix(b"\n"))
    if not answer:
        return "the record was dropped"
    if not isinstance(json.loads(answer), dict):
        return "the answer is no object"
    return vector.check(answer + b"\n" * vector.input.endswith(b"\n"))


def main(file):
    config = Config()
    config.wasm_simd = config.wasm_relaxed_simd = False
    engine = Engine(config)
    compiled = Module.from_file(engine, file)
    failures, passed, skipped = [], 1, Counter()
    if compiled.imports:
        failures.append(f"the module imports {[one.name for one in compiled.imports]}")
    else:
        passed += 1
    module = Filter(engine, compiled)
    for vector in load.all_vectors():
        reason = undeliverable(vector)
        if reason:
            skipped[reason] += 1
            continue
        try:
            why = wrong(module, vector)
        except Exception as error:
            why, module = repr(error), Filter(engine, compiled)
        if why:
            failures.append(f"{vector.name}: {why}")
        else:
            passed += 1
    return load.close("fluent-bit without SIMD", passed, failures, skipped)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
