"""The fifth set: every detector, every trap and every place that the page on detectors names, written by one who had read that page alone."""
import json
import re

import blind_make
import blind_money
import blind_names
import blind_people
import blind_secrets
from blind_make import filled
from writers import Set, quoted

HEX_RUN = re.compile("«(.*?)»", re.S)


def framed(line, n, turn):
    """The line as it stands, or within another."""
    if turn == 0:
        return line
    if line.startswith(("{", "[")):
        return json.dumps({"log": line + "\n", "stream": "stdout", "time": "2026-11-23T08:00:00.1Z"}, ensure_ascii=False)
    return [f'{{"ts":"2026-11-23T08:00:00Z","lvl":"info","msg":{quoted(line)}}}', f"Nov 23 08:00:0{n % 10} web-1 app[7]: {line}", f"2026-11-23T08:00:00Z stderr F {line}"][n % 3]


def positive(made, line, n, turn):
    open_end = line.startswith("¤")
    line = line.removeprefix("¤")
    for parted in ("A|TE", "AKI|A", "sl|ack", "tele|gram"):
        line = line.replace(parted, parted.replace("|", ""))
    line = filled(made.rng, line)
    gone = HEX_RUN.findall(line)
    assert gone, line
    said = framed(line.replace("«", "").replace("»", ""), n, turn)
    if turn and any(secret not in said for secret in gone):
        gone = [quoted(secret)[1:-1] for secret in gone]
    made.add(said, gone, [] if open_end else None)


def plain(name, positives, negatives):
    made = Set(f"blind-{name}")
    for turn in range(2):
        for n, line in enumerate(positives):
            positive(made, line, n, turn)
        for n, line in enumerate(negatives):
            made.add(framed(filled(made.rng, line), n, turn))
    return made


def state(name):
    """A number that a state gives out: with a word near by, with a wrong check, and (nine to eleven digits) with no word."""
    maker, words, shapes = blind_people.STATES[name]
    made = Set(f"blind-{name}")
    rng, n = made.rng, 0
    for shape in shapes:
        for said in blind_people.SAID:
            word, number = words[n % len(words)], blind_make.state(rng, maker)
            value = blind_make.written(number, shape)
            tag = re.sub(r"\W+", "_", word)
            made.add(said.format(w=word, v=value, x=tag), [value])
            n += 1
        for said in blind_people.UNSAID:
            word, number = words[n % len(words)], blind_make.state(rng, maker)
            at = next(at for at in range(len(number) - 1, -1, -1) if number[at].isdigit())
            # A national insurance number has no check but its letters.
            bad = "BG" + number[2:] if maker == "nino" else number[:at] + str((int(number[at]) + 1) % 10) + number[at + 1 :]
            if "{v}" in said and not number.isdigit():
                continue
            made.add(said.format(w=word, bad=blind_make.written(bad, shape), v=number))
            n += 1
    if 9 <= len(number) <= 11 and number.isdigit():
        for said in blind_people.BARE:
            made.add(said.format(v=blind_make.state(rng, maker)))
    return made


def vendors():
    made = Set("blind-vendor")
    n = 0
    for patterns in blind_secrets.VENDORS.values():
        for pattern in patterns:
            for turn in range(3):
                value = blind_make.form(made.rng, pattern)
                part = re.findall(r"\[(.*?)\]", value) or [value]
                value = value.replace("[", "").replace("]", "")
                # What goes with a key's form may be more than the key, where a connection string or a URL stands about it.
                made.add(blind_secrets.VENDOR_SAID[n % 6].format(v=value), part, [] if part != [value] else None)
                n += 1
    for line in blind_secrets.VENDOR_CLEAN:
        line = filled(made.rng, line)
        made.add(line)
        made.add(framed(line, n, 1))
    return made


def spelled(name, words):
    parts = re.split("[-_]", name)
    camel = parts[0] + "".join(part.capitalize() for part in parts[1:])
    pascal = "".join(part.capitalize() for part in parts)
    return dict(camel=camel, kebab="-".join(parts), upper="_".join(parts).upper(), snake="_".join(parts), pascal=pascal, escaped=f"\\u{ord(name[0]):04x}" + name[1:].replace("-", "_"), s=words)


def names(name, all_names, more):
    made = Set(f"blind-{name}")
    for n, key in enumerate(all_names):
        for step in (0, 5):
            form = blind_names.FORMS[(n + step) % len(blind_names.FORMS)]
            positive(made, form.format(**spelled(key, "{s}")), n, 0)
    for turn in range(2):
        for n, line in enumerate(more[0]):
            positive(made, line, n, turn)
        for n, line in enumerate(more[1]):
            made.add(framed(line, n, turn))
    return made


PLAIN = {
    "pan": blind_money.PAN, "iban": blind_money.IBAN, "crypto": blind_money.CRYPTO, "email": blind_people.EMAIL, "phone": blind_people.PHONE, "us_ssn": blind_people.SSN,
    "ipv4": blind_people.IPV4, "ipv6": blind_people.IPV6, "mac": blind_people.MAC, "jwt": blind_secrets.JWT, "bearer": blind_secrets.BEARER, "entropy": blind_secrets.ENTROPY,
    "private_key": blind_secrets.PRIVATE_KEY, "protected": blind_names.PROTECTED, "hiding": blind_names.HIDING,
}
SETS = [lambda name=name: plain(name, *PLAIN[name]) for name in PLAIN] + [lambda name=name: state(name) for name in blind_people.STATES]
SETS += [vendors, lambda: names("keys", blind_names.HARD, blind_names.KEYS), lambda: names("keys_soft", blind_names.SOFT, ([], blind_names.KEYS[1]))]
