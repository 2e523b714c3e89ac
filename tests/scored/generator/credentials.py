"""Tokens and keys by their form: JWT, Bearer, Basic, PEM, runs of high entropy."""
import json

from checksums import b64, b64url
from writers import ALNUM, HEX, Set, quoted, text

B64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
URL64 = B64[:-2] + "-_"


def a_jwt(rng, alg=None):
    alg = alg or rng.choice(["HS256", "RS256", "ES256", "EdDSA", "PS512"])
    header = {"alg": alg, "typ": "JWT"} if rng.random() < 0.7 else {"typ": "JWT", "kid": text(rng, HEX, 8), "alg": alg}
    claims = {"sub": "u_" + text(rng, ALNUM, 6), "iat": 1738000000 + rng.randrange(10**6), "iss": "https://id.example.org"}
    pack = lambda part, spaces: b64url(json.dumps(part, separators=(", ", ": ") if spaces else (",", ":")).encode())
    return f"{pack(header, rng.random() < 0.2)}.{pack(claims, False)}.{text(rng, URL64, rng.choice([43, 86]))}"


def jwt():
    tokens = Set("jwt")
    rng = tokens.rng
    phrases = ["session {} issued", "{}", "invalid token: {}", "id_token_hint={}&state=x", "verify('{}') failed", "got {}, expired", "JWT {}.",
               "cookie sess={}; Path=/", "ws connect ?t={} ok", "claims of <{}> rejected"]

    def positive(n):
        token = a_jwt(rng)
        if n % 10 == 9:
            claims = token.split(".")[1]
            token = b64url(b'{"alg":"none"}') + "." + claims + "."  # No signature.
            return tokens.found(f"unsigned {token} refused", claims, keep=[" refused"])
        if n % 6 == 4:
            return tokens.field(rng.choice(["jwt", "assertion", "t", "trace_id"]), token)
        tokens.found(rng.choice(phrases).format(token), token)

    run = lambda length: text(rng, URL64, length)
    shapes = [
        lambda: tokens.clean(f"payload {b64url(json.dumps({'a': rng.randrange(10**9)}).encode())} stored"),
        lambda: tokens.clean(f"state {b64url(json.dumps({'page': rng.randrange(10**9), 'q': text(rng, ALNUM, 9)}).encode())} kept"),
        lambda: tokens.clean(f"cursor eyJ{text(rng, ALNUM, 4)} next"),
        lambda: tokens.clean(f"parts eyJ.{run(4)}.{run(6)} broken"),
        lambda: tokens.clean(f"dots a{run(20)}.b{run(20)}.c{run(20)}"),
        lambda: tokens.clean(f"conf {b64url(json.dumps({'name': text(rng, ALNUM, 6)}).encode())}.{run(12)}.{run(12)} has no header"),
        lambda: tokens.clean(f"class com.example.eyJ{text(rng, ALNUM, 3)}.Factory loaded"),
        lambda: tokens.clean(f"file eyJ{text(rng, ALNUM, 5)}.tar.gz written"),
        lambda: tokens.clean_field("cursor", b64url(json.dumps({"after": rng.randrange(10**12)}).encode())),
        lambda: tokens.clean(f"two parts {b64url(json.dumps({'x': text(rng, ALNUM, 5)}).encode())}.{run(10)} only"),
        lambda: tokens.clean(f"host {text(rng, ALNUM, 8)}.{text(rng, ALNUM, 8)}.example.org up"),
        lambda: tokens.clean(f"eyJ is the start of many tokens, n={rng.randrange(10**6)}"),
    ]
    tokens.fill(80, 80, positive, lambda n: shapes[n % len(shapes)]())
    return tokens


def bearer():
    tokens = Set("bearer")
    rng = tokens.rng
    phrases = ["Authorization: Bearer {}", "header Authorization: Bearer {} sent", "curl -H 'Authorization: Bearer {}' https://api.example.org",
               "sent bearer {} now", "Bearer {}", "BEARER {}", "auth=Bearer {}", '"Bearer {}"', "(Bearer {})", "Bearer {}, ok", "authorization: bearer {}"]
    forms = [lambda: text(rng, URL64, 40), lambda: text(rng, HEX, 32), lambda: b64(text(rng, ALNUM, 21).encode()) + "", lambda: a_jwt(rng),
             lambda: text(rng, ALNUM, 24), lambda: f"{text(rng, HEX, 8)}-{text(rng, HEX, 4)}-4{text(rng, HEX, 3)}-a{text(rng, HEX, 3)}-{text(rng, HEX, 12)}",
             lambda: f"{text(rng, URL64, 20)}.{text(rng, URL64, 30)}"]

    def positive(n):
        token = forms[n % len(forms)]()
        if n % 7 == 5:
            return tokens.bare(f'{{"msg":"sent","hdr":{quoted("Bearer " + token)},"n":{rng.randrange(9)}}}', token)
        tokens.found(rng.choice(phrases).format(token), token)

    words = "of news|of bad news|bonds fell|token required|authentication failed|realm=\\x|scheme expected|shares were sold|plane failed|is missing"
    shapes = [
        *(lambda said=said: tokens.clean(f"{rng.choice(['the bearer', 'Bearer', 'a Bearer'])} {said} ({rng.randrange(999)})") for said in words.split("|")),
        lambda: tokens.clean(f"WWW-Authenticate: Bearer realm=\"api{rng.randrange(999)}\""),
        lambda: tokens.clean(f"Bearer <token> in example {rng.randrange(999)}"),
        lambda: tokens.clean(f"Bearer ${{TOKEN}} in example {rng.randrange(999)}"),
        lambda: tokens.clean(f"Bearer *** in example {rng.randrange(999)}"),
        lambda: tokens.clean(f"Bearer [REDACTED] in example {rng.randrange(999)}"),
        lambda: tokens.clean(f"Bearer null in example {rng.randrange(999)}"),
        lambda: tokens.clean(f"pallbearer {rng.randrange(999)} arrived"),
        lambda: tokens.clean(f"Forbearer{rng.randrange(999)} loaded"),
        lambda: tokens.clean(f"eps bearer established for cell {rng.randrange(999)}"),
        lambda: tokens.clean(f"bearer id {rng.randrange(99)} released, qci {rng.randrange(9)}"),
        lambda: tokens.clean(f"auth scheme is Bearer, retry {rng.randrange(999)}"),
        lambda: tokens.clean(f"token_type: Bearer expires: {rng.randrange(9999)}"),
    ]
    tokens.fill(90, 90, positive, lambda n: shapes[n % len(shapes)]())
    return tokens


def basic():
    tokens = Set("basic")
    rng = tokens.rng
    phrases = ["Authorization: Basic {}", "header Authorization: Basic {} sent", "curl -H 'Authorization: Basic {}' https://api.example.org",
               "Basic {}", "basic {} refused", "auth=Basic {}", '"Basic {}"', "(Basic {})", "Proxy-Authorization: Basic {}", "BASIC {}"]
    users = ["admin", "ada", "svc-deploy", "aladdin", "root", "ci_bot", "x", "jenkins", "o.brien"]

    def positive(n):
        word = text(rng, ALNUM + "!$%*-_=", rng.randrange(4, 20))
        token = b64(f"{rng.choice(users)}:{word}".encode())
        if n % 7 == 5:
            return tokens.bare(f'{{"msg":"sent","hdr":"Basic {token}","n":{rng.randrange(9)}}}', token)
        tokens.found(rng.choice(phrases).format(token), token)

    words = ["usage", "information", "authentication required", "auth failed", "plan renewed", "materials", "block", "html template", "understanding",
             "Programming", "subscription", "Internationalization", "misconfiguration"]
    shapes = [
        *(lambda said=said: tokens.clean(f"{rng.choice(['Basic', 'basic', 'the basic'])} {said} {rng.randrange(9999)}") for said in words),
        lambda: tokens.clean(f"WWW-Authenticate: Basic realm=\"Area {rng.randrange(999)}\""),
        lambda: tokens.clean(f"Basic <credentials> in example {rng.randrange(999)}"),
        lambda: tokens.clean(f"Basic [REDACTED] in example {rng.randrange(999)}"),
        lambda: tokens.clean(f"Basic {b64(text(rng, ALNUM, 12).encode())} has no colon"),
        lambda: tokens.clean(f"Visual Basic {rng.randrange(4, 9)}.0 runtime"),
        lambda: tokens.clean(f"Basic{rng.randrange(99)}Auth loaded"),
        lambda: tokens.clean(f"basic_{text(rng, ALNUM, 12)} created"),
    ]
    tokens.fill(80, 80, positive, lambda n: shapes[n % len(shapes)]())
    return tokens


def pem(rng, kind, lines=6):
    body = [text(rng, B64, 64) for _ in range(lines)] + [text(rng, B64, 38) + "=="]
    return body, f"-----BEGIN {kind}-----", f"-----END {kind}-----"


def private_key():
    keys = Set("private_key")
    rng = keys.rng
    kinds = ["PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "DSA PRIVATE KEY", "OPENSSH PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "PGP PRIVATE KEY BLOCK"]
    said = ["loaded {}", "{}", "could not parse key: {}", "env dump: TLS={}", "writing {} to disk"]

    def positive(n):
        body, head, foot = pem(rng, kinds[n % len(kinds)], rng.randrange(1, 4))
        way = n % 5
        if way == 0:  # real line ends, escaped by JSON
            return keys.bare(keys.writers.json(rng.choice(said).format("\n".join([head, *body, foot]) + "\n")), *body, keep=[])
        if way == 1:  # escaped twice
            return keys.bare(keys.writers.json("\\n".join([head, *body, foot])), *body, keep=[])
        if way == 2:  # one text line with \n in it
            return keys.bare(keys.writers.plain(rng.choice(said).format("\\n".join([head, *body, foot]))), *body, keep=[])
        if way == 3:  # not ended
            return keys.bare(keys.writers.json("\n".join([head, *body])), *body, keep=[])
        keys.bare(f'{{"msg":"boot","tls_material":{quoted(chr(10).join([head, *body, foot]))},"port":8443}}', *body, keep=['"port":8443'])

    public = ["PUBLIC KEY", "RSA PUBLIC KEY", "CERTIFICATE", "CERTIFICATE REQUEST", "PGP PUBLIC KEY BLOCK", "DH PARAMETERS", "X509 CRL", "EC PARAMETERS"]

    def negative(n):
        if n % 3 == 2:
            return keys.clean(rng.choice(["the private key of {} was rotated", "no private key for {} found", "BEGIN PRIVATE KEY is missing in {}",
                                          "PRIVATE KEY {} loaded", "begin {} end", "----- {} -----", "private keys: {} of 9"]).format(rng.randrange(9999)))
        body, head, foot = pem(rng, public[n % len(public)], rng.randrange(1, 4))
        joined = ["\n", "\\n"][n % 2].join([head, *body, foot])
        keys.clean_bare(keys.writers.json(joined))

    keys.fill(70, 70, positive, negative)
    return keys


def entropy():
    runs = Set("entropy")
    rng = runs.rng
    mixed = B64[:62]
    words = ["secret", "token", "api key", "apikey", "credential", "password", "access key", "auth", "signing key"]
    phrases = ["{w} {} loaded", "using {w} {} for upload", "{w}: {}", "{w} = '{}'", "rotated {w} to {}", "{w}={}", "new {w} is {}"]

    def strong(length):
        """No letter twice as often as it should be."""
        out = ""
        while len(out) < length:
            pool = [char for char in mixed if out.count(char) <= len(out) // 40]
            out += rng.choice(pool)
        return out

    def positive(n):
        run = strong(rng.choice([24, 32, 40, 48, 64]))
        runs.found(phrases[n % len(phrases)].format(run, w=rng.choice(words)), run)

    r = rng.randrange
    shapes = [
        lambda: runs.clean(f"token for {text(rng, HEX, 8)}-{text(rng, HEX, 4)}-4{text(rng, HEX, 3)}-a{text(rng, HEX, 3)}-{text(rng, HEX, 12)} issued"),
        lambda: runs.clean(f"auth request {text(rng, HEX, 32)} traced"),
        lambda: runs.clean(f"secret volume sha256:{text(rng, HEX, 64)} mounted"),
        lambda: runs.clean(f"commit {text(rng, HEX, 40)} changed the token parser"),
        lambda: runs.clean(f"chunk {strong(40)} stored"),
        lambda: runs.clean(f"etag {strong(32)} matched, {r(999)} bytes"),
        lambda: runs.clean(f"token com.example.service.auth.TokenValidatorFactoryImpl loaded in {r(99)} ms"),
        lambda: runs.clean(f"password policy aaaaaaaaaaaaaaaaaaaaaaaaaaaaa{r(99)} is weak"),
        lambda: runs.clean(f"secret path /var/run/secrets/kubernetes.io/serviceaccount/{r(99)}"),
        lambda: runs.clean(f"token abcdefghijklmnopqrs{r(9)} is short"),
        lambda: runs.clean(f"credential_process_timeout_milliseconds_{r(9999)} unset"),
        lambda: runs.clean(f"token 00000000000000000000000000000000{r(99)} is empty"),
        lambda: runs.clean(f"auth 2025-01-27T12:00:00.000000Z_{r(99)} done"),
    ]
    runs.fill(70, 70, positive, lambda n: shapes[n % len(shapes)]())
    return runs


SETS = [jwt, bearer, basic, private_key, entropy]
