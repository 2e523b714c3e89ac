"""Where secrets hide: one set for each place. The line must come out parsing, without the secret, and with all else."""
import json
import urllib.parse

from checksums import b64, luhn_digit
from credentials import B64, a_jwt
from writers import ALNUM, HEX, Set, quoted, text

KEYS = ["password", "apiKey", "client_secret", "access_token", "X-Api-Key", "DB_PASSWORD", "refreshToken", "secret", "passphrase", "pin"]


def fresh(rng):
    return rng.choice(["hunter2", "Tr0ub4dor", "s3cr3t", "zQ9"]) + text(rng, ALNUM, 9)


def place(name, make, count=16):
    """A set of `count` lines; `make(n, rng, key, secret, row)` gives each to `row(line, secrets, keep)`."""
    leaks = Set(f"leak-{name}")
    for n in range(count):
        make(n, leaks.rng, KEYS[n % len(KEYS)], fresh(leaks.rng), leaks.add)
    assert leaks.count(True) >= 10, name
    return leaks


def compact(value):
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def nested(n, rng, key, secret, row):
    depth = n % 4 + 1
    inner = {"user": "bob", key: secret, "n": 1.5} if n % 3 else {"card": {"ok": True}, "items": [{key: secret}], "z": None}
    said = compact(inner) if n % 2 else json.dumps(inner)
    for level in range(depth - 1):
        said = compact({"level": level, "payload": said})
    row(f'{{"level":"info","body":{quoted(said)},"after":"me"}}', [secret])


def nested_value(n, rng, key, secret, row):
    """What proves itself, some levels down."""
    body = "4" + text(rng, "0123456789", 14)
    proof = [body + luhn_digit(body), a_jwt(rng, "HS256"), f"{secret.lower()}@example.com", f"{219 + n}-09-{9000 - n}"][n % 4]
    said = compact({"note": f"saw {proof} there"})
    for level in range(n // 4 % 4):
        said = compact({"level": level, "payload": said})
    row(f'{{"level":"info","body":{quoted(said)},"after":"me"}}', [proof])


def url_parts(n, rng, key, secret, row):
    address = [f"https://ada:{secret}@git.example.org/x.git?depth=1", f"https://example.org/cb?{key}={secret}&state=x1", f"https://example.org/cb#{key}={secret}&state=x1",
               f"postgres://app:{secret}@db.internal:5432/shop?sslmode=require", f"https://example.org/a?x=1&{key}={secret}"][n % 5]
    row([f'{{"level":"info","msg":"redirect to {address}","n":1}}', f'{{"url":"{address}","method":"GET"}}', f"GET {address} 200 12ms"][n % 3], [secret])


def url_encoded(n, rng, key, secret, row):
    secret = secret + "%21%2F" + text(rng, ALNUM, 3)
    name = key[0] + f"%{ord(key[1]):02{'Xx'[n % 2]}}" + key[2:]
    inner = urllib.parse.quote(f"https://example.org/a?{key}={secret}&b=2", safe="")
    tail = urllib.parse.quote(secret, safe="")
    lines = [(f"GET /cb?{name}={secret}&state=x1 HTTP/1.1", secret), (f'{{"url":"https://example.org/cb?a=1&{name}={secret}"}}', secret),
             (f'{{"msg":"next=/go?to={inner}&x=1"}}', tail), (f"body={key}%3D{secret}%26user%3Dbob", secret), (f'{{"form":"user=bob&{name}={secret}&n=1"}}', secret)]
    line, gone = lines[n % len(lines)]
    row(line, [gone], [])


def base64_pair(n, rng, key, secret, row):
    token = b64(f"{['ada', 'svc-deploy', 'root'][n % 3]}:{secret}".encode())
    row([f'{{"msg":"sent","headers":{{"X-Upstream":"Basic {token}"}},"n":1}}', f'{{"msg":"Proxy-Authorization: Basic {token}","n":1}}', f"> Authorization: Basic {token}",
         f'{{"auth":"basic {token}","ok":true}}', f'{{"msg":"curl -H \\"Authorization: Basic {token}\\" https://example.org"}}'][n % 5], [token])


def headers(n, rng, key, secret, row):
    name = ["Authorization", "X-Api-Key", "Proxy-Authorization", "X-Auth-Token", "X-Vault-Token", "x-amz-security-token", "X-CSRF-Token"][n % 7]
    said = f"Bearer {secret}{secret}" if "uthorization" in name else secret
    gone = said.removeprefix("Bearer ")
    row([f'{{"headers":{{"Host":"example.org","{name}":"{said}","Accept":"*/*"}}}}', f'{{"msg":"GET / HTTP/1.1\\r\\nHost: example.org\\r\\n{name}: {said}\\r\\nAccept: */*"}}',
         f"> {name}: {said}", f'{{"headers":{{"host":["example.org"],"{name.lower()}":["{said}"]}},"n":1}}', f'{{"headers":[["host","example.org"],["{name}","{said}"]]}}',
         f'{{"headers":"Host=example.org, {name}={said}, Accept=text/html"}}'][n % 6], [gone], ["example.org"] if n % 6 != 2 else [name])


def cookies(n, rng, key, secret, row):
    name = ["sid", "session_id", "JSESSIONID", "PHPSESSID", "csrf_token", "access_token"][n % 6]
    row([f'{{"cookies":{{"theme":"dark","{name}":"{secret}"}},"n":1}}', f"Cookie: theme=dark; {name}={secret}; lang=en", f'{{"msg":"Set-Cookie: {name}={secret}; Path=/; HttpOnly","n":1}}',
         f'{{"headers":{{"cookie":"theme=dark; {name}={secret}"}},"n":1}}', f'{{"msg":"request cookies: theme=dark; {name}={secret}; lang=en"}}'][n % 5], [secret], [["\"n\":1"], [], ["\"n\":1"], ["\"n\":1"], []][n % 5])


def stack_traces(n, rng, key, secret, row):
    top = [f"java.sql.SQLException: connect {key}={secret} failed", f"Error: {key}: {secret} rejected", f"ValueError: bad {key}='{secret}'", f"panic: dial postgres://app:{secret}@db.internal/shop: refused"][n % 4]
    frames = "\n    at com.example.Db.open(Db.java:42)\n    at com.example.Main.main(Main.java:7)\nCaused by: java.io.IOException: closed"
    row([f'{{"level":"ERROR","error":{{"message":"x","stack":{quoted(top + frames)}}},"n":1}}', f'{{"level":"error","stack_trace":{quoted(top + frames)}}}',
         f'{{"exception":{quoted("Traceback (most recent call last):" + chr(10) + "  File " + chr(34) + "a.py" + chr(34) + ", line 3" + chr(10) + top)}}}', f"Caused by: {top}"][n // 4 % 4], [secret])


def map_keys(n, rng, key, secret, row):
    body = "55" + text(rng, "0123456789", 13)
    proof = [a_jwt(rng, "ES256"), body + luhn_digit(body), f"{secret.lower()}@example.org", "AKIA" + text(rng, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16), f"{501 + n}-22-{7000 + n}"][n % 5]
    row([f'{{"seen":{{"{proof}":3,"other":4}}}}', f'{{"by user":{{"{proof}":{{"n":1}}}},"after":"me"}}', f'{{"{proof}":true,"x":1}}'][n % 3], [proof])


def control_characters(n, rng, key, secret, row):
    key = ["password", "secret", "api_key", "access_token", "passphrase"][n % 5]
    sign = ["\\u001b", "\\u200b", "\\u0000", "\\u2060", "\\ufeff", "\\u001b[0m", "\\u200d", "\\u202e", "\u200b", "\\u0007", "\\u007f", "\u2060"][n % 12]
    split = key[:3] + sign + key[3:]
    row([f'{{"msg":"login {split}={secret} ok"}}', f'{{"{split}":"{secret}","n":1}}', f'{{"msg":"{split}: {secret}"}}'][n // 4 % 3], [secret], [])


def control_in_value(n, rng, key, secret, row):
    sign = ["\\u200b", "\\u200d", "\\u2060", "\\ufeff", "\u200b", "\\u001b[1m"][n % 6]
    address = f"{secret.lower()}@exa{sign}mple.com"
    body = "4" + text(rng, "0123456789", 14)
    body += luhn_digit(body)
    body = body[:6] + sign + body[6:]
    token = "AKIA" + sign + text(rng, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16)
    proof = [address, body, token][n % 3]
    tail = proof.split(sign)[1]
    row(f'{{"msg":"saw {proof} there","n":1}}', [proof, tail] if tail != proof else [proof], ['"n":1'])


def numbers(n, rng, key, secret, row):
    first, length = [("4", 16), ("51", 16), ("37", 15), ("6011", 16), ("2221", 16)][n % 5]
    body = first + text(rng, "0123456789", length - len(first) - 1)
    body += luhn_digit(body)
    pin = str(rng.randrange(10**5, 10**6))
    row([f'{{"amount":12.50,"input":{body},"n":1}}', f'{{"values":[1,{body},3]}}', f'{{"pin":{pin},"after":"me"}}', f'{{"account_number":{pin}{pin},"after":"me"}}'][n % 4],
        [body if n % 4 < 2 else pin if n % 4 == 2 else pin + pin])


def pem(n, rng, key, secret, row):
    kind = ["PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "OPENSSH PRIVATE KEY"][n % 4]
    body = [text(rng, B64, 64) for _ in range(3)] + [text(rng, B64, 36) + "=="]
    lines = [f"-----BEGIN {kind}-----", *body, f"-----END {kind}-----"]
    if n % 5 == 3:
        lines.pop()
    if n % 4 == 3 or n % 5 == 1:
        said = "\n".join(f'{{"level":"info","seq":{at},"msg":"{line}"}}' for at, line in enumerate(lines))
    elif n % 2:
        said = "\n".join(lines)
    else:
        said = "\n".join(f"2025-01-27T12:00:00.{at:06d}Z stdout F {line}" for at, line in enumerate(lines))
    row('{"seq":"before","msg":"boot"}\n' + said + ('\n{"seq":"after","msg":"ready"}' if n % 5 != 3 else ""), body, ['"seq":"before"'] + (['"seq":"after"'] if n % 5 != 3 else []))


def argv(n, rng, key, secret, row):
    flag = ["--password", "--api-key", "--token", "--client-secret", "--passphrase", "--db-password"][n % 6]
    name = flag[2:].upper().replace("-", "_")
    row([f'{{"argv":["mysql","{flag}","{secret}","--verbose"]}}', f'{{"args":["run","{flag}={secret}","-v"]}}', f'{{"cmd":"run {flag} {secret} --verbose"}}', f"exec: run {flag}={secret} --verbose",
         f'{{"env":["HOME=/root","{name}={secret}","TERM=xterm"]}}', f'{{"msg":"exec [\\"run\\", \\"{flag}\\", \\"{secret}\\", \\"--verbose\\"]"}}'][n // 2 % 6], [secret])


def otlp(n, rng, key, secret, row):
    attribute = f'{{"key":"{key}","value":{{"stringValue":"{secret}"}}}}'
    other = '{"key":"region","value":{"stringValue":"eu"}}'
    row([f'{{"resourceLogs":[{{"resource":{{"attributes":[{other},{attribute}]}},"scopeLogs":[]}}]}}', f'{{"body":{{"stringValue":"done"}},"attributes":[{attribute},{other}]}}',
         f'{{"attributes":[{{"key":"{key}","value":{{"arrayValue":{{"values":[{{"stringValue":"{secret}"}}]}}}}}},{other}]}}',
         f'{{"attributes":[{{"key":"http","value":{{"kvlistValue":{{"values":[{attribute},{other}]}}}}}}]}}', f'{{"body":{{"stringValue":"login {key}={secret} ok"}},"severityNumber":9}}'][n % 5], [secret], ["severityNumber" if n % 5 == 4 else "eu"] if n % 5 != 4 else ["9"])


def escapes(n, rng, key, secret, row):
    """Letters written as \\uXXXX, in what proves itself and in names."""

    def spelt(said, *places):
        return "".join(f"\\u{ord(char):04{'xX'[n % 2]}}" if at in places else char for at, char in enumerate(said))

    body = "4" + text(rng, "0123456789", 14)
    body += luhn_digit(body)
    address = f"{secret.lower()}@example.com"
    proof = [spelt(body, 3, 15), spelt(address, address.index("@")), spelt("AKIA" + text(rng, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16), 0, 9), spelt(a_jwt(rng, "HS256"), 1, 40),
             spelt(f"{301 + n}-44-{8000 + n}", 3, 6)][n % 5]
    if n % 3 == 2:
        return row(f'{{"msg":"done","{spelt(key, 1, 2)}":"{secret}","n":1}}', [secret])
    row([f'{{"msg":"saw {proof} there","n":1}}', f'{{"seen":["{proof}",2],"n":1}}'][n % 2], [proof, proof[-9:]], ['"n":1}'])


def forms(n, rng, key, secret, row):
    """Bodies of forms and messages of clients, as they are logged."""
    row([f'{{"method":"POST","path":"/login","body":"username=bob&password={secret}&remember=1"}}', f'{{"body":"grant_type=client_credentials&client_id=app&client_secret={secret}"}}',
         f'{{"query":{{"page":"1","api_key":"{secret}"}},"n":1}}', f'{{"params":"{{:user=>\\"bob\\", :password=>\\"{secret}\\"}}"}}', f"Parameters: {{\"user\"=>\"bob\", \"password\"=>\"{secret}\", \"commit\"=>\"Log in\"}}",
         f"kwargs={{'user': 'bob', 'password': '{secret}', 'n': 3}}", f'{{"msg":"Config{{User:bob Password:{secret} Port:5432}}"}}', f"<Login><User>bob</User><Password>{secret}</Password></Login>",
         f'{{"sql":"INSERT INTO t (user, password) SELECT 1; ALTER USER bob IDENTIFIED BY \'{secret}\'"}}', f"LoginRequest(user=bob, password={secret}, remember=true)"][n % 10], [secret])


def containers(n, rng, key, secret, row):
    other, deep = fresh(rng), fresh(rng)
    row([f'{{"{key}":["{secret}","{other}"],"after":"me"}}', f'{{"{key}":{{"current":"{secret}","old":{{"v":"{other}"}}}},"after":"me"}}', f'{{"{key}":{{"n":1,"{secret}":true,"list":["{other}",null]}},"after":"me"}}',
         f'{{"a":{{"{key}":[[["{secret}"]],{{"x":"{other}"}}]}},"after":"me"}}', f'{{"{key}":"{secret}\\"{other}","after":"me"}}'][n % 5], [secret, other], ['"after":"me"'])


def broken(n, rng, key, secret, row):
    """Records that are cut or spoilt: what whole JSON would not leak, these must not."""
    row([f'{{"level":"info","{key}":"{secret}","n":', f'{{"level":"info","{key}":"{secret}', f'{{"{key}":"{secret}"}} trailing words', f"{{'level':'info','{key}':'{secret}'}}", f'{{"level":"info",,"{key}":"{secret}"}}',
         f'INFO payload={{"user":"bob","{key}":"{secret}"}}', f'{{level:info,{key}:{secret},n:1}}'][n % 7], [secret], [["level", "level", "trailing words", "level", "level", "bob", "level"][n % 7]])


PLACES = {"nested_json": (nested, 24), "nested_value": (nested_value, 16), "url_parts": (url_parts, 20), "url_encoded": (url_encoded, 20), "base64_pair": (base64_pair, 15), "headers": (headers, 24),
          "cookies": (cookies, 20), "stack_traces": (stack_traces, 16), "map_keys": (map_keys, 15), "control_in_name": (control_characters, 24), "control_in_value": (control_in_value, 18),
          "numbers": (numbers, 20), "pem_over_records": (pem, 20), "argv": (argv, 24), "otlp": (otlp, 20), "containers": (containers, 20), "escapes": (escapes, 20), "forms": (forms, 20), "broken_json": (broken, 21)}
SETS = [lambda name=name, make=make, count=count: place(name, make, count) for name, (make, count) in PLACES.items()]
