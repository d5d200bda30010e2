"""Everything that a machine can check without running the product; every step runs even when one fails.

bin/check [STEP …]: only the named steps.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MANAGE = [sys.executable, "manage.py"]

STEPS: dict[str, list[str]] = {
    "locks": [sys.executable, "bin/locks.py", "check"],
    "format": ["ruff", "format", "--check", "."],
    "lint": ["ruff", "check", "."],
    "types": ["mypy"],
    "walls": ["lint-imports"],
    "templates": ["djhtml", "--check", "--tabwidth", "2", "seutu"],
    "migrations": [*MANAGE, "makemigrations", "--check", "--dry-run"],
    "translations": [*MANAGE, "translations", "check"],
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/check", description="Checks the source; all steps, or the named ones.")
    parser.add_argument("step", nargs="*", metavar="STEP", help=f"one of: {', '.join(STEPS)}")
    chosen = parser.parse_args().step or list(STEPS)
    if unknown := [name for name in chosen if name not in STEPS]:
        parser.error(f"there is no step {unknown[0]}; the steps are {', '.join(STEPS)}")
    failed = [name for name in chosen if not passes(name)]
    if failed:
        print(f"bin/check: {', '.join(failed)} failed.")
        return 1
    print(f"bin/check: all {len(chosen)} steps passed.")
    return 0


def passes(name: str) -> bool:
    """Run a step; show what it said only when it failed."""
    started = time.monotonic()
    done = subprocess.run(STEPS[name], cwd=ROOT, capture_output=True, text=True, env=environment(), check=False)
    word = "ok" if done.returncode == 0 else "FAILED"
    print(f"{name:<13} {word:<6} {time.monotonic() - started:5.1f} s", flush=True)
    if done.returncode:
        print(done.stdout + done.stderr, flush=True)
    return done.returncode == 0


def environment() -> dict[str, str]:
    """The settings of the tests: they need no secret and touch no data."""
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "SEUTU_SITE": "all", "NO_COLOR": "1"}


if __name__ == "__main__":
    sys.exit(main())
