"""Numbers that states give to people and firms: how each is made, with its check."""
import datetime

from checksums import iso7064_11_10, luhn_digit, verhoeff_digit, weighted
from writers import text

DIGITS = "0123456789"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def digits(rng, count, first=None):
    return (str(rng.choice(first)) if first else "") + text(rng, DIGITS, count - (1 if first else 0))


def born(rng, form):
    return (datetime.date(1950, 1, 1) + datetime.timedelta(days=rng.randrange(18000))).strftime(form)


def again(make):
    """`make` until it gives something: some bodies have no check digit."""

    def tried(rng):
        while True:
            made = make(rng)
            if made:
                return made

    return tried


def mod11(body, weights, ten=None):
    """11 minus the rest of the weighted sum by 11; 11 is 0, 10 is `ten` or nothing at all."""
    check = -weighted(body, weights) % 11
    return ten if check == 10 else str(check)


@again
def nhs(rng):
    body = digits(rng, 9, "4679")
    check = mod11(body, range(10, 1, -1))
    return check and body + check


def nino(rng):
    while True:
        prefix = rng.choice("ABCEGHJKLMNPRSTWXYZ") + rng.choice("ABCEGHJKLMNPRSTWXYZ")
        if prefix not in ("BG", "GB", "KN", "NK", "NT", "TN", "ZZ"):
            return prefix + digits(rng, 6) + rng.choice("ABCD")


@again
def bsn(rng):
    body = digits(rng, 8, "1234567")
    check = weighted(body, range(9, 1, -1)) % 11
    return None if check == 10 else body + str(check)


DNI = "TRWAGMYFPDXBNJZSQVHLCKE"


def dni(rng):
    body = digits(rng, 8)
    return body + DNI[int(body) % 23]


def nie(rng):
    first, body = rng.choice("XYZ"), digits(rng, 7)
    return first + body + DNI[int(str("XYZ".index(first)) + body) % 23]


ODD = dict(zip(DIGITS + LETTERS, [1, 0, 5, 7, 9, 13, 15, 17, 19, 21] + [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12,
                                                                        14, 16, 10, 22, 25, 24, 23]))


def codice_fiscale(rng):
    body = text(rng, "BCDFGLMNPRSTVZ", 6) + digits(rng, 2) + rng.choice("ABCDEHLMPRST") + f"{rng.randrange(1, 29):02d}" + rng.choice("ABCDEFGHIL")
    body += digits(rng, 3)
    even = lambda char: int(char) if char.isdigit() else LETTERS.index(char)
    return body + LETTERS[sum(even(char) if place % 2 else ODD[char] for place, char in enumerate(body)) % 26]


def nir(rng):
    body = rng.choice("12") + born(rng, "%y%m") + f"{rng.randrange(1, 96):02d}" + digits(rng, 6)
    return body + f"{97 - int(body) % 97:02d}"


def pesel(rng):
    body = born(rng, "%y%m%d") + digits(rng, 4)
    return body + str(-weighted(body, [1, 3, 7, 9] * 2 + [1, 3]) % 10)


def brazil(body, weights):
    for first in weights:
        rest = weighted(body, first) % 11
        body += str(0 if rest < 2 else 11 - rest)
    return body


def cpf(rng):
    return brazil(digits(rng, 9), [range(10, 1, -1), range(11, 1, -1)])


def cnpj(rng):
    tail = [9, 8, 7, 6, 5, 4, 3, 2]
    return brazil(digits(rng, 8) + "0001", [[5, 4, 3, 2] + tail, [6, 5, 4, 3, 2] + tail])


def aadhaar(rng):
    body = digits(rng, 11, "23456789")
    return body + verhoeff_digit(body)


def sin(rng):
    body = digits(rng, 8, "1234567")
    return body + luhn_digit(body)


@again
def tfn(rng):
    body = digits(rng, 8, "123456789")
    for check in DIGITS:
        if weighted(body + check, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 == 0:
            return body + check
    return None


def personnummer(rng):
    body = born(rng, "%y%m%d") + digits(rng, 3)
    return body + luhn_digit(body)


def hetu(rng):
    day, number = born(rng, "%d%m%y"), f"{rng.randrange(2, 900):03d}"
    return f"{day}-{number}{'0123456789ABCDEFHJKLMNPRSTUVWXY'[int(day + number) % 31]}"


def nric(rng):
    first, body = rng.choice("STFG"), digits(rng, 7)
    total = weighted(body, [2, 7, 6, 5, 4, 3, 2]) + (4 if first in "TG" else 0)
    return first + body + ("JZIHGFEDCBA" if first in "ST" else "XWUTRQPNMLK")[total % 11]


def rrn(rng):
    body = born(rng, "%y%m%d") + rng.choice("12") + digits(rng, 5)
    return body + str((11 - weighted(body, [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]) % 11) % 10)


def china(rng):
    body = rng.choice(["110101", "310115", "440305", "510104"]) + born(rng, "%Y%m%d") + digits(rng, 3)
    return body + "10X98765432"[sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(body)) % 11]


def aba(rng):
    body = rng.choice(["01", "02", "03", "06", "07", "11", "12", "21", "26", "32"]) + digits(rng, 6)
    return body + str(-weighted(body, [3, 7, 1, 3, 7, 1, 3, 7]) % 10)


def npi(rng):
    body = digits(rng, 9, "12")
    return body + luhn_digit("80840" + body)


def dea(rng):
    body = digits(rng, 6)
    check = sum(map(int, body[0::2])) + 2 * sum(map(int, body[1::2]))
    return rng.choice("ABFGM") + rng.choice(LETTERS) + body + str(check % 10)


def steuer_id(rng):
    """Ten digits of which exactly one stands twice."""
    pool = rng.sample(DIGITS, 9)
    body = pool + [rng.choice(pool)]
    while True:
        rng.shuffle(body)
        if body[0] != "0":
            return "".join(body) + iso7064_11_10("".join(body))


def oib(rng):
    body = digits(rng, 10, "123456789")
    return body + iso7064_11_10(body)


def belgium(rng):
    body = born(rng, "%y%m%d") + f"{rng.randrange(1, 998):03d}"
    return body + f"{97 - int(body) % 97:02d}"


def nif(rng):
    body = digits(rng, 8, "123")
    rest = weighted(body, range(9, 1, -1)) % 11
    return body + str(0 if rest < 2 else 11 - rest)


@again
def norway(rng):
    body = born(rng, "%d%m%y") + f"{rng.randrange(500):03d}"
    first = mod11(body, [3, 7, 6, 1, 8, 9, 4, 5, 2])
    if not first:
        return None
    second = mod11(body + first, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2])
    return second and body + first + second


def ahv(rng):
    body = "756" + digits(rng, 9)
    return body + str(-weighted(body, [1, 3] * 6) % 10)


def turkey(rng):
    body = digits(rng, 9, "123456789")
    tenth = (7 * sum(map(int, body[0::2])) - sum(map(int, body[1::2]))) % 10
    return f"{body}{tenth}{(sum(map(int, body)) + tenth) % 10}"


def south_africa(rng):
    body = born(rng, "%y%m%d") + digits(rng, 4) + "08"
    return body + luhn_digit(body)


def rodne_cislo(rng):
    while True:
        date = born(rng, "%y%m%d")
        if rng.random() < 0.5:
            date = f"{date[:2]}{int(date[2:4]) + 50:02d}{date[4:]}"
        body = date + digits(rng, 3)
        if int(body) % 11 != 10:
            return body + str(int(body) % 11)


def cnp(rng):
    body = rng.choice("12") + born(rng, "%y%m%d") + f"{rng.randrange(1, 47):02d}" + f"{rng.randrange(1, 1000):03d}"
    rest = weighted(body, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11
    return body + str(1 if rest == 10 else rest)


def cuit(rng):
    while True:
        body = rng.choice(["20", "23", "27", "30"]) + digits(rng, 8)
        check = mod11(body, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2])
        if check:
            return body + check


def curp(rng):
    body = rng.choice("BCDGLMPRS") + rng.choice("AEIOU") + text(rng, "BCDGLMPRS", 2) + born(rng, "%y%m%d") + rng.choice("HM")
    body += rng.choice(["DF", "JC", "NL", "MC", "VZ"]) + text(rng, "BCDFGLMNPRST", 3) + "0"
    alphabet = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ"
    total = sum(alphabet.index(char) * (18 - place) for place, char in enumerate(body))
    return body + str(-total % 10)


def medicare(rng):
    body = digits(rng, 8, "23456")
    return body + str(weighted(body, [1, 3, 7, 9, 1, 3, 7, 9]) % 10) + rng.choice("123")


def abn(rng):
    body = digits(rng, 9)
    for check in range(10, 100):
        number = str(check) + body
        if weighted(str(int(number[0]) - 1) + number[1:], [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) % 89 == 0:
            return number
    return abn(rng)


def my_number(rng):
    body = digits(rng, 11, "123456789")
    rest = weighted(body, [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11
    return body + str(0 if rest < 2 else 11 - rest)


def thailand(rng):
    body = digits(rng, 12, "12345")
    return body + str((11 - weighted(body, range(13, 1, -1)) % 11) % 10)


@again
def nip(rng):
    body = digits(rng, 9, "123456789")
    check = weighted(body, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11
    return None if check == 10 else body + str(check)


def itin(rng):
    group = rng.choice([*range(50, 66), *range(70, 89), *range(90, 93), *range(94, 100)])
    return f"9{digits(rng, 2)}{group}{digits(rng, 4)}"


@again
def cpr(rng):
    """With the check that all had until 2007."""
    number = born(rng, "%d%m%y") + digits(rng, 4, "0123")
    return number if weighted(number, [4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0 else None


def afm(rng):
    body = digits(rng, 8, "01")
    return body + str(sum(int(digit) << (8 - place) for place, digit in enumerate(body)) % 11 % 10)


def egn(rng):
    body = born(rng, "%y%m%d") + digits(rng, 3)
    return body + str(weighted(body, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11 % 10)


def pps(rng):
    body, second = digits(rng, 7), rng.choice(["", "", "A", "H"])
    total = weighted(body, range(8, 1, -1)) + (9 * (ord(second) - 64) if second else 0)
    return body + "WABCDEFGHIJKLMNOPQRSTUV"[total % 23] + second


def isikukood(rng):
    body = rng.choice("34") + born(rng, "%y%m%d") + digits(rng, 3)
    check = weighted(body, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11
    if check == 10:
        check = weighted(body, [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11 % 10
    return body + str(check)


def israel(rng):
    body = digits(rng, 8)
    return body + luhn_digit(body)


def rut(rng):
    body = digits(rng, 8, "12")
    return body + "0123456789K"[-weighted(body, [3, 2, 7, 6, 5, 4, 3, 2]) % 11]


def taiwan(rng):
    first = rng.choice(LETTERS)
    body = rng.choice("12") + digits(rng, 7)
    number = 10 + "ABCDEFGHJKLMNPQRSTUVXYWZIO".index(first)
    return first + body + str(-(number // 10 + number % 10 * 9 + weighted(body, range(8, 0, -1))) % 10)


@again
def svnr(rng):
    head, tail = digits(rng, 3, "123456789"), born(rng, "%d%m%y")
    check = weighted(head + tail, [3, 7, 9, 5, 8, 4, 2, 1, 6]) % 11
    return None if check == 10 else head + str(check) + tail


# Numbers that the publishers, or articles on the schemes, give as examples.
assert mod11("943476591", range(10, 1, -1)) == "9" and DNI[12345678 % 23] == "Z"
assert -weighted("4405140135", [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10 == 9 and weighted("11122233", range(9, 1, -1)) % 11 == 3
assert brazil("111444777", [range(10, 1, -1), range(11, 1, -1)]) == "11144477735"
assert luhn_digit("80840123456789") == "3" and luhn_digit("811218987") == "6" and luhn_digit("04645428") == "6"
assert weighted("123456782", [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 == 0 and 97 - int("2550814168025") % 97 == 38
assert iso7064_11_10("8609574271") == "9" and iso7064_11_10("3339200596") == "1" and 97 - int("850730033") % 97 == 28
assert weighted("41824753556", [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) % 89 == 0
assert mod11("2005536168", [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) == "2" and weighted("180010122114", [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11 == 4
assert weighted("526025027", [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 == 4 and weighted("752316926", [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11 == 3
assert "WABCDEFGHIJKLMNOPQRSTUV"[weighted("1234567", range(8, 1, -1)) % 23] == "T" and weighted("3760503029", [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11 == 9
assert "0123456789K"[-weighted("12345678", [3, 2, 7, 6, 5, 4, 3, 2]) % 11] == "5" and luhn_digit("12345678") == "2"
assert -(1 + 0 * 9 + weighted("12345678", range(8, 0, -1))) % 10 == 9 and weighted("123010180", [3, 7, 9, 5, 8, 4, 2, 1, 6]) % 11 == 7
assert weighted("0707614285", [4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0


def folded(values, weights):
    """Each value times its weight, its digits summed; the sum by ten."""
    return str(sum(sum(divmod(value * weight, 10)) for value, weight in zip(values, weights, strict=True)) % 10)


def rvnr(rng):
    letter = rng.choice(LETTERS)
    head, serial = digits(rng, 2, "123456789") + born(rng, "%d%m%y"), digits(rng, 2)
    place = f"{ord(letter) - 64:02d}"
    return head + letter + serial + folded([int(sign) for sign in head + place + serial], [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1])


def kvnr(rng):
    letter, body = rng.choice(LETTERS), digits(rng, 8, "123456789")
    return letter + body + folded([int(sign) for sign in f"{ord(letter) - 64:02d}" + body], [1, 2] * 5)


def partita_iva(rng):
    body = digits(rng, 10, "0123456789")
    return body + luhn_digit(body)


def gstin(rng):
    body = f"{rng.randrange(1, 38):02d}" + text(rng, LETTERS, 3) + rng.choice("PCHFATBLJG") + rng.choice(LETTERS) + digits(rng, 4) + rng.choice(LETTERS) + rng.choice("123456789") + "Z"
    products = [int(sign, 36) * (1 + place % 2) for place, sign in enumerate(body)]
    check = -sum(product // 36 + product % 36 for product in products) % 36
    return body + (DIGITS + LETTERS)[check]


def snils(rng):
    body = digits(rng, 9, "123456789")
    return body + f"{weighted(body, range(9, 0, -1)) % 101 % 100:02d}"


def inn(rng):
    body = digits(rng, 10, "1234567")
    for weights in ([7, 2, 4, 10, 3, 5, 9, 4, 6, 8], [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]):
        body += str(weighted(body, weights) % 11 % 10)
    return body


def mbi(rng):
    letters = "ACDEFGHJKMNPQRTUVWXY"
    either = letters + DIGITS
    kinds = ["123456789", letters, either, DIGITS, letters, either, DIGITS, letters, letters, DIGITS, DIGITS]
    return "".join(rng.choice(kind) for kind in kinds)
