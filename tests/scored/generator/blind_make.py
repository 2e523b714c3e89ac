"""Makes the values of the fifth set: numbers with their checks, keys of a firm's form, ids."""
import base64
import json
import uuid
import zlib

import makers
from checksums import base58check, base62, eip55, luhn_digit
from writers import HEX, text

LOWER, DIGITS = "abcdefghijklmnopqrstuvwxyz", "0123456789"
ALPHABETS = {
    "d": DIGITS, "h": HEX, "X": "0123456789ABCDEF", "l": LOWER + LOWER.upper(), "n": LOWER + LOWER.upper() + DIGITS, "N": LOWER.upper() + DIGITS,
    "u": LOWER + LOWER.upper() + DIGITS + "_-", "b64": LOWER + LOWER.upper() + DIGITS + "+/", "b36": LOWER + DIGITS, "B32": LOWER.upper() + "234567",
    "bech": "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L",
}


def luhned(rng, body, length):
    body += text(rng, DIGITS, length - 1 - len(body))
    return body + luhn_digit(body)


def b64url(raw):
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def jwt(rng, alg="HS256", sig=43):
    head, body = json.dumps({"alg": alg, "typ": "JWT"}).encode(), json.dumps({"sub": str(rng.randrange(10**9)), "iat": 1769950000, "n": text(rng, HEX, 6)}).encode()
    return f"{b64url(head)}.{b64url(body)}.{text(rng, ALPHABETS['u'][:-2], sig)}"


def checked(rng, prefix, bad=False):
    """A key of GitHub or npm: 30 characters, then their CRC."""
    body = text(rng, ALPHABETS["n"], 30)
    return prefix + body + base62(zlib.crc32(body.encode()) ^ (7 if bad else 0), 6)


def password(rng):
    words = ["Winter", "Tr0ub4dor", "hunter", "Sommer", "Zebra", "kestrel"]
    return rng.choice([rng.choice(words) + rng.choice("!#") + str(rng.randrange(2000, 2030)) + text(rng, LOWER, 2), text(rng, ALPHABETS["n"], 15) + "7Kq", text(rng, HEX, 20) + "a7f3d"])


def pem(rng):
    return "MIIEvQIBADANBg" + text(rng, ALPHABETS["b64"], 90)


MADE = {
    "s": password, "t": password, "pem": pem, "jwt": jwt, "ghp": lambda r: checked(r, "ghp_"), "npm": lambda r: checked(r, "npm_"),
    "npm_bad": lambda r: checked(r, "npm_", True), "ghp_bad": lambda r: checked(r, "ghp_", True),
    **{f"gh{x}": lambda r, x=x: checked(r, f"gh{x}_") for x in "ousr"},
    "jwt_rs": lambda r: jwt(r, "RS256", 342), "jwt_none": lambda r: jwt(r, "ES384", 128),
    "glpat": lambda r: "glpat-" + text(r, ALPHABETS["n"], 20), "sk": lambda r: "sk_live_" + text(r, ALPHABETS["n"], 24),
    "slack": lambda r: f"xoxb-{text(r, DIGITS, 11)}-{text(r, DIGITS, 13)}-{text(r, ALPHABETS['n'], 24)}",
    "mail": lambda r: f"{text(r, LOWER, 6)}@example.com", "B32": lambda r: text(r, ALPHABETS["B32"], 16),
    "pair": lambda r: base64.b64encode(f"admin:{password(r)}".encode()).decode(), "tok": lambda r: text(r, ALPHABETS["n"], 32),
    "uuid": lambda r: str(uuid.UUID(int=r.getrandbits(128), version=4)), "ms": lambda r: str(1769950000000 + r.randrange(10**9)),
    "ms_luhn": lambda r: luhned(r, "1769" + text(r, DIGITS, 5), 13), "snow_luhn": lambda r: luhned(r, "17", 18),
    "bad16": lambda r: (lambda n: n[:-1] + str((int(n[-1]) + 3) % 10))(luhned(r, "4", 16)), "imei": lambda r: luhned(r, "49", 15),
    "iccid": lambda r: luhned(r, "8949", 19), "visa16": lambda r: luhned(r, "4539", 16), "visa19": lambda r: luhned(r, "4539", 19),
    "mc2": lambda r: luhned(r, "2720", 16), "mir": lambda r: luhned(r, "2200", 16), "rupay": lambda r: luhned(r, "6521", 16),
    "luhn_none": lambda r: luhned(r, "9", 16), "eth": lambda r: eip55(text(r, HEX, 40)), "btc": lambda r: base58check(b"\0" + bytes(r.randrange(256) for _ in range(20))),
    "b64json": lambda r: b64url(json.dumps({"a": r.randrange(10**6)}).encode()), "b64noalg": lambda r: b64url(json.dumps({"typ": "x", "n": r.randrange(99)}).encode()),
    "hex40d": lambda r: text(r, HEX, 40), "n24": lambda r: text(r, ALPHABETS["n"], 24), "n32": lambda r: text(r, ALPHABETS["n"], 32), "n40": lambda r: text(r, ALPHABETS["n"], 40),
    "u33": lambda r: text(r, ALPHABETS["u"][:-2], 33), "b64_40": lambda r: text(r, ALPHABETS["b64"], 40), "b64_32": lambda r: text(r, ALPHABETS["b64"], 32),
    **{f"hex{n}": lambda r, n=n: text(r, HEX, n) for n in (16, 32, 40, 64)}, **{f"d{n}": lambda r, n=n: text(r, DIGITS, n) for n in (16, 17, 20, 30)},
}


def filled(rng, line):
    """The line with its values; `|` parts what a scanner would take for a key."""
    for name in list(MADE):
        while "{" + name + "}" in line:
            line = line.replace("{" + name + "}", MADE[name](rng), 1)
    return line


def form(rng, pattern):
    """A key of a firm, from `{alphabet*length}`; brackets around the part that goes, where it is not all."""
    out, pattern = "", pattern.replace("|", "")
    while pattern:
        before, _, pattern = pattern.partition("{")
        inside, _, pattern = pattern.partition("}")
        out += before
        if inside in MADE:
            out += MADE[inside](rng)
        elif inside:
            alphabet, _, length = inside.partition("*")
            # Neither end is a dash: what is at a key's border is not the question here.
            out += text(rng, ALPHABETS[alphabet].rstrip("_-") if alphabet == "u" else ALPHABETS[alphabet], int(length))
    return out


def written(number, shape):
    """A number in groups: `{3} {2}`; `lower`, `plain`."""
    if shape in ("plain", "lower"):
        return number.lower() if shape == "lower" else number
    out, at = "", 0
    while shape:
        before, _, rest = shape.partition("{")
        length, _, shape = rest.partition("}")
        out += before + (number[at : at + int(length)] if length else "")
        at += int(length or 0)
    assert at == len(number), (number, shape)
    return out


def state(rng, maker):
    return getattr(makers, maker)(rng)
