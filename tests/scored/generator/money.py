"""Cards, bank accounts, coins: each with its checksum, and numbers that look like them."""
from checksums import base58check, bech32, eip55, five_bits, keccak256, luhn, luhn_digit, mod97_iban
from writers import HEX, Set, text

# Numbers that the schemes and their gateways publish for tests.
PUBLISHED = """4111111111111111 4012888888881881 4242424242424242 4000056655665556 5555555555554444 5105105105105100
5200828282828210 2223003122003222 378282246310005 371449635398431 378734493671000 6011111111111117 6011000990139424
6011981111111113 3530111333300000 3566002020360505 30569309025904 38520000023237 36227206271667 6200000000000005
6205500000000000004 4222222222222 6759649826438453""".split()
assert all(luhn(number) for number in PUBLISHED)
# Scheme: first digits, length.
ISSUERS = [("4", 16), ("4", 16), ("4", 19), ("51", 16), ("55", 16), ("2221", 16), ("2720", 16), ("34", 15), ("37", 15),
           ("6011", 16), ("65", 16), ("3528", 16), ("3589", 16), ("300", 14), ("36", 14), ("62", 16), ("2200", 16), ("6759", 16)]
PHRASES = ["charged card {} ok", "payment declined for {}", "retry with card={} amount=12.50", "PAN {} not enrolled",
           "customer sent {} by chat", "card: {}, exp 04/27", "refund to {} failed: timeout", "<Card>{}</Card>", "({})",
           "tokenise '{}' for vault", "saw {}", "{}", "{} was refused by issuer", "cc={};amount=9", "/pay?pan={}&cur=EUR"]


def card(rng):
    first, length = rng.choice(ISSUERS)
    body = first + text(rng, "0123456789", length - len(first) - 1)
    return body + luhn_digit(body)


def grouped(number, separator):
    sizes = {16: (4, 4, 4, 4), 15: (4, 6, 5), 14: (4, 6, 4), 19: (4, 4, 4, 4, 3), 13: (4, 4, 5)}[len(number)]
    out, at = [], 0
    for size in sizes:
        out.append(number[at : at + size])
        at += size
    return separator.join(out)


def unlucky(rng, first, length):
    """A number of this shape whose last digit is wrong."""
    body = first + text(rng, "0123456789", length - len(first) - 1)
    return body + str((int(luhn_digit(body)) + rng.randrange(1, 10)) % 10)


def pan():
    cards = Set("pan")
    rng = cards.rng
    for number in PUBLISHED:
        cards.found(rng.choice(PHRASES).format(number), number)

    def positive(n):
        number = card(rng)
        if n % 3:
            number = grouped(number, " -"[n % 2])
        if n % 7 == 3:
            return cards.field(rng.choice(["ref", "input", "text", "note"]), number)
        if n % 11 == 5 and number.isdigit():
            return cards.bare(f'{{"msg":"pay","n":3,"value":{number},"ok":true}}', number)
        cards.found(rng.choice(PHRASES).format(number), number)

    def no_issuer(length, firsts):
        """Luhn holds, and no scheme has such numbers."""
        body = rng.choice(firsts) + text(rng, "0123456789", length - 2)
        body = body[: length - 1]
        return body + luhn_digit(body)

    shapes = [
        lambda: cards.clean(f"order {unlucky(rng, '4', 16)} shipped"),
        lambda: cards.clean(f"order {unlucky(rng, '52', 16)} packed in 12 ms"),
        lambda: cards.clean(f"tried {grouped(unlucky(rng, '4', 16), ' ')} at the till"),
        lambda: cards.clean(f"imei {no_issuer(15, ['35', '86', '01'])} attached"),
        lambda: cards.clean(f"iccid {no_issuer(19, ['89'])} active"),
        lambda: cards.clean(f"event at {1737979200000 + rng.randrange(10**9)} ms"),
        lambda: cards.clean_field("ts", 1737979200000 + rng.randrange(10**9)),
        lambda: cards.clean_field("ts_us", 1737979200000000 + rng.randrange(10**12)),
        lambda: cards.clean_field("time_ns", 1737979200000000000 + rng.randrange(10**15)),
        lambda: cards.clean(f"tweet {no_issuer(19, ['17', '18', '19'])} fetched"),
        lambda: cards.clean(f"digest {text(rng, HEX, 12)}{card(rng)}{text(rng, HEX, 12)} stored"),
        lambda: cards.clean(f"object 0x{card(rng)} freed"),
        lambda: cards.clean(f"id {text(rng, HEX, 8)}-4111-4111-8111-{card(rng)[:12]} gone"),
        lambda: cards.clean(f"ratio 0.{card(rng)} of total"),
        lambda: cards.clean(f"trace {text(rng, HEX[10:], 2)}{card(rng)}{text(rng, HEX[10:], 2)} sampled"),
        lambda: cards.clean(f"tracking 1Z{text(rng, '0123456789', 16)} left"),
        lambda: cards.clean(f"sequence {card(rng)}{text(rng, '123456789', 12)} logged"),
        lambda: cards.clean(f"order {no_issuer(13, ['10', '11', '71', '99'])} shipped"),
        lambda: cards.clean(f"account {no_issuer(17, ['10', '70', '90'])} opened"),
        lambda: cards.clean(f"barcode {no_issuer(14, ['10', '00', '95'])} read"),
        lambda: cards.clean("slots 0000 0000 0000 0000 are empty"),
        lambda: cards.clean(f"range {rng.randrange(1000, 9999)}-{rng.randrange(1000, 9999)} of {rng.randrange(10000)}"),
        lambda: cards.clean(f"{rng.randrange(2020, 2026)}-01-27 12:{rng.randrange(10, 60)}:{rng.randrange(10, 60)} "
                            f"{rng.randrange(1000, 9999)} {rng.randrange(1000, 9999)} {rng.randrange(1000, 9999)}"),
        lambda: cards.clean(f"uuid {text(rng, HEX, 8)}-{text(rng, HEX, 4)}-4{text(rng, HEX, 3)}-a{text(rng, HEX, 3)}-{text(rng, HEX, 12)}"),
    ]
    cards.fill(120, 110, positive, lambda n: shapes[n % len(shapes)]())
    return cards


# Country: length of what follows the check digits, and its alphabet (9 digits, A letters, X both).
IBANS = {"DE": "9" * 18, "GB": "AAAA" + "9" * 14, "FR": "9" * 10 + "X" * 11 + "99", "NL": "AAAA" + "9" * 10, "BE": "9" * 12,
         "ES": "9" * 20, "IT": "A" + "9" * 10 + "X" * 12, "CH": "9" * 5 + "X" * 12, "AT": "9" * 16, "PL": "9" * 24, "SE": "9" * 20,
         "NO": "9" * 11, "DK": "9" * 14, "FI": "9" * 14, "PT": "9" * 21, "IE": "AAAA" + "9" * 14, "LU": "999" + "X" * 13,
         "CZ": "9" * 20, "MT": "AAAA99999" + "X" * 18, "SA": "99" + "X" * 18, "AE": "9" * 19, "TR": "9" * 22, "BR": "9" * 23 + "AX"}
PUBLISHED_IBANS = """GB82WEST12345698765432 DE89370400440532013000 FR1420041010050500013M02606 NL91ABNA0417164300
BE68539007547034 ES9121000418450200051332 IT60X0542811101000000123456 CH9300762011623852957 AT611904300234573201
PL61109010140000071219812874 SE4550000000058398257466 NO9386011117947 DK5000400440116243 FI2112345600000785
PT50000201231234567890154 IE29AIBK93115212345678 LU280019400644750000 SA0380000000608010167519""".split()


def an_iban(rng, wrong=0):
    country = rng.choice(sorted(IBANS))
    sets = {"9": "0123456789", "A": "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "X": "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
    account = "".join(rng.choice(sets[kind]) for kind in IBANS[country])
    check = int(mod97_iban(country, account))
    if wrong:
        check = (check - 2 + rng.randrange(1, 96)) % 97 + 2
    return f"{country}{check:02d}{account}"


def fours(number, separator=" "):
    return separator.join(number[at : at + 4] for at in range(0, len(number), 4))


def iban():
    ibans = Set("iban")
    rng = ibans.rng
    phrases = ["payout to {} accepted", "debit {} returned MS03", "SEPA transfer from {} to merchant", "iban={} bic=DEUTDEFF",
               "IBAN: {}", "{}", "account holder gave {}, please check", "('{}',)", "/accounts/{}/balance", "beneficiary <{}>"]
    for number in PUBLISHED_IBANS:
        ibans.found(rng.choice(phrases).format(number), number)

    def positive(n):
        number = an_iban(rng)
        if n % 3 == 1:
            number = fours(number)
        if n % 6 == 5:
            return ibans.field(rng.choice(["to", "beneficiary", "target"]), number)
        ibans.found(rng.choice(phrases).format(number), number)

    capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    base32 = capitals + "234567"
    shapes = [
        lambda: ibans.clean(f"payout to {an_iban(rng, wrong=1)} refused: checksum"),
        lambda: ibans.clean(f"payout to {fours(an_iban(rng, wrong=1))} refused: checksum"),
        lambda: ibans.clean(f"run {text(rng, base32, 26)} queued"),
        lambda: ibans.clean(f"run 01JJ{text(rng, '0123456789ABCDEFGHJKMNPQRSTVWXYZ', 22)} queued"),
        lambda: ibans.clean(f"part DE{rng.randrange(10, 99)}-{text(rng, '0123456789', 6)} in stock"),
        lambda: ibans.clean(f"invoice GB{text(rng, '0123456789', 9)} sent"),
        lambda: ibans.clean(f"vat DE{text(rng, '0123456789', 9)} valid"),
        lambda: ibans.clean(f"upload {text(rng, base32, 8)}{an_iban(rng)}{text(rng, base32, 8)} done"),
        lambda: ibans.clean(f"digest {text(rng, HEX, 40).upper()} stored"),
        lambda: ibans.clean(f"country XX{an_iban(rng)[2:]} unknown"),
        lambda: ibans.clean(f"cut {an_iban(rng)[:14]} short"),
        lambda: ibans.clean_field("etag", text(rng, capitals + "0123456789", 24)),
        lambda: ibans.clean_field("object", text(rng, capitals, 2) + text(rng, "0123456789", 30)),
        lambda: ibans.clean(f"flight LH{rng.randrange(100, 9999)} gate B{rng.randrange(1, 60)} row {rng.randrange(1, 40)}"),
        lambda: ibans.clean(f"AT{rng.randrange(10, 99)} {rng.choice(['HTTP', 'TLS1', 'GRPC'])} {rng.randrange(1000, 9999)} ready"),
    ]
    ibans.fill(100, 90, positive, lambda n: shapes[n % len(shapes)]())
    return ibans


def btc():
    coins = Set("btc")
    rng = coins.rng
    raw = lambda length: bytes(rng.randrange(256) for _ in range(length))
    published = ["1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2", "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy",
                 "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"]
    phrases = ["withdraw 0.012 BTC to {} queued", "deposit address {} assigned", "{}", "bitcoin:{}?amount=0.1", "tx output to {} spent",
               "wallet {} has 3 confirmations", "addr={} height=812345", "sweep ({}) done"]
    for address in published:
        coins.found(rng.choice(phrases).format(address), address)

    def address(n):
        kind = n % 4
        if kind < 2:
            return base58check(bytes([5 * kind]) + raw(20))
        if kind == 2:
            return bech32("bc", [0, *five_bits(raw(20))])
        return bech32("bc", [1, *five_bits(raw(32))], 0x2BC830A3)

    def other(char, alphabet):
        return rng.choice([letter for letter in alphabet if letter != char])

    def broken(n):
        good = address(n)
        at = rng.randrange(5, len(good))
        return good[:at] + other(good[at], "qpzry9x8" if n % 4 > 1 else "abcdefgh") + good[at + 1 :]

    def positive(n):
        coin = address(n)
        if n % 5 == 4:
            return coins.field(rng.choice(["address", "wallet", "to"]), coin) if n % 2 else coins.field("dest", coin)
        coins.found(rng.choice(phrases).format(coin), coin)

    base58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
    shapes = [
        lambda n: coins.clean(f"withdraw to {broken(n)} refused"),
        lambda n: coins.clean(f"withdraw to {broken(n + 1)} refused"),
        lambda n: coins.clean(f"withdraw to {broken(n + 2)} refused"),
        lambda n: coins.clean(f"pinned Qm{text(rng, base58, 44)} in 20 ms"),
        lambda n: coins.clean(f"build 1{text(rng, base58, 32)} done"),
        lambda n: coins.clean(f"commit {text(rng, HEX, 40)} pushed"),
        lambda n: coins.clean(f"job 3{text(rng, base58, 33)} done"),
        lambda n: coins.clean(f"branch bc1-{text(rng, 'abcdefgh', 8)} merged"),
        lambda n: coins.clean(f"key {address(0)}{text(rng, base58, 10)} cached"),
        lambda n: coins.clean_field("txid", text(rng, HEX, 64)),
        lambda n: coins.clean_field("etag", "1" + text(rng, HEX, 31)),
        lambda n: coins.clean(f"abc1q{text(rng, 'qpzry9x8gf2tvdw0s3jn54khce6mua7l', 38)} unknown"),
    ]
    coins.fill(80, 80, positive, lambda n: shapes[n % len(shapes)](n))
    return coins


def eth():
    coins = Set("eth")
    rng = coins.rng
    published = ["0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
                 "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB", "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb"]
    phrases = ["transfer 1.5 ETH to {} mined", "{}", "wallet {} connected", "to={} nonce=12", "owner is {}.", "approve({}, 1000)",
               "ethereum:{}@1", "balanceOf {} = 0", "signer '{}' unknown"]
    fresh = lambda: eip55(text(rng, HEX, 40))
    for address in published:
        coins.found(rng.choice(phrases).format(address), address)

    def broken():
        good = fresh()
        places = [at for at in range(2, 42) if good[at].isalpha()]
        mixed = good
        for at in rng.sample(places, 5):
            mixed = mixed[:at] + mixed[at].swapcase() + mixed[at + 1 :]
        assert any(char.islower() for char in mixed[2:]) and any(char.isupper() for char in mixed[2:])
        return mixed

    def positive(n):
        address = fresh()
        if n % 5 == 4:
            return coins.field(rng.choice(["address", "wallet", "from"]), address)
        coins.found(rng.choice(phrases).format(address), address)

    shapes = [
        lambda: coins.clean(f"transfer to {broken()} refused"),
        lambda: coins.clean(f"checksum of {broken()} differs"),
        lambda: coins.clean(f"block 0x{text(rng, HEX, 64)} imported"),
        lambda: coins.clean(f"tx 0x{keccak256(text(rng, HEX, 8).encode()).hex()} pending"),
        lambda: coins.clean(f"commit {text(rng, HEX, 40)} pushed"),
        lambda: coins.clean(f"selector 0x{text(rng, HEX, 8)} unknown"),
        lambda: coins.clean(f"pointer 0x{text(rng, HEX, 12)} is stale"),
        lambda: coins.clean_field("sha", text(rng, HEX, 40)),
        lambda: coins.clean(f"mac key {fresh()[2:30]} cut"),
        lambda: coins.clean(f"blob {fresh()}{text(rng, HEX, 6)} stored"),
        lambda: coins.clean_field("topic", "0x" + "0" * 24 + text(rng, HEX, 40)),
    ]
    coins.fill(70, 70, positive, lambda n: shapes[n % len(shapes)]())
    return coins


SETS = [pan, iban, btc, eth]
