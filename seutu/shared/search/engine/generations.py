"""The folders of the index: each generation has one, and a pointer names the one that is used."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

from seutu.shared.core import clock
from seutu.shared.search.engine import schema
from seutu.shared.search.engine.locks import FileLock, Taken, held

PREFIX = "generation-"
PATIENCE_SECONDS = 0.3


@dataclass(frozen=True, slots=True)
class Pointer:
    """Which generation is used, and what made it."""

    generation: str
    identity: str
    schema: int

    @property
    def folder(self) -> Path:
        return root() / self.generation

    @property
    def is_readable(self) -> bool:
        """Whether this code knows its fields."""
        return self.schema == schema.VERSION


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the making of a new generation has come."""

    done: int
    total: int


def root() -> Path:
    return Path(settings.SEARCH_DIR)


def pointer_path() -> Path:
    return root() / "current.json"


def writer_lock_path() -> Path:
    """Held by the one writer for as long as it lives."""
    return root() / "writer.lock"


def writing_lock_path() -> Path:
    """Held while the current generation is written to, and while the pointer is changed."""
    return root() / "writing.lock"


def making_lock_path() -> Path:
    """Held while a new generation is made."""
    return root() / "making.lock"


def _progress_path() -> Path:
    return root() / "progress.json"


def _suspicion_path() -> Path:
    return root() / "suspected"


def pointer() -> Pointer | None:
    """Which generation is used; None when there is none, or when the pointer cannot be read."""
    try:
        told = json.loads(pointer_path().read_bytes())
        found = Pointer(str(told["generation"]), str(told["identity"]), int(told["schema"]))
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return found if _is_name(found.generation) else None


def _is_name(name: str) -> bool:
    return name.startswith(PREFIX) and "/" not in name


def new_folder() -> Path:
    """The folder of a new generation, empty."""
    stamp = clock.now().strftime("%Y%m%d-%H%M%S")
    folder = root() / f"{PREFIX}{stamp}-{secrets.token_hex(3)}"
    folder.mkdir(mode=0o700, parents=True)
    return folder


def use(folder: Path, *, identity: str) -> None:
    """Make a generation the one that is used, and remove the others. Hold both locks.

    Who reads an older one goes on with the files it has open, and takes the new one at the next search.
    """
    _replace(pointer_path(), asdict(Pointer(folder.name, identity, schema.VERSION)))
    _suspicion_path().unlink(missing_ok=True)
    remove_others(folder)


def remove_others(kept: Path | None) -> None:
    """Remove all generations but one, also those that were never finished. Hold the lock of making."""
    for folder in root().glob(f"{PREFIX}*"):
        if kept is None or folder.name != kept.name:
            shutil.rmtree(folder, ignore_errors=True)


def remove_unused() -> None:
    """Remove what somebody who was killed left behind, unless a new generation is being made now."""
    used = pointer()
    if used is None:
        return
    with contextlib.suppress(Taken), making():
        remove_others(used.folder)


def progress() -> Progress | None:
    """How far the making of a new generation has come; None when none is being made."""
    try:
        told = json.loads(_progress_path().read_bytes())
        found = Progress(int(told["done"]), int(told["total"]))
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return found if is_making() else None


def is_making() -> bool:
    """Whether somebody makes a new generation now."""
    if not making_lock_path().exists():
        return False
    lock = FileLock(making_lock_path())
    is_free = lock.take()
    lock.let_go()
    return not is_free


@contextmanager
def making() -> Iterator[None]:
    """Be the only one who makes a new generation.

    :raises Taken: somebody else does.
    """
    lock = FileLock(making_lock_path())
    # Who only asks whether somebody is at it holds the lock for a moment.
    patience_ends = time.monotonic() + PATIENCE_SECONDS
    while not lock.take():
        if time.monotonic() > patience_ends:
            raise Taken
        time.sleep(0.02)
    try:
        yield
    finally:
        _progress_path().unlink(missing_ok=True)
        lock.let_go()


@contextmanager
def writing() -> Iterator[None]:
    """Be the only one who writes to the generation that is used, or changes which one that is."""
    with held(writing_lock_path()):
        yield


def tell_progress(done: int, total: int) -> None:
    _replace(_progress_path(), asdict(Progress(done, total)))


def suspect(generation: str) -> None:
    """Ask the writer to look whether a generation is damaged."""
    try:
        _suspicion_path().write_text(generation, encoding="utf-8")
    except OSError:
        # The disk may be full or gone: the writer looks by itself now and then.
        return


def suspected() -> bool:
    """Whether some reader has asked for a look."""
    return _suspicion_path().exists()


def clear_suspicion() -> None:
    _suspicion_path().unlink(missing_ok=True)


def _replace(path: Path, told: dict[str, object]) -> None:
    unfinished = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
    try:
        with unfinished.open("w", encoding="utf-8") as file:
            json.dump(told, file)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    directory = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)
