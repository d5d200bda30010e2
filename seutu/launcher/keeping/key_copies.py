"""The keys of an installation, copied apart from its data and brought back."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from seutu.launcher import field_keys, installation
from seutu.launcher.installation import Refusal, about_disk
from seutu.launcher.keeping.turns import flush_folder
from seutu.launcher.serving import tell

PREFIX = "seutu-keys-"


def files_of(data_dir: Path) -> dict[str, Path]:
    """Where each key lies that is kept in a file; one that the environment itself holds is not among them."""
    places = {name: field_keys.folder_of(data_dir) / name for name in field_keys.FILES.values()}
    places[installation.KEY_FILE] = data_dir / installation.KEY_FILE
    named = {file: setting for setting, file in field_keys.FILES.items()}
    named[installation.KEY_FILE] = "SEUTU_SECRET_KEY"
    for name, setting in named.items():
        if os.environ.get(f"{setting}_FILE"):
            places[name] = Path(os.environ[f"{setting}_FILE"])
        elif os.environ.get(setting):
            del places[name]
    return {name: path for name, path in places.items() if path.exists()}


def refuse_place(keys_to: Path, target: Path, data_dir: Path) -> None:
    """Let keys be copied only to where no copy of the data lies.

    :raises Refusal: one place is the other, or lies in it.
    """
    for other in (target, data_dir):
        if keys_to.is_relative_to(other) or other.is_relative_to(keys_to):
            raise Refusal(
                f"{keys_to} and {other} are not apart. Who has both can read everything: copy the keys to another disk."
            )


def copy(data_dir: Path, keys_to: Path, stamp: str) -> Path:
    """Copy the keys to a folder of their own in ``keys_to``; when they are those of the newest copy, that one stands.

    :raises Refusal: there are none in files, or they cannot be written.
    """
    found = {name: path.read_bytes() for name, path in files_of(data_dir).items()}
    if not found:
        raise Refusal(
            "No key lies in a file: the environment gives them all. Keep a copy of it apart from the backups."
        )
    former = sorted(keys_to.glob(f"{PREFIX}*"))
    if former and {path.name: path.read_bytes() for path in former[-1].iterdir()} == found:
        return former[-1]
    place, unfinished = keys_to / f"{PREFIX}{stamp}", keys_to / f".{PREFIX}{stamp}.part"
    try:
        keys_to.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        for name, content in found.items():
            _write(unfinished / name, content)
        flush_folder(unfinished)
        unfinished.rename(place)
        flush_folder(keys_to)
    except OSError as error:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise Refusal(about_disk(error, place)) from error
    return place


def bring_back(keys_from: Path, data_dir: Path) -> None:
    """Put copied keys in their places; one that is there already must be the same.

    :raises Refusal: ``keys_from`` holds none, or another key stands in the place of one.
    """
    places = {name: field_keys.folder_of(data_dir) / name for name in field_keys.FILES.values()}
    places[installation.KEY_FILE] = data_dir / installation.KEY_FILE
    found = {name: keys_from / name for name in places if (keys_from / name).is_file()}
    if not found:
        raise Refusal(f"{keys_from} holds no keys: name the folder that has {', '.join(places)}.")
    try:
        for name, path in found.items():
            content, place = path.read_bytes(), places[name]
            if place.exists():
                if place.read_bytes() != content:
                    raise Refusal(f"{place} is another key than {path}. Move the wrong one away.")
                continue
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _write(place, content)
            flush_folder(place.parent)
            tell(f"The key {name} was brought back to {place.parent}.")
    except OSError as error:
        raise Refusal(about_disk(error, keys_from)) from error


def _write(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
