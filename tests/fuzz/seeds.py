"""Where the fuzzer starts: the vectors' inputs, each with the head that targets read (src/input.rs), and the words in them.

seeds.py VECTORS TO writes TO/seeds/* and TO/words.dict.
"""
import collections
import json
import pathlib
import re
import sys

# Longer inputs slow the fuzzer down more than they tell it.
LONGEST = 4000
# So many words, the most frequent first.
WORDS = 1500
VERBS = ["redact", "run", "format", "validate"]


def main(vectors, to):
    seeds, words = {}, collections.Counter()
    for file in sorted(pathlib.Path(vectors).glob("*.json")):
        page = json.loads(file.read_text())
        for vector in page["vectors"]:
            given = bytes_of(vector)
            if len(given) > LONGEST or given in seeds:
                continue
            verb = VERBS.index(vector.get("verb", page.get("verb")))
            seeds[given] = bytes([len(seeds) % 2, verb, len(seeds) % 256, len(seeds) // 256]) + given
            # What stands between spaces and JSON's own characters, and the same with its quotes.
            words.update(re.split(rb'[ "{}\[\],:=\n\r]', given))
            words.update(re.split(rb"[ {}\[\],\n\r]", given))
    folder = pathlib.Path(to, "seeds")
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for number, seed in enumerate(seeds.values()):
        (folder / f"{number:05}").write_bytes(seed)
    known = [word for word, _ in words.most_common() if 2 <= len(word) <= 40][:WORDS]
    pathlib.Path(to, "words.dict").write_text("".join(f'"{quoted(word)}"\n' for word in known))


def bytes_of(vector):
    """A vector's input: a text, parts of it, or its bytes in hex."""
    if "in_hex" in vector:
        return bytes.fromhex(vector["in_hex"])
    parts = vector["in"] if isinstance(vector["in"], list) else [vector["in"]]
    return b"".join((part if isinstance(part, str) else part["text"] * part["times"]).encode() for part in parts)


def quoted(word):
    """As the fuzzer reads it."""
    return "".join(chr(byte) if 32 <= byte < 127 and byte not in b'"\\' else f"\\x{byte:02x}" for byte in word)


main(*sys.argv[1:])
