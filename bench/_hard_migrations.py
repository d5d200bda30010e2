"""Two who bring the same database up to date at the same time."""

from __future__ import annotations

import argparse
import contextlib
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import _real_installation as real
from _figures import Figure
from _postgres import address_if
from _told import line

AT_ONCE = 2
PATIENCE = 900


def two_migrations(chosen: argparse.Namespace) -> Iterator[Figure]:
    """Two `manage migrate` on an empty database."""
    yield from _at_once(chosen, "two manage migrate", ["manage", "migrate", "-v", "0"])


def two_upgrades(chosen: argparse.Namespace) -> Iterator[Figure]:
    """Two `seutu upgrade` on a database that has some tables only, where there is such a command."""
    from seutu.cli import COMMANDS

    if all(command.name != "upgrade" for command in COMMANDS):
        yield line("two upgrades", "not tried", "no such command")
        return
    with tempfile.TemporaryDirectory(prefix="seutu-copies-") as copies:
        yield from _at_once(chosen, "two upgrades", ["upgrade", copies], before=["manage", "migrate", "accounts"])


def _at_once(chosen: argparse.Namespace, name: str, command: list[str], before: Sequence[str] = ()) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(prefix="seutu-hard-") as folder, address_if(chosen.postgres) as database:
        data = Path(folder) / "data"
        data.mkdir()
        real.set_environment(data, database)
        seutu = [sys.executable, "-m", "seutu.cli", "--data", str(data)]
        if before:
            subprocess.run([*seutu, *before], cwd=real.ROOT, stdout=subprocess.DEVNULL, check=True)
        both = [
            subprocess.Popen(
                [*seutu, *command], cwd=real.ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
            )
            for _each in range(AT_ONCE)
        ]
        said = [each.communicate(timeout=PATIENCE)[0] for each in both]
        codes = sorted(each.returncode for each in both)
        sound = _problem_of(seutu, data, database)
    is_clear = not any("Traceback" in each for each in said)
    one_did = 0 in codes
    yield line(f"{name}: exit codes", ", ".join(map(str, codes)), "a 0", one_did)
    yield line(f"{name}: what was said is a sentence", "yes" if is_clear else "no", "yes", is_clear)
    yield line(f"{name}: the database is whole afterwards", sound or "yes", "yes", not sound)
    for words in said:
        if words.strip():
            print(f"  {words.strip()[-300:]}", file=sys.stderr)


def _problem_of(seutu: list[str], data: Path, database: str) -> str:
    """What is wrong with the database, in a few words."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*seutu, *arguments], cwd=real.ROOT, capture_output=True, text=True, check=False)

    if run("manage", "migrate", "--check").returncode:
        # A second run by hand is what we would tell people to do.
        again = run("manage", "migrate", "-v", "0").returncode
        return f"not up to date; again: {again}"
    if run("manage", "makemigrations", "--check", "--dry-run").returncode:
        return "other than the models"
    if not database:
        with contextlib.closing(sqlite3.connect(data / "seutu.sqlite3")) as connection:
            found: list[Any] = connection.execute("PRAGMA integrity_check").fetchall()
        return "" if found == [("ok",)] else str(found[:1])
    return ""
