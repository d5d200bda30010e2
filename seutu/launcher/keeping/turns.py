"""Who may be at work on a data folder, and what was begun there and not finished."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from seutu.launcher.installation import Refusal, about_disk
from seutu.shared.core.file_locks import Taken, held

RUNNING = "running.lock"
RESTORE, UPGRADE = "restore-unfinished.json", "upgrade-unfinished.json"
ADVICE = {
    RESTORE: "A restore was begun in {folder} and not finished. Run it again: seutu restore {backup}",
    UPGRADE: "An upgrade was begun in {folder} and not finished. Run it again: seutu upgrade {backup}",
}


@contextmanager
def taking_part(data_dir: Path) -> Iterator[None]:
    """Serve, work or change something beside others, for as long as the block lasts.

    :raises Refusal: the whole installation is being changed, or such a change was begun and not finished.
    """
    try:
        with held(data_dir / RUNNING, shared=True):
            refuse_unfinished(data_dir)
            yield
    except Taken as error:
        raise Refusal(f"{data_dir} is being upgraded or restored now. Wait until that is done.") from error
    except PermissionError as error:
        raise Refusal(about_disk(error, data_dir / RUNNING)) from error


@contextmanager
def alone(data_dir: Path) -> Iterator[None]:
    """Change the whole installation: nobody else is at work in it, and nobody begins before the block ends.

    :raises Refusal: somebody is at work.
    """
    try:
        with held(data_dir / RUNNING):
            yield
    except Taken as error:
        raise Refusal(
            f"Seutu is at work in {data_dir}: a server, a worker or another command. Stop it first."
        ) from error


def refuse_unfinished(data_dir: Path) -> None:
    """Go on only where no restore and no upgrade was left in the middle.

    :raises Refusal: one was; it says what to do.
    """
    for name, advice in ADVICE.items():
        told = read_mark(data_dir, name)
        if told is not None:
            raise Refusal(advice.format(folder=data_dir, backup=told.get("backup") or "BACKUP"))


def read_mark(data_dir: Path, name: str) -> dict[str, Any] | None:
    """What a mark says; None where there is none. One that cannot be read is there, and says nothing."""
    try:
        told = json.loads((data_dir / name).read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def write_mark(data_dir: Path, name: str, **told: Any) -> None:
    """Write down what has been begun, so that it is known after a stop of the machine too."""
    write_whole(data_dir / name, json.dumps(told).encode())


def remove_mark(data_dir: Path, name: str) -> None:
    """Note that what was begun is finished."""
    (data_dir / name).unlink(missing_ok=True)
    flush_folder(data_dir)


def write_whole(path: Path, content: bytes) -> None:
    """Write a small file that is there as a whole or not at all."""
    unfinished = path.with_name(f".{path.name}.part")
    with unfinished.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
    flush_folder(path.parent)


def flush_folder(folder: Path) -> None:
    """Wait until the disk knows the names in a folder."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
