"""Names that are left alone, as long as what stands under them is an id: who writes the log may not hide a secret there."""
import datetime

from checksums import luhn_digit
from credentials import B64, a_jwt
from vendors import VENDORS
from writers import ALNUM, HEX, START, Set, quoted, text

NAMES = """trace_id span_id parent_id request_id correlation_id run_id flow_id step_id tenant_id commit sha digest etag version timestamp time
duration pid port status size bytes count line traceId requestId correlation-id""".split()


def protected():
    names = Set("protected")
    rng = names.rng
    digits = lambda length: text(rng, "0123456789", length)

    def card():
        body = rng.choice(["4", "51", "55"]) + digits(13)
        body = body[:15].ljust(15, "7")
        return body + luhn_digit(body)

    proofs = [
        lambda: a_jwt(rng),
        lambda: f"{text(rng, ALNUM, 5)}.{text(rng, ALNUM, 4)}@example.com",
        lambda: VENDORS[rng.choice(["aws", "github", "gitlab", "stripe", "slack", "google_api", "sendgrid"])](rng),
        lambda: "-----BEGIN PRIVATE KEY-----" + text(rng, B64, 64),
        lambda: f"card {card()} declined",
        lambda: f"ssn {rng.randrange(1, 600):03d}-22-{rng.randrange(1000, 9999)} of applicant",
    ]

    def positive(n):
        name, secret = NAMES[n % len(NAMES)], proofs[n % len(proofs)]()
        line = [f'{{"{name}":{quoted(secret)},"msg":"done"}}', f'{{"level":"info","{name}":{quoted(secret)}}}'][n % 2]
        gone = secret
        if n % 6 == 3:
            return names.bare(line, secret[-64:], keep=["level" if n % 2 else "done"])
        if n % 6 > 3:
            gone = secret.split(" ")[1]
        names.bare(line, gone)

    ids = [
        lambda: str(card()), lambda: text(rng, HEX, 32), lambda: text(rng, HEX, 16), lambda: text(rng, HEX, 40), lambda: text(rng, HEX, 64),
        lambda: f"{text(rng, HEX, 8)}-{text(rng, HEX, 4)}-4{text(rng, HEX, 3)}-a{text(rng, HEX, 3)}-{text(rng, HEX, 12)}",
        lambda: f"run_{text(rng, ALNUM, 12)}", lambda: f"{rng.randrange(9)}.{rng.randrange(20)}.{rng.randrange(99)}.{rng.randrange(9)}",
        lambda: (START + datetime.timedelta(microseconds=rng.randrange(10**12))).isoformat(), lambda: f"{rng.randrange(1, 600):03d}-22-{rng.randrange(1000, 9999)}",
        lambda: f"req-{digits(4)}-{digits(4)}-{digits(4)}-{digits(4)}",
    ]

    def negative(n):
        name, value = NAMES[n % len(NAMES)], ids[n % len(ids)]()
        if n % 11 == 0 and n % 2:
            return names.clean_bare(f'{{"{name}":{value},"msg":"done"}}')
        names.clean_bare([f'{{"{name}":{quoted(value)},"msg":"done"}}', f'{{"level":"info","{name}":{quoted(value)}}}'][n % 2])

    names.fill(72, 80, positive, negative)
    return names


SETS = [protected]
