#!/usr/bin/env python3
"""Writes the scored set: `tests/scored/make.py` makes `sets/`, `vendor/`, `national/`, `leak/` and `clean.txt` anew, the same bytes each time."""
import json
import pathlib
import sys

here = pathlib.Path(__file__).parent
sys.path.insert(0, str(here / "generator"))
sys.dont_write_bytecode = True

import blind
import credentials
import hiding
import money
import names
import national
import network
import people
import programs
import protected
import third
import unseen
import vendors

ROOMS = {"sets": [money, people, network, credentials, names, protected], "vendor": [vendors], "national": [national], "leak": [hiding, unseen, third], "blind": [blind]}


def write(path, rows):
    path.parent.mkdir(exist_ok=True)
    body = "".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows)
    path.write_text(body, encoding="utf-8")
    return len(body.encode())


def main():
    total = lines = 0
    for room, modules in ROOMS.items():
        for old in (here / room).glob("*.jsonl"):
            old.unlink()
        for make in (make for module in modules for make in module.SETS):
            made = make()
            assert room in ("leak", "blind") or made.count(True) >= 50 <= made.count(False), made.name
            total += write(here / room / f"{made.name.removeprefix(room + '-')}.jsonl", made.rows)
            lines += len(made.rows)
    clean = programs.lines()
    assert len(clean) >= 3000 and not any("\n" in line for line in clean)
    text = "".join(line + "\n" for line in clean)
    (here / "clean.txt").write_text(text, encoding="utf-8")
    total, lines = total + len(text.encode()), lines + len(clean)
    print(f"{lines} lines, {total} bytes")


if __name__ == "__main__":
    main()
