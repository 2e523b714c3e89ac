"""National ids: one set each, from the table in `nations.py`."""
from makers import LETTERS
from nations import NATIONS
from writers import ALNUM, HEX, Set, text


def wrong(rng, number, at):
    """The number with another sign where its check stands."""
    pool = [sign for sign in ("0123456789" if number[at].isdigit() else LETTERS) if sign != number[at]]
    return number[:at] + rng.choice(pool) + number[at + 1 :]


# Where the check stands, where that is not the last place.
CHECK = {"au_medicare": 8, "at_svnr": 3, "ie_pps": 7}


def spoilt(rng, name, number):
    """The number, so that it can't be one."""
    if name == "uk_nino":
        return rng.choice([rng.choice(["BG", "GB", "KN", "NK", "ZZ", "DA", "BO"]) + number[2:], number[:-1] + rng.choice("EFGXYZ")])
    if name == "us_mbi":
        return rng.choice(["0" + number[1:], number[:1] + rng.choice("SLOIBZ") + number[2:], number[:7] + rng.choice("SLOIBZ") + number[8:]])
    if name == "us_itin":
        return number[:3] + rng.choice(["66", "69", "89", "93", "00", "49"]) + number[5:]
    if name == "dk_cpr":
        return rng.choice(["00", "32", "45"]) + number[2:] if rng.random() < 0.5 else number[:2] + rng.choice(["00", "13", "20"]) + number[4:]
    return wrong(rng, number, CHECK.get(name, len(number) - 1))


def one(name):
    make, forms, words, fields, proven = NATIONS[name]
    ids = Set(f"national-{name}", json_in=3)
    rng = ids.rng
    near = ["{w} {} verified", "{w}: {}", "{w} {}", "lookup of {w} {} failed", "{w}={}", "no match for {w} {}", "{w} '{}' is taken"]
    far = ["lookup of {} failed", "{}", "'{}' is taken", "saved {} in 12 ms", "({}) opened", "key={}"]

    def positive(n):
        form = n % len(forms)
        number = forms[form](make(rng))
        if n % 5 == 4:
            return ids.field(rng.choice(fields), number)
        if proven >> form & 1 and n % 3 == 1:
            return ids.found(rng.choice(far).format(number), number)
        ids.found(rng.choice(near).format(number, w=rng.choice(words)), number)

    def negative(n):
        form = n % len(forms)
        number = make(rng)
        kinds = [
            lambda: ids.clean(f"build {text(rng, HEX[10:], 2)}{number}{text(rng, HEX[10:], 2)} stored"),
            lambda: ids.clean(f"digest {text(rng, HEX, 12)}{number.lower()}{text(rng, HEX, 12)} stored"),
            lambda: ids.clean(f"serial {number}{text(rng, '123456789', 8)} shipped"),
            lambda: ids.clean(f"part {text(rng, ALNUM.upper(), 3)}{number} sold out"),
            lambda: ids.clean_field("checksum", f"{text(rng, HEX, 9)}{number.lower()}{text(rng, HEX, 9)}"),
        ]
        bad = lambda: forms[form](spoilt(rng, name, number))
        kinds += [
            lambda: ids.clean(f"{rng.choice(words)} {bad()} refused"),
            lambda: ids.clean(f"{rng.choice(words)}: {bad()} is no valid number"),
            lambda: ids.clean(f"lookup of {bad()} failed"),
        ]
        if number.isdigit() and 9 <= len(number) <= 11 and not proven & 1:
            kinds += [
                lambda: ids.clean(f"order {number} packed"),
                lambda: ids.clean(f"took {number} ns"),
                lambda: ids.clean_field("bytes", int(number.lstrip("0"))),
            ]
        kinds[n % len(kinds)]()

    ids.fill(50, 50, positive, negative)
    return ids


SETS = [lambda name=name: one(name) for name in NATIONS]
