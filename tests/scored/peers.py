#!/usr/bin/env python3
"""The scored set's lines through other tools: the same table for gitleaks, Presidio's pattern recognisers, detect-secrets and scrubadub.

    python3 -m venv /tmp/peers && /tmp/peers/bin/pip install detect-secrets scrubadub presidio-analyzer
    /tmp/peers/bin/python tests/scored/peers.py [--gitleaks /path/to/gitleaks] [--short]

`--short` gives the table of README.md: of the rooms with many sets the means of those that a tool has something for, and all leak lines
as one set, for which, as for clean lines, each tool is asked for all that it has.

A tool that is not there is left out. A secret is found where the tool's findings cover all of it (detect-secrets, which flags
lines: where it flags the line); a clean line is kept where there is none. Each tool is asked only for what it has for a set, as
a careful user would switch it on; clean lines meet all of that at once, but for addresses and phone numbers. Context words
count: Presidio gets a tokenizer, but no model of language.
"""
import argparse
import collections
import importlib.metadata
import json
import logging
import pathlib
import subprocess
import tempfile
import warnings

HERE = pathlib.Path(__file__).parent
SECRETS = {"jwt", "bearer", "basic", "private_key", "entropy", "keys", "pairs", "assign", "url"}
PRESIDIO = {"pan": "CreditCardRecognizer", "iban": "IbanRecognizer", "us_ssn": "UsSsnRecognizer", "email": "EmailRecognizer", "phone": "PhoneRecognizer",
            "ipv4": "IpRecognizer", "ipv6": "IpRecognizer", "mac": "MacAddressRecognizer", "btc": "CryptoRecognizer", "national/uk_nhs": "NhsRecognizer",
            "national/uk_nino": "UkNinoRecognizer", "national/es_dni": "EsNifRecognizer", "national/es_nie": "EsNieRecognizer",
            "national/it_codice_fiscale": "ItFiscalCodeRecognizer", "national/pl_pesel": "PlPeselRecognizer", "national/in_aadhaar": "InAadhaarRecognizer",
            "national/ca_sin": "CaSinRecognizer", "national/au_tfn": "AuTfnRecognizer", "national/au_abn": "AuAbnRecognizer", "national/au_medicare": "AuMedicareRecognizer",
            "national/se_personnummer": "SePersonnummerRecognizer", "national/fi_hetu": "FiPersonalIdentityCodeRecognizer", "national/sg_nric": "SgFinRecognizer",
            "national/kr_rrn": "KrRrnRecognizer", "national/us_aba": "AbaRoutingRecognizer", "national/us_npi": "UsNpiRecognizer", "national/us_dea": "MedicalLicenseRecognizer",
            "national/de_steuer_id": "DeTaxIdRecognizer", "national/tr_tckn": "TrNationalIdRecognizer", "national/za_id": "ZaIdNumberRecognizer", "national/th_id": "ThTninRecognizer"}
SCRUBADUB = {"pan": ["CreditCardDetector"], "email": ["EmailDetector"], "phone": ["PhoneDetector"], "us_ssn": ["SocialSecurityNumberDetector"], "url": ["CredentialDetector"],
             "assign": ["CredentialDetector"], "national/uk_nino": ["NationalInsuranceNumberDetector"]}
PLUGINS = {"jwt": ["JwtTokenDetector"], "url": ["BasicAuthDetector", "KeywordDetector"], "private_key": ["PrivateKeyDetector"],
           "entropy": ["Base64HighEntropyString", "HexHighEntropyString"], "keys": ["KeywordDetector"], "pairs": ["KeywordDetector"], "assign": ["KeywordDetector"]}
# What preset cp1 leaves alone, and clean lines are full of.
LEFT = {"ipv4", "ipv6", "mac", "phone"}


def joined(text):
    return text if isinstance(text, str) else "".join(text)


ALL = {"leak lines", "clean lines"}
# The fifth set's names that differ from those of the sets before it.
SAME = {"crypto": "btc", "vendor": "vendor/", "hiding": "leak lines", "protected": "leak lines"}


def asked(name):
    """The set whose tools are asked for this one."""
    room, _, stem = name.rpartition("/")
    if room != "blind":
        return name
    return SAME.get(stem, f"national/{stem}" if stem[2] == "_" and stem != "us_ssn" else stem)


def rows_of(path):
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [(joined(row["line"]), [joined(secret) for secret in row.get("secret", [])]) for row in rows]


def sets():
    for room in ("sets", "vendor", "national", "blind"):
        for path in sorted((HERE / room).glob("*.jsonl")):
            yield path.stem if room == "sets" else f"{room}/{path.stem}", rows_of(path)
    yield "leak lines", [row for path in sorted((HERE / "leak").glob("*.jsonl")) for row in rows_of(path)]
    yield "clean lines", [(line, []) for line in (HERE / "clean.txt").read_text(encoding="utf-8").splitlines()]


def spans_of(line, value):
    """All places of a value that a tool names without saying where."""
    at = line.find(value)
    while value and at >= 0:
        yield at, at + len(value)
        at = line.find(value, at + 1)


def score(rows, find):
    found = positives = kept = negatives = 0
    for number, (line, secrets) in enumerate(rows):
        covered = set()
        for start, end in find(number, line):
            covered.update(range(start, end))
        if secrets:
            positives += 1
            found += all(any(covered.issuperset(range(*span)) for span in spans_of(line, secret)) for secret in secrets)
        else:
            negatives += 1
            kept += not covered
    return found, positives, kept, negatives


class Gitleaks:
    def __init__(self, binary):
        self.binary, self.name = binary, "gitleaks " + subprocess.run([binary, "version"], capture_output=True, text=True, check=True).stdout.strip()

    def finder(self, name, rows):
        if name not in SECRETS and not name.startswith("vendor/") and name not in ALL:
            return None
        found = collections.defaultdict(list)
        # Some rows are several lines.
        lines = [number for number, (line, _) in enumerate(rows) for _ in range(line.count("\n") + 1)]
        with tempfile.TemporaryDirectory() as room:
            room = pathlib.Path(room)
            (room / "in").mkdir()
            (room / "in" / "app.log").write_text("".join(line + "\n" for line, _ in rows), encoding="utf-8")
            subprocess.run([self.binary, "dir", "--no-banner", "-l", "error", "--exit-code", "0", "-f", "json", "-r", room / "report", room / "in"], check=True)
            for finding in json.loads((room / "report").read_text(encoding="utf-8")):
                found[lines[finding["StartLine"] - 1]].append(finding["Secret"])
        return lambda number, line: [span for value in found[number] for span in spans_of(line, value)]


class Presidio:
    def __init__(self):
        import spacy
        from presidio_analyzer import AnalyzerEngine, RecognizerRegistry, predefined_recognizers
        from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine

        class Tokens(NlpEngine):
            def __init__(self):
                self.blank = spacy.blank("en")

            def load(self):
                pass

            def is_loaded(self):
                return True

            def process_text(self, text, language):
                doc = self.blank(text)
                words = [token.text.lower() for token in doc]
                return NlpArtifacts([], doc, [token.idx for token in doc], words, self, language)

            def process_batch(self, texts, language, **_):
                return ((text, self.process_text(text, language)) for text in texts)

            def is_stopword(self, word, language):
                return False

            def is_punct(self, word, language):
                return not any(char.isalnum() for char in word)

            def get_supported_entities(self):
                return []

            def get_supported_languages(self):
                return ["en"]

        registry = RecognizerRegistry([], supported_languages=["en"])
        self.entities = {}
        for name in sorted(set(PRESIDIO.values())):
            try:
                recogniser = getattr(predefined_recognizers, name)(supported_language="en")
            except (AttributeError, ImportError):
                continue
            registry.add_recognizer(recogniser)
            self.entities[name] = recogniser.supported_entities
        self.engine = AnalyzerEngine(registry=registry, nlp_engine=Tokens(), supported_languages=["en"], default_score_threshold=0.4)
        self.name = "Presidio " + importlib.metadata.version("presidio-analyzer")

    def finder(self, name, rows):
        if name in ALL:
            tools = {tool for name, tool in PRESIDIO.items() if name not in LEFT}
            entities = sorted({entity for tool in tools for entity in self.entities.get(tool, [])})
        else:
            entities = self.entities.get(PRESIDIO.get(name))
        if not entities:
            return None
        return lambda number, line: [(found.start, found.end) for found in self.engine.analyze(line, "en", entities)]


class DetectSecrets:
    def __init__(self):
        from detect_secrets.core.plugins.util import get_mapping_from_secret_type_to_class
        from detect_secrets.core.scan import scan_line
        from detect_secrets.settings import transient_settings

        self.scan, self.settings = scan_line, transient_settings
        plugins = [kind.__name__ for kind in get_mapping_from_secret_type_to_class().values()]
        generic = {plugin for plugins in PLUGINS.values() for plugin in plugins}
        self.vendor = [plugin for plugin in plugins if plugin not in generic]
        self.vendor.remove("IPPublicDetector")
        self.all = self.vendor + sorted(generic - set(PLUGINS["entropy"]))
        self.name = "detect-secrets " + importlib.metadata.version("detect-secrets")

    def finder(self, name, rows):
        plugins = self.vendor if name.startswith("vendor/") else self.all if name in ALL else PLUGINS.get(name)
        if not plugins:
            return None

        found = {}
        with self.settings({"plugins_used": [{"name": plugin} for plugin in plugins]}):
            for number, (line, _) in enumerate(rows):
                # It says that a line has a secret, and names no more than a part of some: the whole line counts as found.
                some = any(True for part in line.split("\n") for _ in self.scan(part))
                found[number] = [(0, len(line))] if some else []
        return lambda number, line: found[number]


class Scrubadub:
    def __init__(self):
        import scrubadub
        import scrubadub.detectors

        self.tools = {}
        for names in SCRUBADUB.values():
            for name in names:
                kind = getattr(scrubadub.detectors, name, None)
                if kind is None and name == "NationalInsuranceNumberDetector":
                    kind = getattr(scrubadub.detectors.en_GB, name, None)
                if kind:
                    locale = "en_GB" if "Insurance" in name else "en_US"
                    self.tools[name] = scrubadub.Scrubber(detector_list=[kind(locale=locale)], locale=locale)
        self.name = "scrubadub " + importlib.metadata.version("scrubadub")

    def finder(self, name, rows):
        clean = {tool for name, tools in SCRUBADUB.items() if name not in LEFT for tool in tools}
        names = sorted(clean & set(self.tools)) if name in ALL else [tool for tool in SCRUBADUB.get(name, []) if tool in self.tools]
        if not names:
            return None
        return lambda number, line: [(filth.beg, filth.end) for tool in names for filth in self.tools[tool].iter_filth(line)]


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--gitleaks", help="the gitleaks binary")
    arguments.add_argument("--short", action="store_true", help="one line a room")
    wanted = arguments.parse_args()
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    tools = [Gitleaks(wanted.gitleaks)] if wanted.gitleaks else []
    for kind in (Presidio, DetectSecrets, Scrubadub):
        try:
            tools.append(kind())
        except ImportError as missing:
            print(f"left out: {kind.__name__} ({missing.name} is missing)")
    bars = json.loads((HERE / "bars.json").read_text(encoding="utf-8"))
    print("Recall, precision in percent; – where a tool has nothing for a set.\n")
    print("| set | Logveil's bars | " + " | ".join(tool.name for tool in tools) + " |\n|---|--:|" + "--:|" * len(tools))
    rooms = collections.defaultdict(lambda: collections.defaultdict(list))
    for name, rows in sets():
        cells = [own(bars, name)]
        for tool in tools:
            find = tool.finder(asked(name), rows)
            cells.append(scored(score(rows, find)) if find else None)
        room = name.rpartition("/")[0]
        if wanted.short and room:
            for column, cell in enumerate(cells):
                rooms[room][column].extend([cell] if cell else [])
        else:
            print(f"| {name} | " + " | ".join(said(cell) for cell in cells) + " |", flush=True)
    for room, columns in rooms.items():
        print(f"| {room} (means; sets) | " + " | ".join(mean(columns[column]) for column in range(len(tools) + 1)) + " |")


def own(bars, name):
    """What the bars promise; of all leak lines as many as the bars of their sets do."""
    if name != "leak lines":
        bar = bars.get(name)
        return bar and (bar["recall"] if name != "clean lines" else None, bar["precision"])
    found = wrong = positives = 0
    for path in (HERE / "leak").glob("*.jsonl"):
        bar, some = bars.get(f"leak/{path.stem}", {"recall": 0, "precision": 0}), sum(bool(secrets) for _, secrets in rows_of(path))
        positives += some
        found += bar["recall"] * some / 100
        wrong += bar["recall"] * some / 100 * (100 / bar["precision"] - 1) if bar["precision"] else 0
    return 100 * found / positives, 100 * found / (found + wrong)


def scored(counts):
    found, positives, kept, negatives = counts
    return (100 * found / positives, 100 * found / max(found + negatives - kept, 1)) if positives else (None, 100 * kept / negatives)


def said(cell):
    if not cell:
        return "–"
    return f"{cell[1]:.2f} kept" if cell[0] is None else f"{cell[0]:.1f}, {cell[1]:.1f}"


def mean(cells):
    """Of recall over the sets that a tool has something for, of precision over those of which it found something."""
    if not cells:
        return "–"
    precise = [precision for recall, precision in cells if recall] or [0]
    return f"{sum(recall for recall, _ in cells) / len(cells):.1f}, {sum(precise) / len(precise):.1f} ({len(cells)})"


if __name__ == "__main__":
    main()
