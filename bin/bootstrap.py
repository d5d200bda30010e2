"""Finds Python 3.11 or newer, makes .venv from a lock file, and starts a command in it.

bin/start calls it: bootstrap.py (runtime | production | dev) (MODULE | FILE.py) [ARGUMENT ...]

Only the standard library, and only what Python 3.6 can read: an old Python must get a sentence, not a traceback.
"""

import errno
import fcntl
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from typing import Dict, Iterable, List, Optional, Tuple

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
STAMP = os.path.join(VENV, "seutu-stamp")
LOCKS = {
    "runtime": "requirements.lock",
    "production": "requirements-production.lock",
    "dev": "requirements-dev.lock",
}
# Each has all that the ones after it have.
LARGEST_FIRST = ["dev", "production", "runtime"]
# Settings of servers beside Seutu, which need a package more: with one of them, bin/seutu installs those too.
OF_PRODUCTION = ("SEUTU_FILE_STORE", "SEUTU_FILE_STORE_FILE", "SEUTU_CACHE", "SEUTU_CACHE_FILE")
OLDEST = (3, 11)
CANDIDATES = ("python3", "python3.14", "python3.13", "python3.12", "python3.11")
ROOM_NEEDED = {"runtime": 250, "production": 300, "dev": 750}  # MB
IS_DIM = {"TERM": "dumb", "NO_COLOR": "1", "PYTHONUNBUFFERED": "1", "PYTHONWARNINGS": ""}

# What a failed installation said, and what that means. The first that fits is told.
MEANINGS = (
    (("no space left", "os error 28", "errno 28"), "The disk is full. Make room, then run the same command again."),
    (("read-only file system", "os error 30"), "The disk is read-only, so nothing can be installed on it."),
    (("permission denied", "errno 13", "os error 13"), "This user may not write in {venv}."),
    (
        ("do not match the hashes", "hash mismatch"),
        "A package is not the one that the lock file names (its hash differs), so nothing was installed.",
    ),
    (
        (
            "name resolution",
            "failed to establish a new connection",
            "connection refused",
            "connectionerror",
            "network is unreachable",
            "error sending request",
            "dns error",
            "timed out",
            "could not fetch url",
            "cannot connect to proxy",
        ),
        "The package index could not be reached. Check the network, then run the same command again.",
    ),
    (
        ("no matching distribution found",),
        "The package index does not have a package that the lock file names, or could not be reached.",
    ),
)


class Refusal(Exception):
    """Why the command cannot start, in one sentence."""


def main(arguments: List[str]) -> None:
    kind, target, rest = arguments[0], arguments[1], arguments[2:]
    if kind == "runtime" and any(os.environ.get(name) for name in OF_PRODUCTION):
        kind = "production"
    if sys.version_info < OLDEST:
        start_again_with_newer_python()
    if not is_made(kind):
        with MakersTurn():
            if not is_made(kind):
                make(kind)
    run(target, rest)


# -- the right Python ---------------------------------------------------------------------


def start_again_with_newer_python() -> None:
    for name in CANDIDATES:
        if version_of(name) >= OLDEST:
            os.execvp(name, [name, "-I", os.path.abspath(__file__), *sys.argv[1:]])
    raise Refusal(
        "Seutu needs Python 3.11 or newer, and this machine has Python {}. "
        "Install a newer one beside it, then run the same command again.".format(
            ".".join(map(str, sys.version_info[:3]))
        )
    )


def version_of(name: str) -> Tuple[int, ...]:
    """The version of the Python called ``name``; (0,) when there is none, or when it does not start."""
    question = "import sys; print(sys.version_info[0], sys.version_info[1])"
    try:
        answer = subprocess.check_output([name, "-I", "-c", question], stderr=subprocess.DEVNULL)
        return tuple(int(part) for part in answer.split())
    except (OSError, subprocess.CalledProcessError):
        return (0,)


# -- is .venv what the lock file says? ----------------------------------------------------


def stamp_for(kind: str) -> List[str]:
    """What must stand in the stamp. It names the folder too: an environment that was moved does not work."""
    with open(os.path.join(ROOT, LOCKS[kind]), "rb") as file:
        return [kind + " " + hashlib.sha256(file.read()).hexdigest(), "folder " + ROOT]


def is_made(kind: str) -> bool:
    try:
        with open(STAMP, encoding="utf-8") as file:
            lines = file.read().splitlines()
    except OSError:
        return False
    return all(line in lines for line in stamp_for(kind)) and os.path.exists(python_of(VENV))


def python_of(venv: str) -> str:
    return os.path.join(venv, "bin", "python")


class MakersTurn:
    """Two commands started together take turns at making .venv."""

    def __enter__(self) -> None:
        try:
            self.file = open(os.path.join(ROOT, ".venv.lock"), "w")
        except OSError as error:
            raise Refusal(about_disk(error, ROOT)) from error
        fcntl.flock(self.file, fcntl.LOCK_EX)

    def __exit__(self, *error: object) -> None:
        self.file.close()


def about_disk(error: OSError, where: str) -> str:
    if error.errno == errno.ENOSPC:
        return "The disk is full: {} cannot be written. Make room, then run the same command again.".format(where)
    if error.errno == errno.EROFS:
        return "The disk is read-only: {} cannot be written.".format(where)
    return "{} cannot be written: {}.".format(where, error.strerror)


# -- making it ----------------------------------------------------------------------------


def make(kind: str) -> None:
    """Make .venv anew. The stamp is written last; whatever stops the work takes the unfinished folder away."""
    uv = shutil.which("uv")
    check_what_is_needed(kind, uv)
    kinds = LARGEST_FIRST[LARGEST_FIRST.index(kind) :]
    former = VENV + ".former"
    shutil.rmtree(former, ignore_errors=True)
    has_former = os.path.exists(VENV)
    if has_former:
        os.rename(VENV, former)
    started = time.time()
    signal.signal(signal.SIGTERM, interrupt)
    try:
        install(kind, uv)
        write_stamp(kinds)
    except BaseException as error:
        shutil.rmtree(VENV, ignore_errors=True)
        if has_former:
            os.rename(former, VENV)
        if isinstance(error, OSError):
            raise Refusal(about_disk(error, VENV)) from error
        raise
    shutil.rmtree(former, ignore_errors=True)
    tell("Installed in {:.0f} s.".format(time.time() - started))


def interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def check_what_is_needed(kind: str, uv: Optional[str]) -> None:
    room = shutil.disk_usage(ROOT).free // 1000000
    if room < ROOM_NEEDED[kind]:
        raise Refusal(
            "There is too little room on the disk of {}: {} MB are needed and {} MB are free.".format(
                ROOT, ROOM_NEEDED[kind], room
            )
        )
    if uv:
        return
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError as error:
        raise Refusal(
            "This Python cannot make virtual environments. On Debian and Ubuntu, install what is missing with: "
            "apt install python{}.{}-venv".format(*sys.version_info[:2])
        ) from error


def install(kind: str, uv: Optional[str]) -> None:
    lock = os.path.join(ROOT, LOCKS[kind])
    with open(lock, encoding="utf-8") as file:
        count = sum("==" in line for line in file)
    tell("Installing up to {} packages into .venv with {} …".format(count, "uv" if uv else "pip"))
    if uv:
        carry_out([uv, "venv", "--quiet", "--no-project", "--python", sys.executable, VENV], count)
        how = ["pip", "install", "--require-hashes", "--no-deps", "--python", python_of(VENV)]
        carry_out([uv, *how, "--requirement", lock], count)
        return
    carry_out([sys.executable, "-m", "venv", VENV], count)
    how = ["-m", "pip", "install", "--require-hashes", "--no-deps", "--no-input", "--progress-bar", "off"]
    carry_out([python_of(VENV), *how, "--disable-pip-version-check", "--requirement", lock], count)


def write_stamp(kinds: List[str]) -> None:
    lines = sorted({line for kind in kinds for line in stamp_for(kind)})
    with open(STAMP + ".part", "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    os.rename(STAMP + ".part", STAMP)


def carry_out(command: List[str], count: int) -> None:
    """Run one step of the installation, showing how far it is."""
    environment = dict(os.environ, **IS_DIM)
    # In a session of its own, so that whatever pip has started ends together with it.
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment,
        cwd=ROOT,
        start_new_session=True,
    )
    try:
        said = follow(process.stdout or (), count)
        code = process.wait()
    except BaseException:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise
    if code:
        raise Refusal(meaning_of("\n".join(said)))


def follow(output: Iterable[bytes], count: int) -> List[str]:
    progress = Progress(count)
    said = []
    for line in output:
        said.append(line.decode("utf-8", "replace").rstrip())
        if said[-1].startswith("Collecting "):
            progress.step()
        elif said[-1].startswith("Installing collected packages"):
            progress.say("writing the packages")
    progress.end()
    return said


class Progress:
    """One line that moves on a terminal, a line now and then elsewhere."""

    def __init__(self, count: int) -> None:
        self.count, self.done, self.words = count, 0, "getting the packages"
        self.moves = sys.stderr.isatty()
        self.started = time.time()
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.beat, daemon=True)
        self.thread.start()

    def step(self) -> None:
        self.done += 1

    def say(self, words: str) -> None:
        self.words = words

    def beat(self) -> None:
        while not self.over.wait(0.5 if self.moves else 10):
            so_far = "{}/{}, ".format(self.done, self.count) if self.done else ""
            line = "  {}: {}{:.0f} s".format(self.words, so_far, time.time() - self.started)
            sys.stderr.write("\r" + line.ljust(60) if self.moves else line + "\n")
            sys.stderr.flush()

    def end(self) -> None:
        self.over.set()
        self.thread.join()
        if self.moves:
            sys.stderr.write("\r" + " " * 60 + "\r")
            sys.stderr.flush()


def meaning_of(said: str) -> str:
    low = said.lower()
    for signs, sentence in MEANINGS:
        if any(sign in low for sign in signs):
            return sentence.format(venv=VENV)
    tell(said[-3000:])
    return "The packages could not be installed; the lines above say why."


# -- starting the command -----------------------------------------------------------------


def run(target: str, arguments: List[str]) -> None:
    """Become the command, so that signals reach it and nothing stands between."""
    python = python_of(VENV)
    what = [os.path.join(ROOT, target)] if target.endswith(".py") else ["-m", target]
    os.execve(python, [python, *what, *arguments], environment_for_command())


def environment_for_command() -> Dict[str, str]:
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONHOME", "VIRTUAL_ENV")}
    # Without the safe path, a file of the visitor's folder could stand before a module of ours.
    environment.update(PYTHONPATH=ROOT, PYTHONSAFEPATH="1")
    environment["PATH"] = os.path.join(VENV, "bin") + os.pathsep + environment.get("PATH", os.defpath)
    return environment


def tell(words: str) -> None:
    sys.stderr.write(words + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except Refusal as refusal:
        tell(str(refusal))
        sys.exit(2)
    except KeyboardInterrupt:
        tell("Stopped. Nothing half-made was left.")
        sys.exit(130)
