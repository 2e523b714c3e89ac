"""Lines that were written down after the detectors, as strangers write them: commands, dumps, configurations, phrases. One set a topic.

`{s}` and `{t}` are secrets, `{n}` is a number of few digits that is one. Each line stands as it is, and in a JSON string."""
import base64
import json

import fresh_clean
import fresh_lines
from unseen_clean import CLEAN
from unseen_lines import LINES
from writers import ALNUM, HEX, Set, quoted, text


def b64(said):
    return base64.b64encode(said.encode()).decode()


def secret(rng, n):
    return [rng.choice(["hunter2", "Tr0ub4dor", "s3cr3t", "zQ9", "Kx7"]) + text(rng, ALNUM, 9), text(rng, ALNUM + "ABCDEFGHIJKLMNOPQRSTUVWXYZ", 12) + "4x", "Pa5s-" + text(rng, ALNUM, 6) + "_" + text(rng, ALNUM, 3)][n % 3]


def topic(name):
    made = Set(f"leak-{name}")
    rng = made.rng
    for n, line in enumerate(LINES.get(name, [])):
        for turn in range(2):
            s, t, number = secret(rng, n + turn), secret(rng, n + turn + 1), str(rng.randrange(100000, 1000000))
            said = line.replace("{s}", s).replace("{t}", t).replace("{n}", number)
            gone = [secret for mark, secret in (("{s}", s), ("{t}", t), ("{n}", number)) if mark in line]
            assert gone, line
            keep = [] if said.startswith("¤") else None
            said = said.removeprefix("¤")
            if turn:
                escaped = quoted(said)[1:-1]
                made.add(f'{{"level":"info","msg":"{escaped}","n":1}}', gone, keep)
            elif "\n" not in said:
                made.add(said, gone, keep)
    for n, line in enumerate(CLEAN.get(name, [])):
        said = line.replace("{hex}", text(rng, HEX, 40)).replace("{uuid}", f"{text(rng, HEX, 8)}-{text(rng, HEX, 4)}-4{text(rng, HEX, 3)}-a{text(rng, HEX, 3)}-{text(rng, HEX, 12)}").replace("{d}", str(rng.randrange(100000, 1000000)))
        made.add(said) if "\n" not in said else None
        made.add(f'{{"level":"info","msg":{quoted(said)},"n":1}}')
    return made


def fresh(name):
    """A topic of the second set. A line end is escaped in text, and a real one in a JSON string."""
    made = Set(f"leak-{name}")
    rng = made.rng
    for n, line in enumerate(fresh_lines.LINES[name]):
        for turn in range(2):
            marks = {"{s}": secret(rng, n + turn), "{t}": secret(rng, n + turn + 1), "{n}": str(rng.randrange(100000, 1000000))}
            marks |= {"{u}": text(rng, ALNUM, 24) + "4x", "{pair}": b64(f"bob:{secret(rng, n)}")}
            gone = [secret for mark, secret in marks.items() if mark in line]
            assert gone, line
            said = line.removeprefix("¤")
            for mark, value in marks.items():
                said = said.replace(mark, value)
            said = f'{{"level":"info","msg":{quoted(said.replace(chr(92) + "n", chr(10)))},"n":1}}' if turn else said
            made.add(said, gone, [] if line[0] == "¤" else None)
    for line in fresh_clean.CLEAN[name]:
        uuid = f"{text(rng, HEX, 8)}-{text(rng, HEX, 4)}-4{text(rng, HEX, 3)}-a{text(rng, HEX, 3)}-{text(rng, HEX, 12)}"
        said = line.replace("{hex}", text(rng, HEX, 40)).replace("{uuid}", uuid).replace("{d}", str(rng.randrange(100000, 1000000)))
        made.add(said)
        made.add(f'{{"level":"info","msg":{quoted(said)},"n":1}}')
    return made


def encoded():
    """Base64 that says JSON with a sensitive name, `user:password`, or a private key; and base64 that says something harmless."""
    made = Set("leak-base64")
    rng = made.rng
    frames = ["payload={}", "event data: {} (42 bytes)", 'x-context: {}', '{{"level":"info","body":"{}","n":1}}', '{{"records":[{{"kinesis":{{"data":"{}"}}}}],"n":1}}', "decoded message {}"]
    auths = ['{{"auths":{{"registry.example.org":{{"auth":"{}"}}}}}}', "registry auth={} ok", "x-registry-auth: {}", '{{"level":"info","msg":"login with auth {}","n":1}}', "http_basic_auth={}"]
    for n in range(18):
        s = secret(rng, n)
        inner = [{"user": "bob", "password": s}, {"level": 1, "items": [{"apiKey": s, "x": 1}]}, {"a": {"b": {"client_secret": s}}}][n % 3]
        said = [json.dumps(inner), json.dumps(inner, separators=(",", ":")), json.dumps(inner, indent=2)][n // 3 % 3]
        token = b64(said if n % 5 else f"[{said}]")
        made.add(frames[n % len(frames)].format(token.rstrip("=") if n % 4 == 3 else token), [token.rstrip("=")], [] if n % 2 else None if n % 4 == 3 or not token.endswith("=") else [])
        harmless = {"page": n, "sort": "asc", "cursor": text(rng, HEX, 12), "items": [1, 2]}
        made.add(frames[n % len(frames)].format(b64([json.dumps(harmless), json.dumps(harmless, indent=1)][n % 2])))
        made.add(frames[n % len(frames)].format(b64(text(rng, ALNUM, 30))))
    for n in range(15):
        token = b64(f"{['ada', 'svc-deploy', 'AWS', 'root'][n % 4]}:{secret(rng, n)}")
        made.add(auths[n % len(auths)].format(token), [token], None if n % len(auths) else [])
        made.add(auths[n % len(auths) or 1].format(["basic", "none", "oauth2", "kerberos", "disabled"][n % 5]))
    for n in range(8):
        kind = ["RSA PRIVATE KEY", "PRIVATE KEY", "EC PRIVATE KEY", "OPENSSH PRIVATE KEY"][n % 4]
        body = "\n".join(text(rng, ALNUM, 64) for _ in range(3))
        key, cert = b64(f"-----BEGIN {kind}-----\n{body}\n-----END {kind}-----\n"), b64(f"-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----\n")
        made.add(["    client-key-data: {}", '{{"msg":"user","client-key-data":"{}"}}'][n % 2].format(key), [key.rstrip("=")], [])
        made.add(["    certificate-authority-data: {}", '{{"msg":"ca","certificate-authority-data":"{}"}}'][n % 2].format(cert))
    return made


def wide():
    """Letters and digits in their full-width forms."""
    made = Set("leak-wide_letters")
    rng = made.rng

    def fat(said):
        return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in said)

    names = ["password", "api_key", "client-secret", "PIN", "accessToken"]
    cards = ["4111111111111111", "5555555555554444", "4012888888881881", "378282246310005"]
    for n in range(10):
        s, name = secret(rng, n), names[n % len(names)]
        for line in [f"login {fat(name)}={s} ok", f"login {fat(name)}: {s} ok", f"login {fat(name + '=')}{s} ok", f"{name}：{s}", f"登录 {fat(name)}：{s}"]:
            made.add([line, f'{{"msg":"{line}","n":1}}'][n % 2], [s])
        made.add(f'{{"{fat(name)}":"{s}","n":1}}', [s])
        card = cards[n % len(cards)]
        made.add([f"card {fat(card)} charged", f'{{"msg":"card {fat(card)} charged","n":1}}'][n % 2], [fat(card)])
        made.add([f"mail bob{n}＠example.com now", f'{{"msg":"mail bob{n}＠example.com now","n":1}}'][n % 2], [f"bob{n}＠example.com"])
        for line in [f"注文 {fat(str(rng.randrange(10**7)))} 完了（合計：{rng.randrange(99)}）", f"状态：{fat('OK')}，耗时：{n}ms", f"{fat('password_policy')}：strict{n}"]:
            made.add([line, f'{{"msg":"{line}","n":1}}'][n % 2])
    return made


SETS = [lambda name=name: topic(name) for name in dict.fromkeys([*LINES, *CLEAN])] + [encoded, wide] + [lambda name=name: fresh(name) for name in fresh_lines.LINES]
