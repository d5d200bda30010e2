"""Makes what a release hands out: the packages, the bill of materials and their hashes, from what is committed.

`bin/release licences` writes the tables of docs/licences.md anew instead.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from bin import bill_of_materials, licences
from seutu import __version__

ROOT = licences.ROOT
HASHES = "SHA256SUMS"


class Refusal(Exception):
    """Why there can be no release, in a sentence."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/release", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("verb", nargs="?", choices=("make", "licences"), default="make", help="make (default)")
    parser.add_argument("--trial", action="store_true", help="make it although the tree is not ready for a release")
    parser.add_argument("--out", type=Path, default=ROOT / "dist", metavar="DIR", help="where to put it (dist)")
    chosen = parser.parse_args()
    try:
        if chosen.verb == "licences":
            licences.DOCUMENT.write_text(licences.document(), encoding="utf-8")
        else:
            _make(chosen.out.resolve(), is_trial=chosen.trial)
    except (Refusal, licences.UnclearLicence) as refusal:
        print(refusal, file=sys.stderr)
        return 2
    return 0


def _make(out: Path, *, is_trial: bool) -> None:
    hindrances = list(filter(None, (_uncommitted(), _undated(), _licences_that_changed())))
    if hindrances and not is_trial:
        raise Refusal("\n".join(["There can be no release yet:", *hindrances]))
    out.mkdir(parents=True, exist_ok=True)
    packages = _packages(out)
    bill = out / f"seutu-{__version__}.cdx.json"
    bill.write_text(_bill(), encoding="utf-8")
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}" for path in (*packages, bill)]
    (out / HASHES).write_text("\n".join(lines) + "\n", encoding="ascii")
    print(*lines, sep="\n")
    print(*hindrances, sep="\n", end="")
    if not is_trial:
        print(f"Now: git tag --annotate v{__version__} --message 'Seutu {__version__}'")


def _packages(out: Path) -> list[Path]:
    """The source package and, made from it, the wheel: of what is committed, whatever lies about beside it."""
    with tempfile.TemporaryDirectory(prefix="seutu-release-") as folder:
        subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", ROOT, folder], check=True)
        command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", out, folder]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return sorted([out / f"seutu-{__version__}.tar.gz", *out.glob(f"seutu-{__version__}-*.whl")])


def _bill() -> str:
    bill = bill_of_materials.bill(_committed_at())
    if fault := bill_of_materials.faults(bill):
        raise Refusal(f"The bill of materials does not fit its schema: {fault}")
    return bill


def _committed_at() -> dt.datetime:
    return dt.datetime.fromisoformat(_git("log", "-1", "--format=%cI"))


def _uncommitted() -> str:
    changed = _git("status", "--porcelain")
    return f"This is not committed, and not in it:\n{changed}" if changed else ""


def _undated() -> str:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    if re.search(rf"^## \[{re.escape(__version__)}\] - \d{{4}}-\d\d-\d\d$", text, re.MULTILINE):
        return ""
    return f"CHANGELOG.md does not tell the day of {__version__}."


def _licences_that_changed() -> str:
    is_same = licences.document() == licences.DOCUMENT.read_text(encoding="utf-8")
    return "" if is_same else "docs/licences.md is old. Run: bin/release licences"


def _git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
