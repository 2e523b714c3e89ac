"""The configurations for Fluent Bit: deployment.py. Kubernetes' own schema holds for the DaemonSet, strictly; the YAML
and the classic form say the same; the module is the last filter everywhere, with room enough on its stack."""

import subprocess
import sys
from pathlib import Path

import yaml

FOLDER = Path(__file__).resolve().parents[2] / "host-example/fluent-bit"
LAST = {"name": "wasm", "match": "*", "function_name": "logveil_run", "wasm_stack_size": "256K"}


def schema():
    tool = Path(sys.executable).with_name("kubernetes-validate")
    ran = subprocess.run([tool, "--strict", FOLDER / "kubernetes.yaml"], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert ran.stderr.count("passed") + ran.stdout.count("passed") == len(documents()), "a document was not looked at"


def documents():
    return list(yaml.safe_load_all((FOLDER / "kubernetes.yaml").read_text("utf-8")))


def kubernetes():
    config = next(one for one in documents() if one["kind"] == "ConfigMap")
    pipeline = yaml.safe_load(config["data"]["fluent-bit.yaml"])["pipeline"]
    last(pipeline["filters"], "/fluent-bit/logveil/logveil.aot")
    assert pipeline["inputs"][0]["multiline.parser"] == "cri", "pieces of pod logs are joined before the filter"
    pod = next(one for one in documents() if one["kind"] == "DaemonSet")["spec"]["template"]["spec"]
    mounted = {mount["name"] for mount in pod["containers"][0]["volumeMounts"]}
    assert mounted == {volume["name"] for volume in pod["volumes"]}, "each volume is mounted"


def forms():
    modern = yaml.safe_load((FOLDER / "fluent-bit.yaml").read_text("utf-8"))
    last(modern["pipeline"]["filters"], "${LOGVEIL_WASM}")
    sections, section = [], None
    for line in (FOLDER / "fluent-bit.conf").read_text("utf-8").splitlines():
        words = line.split(None, 1)
        if line.startswith("["):
            section = {}
            sections.append((line.strip("[]").lower(), section))
        elif words and not words[0].startswith("#"):
            section[words[0]] = words[1]
    service = dict(sections)["service"]
    assert service.pop("parsers_file") == "parsers.conf"
    assert service == told(modern["service"])
    for kind in ("input", "filter", "output"):
        classic = [section for name, section in sections if name == kind]
        assert classic == [told(one) for one in modern["pipeline"][kind + "s"]], kind


def told(section):
    """As the classic form writes it."""
    words = {True: "on", False: "off"}
    return {name: words[value] if isinstance(value, bool) else str(value) for name, value in section.items()}


def last(filters, module):
    assert filters[-1] == LAST | {"wasm_path": module}, filters[-1]


def main():
    failed = 0
    for check in (schema, kubernetes, forms):
        try:
            check()
        except (AssertionError, StopIteration) as why:
            failed += 1
            print("FAILED", check.__name__, why)
    print(f"deployment: {3 - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
