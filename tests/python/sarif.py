"""What `logveil` writes as SARIF, held against the schema of SARIF 2.1.0. The schema comes from an npm package.

    sarif.py LOGVEIL WORK
"""

import json
import pathlib
import subprocess
import sys
import tarfile

import jsonschema

PACKAGE = "@microsoft/jest-sarif@1.0.0-beta.0"
SCHEMA = "package/lib/schemas/sarif-2.1.0-rtm.5.json"

GOOD = '{"timestamp":"2025-01-27T12:00:00.123456Z","level":"INFO","component":"worker","message":"m"}\n'
WRONG = (
    "\ufeff"
    + '{"ts":"2025-01-27T12:00:00Z","level":"info","message":"ü a@b.org","context":{"trace_id":"x"}}\n'
    + '{"password":"x","a":"\\u001b[31m"}\ntext\n{"broken":\n[1]\n'
)


def schema(work):
    folder = work / "sarif"
    folder.mkdir(exist_ok=True)
    packed = list(folder.glob("*.tgz"))
    if not packed:
        subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        packed = list(folder.glob("*.tgz"))
    with tarfile.open(packed[0]) as tar:
        return json.load(tar.extractfile(SCHEMA))


def main():
    logveil, work = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
    validator = jsonschema.Draft4Validator(schema(work))
    passed = failed = 0
    for verb in ["validate", "run", "format", "redact"]:
        for name, text in {"good": GOOD, "wrong": WRONG, "many": WRONG * 2000, "empty": ""}.items():
            ran = subprocess.run(
                [logveil, verb, "--report-format", "sarif"], input=text.encode(), capture_output=True, check=False
            )
            document = json.loads(ran.stdout if verb == "validate" else ran.stderr)
            complaints = [error.message for error in validator.iter_errors(document)]
            results = document["runs"][0]["results"]
            if verb == "validate" and (len(results) == 0) != (name in ("good", "empty")):
                complaints.append(f"{len(results)} results")
            for complaint in complaints[:5]:
                print(f"FAILED {verb}, {name}: {complaint[:300]}")
            passed, failed = passed + (not complaints), failed + bool(complaints)
    print(f"SARIF: {passed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
