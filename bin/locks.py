"""The lock files: makes them from pyproject.toml, and says whether they still fit it.

bin/lock [--upgrade] makes them; bin/check asks `bin/locks.py check`, which needs no network.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCKS = {
    "requirements.lock": [],
    "requirements-production.lock": ["--all-extras"],
    "requirements-dev.lock": ["--all-extras", "--group", "dev"],
}
PUBLIC = ("https://pypi.org/simple", "https://files.pythonhosted.org/")
STAMP = "# made by bin/lock from what pyproject.toml asks for, sha256:"


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/lock", description="Brings the lock files up to pyproject.toml.")
    parser.add_argument(
        "verb", nargs="?", choices=("make", "check"), default="make", help="make them (default) or check them"
    )
    parser.add_argument(
        "--upgrade", action="store_true", help="take the newest release that pyproject.toml allows of everything"
    )
    chosen = parser.parse_args()
    if chosen.verb == "make":
        make(upgrade=chosen.upgrade)
    faults = [fault for name in (*LOCKS, "uv.lock") for fault in faults_of(name)]
    print(*faults, sep="\n", end="\n" if faults else "")
    return 1 if faults else 0


def make(*, upgrade: bool) -> None:
    """Solve once, in uv.lock; the others name the same releases."""
    extra = ["--upgrade"] if upgrade else []
    subprocess.run(["uv", "lock", "--quiet", "--default-index", PUBLIC[0], *extra], cwd=ROOT, check=True)
    for name, groups in LOCKS.items():
        command = ["uv", "export", "--frozen", "--no-emit-project", "--no-header", "--quiet", "--no-default-groups"]
        text = subprocess.run([*command, *groups], cwd=ROOT, check=True, capture_output=True, text=True).stdout
        (ROOT / name).write_text(f"{STAMP}{asked_for()}\n{text}", encoding="utf-8")


def asked_for() -> str:
    """A hash of the parts of pyproject.toml that the locks answer."""
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project = asked["project"]
    wishes = [project["dependencies"], project["optional-dependencies"], asked["dependency-groups"]]
    parts = [project["requires-python"], *wishes]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def faults_of(name: str) -> list[str]:
    path = ROOT / name
    if not path.exists():
        return [f"{name} is missing. Run bin/lock."]
    text = path.read_text(encoding="utf-8")
    faults = [f"{name} names a place that only some machines reach: {place}" for place in private_places(text)]
    if name in LOCKS and not text.startswith(f"{STAMP}{asked_for()}\n"):
        faults.append(f"{name} does not fit pyproject.toml. Run bin/lock.")
    if name in LOCKS and re.search(r"^[a-z].*==(?!.*\\$)", text, re.MULTILINE):
        faults.append(f"{name} has a package without a hash. Run bin/lock.")
    return faults


def private_places(text: str) -> set[str]:
    places = set(re.findall(r"(?:https?|file)://[^\"\s]+|--(?:extra-)?index-url.*|--find-links.*", text))
    return {place for place in places if not place.startswith(PUBLIC)}


if __name__ == "__main__":
    sys.exit(main())
