"""Keys that firms give out, by their form; those with a check have a right one. Nothing here was ever live."""
import re
import zlib

from checksums import b64, bech32, crc32_base62
from writers import ALNUM, HEX, Set, text

UPPER = ALNUM[:26].upper()
MIXED = ALNUM + UPPER
URL64 = MIXED + "-_"


def github(rng, prefix):
    body = text(rng, MIXED, 30)
    return f"{prefix}{body}{crc32_base62(body)}"


def npm(rng):
    body = text(rng, MIXED, 30)
    return f"npm_{body}{crc32_base62(body)}"


def grafana(rng):
    body = "glsa_" + text(rng, MIXED, 32)
    return f"{body}_{zlib.crc32(body.encode()).to_bytes(4, 'little').hex()}"


def either(*makers):
    return lambda rng: rng.choice(makers)(rng)


def form(pattern):
    """A maker from a list of texts and (alphabet, length) in turns."""

    def make(rng):
        return "".join(part if isinstance(part, str) else text(rng, *part) for part in pattern)

    return make


def forms(*patterns):
    return either(*(form(pattern) for pattern in patterns))


# Family: its maker. Whether a key with a wrong check must go as well is left open: there are none.
VENDORS = {
    "aws": form(["AKIA"] + [(UPPER + "234567", 16)]),
    "aws_session": form(["ASIA"] + [(UPPER + "234567", 16)]),
    "google_api": form(["AIza", (URL64, 35)]),
    "google_oauth": form(["ya29.", (URL64, 60)]),
    "github": either(*(lambda rng, p=p: github(rng, p) for p in ("ghp_", "gho_", "ghu_", "ghs_", "ghr_"))),
    "github_pat": form(["github_pat_", (MIXED, 22), "_", (MIXED, 59)]),
    "gitlab": form(["glpat-", (URL64, 20)]),
    "slack": forms(["xoxb-", ("123456789", 12), "-", ("123456789", 13), "-", (MIXED, 24)],
                   ["xoxp-", ("123456789", 12), "-", ("123456789", 12), "-", ("123456789", 12), "-", (HEX, 32)],
                   ["xapp-1-A", (UPPER + "0123456789", 10), "-", ("123456789", 13), "-", (HEX, 64)],
                   ["xoxe.xoxp-1-", (MIXED, 146)]),
    "stripe": forms(["sk_live_", (MIXED, 24)], ["rk_live_", (MIXED, 24)], ["sk_live_51", (MIXED, 97)]),
    "stripe_webhook": form(["whsec_", (MIXED, 32)]),
    "anthropic": form(["sk-ant-api03-", (URL64, 93), "AA"]),
    "openai": forms(["sk-proj-", (URL64, 74), "T3BlbkFJ", (URL64, 74)], ["sk-svcacct-", (URL64, 74), "T3BlbkFJ", (URL64, 74)],
                    ["sk-", (MIXED, 20), "T3BlbkFJ", (MIXED, 20)]),
    "sendgrid": form(["SG.", (URL64, 22), ".", (URL64, 43)]),
    "npm": npm,
    "pypi": form(["pypi-AgEIcHlwaS5vcmcCJ", (URL64, 110)]),
    "huggingface": form(["hf_", (MIXED[:26] + UPPER, 34)]),
    "digitalocean": forms(["dop_v1_", (HEX, 64)], ["doo_v1_", (HEX, 64)], ["dor_v1_", (HEX, 64)]),
    "shopify": forms(["shpat_", (HEX, 32)], ["shpca_", (HEX, 32)], ["shppa_", (HEX, 32)], ["shpss_", (HEX, 32)]),
    "grafana": grafana,
    "vault": forms(["hvs.CAESI", (URL64, 90)], ["hvb.AAAAAQ", (URL64, 120)]),
    "age": lambda rng: bech32("age-secret-key-", [rng.randrange(32) for _ in range(51)] + [rng.choice([0, 16])]).upper(),
    "twilio": form(["SK", (HEX, 32)]),
    "mailgun": form(["key-", (HEX, 32)]),
    "telegram_bot": form([("123456789", 10), ":AA", (URL64, 33)]),
    "databricks": form(["dapi", (HEX, 32)]),
    "linear": form(["lin_api_", (MIXED, 40)]),
    "notion": form(["ntn_", ("0123456789", 11), (MIXED, 35)]),
    "postman": form(["PMAK-", (HEX, 24), "-", (HEX, 34)]),
    "new_relic": form(["NRAK-", (UPPER + "0123456789", 27)]),
    "terraform": form([(MIXED, 14), ".atlasv1.", (URL64, 67)]),
    "doppler": form(["dp.pt.", (MIXED, 43)]),
    "planetscale": forms(["pscale_tkn_", (URL64, 43)], ["pscale_pw_", (URL64, 43)]),
    "pulumi": form(["pul-", (HEX, 40)]),
    "dynatrace": form(["dt0c01.", (UPPER + "234567", 24), ".", (UPPER + "234567", 64)]),
    "sentry": lambda rng: "sntrys_" + b64(b'{"iat":%d.0,"url":"https://sentry.example.io","region_url":"https://us.example.io","org":"acme"}'
                                         % (1687336543 + rng.randrange(10**6))).rstrip("=") + "_" + text(rng, MIXED + "+/", 43),
    "atlassian": form(["ATATT3xFfGF0", (URL64, 100), "=", (HEX.upper(), 8)]),
    "figma": form(["figd_", (URL64, 40)]),
    "supabase": form(["sbp_", (HEX, 40)]),
    "rubygems": form(["rubygems_", (HEX, 48)]),
    "azure_storage": lambda rng: "AccountKey=" + b64(bytes(rng.randrange(256) for _ in range(64))),
}
def one(name):
    make = VENDORS[name]
    keys = Set(f"vendor-{name}", json_in=3)
    rng = keys.rng
    phrases = ["using {} for upload", "{}", "deploy with {} failed: 401", "curl -u {}: https://api.example.org", "export CI_KEY={}", "'{}' revoked",
               "leaked in diff: +{}", "x-thing: {}", "({})", "auth by {}, retry", "GET /v1/x?a={}&n=1", "found \"{}\" in image"]
    before = 11 if name == "azure_storage" else 0

    def positive(n):
        key = make(rng)
        if n % 6 == 5:
            return keys.add(keys.writers.field(rng.choice(["input", "value", "trace_id", "note"]), key), [key[before:]])
        keys.found(rng.choice(phrases).format(key), key[before:])

    def negative(n):
        key = make(rng)
        head = (re.match(r"[A-Za-z0-9]{1,8}?[_.-](?:(?:live|test|ant|proj|api|v1|pat|tkn|pw)[-_])?", key[before:]) or [key[before:][:4]])[0]
        kinds = [
            lambda: keys.clean(f"prefix {head} is reserved, n={rng.randrange(9999)}"),
            lambda: keys.clean(f"key {head}{'*' * 12} masked {rng.randrange(9999)}"),
            lambda: keys.clean(f"key {head}... shortened {rng.randrange(9999)}"),
            lambda: keys.clean(f"cut {key[before:][: len(head) + 5]} at {rng.randrange(9999)}"),
            lambda: keys.clean(f"pattern {head}<token> of {rng.randrange(9999)}"),
            lambda: keys.clean(f"pattern {head}[A-Z0-9]+ of {rng.randrange(9999)}"),
            lambda: keys.clean(f"var {head.rstrip('_-.')}_count={rng.randrange(9999)}"),
            lambda: keys.clean(f"file {head.rstrip('_-.').lower()}/readme-{rng.randrange(9999)}.md read"),
            lambda: keys.clean(f"digest sha256:{text(rng, HEX, 64)} stored"),
            lambda: keys.clean(f"id {text(rng, HEX, 8)}-{text(rng, HEX, 4)}-4{text(rng, HEX, 3)}-9{text(rng, HEX, 3)}-{text(rng, HEX, 12)} of {head}"),
        ]
        if name in ("aws", "aws_session"):
            kinds += [lambda: keys.clean(f"in {text(rng, UPPER, 6)}{key} stays"), lambda: keys.clean(f"in {key}{text(rng, UPPER, 6)} stays"),
                      lambda: keys.clean(f"in {key.lower()} stays"), lambda: keys.clean(f"asia {key[4:].lower()} region")]
        kinds[n % len(kinds)]()

    keys.fill(50, 50, positive, negative)
    return keys


SETS = [lambda name=name: one(name) for name in VENDORS]
