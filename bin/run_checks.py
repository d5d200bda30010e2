"""bin/check: everything that a machine can check without running the product. All steps run, also after one failed."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTHON = sys.executable
MANAGE = [PYTHON, "manage.py"]


def steps() -> dict[str, list[str]]:
    """Each step's command; the key is what a person types to run only that one."""
    return {
        "format": [PYTHON, "-m", "ruff", "format", "--check", "."],
        "lint": [PYTHON, "-m", "ruff", "check", "."],
        "types": [PYTHON, "-m", "mypy"],
        "walls": [str(Path(PYTHON).with_name("lint-imports"))],
        "templates": [PYTHON, "-m", "djhtml", "--check", *map(str, templates())],
        "migrations": [*MANAGE, "makemigrations", "--check", "--dry-run"],
        "translations": [*MANAGE, "translations", "check"],
        "locks": [PYTHON, "bin/locks.py", "check"],
    }


def templates() -> list[Path]:
    return sorted(path.relative_to(ROOT) for path in (ROOT / "seutu").glob("**/templates/**/*.html"))


def main() -> int:
    known = steps()
    chosen = sys.argv[1:] or list(known)
    unknown = [name for name in chosen if name not in known]
    if unknown:
        print(f"usage: bin/check [STEP …]; the steps are: {', '.join(known)}", file=sys.stderr)
        return 0 if unknown[0] in {"-h", "--help"} else 2
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="seutu-check-") as data_dir:
        environment = environment_for_manage(data_dir)
        failed = [name for name in chosen if not passes(name, known[name], environment)]
    seconds = time.monotonic() - started
    print(f"{len(chosen) - len(failed)} of {len(chosen)} checks passed in {seconds:.0f} s", end="")
    print(f"; failed: {', '.join(failed)}" if failed else "")
    return 1 if failed else 0


def environment_for_manage(data_dir: str) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("SEUTU_")}
    return own | {"SEUTU_SECRET_KEY": "a key that only the checks use, and nothing else", "SEUTU_DATA_DIR": data_dir}


def passes(name: str, command: list[str], environment: dict[str, str]) -> bool:
    started = time.monotonic()
    print(f"{name:<14}", end="", flush=True)
    result = subprocess.run(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    print(f"{'ok' if result.returncode == 0 else 'FAILED':<8}{time.monotonic() - started:6.1f} s", flush=True)
    if result.returncode:
        print("    " + result.stdout.strip().replace("\n", "\n    "), flush=True)
    return result.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
