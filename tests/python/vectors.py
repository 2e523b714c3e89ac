"""Every vector against the component, in wasmtime from Python: vectors.py COMPONENT. Also: it imports nothing."""

import sys

from wasmtime import Engine, Store
from wasmtime.component import Component, Linker, Record, Variant

import load

# The bindings fail on lists over 2 MiB, and the quarantine of a record in two chunks is longer than both.
MOST = 1 << 19
COUNTS = ["records", "changed", "masked", "withheld", "redactions", "errors", "warnings"]


class Host:
    """One instance of the component, and its functions by name."""

    def __init__(self, engine, component):
        self.store = Store(engine)
        self.instance = Linker(engine).instantiate(self.store, component)
        self.interface = self.instance.get_export_index(self.store, "logveil:logs/processor@0.1.0")
        self.functions = {}

    def call(self, name, *arguments):
        if name not in self.functions:
            index = self.instance.get_export_index(self.store, name, self.interface)
            self.functions[name] = self.instance.get_func(self.store, index)
        function = self.functions[name]
        answer = function(self.store, *arguments)
        if isinstance(answer, Variant):
            raise RuntimeError(f"{name}: {answer.tag} {answer.payload}")
        return answer

    def open(self, vector):
        return Stream(self, self.call("[static]pipeline.open", vector.policy, [key(*pair) for pair in vector.keys]))


def key(name, text):
    made = Record()
    made.id, made.bytes = name, text
    return made


class Stream:
    """One pipeline, and what it has given."""

    def __init__(self, host, pipeline):
        self.host, self.pipeline = host, pipeline
        self.bytes, self.quarantine, self.errors, self.counts = b"", b"", b"", dict.fromkeys(COUNTS, 0)
        self.findings = []

    def method(self, name, *arguments):
        return self.host.call(f"[method]pipeline.{name}", self.pipeline, *arguments)

    def take(self, output):
        self.bytes += output.bytes
        self.quarantine += output.quarantine
        self.errors += output.errors
        self.findings += output.findings
        for name in COUNTS:
            self.counts[name] += getattr(output.counts, name)

    def push(self, verb, chunk):
        for start in range(0, len(chunk), MOST):
            self.take(self.method(verb, chunk[start : start + MOST]))

    def finish(self):
        self.take(self.method("finish").last)
        names = [rule.name for rule in self.method("rules")] if self.findings else []
        self.findings = [
            {
                "rule": names[one.rule],
                "line": one.line,
                "start": one.start,
                "end": one.end,
                "pointer": one.pointer,
                "detail": one.detail,
                "fix": one.fix.message if one.fix else None,
            }
            for one in self.findings
        ]
        self.pipeline.drop(self.host.store)
        return self


def whole(host, vector):
    stream = host.open(vector)
    stream.push(vector.verb, vector.input)
    return stream.finish()


def handed_over(first, second, vector, cut):
    """The head in one instance, the tail in another that takes up its state."""
    head, tail = first.open(vector), second.open(vector)
    head.push(vector.verb, vector.input[:cut])
    state = head.method("save")
    if state:
        tail.method("restore", state)
    else:
        tail.method("seek", 1 + vector.input[:cut].count(b"\n"))
    tail.push(vector.verb, vector.input[cut:])
    tail.finish()
    head.pipeline.drop(first.store)
    return head.bytes + tail.bytes, head.errors + tail.errors


def wrong(hosts, vector):
    stream = whole(hosts[0], vector)
    why = vector.check(stream.bytes, stream.counts, stream.quarantine, stream.errors, stream.findings)
    if why is None and len(vector.input) < 4096:
        cut = len(vector.input) // 2
        if handed_over(*hosts, vector, cut) != (stream.bytes, stream.errors):
            return f"handed over at {cut}: other bytes"
    return why


def main(file):
    engine = Engine()
    component = Component.from_file(engine, file)
    passed, failures = 0, []
    imports = list(component.type.imports(engine))
    if imports:
        failures.append(f"the component imports {imports}")
    else:
        passed += 1
    hosts = (Host(engine, component), Host(engine, component))
    for vector in load.all_vectors():
        try:
            why = wrong(hosts, vector)
        except Exception as error:
            why, hosts = repr(error), (Host(engine, component), Host(engine, component))
        if why:
            failures.append(f"{vector.name}: {why}")
        else:
            passed += 1
    return load.close("component in Python", passed, failures, {})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
