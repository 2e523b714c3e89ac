"""Checksums, each from its own definition and not from the core's source."""
import base64
import hashlib
import zlib

BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def luhn_digit(body):
    """ISO/IEC 7812-1 annex B: the digit that follows."""
    total = 0
    for place, char in enumerate(reversed(body)):
        digit = int(char) * (2 if place % 2 == 0 else 1)
        total += digit // 10 + digit % 10
    return str(-total % 10)


def luhn(digits):
    return luhn_digit(digits[:-1]) == digits[-1]


def mod97_iban(country, account):
    """ISO 13616: the two digits between country and account."""
    number = int("".join(str(int(char, 36)) for char in account + country + "00"))
    return f"{98 - number % 97:02d}"


def weighted(digits, weights):
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))


def iso7064_11_10(body):
    product = 10
    for char in body:
        total = (int(char) + product) % 10 or 10
        product = total * 2 % 11
    return str((11 - product) % 10)


def verhoeff_digit(body):
    """The dihedral group of order ten, and the permutation 1 5 7 6 2 8 3 0 9 4."""

    def times(a, b):
        if a < 5:
            return (a + b) % 5 if b < 5 else 5 + (a + b - 5) % 5
        return 5 + (a - 5 - b) % 5 if b < 5 else (a - 5 - (b - 5)) % 5

    step = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]
    check = 0
    for place, char in enumerate(reversed(body), 1):
        digit = int(char)
        for _ in range(place % 8):
            digit = step[digit]
        check = times(check, digit)
    inverse = {0: 0, 1: 4, 2: 3, 3: 2, 4: 1}
    return str(inverse.get(check, check))


def base62(number, length):
    out = ""
    while number:
        number, digit = divmod(number, 62)
        out = BASE62[digit] + out
    return out.rjust(length, "0")


def crc32_base62(body):
    """GitHub's and npm's: CRC-32 of the body, in six digits to the base of 62."""
    return base62(zlib.crc32(body.encode()), 6)


def base58(raw):
    number, out = int.from_bytes(raw, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        out = BASE58[digit] + out
    return "1" * (len(raw) - len(raw.lstrip(b"\0"))) + out


def base58check(payload):
    check = hashlib.sha256(hashlib.sha256(payload).digest()).digest()[:4]
    return base58(payload + check)


def _polymod(values):
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, word in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            check ^= word if top >> bit & 1 else 0
    return check


def bech32(prefix, values, constant=1):
    """BIP 173; with 0x2bc830a3 it is BIP 350."""
    head = [ord(char) >> 5 for char in prefix] + [0] + [ord(char) & 31 for char in prefix]
    check = _polymod(head + values + [0] * 6) ^ constant
    tail = [check >> 5 * (5 - place) & 31 for place in range(6)]
    return prefix + "1" + "".join(BECH32[value] for value in values + tail)


def five_bits(raw):
    bits = "".join(f"{byte:08b}" for byte in raw)
    bits += "0" * (-len(bits) % 5)
    return [int(bits[at : at + 5], 2) for at in range(0, len(bits), 5)]


def keccak256(message):
    """Keccak-256 as Ethereum uses it (padding 0x01), straight from the specification."""
    state, mask = [[0] * 5 for _ in range(5)], (1 << 64) - 1

    def turn(value, by):
        by %= 64
        return (value << by | value >> (64 - by)) & mask

    block = bytearray(message + b"\1" + b"\0" * (135 - len(message) % 136))
    block[-1] |= 0x80
    for start in range(0, len(block), 136):
        for lane in range(17):
            word = int.from_bytes(block[start + 8 * lane : start + 8 * lane + 8], "little")
            state[lane % 5][lane // 5] ^= word
        register = 1
        for _ in range(24):
            column = [state[x][0] ^ state[x][1] ^ state[x][2] ^ state[x][3] ^ state[x][4] for x in range(5)]
            for x in range(5):
                for y in range(5):
                    state[x][y] ^= column[(x - 1) % 5] ^ turn(column[(x + 1) % 5], 1)
            x, y, current = 1, 0, state[1][0]
            for step in range(24):
                x, y = y, (2 * x + 3 * y) % 5
                current, state[x][y] = state[x][y], turn(current, (step + 1) * (step + 2) // 2)
            for y in range(5):
                row = [state[x][y] for x in range(5)]
                for x in range(5):
                    state[x][y] = row[x] ^ (~row[(x + 1) % 5] & mask & row[(x + 2) % 5])
            for bit in range(7):
                register = (register << 1 ^ (register >> 7) * 0x71) % 256
                if register & 2:
                    state[0][0] ^= 1 << ((1 << bit) - 1)
    return b"".join(state[lane % 5][lane // 5].to_bytes(8, "little") for lane in range(4))


def eip55(address):
    digest = keccak256(address.encode()).hex()
    return "0x" + "".join(char.upper() if int(digest[at], 16) > 7 else char for at, char in enumerate(address))


def b64url(raw):
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def b64(raw):
    return base64.b64encode(raw).decode()


# What everybody can look up.
assert luhn("4111111111111111") and luhn("378282246310005") and not luhn("4111111111111112")
assert mod97_iban("GB", "WEST12345698765432") == "82" and mod97_iban("DE", "370400440532013000") == "89"
assert verhoeff_digit("236") == "3"
assert keccak256(b"").hex().startswith("c5d2460186f7233c")
assert eip55("5aaeb6053f3e94c9b9a09f33669435e7ef1beaed") == "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
assert base58check(bytes(21)) == "1111111111111111111114oLvT2"
assert bech32("bc", [0, *five_bits(bytes.fromhex("751e76e8199196d454941c45d1b3a323f1433bd6"))]) == (
    "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"
)
