"""Writers: how the programs of this world put a phrase into a log line. All that they add themselves is harmless."""
import datetime
import json
import random
import re

START = datetime.datetime(2025, 1, 27, 12, 0, 0, tzinfo=datetime.timezone.utc)
HEX = "0123456789abcdef"
ALNUM = "abcdefghijklmnopqrstuvwxyz0123456789"

# Where a text is cut in two in the committed files, so that scanners of repositories have nothing to find in them.
MARKS = re.compile(
    r"AKI(?=A)|ASI(?=A)|AIz(?=a)|ya2(?=9\.)|gh[pousr](?=_)|github_p(?=at_)|glpa(?=t-)|gl(?:sa|c)(?=_)|xo(?=x[a-z])|xap(?=p-)"
    r"|[srp]k_l(?=ive_)|[srp]k_t(?=est_)|whse(?=c_)|sk-a(?=nt-)|sk-p(?=roj-)|sk-sv(?=cacct-)|T3Bl(?=bkFJ)|S(?=G\.)|np(?=m_)|pyp(?=i-)"
    r"|h(?=f_)|do[por]_(?=v1_)|shp(?=[a-z]{2}_)|hv(?=[sb]\.)|AGE-SECR(?=ET)|PRIVA(?=TE KEY)|ey(?=J)|hooks\.sl(?=ack)"
    r"|discord(?=(?:app)?\.com/api/webhooks)|api\.tele(?=gram)|da(?=pi[0-9a-f])|lin_(?=api_)|PMA(?=K-)|NRA(?=K-)|\.atlas(?=v1\.)"
    r"|dp\.(?=[a-z]{2,5}\.)|pscale_(?=tkn_|pw_|oauth_)|pu(?=l-)|sq0(?=atp-|csp-)|dt0c(?=01\.)|sntr(?=y[su]_)|ATAT(?=T3)|fig(?=d_)"
    r"|sb(?=p_)|rubyg(?=ems_)|nt(?=n_)|AccountK(?=ey=)|key-(?=[0-9a-f]{32})|HRK(?=U-)|EAA(?=A)|AC(?=[0-9a-f]{32})|S(?=K[0-9a-f]{32})"
    r"|pat[A-Za-z0-9]{14}(?=\.)|ABI(?=A)|ACC(?=A)|dckr_(?=pat_)|tfp_|fm(?=[12]_)|Fly(?=V1)|gs(?=k_)|r8(?=_)|pplx(?=-)|AA(?=[A-Za-z0-9_-]{33})"
)


def parts(text):
    """The text, or the list of its parts."""
    pieces, at = [], 0
    for mark in MARKS.finditer(text):
        if mark.end() > at:
            pieces.append(text[at : mark.end()])
            at = mark.end()
    if not pieces:
        return text
    return [piece for piece in [*pieces, text[at:]] if piece]


def text(rng, alphabet, length):
    return "".join(rng.choices(alphabet, k=length))


def quoted(value):
    return json.dumps(value, ensure_ascii=False)


class Writers:
    """One set's writers, from one seed."""

    def __init__(self, name, json_in):
        self.rng = random.Random(f"scored-{name}")
        self.turn = 0
        self.json_in = json_in

    def time(self):
        return START + datetime.timedelta(microseconds=self.rng.randrange(10**12))

    def json(self, phrase):
        rng, now, said = self.rng, self.time(), quoted(phrase)
        iso = now.strftime("%Y-%m-%dT%H:%M:%S.%f")
        return rng.choice(
            [
                lambda: f'{{"level":30,"time":{int(now.timestamp() * 1000)},"pid":{rng.randrange(1, 40000)},"msg":{said}}}',
                lambda: f'{{"level":"info","ts":{now.timestamp():.6f},"caller":"api/handler.go:{rng.randrange(999)}","msg":{said}}}',
                lambda: f'{{"timestamp":"{iso}Z","level":"INFO","component":"worker","message":{said}}}',
                lambda: f'{{"timestamp":"{iso}Z","level":"WARN","component":"router","message":{said},'
                f'"trace_id":"{text(rng, HEX, 32)}","context":{{"attempt":{rng.randrange(9)}}}}}',
                lambda: f'{{"@timestamp":"{iso[:-3]}Z","log.level":"warn","event":{{"original":{said}}},"labels":{{"env":"prod"}}}}',
                lambda: f'{{"log":{quoted(phrase + chr(10))},"stream":"stderr","time":"{iso}123Z"}}',
                lambda: f'{{"n":2,"lines":["start",{said},"end"]}}',
                lambda: f'{{"severity": "ERROR", "message": {said}, "took": {rng.randrange(9000) / 100}}}',
                lambda: f'{{"level":"error","error":{{"type":"StateError","message":{said},'
                f'"stack":"StateError: bad\\n    at run (/srv/app/a.js:{rng.randrange(99)}:7)"}}}}',
            ]
        )()

    def plain(self, phrase):
        rng, now = self.rng, self.time()
        pid = rng.randrange(100, 40000)
        day, clock = now.strftime("%Y-%m-%d"), now.strftime("%H:%M:%S")
        return rng.choice(
            [
                lambda: f"{day} {clock},{rng.randrange(1000):03d} INFO [main] com.example.App - {phrase}",
                lambda: f"<34>{now.strftime('%b %d')} {clock} web-1 app[{pid}]: {phrase}",
                lambda: f"{now.strftime('%b %d')} {clock} db-2 worker[{pid}]: {phrase}",
                lambda: f"{day}T{clock}.{rng.randrange(10**6):06d}Z  INFO app::api: {phrase}",
                lambda: f"I{now.strftime('%m%d')} {clock}.{rng.randrange(10**6):06d}    {pid} handler.go:88] {phrase}",
                lambda: f"ValueError: {phrase}",
                lambda: f"Caused by: java.lang.IllegalStateException: {phrase}",
                lambda: f"{day}T{clock}.{rng.randrange(10**9):09d}Z stdout F {phrase}",
                lambda: f"I, [{day}T{clock}.{rng.randrange(10**6):06d} #{pid}]  INFO -- : {phrase}",
                lambda: f"{now.strftime('%m-%d')} {clock}.{rng.randrange(1000):03d}  {pid}  {pid + 7} D NetStack: {phrase}",
                lambda: f"[{day} {clock}] production.INFO: {phrase}",
                lambda: f"level=info ts={day}T{clock}Z caller=main.go:42 msg={quoted(phrase)} took=12ms",
                lambda: phrase,
            ]
        )()

    def line(self, phrase):
        """The phrase in the next writer's line: JSON in one of `json_in` turns, else text."""
        self.turn += 1
        if self.json_in > 2 and self.turn % 8 > 0:
            return phrase
        return self.json(phrase) if self.turn // (8 if self.json_in > 2 else 1) % self.json_in == 1 else self.plain(phrase)

    def field(self, name, value):
        """The value under a name of its own, in JSON or logfmt."""
        rng = self.rng
        self.turn += 1
        if self.turn % 3 == 0 and isinstance(value, str) and " " not in value:
            return f"level=info msg=done {name}={value} took={rng.randrange(900)}ms"
        said = quoted(value)
        if self.turn % 3 == 1:
            return f'{{"level":"info","msg":"done","{name}":{said},"ok":true}}'
        return f'{{"level":"info","context":{{"n":{rng.randrange(99)},"{name}":{said}}},"message":"done"}}'


class Set:
    """A scored set: lines with secrets that must go, and lines that must stay as they are."""

    def __init__(self, name, json_in=2):
        self.name = name
        self.writers = Writers(name, json_in)
        self.rng = self.writers.rng
        self.rows = []
        self.seen = set()

    def add(self, line, secrets=(), keep=None):
        if line in self.seen:
            return
        self.seen.add(line)
        if not secrets:
            self.rows.append({"line": parts(line), "clean": True})
            return
        for secret in secrets:
            assert secret in line, (self.name, secret, line)
        row = {"line": parts(line), "secret": [parts(secret) for secret in secrets]}
        if keep is not None:
            row["keep"] = [parts(text) for text in keep]
        self.rows.append(row)

    def found(self, phrase, *secrets, keep=None):
        """A phrase with secrets, in some writer's line."""
        self.add(self.writers.line(phrase), secrets, keep)

    def bare(self, line, *secrets, keep=None):
        """A whole line with secrets."""
        self.add(line, secrets, keep)

    def field(self, name, value, keep=None):
        """A secret as the value of a field."""
        self.add(self.writers.field(name, value), [str(value)], keep)

    def clean(self, phrase):
        self.add(self.writers.line(phrase))

    def clean_bare(self, line):
        self.add(line)

    def clean_field(self, name, value):
        self.add(self.writers.field(name, value))

    def count(self, positive):
        return sum(("secret" in row) == positive for row in self.rows)

    def fill(self, positives, negatives, positive, negative):
        """Calls `positive(n)` and `negative(n)` until there are enough of each."""
        for wanted, kind, make in ((positives, True, positive), (negatives, False, negative)):
            tries = 0
            while self.count(kind) < wanted:
                make(tries)
                tries += 1
                assert tries < 20 * wanted, f"{self.name}: too few lines differ"
