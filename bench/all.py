"""Every figure with its goal in one table: bin/bench all [--quick | --large] [--only NAME]

Runs the measurements one after another, each in a process of its own; one that breaks is told, and the others go on.
It takes an hour or more. What all of them gave is written to docs/figures.md. The exit code is 1 when a goal is missed
or a measurement broke.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from _figures import read
from _table import Section, document, table

BENCH = Path(__file__).resolve().parent
DOCUMENT = BENCH.parent / "docs" / "figures.md"


@dataclass(frozen=True)
class Sizes:
    """What a measurement is asked for: usually, quickly, and as large as the goals speak of."""

    usual: Sequence[str] = ()
    quick: Sequence[str] = ()
    large: Sequence[str] | None = None

    def of(self, size: str) -> list[str]:
        large = self.usual if self.large is None else self.large
        return list({"quick": self.quick, "large": large}.get(size, self.usual))


# In this order; what stands in the folder and not here comes last, with --quick where it knows that.
SIZES = {
    "starting": Sizes(),
    "importing": Sizes(quick=["--documents", "10"]),
    "splitting": Sizes(quick=["--cases", "500"]),
    "slow-uploads": Sizes(quick=["--rounds", "1"]),
    "pages": Sizes(quick=["--items", "2000", "--rounds", "3"]),
    "eforms": Sizes(quick=["--quick"]),
    "relevance": Sizes(quick=["--limit", "20"]),
    "register": Sizes(usual=["--quick"], quick=["--size", "1000", "10000"], large=[]),
    "search": Sizes(
        usual=["--documents", "100000", "--compared", "100000"],
        quick=["--documents", "2000", "--compared", "1000", "--questions", "100"],
        large=["--documents", "1000000", "--compared", "200000"],
    ),
    "reliability": Sizes(usual=["--kills", "100"], quick=["--kills", "5", "--only", "kills"], large=[]),
    "reports": Sizes(
        usual=["--size", "30000", "--size", "300000"],
        quick=["--size", "3000"],
        large=["--size", "30000", "--size", "300000", "--size", "3000000"],
    ),
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/bench all", description=__doc__.splitlines()[0])
    size = parser.add_mutually_exclusive_group()
    size.add_argument(
        "--quick", action="store_true", help="small sizes, to see that all of it works; writes no document"
    )
    size.add_argument("--large", action="store_true", help="the sizes that the goals speak of: takes many hours")
    parser.add_argument("--only", action="append", choices=names(), help="this one; may be given again; no document")
    chosen = parser.parse_args()
    wanted = "quick" if chosen.quick else "large" if chosen.large else "usual"
    asked, sections = chosen.only or names(), []
    for section in run(asked, wanted):
        sections.append(section)
        if not (chosen.quick or chosen.only):
            # After each: who ends it after an hour has what was measured until then.
            DOCUMENT.write_text(document(sections, wanted, asked[len(sections) :]), encoding="utf-8")
    print(f"\n{table(sections)}\n")
    if chosen.quick or chosen.only:
        print(f"{DOCUMENT.name} was not written: that is for all measurements in their usual sizes.")
    else:
        print(f"Written to docs/{DOCUMENT.name}.")
    return 0 if all(section.is_well for section in sections) else 1


def names() -> list[str]:
    """The measurements that hand figures over, in their order."""
    scripts = {path.stem.replace("_", "-"): path for path in BENCH.glob("[!_]*.py") if path != Path(__file__).resolve()}
    with_figures = [name for name, path in sorted(scripts.items()) if "from _figures import" in _text(path)]
    return sorted(with_figures, key=lambda name: ([*SIZES, name].index(name), name))


def run(wanted: Sequence[str], size: str) -> Iterator[Section]:
    """Measure one after another, and tell how far it is."""
    began = time.monotonic()
    for number, name in enumerate(wanted, start=1):
        options = _options(name, size)
        command = " ".join(["bin/bench", name, *options])
        minutes = (time.monotonic() - began) / 60
        print(f"\n== {number} of {len(wanted)}, {minutes:.0f} minutes so far: {command}", flush=True)
        yield _measured(name, options, command)


def _options(name: str, size: str) -> list[str]:
    if name in SIZES:
        return SIZES[name].of(size)
    return ["--quick"] if size == "quick" and '"--quick"' in _text(_script(name)) else []


def _measured(name: str, options: list[str], command: str) -> Section:
    load, began = os.getloadavg()[0], time.monotonic()
    with tempfile.TemporaryDirectory(prefix="seutu-bench-") as folder:
        file = Path(folder) / "figures.json"
        code = subprocess.run(
            [sys.executable, str(_script(name)), *options, "--json", str(file)], check=False
        ).returncode
        figures, is_whole = read(file)
    if not is_whole:
        print(f"   {command} broke, with exit code {code}; the others go on.", flush=True)
    took = time.monotonic() - began
    return Section(name, _about(name), command, figures, is_whole, took, load, os.getloadavg()[0])


def _about(name: str) -> str:
    """What is measured: the docstring without its first line, which is the question and the command."""
    words = compile(_text(_script(name)), name, "exec").co_consts[0]
    return " ".join(str(words).split("\n\n", 1)[1].split()) if "\n\n" in str(words) else ""


def _script(name: str) -> Path:
    return BENCH / f"{name.replace('-', '_')}.py"


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
