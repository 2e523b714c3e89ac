"""The third set, `third_lines.py` and `third_clean.py`, the fourth, `fourth_*.py`, and the fifth, `fifth_*.py`: one set a topic, each line as text, in a JSON string, and behind what a program writes before its messages.

`{s}`, `{t}`: secrets as people and machines choose them; `{w}`: a weak one, where its name leaves no doubt; `{n}`: digits; `{key}`: 32 bytes in
base64; `{pair}`, `{plain}`: base64 of `user:secret`, of SASL's PLAIN. «…» is a secret that stands there. A line end is escaped in text."""
import base64
import re

import fifth_clean
import fifth_lines
import fourth_clean
import fourth_lines
import third_clean
import third_lines
from writers import ALNUM, HEX, Set, quoted, text

HEADS = ["2026-11-23T08:00:00.123Z INFO  [main] c.e.App - ", "Nov 23 08:00:00 web-1 app[7]: ", "ts=2026-11-23T08:00:00Z level=info msg ", "E1123 08:00:00.123456 7 x.go:7] "]
WORDS = ["Winter", "Dragon", "Monkey", "Berlin", "Falcon", "Coffee"]


def b64(said):
    return base64.b64encode(said.encode()).decode()


def secret(rng, n):
    return [
        rng.choice(WORDS) + rng.choice("!#") + str(rng.randrange(2019, 2027)) + text(rng, ALNUM, 1),
        text(rng, HEX, 16) + "c4d2e" + text(rng, HEX, 11),
        text(rng, ALNUM + ALNUM.upper(), 18) + "9Zq",
        rng.choice(WORDS).lower() + "-" + rng.choice(WORDS).lower() + "-" + text(rng, ALNUM, 5) + "7",
    ][n % 4]


def third(name, lines, clean):
    made = Set(f"leak-{name}")
    rng = made.rng
    for n, line in enumerate(lines):
        for turn in range(3):
            marks = {"{s}": secret(rng, n + turn), "{t}": secret(rng, n + turn + 1), "{w}": rng.choice(WORDS).lower(), "{n}": str(rng.randrange(100000, 1000000))}
            key = base64.b64encode(bytes(rng.randrange(256) for _ in range(32))).decode()
            marks |= {"{key}": key, "{pair}": b64(f"bob:{secret(rng, n)}"), "{plain}": b64(f"\0bob\0{secret(rng, n)}")}
            said, gone = line.removeprefix("¤"), [value for mark, value in marks.items() if mark in line]
            for mark, value in marks.items():
                said = said.replace(mark, value)
            gone += re.findall("«(.*?)»", said)
            assert gone, line
            said = framed(said.replace("«", "").replace("»", ""), n, turn)
            made.add(said, gone, [] if line[0] == "¤" else None)
    for n, line in enumerate(clean):
        uuid = f"{text(rng, HEX, 8)}-{text(rng, HEX, 4)}-4{text(rng, HEX, 3)}-a{text(rng, HEX, 3)}-{text(rng, HEX, 12)}"
        said = line.replace("{hex}", text(rng, HEX, 40)).replace("{uuid}", uuid).replace("{d}", str(rng.randrange(100000, 1000000)))
        for turn in range(3):
            made.add(framed(said, n, turn))
    return made


def framed(said, n, turn):
    if turn == 0:
        return said
    if turn == 1:
        for short, control in (("r", "\r"), ("n", "\n"), ("t", "\t")):
            said = said.replace("\\" + short, control) if "C:\\" not in said and "\\\\" not in said else said
        return f'{{"time":"2026-11-23T08:00:00Z","level":"info","msg":{quoted(said)}}}'
    return HEADS[n % len(HEADS)] + said


LINES = third_lines.LINES | fourth_lines.LINES | fifth_lines.LINES
CLEAN = third_clean.CLEAN | fourth_clean.CLEAN | fifth_clean.CLEAN
SETS = [lambda name=name: third(name, LINES[name], CLEAN[name]) for name in LINES]
