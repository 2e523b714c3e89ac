#!/usr/bin/env python3
"""Writes the scored set: `tests/scored/make.py` makes `sets/`, `leaks/` and `clean.txt` anew, the same bytes each time."""
import json
import pathlib
import sys

here = pathlib.Path(__file__).parent
sys.path.insert(0, str(here / "generator"))
sys.dont_write_bytecode = True

import credentials
import money
import names
import network
import people

MODULES = [money, people, network, credentials, names]


def write(path, rows):
    path.parent.mkdir(exist_ok=True)
    body = "".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows)
    path.write_text(body, encoding="utf-8")
    return len(body.encode())


def main():
    total = lines = 0
    for module in MODULES:
        for make in module.SETS:
            made = make()
            assert made.count(True) >= 50 and made.count(False) >= 50, made.name
            total += write(here / "sets" / f"{made.name}.jsonl", made.rows)
            lines += len(made.rows)
    print(f"{lines} lines, {total} bytes")


if __name__ == "__main__":
    main()
