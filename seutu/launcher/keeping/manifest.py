"""What a backup holds: each file with its size and hash, and what the installation was when it was made."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from seutu.launcher.installation import Refusal

MANIFEST, SUM = "manifest.json", "manifest.sha256"
FORMAT = 1
NAME = re.compile(r"seutu-\d{8}T\d{6}Z")
AT_ONCE = 1024 * 1024
SHOWN = 5

Advance = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of a backup, by its path in it."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Manifest:
    """What a backup says of itself; ``missing`` are the contents that the database names and that were not to be had.

    ``journal`` has the number of lines of each journal at that time: a restore needs them and all that came since.
    """

    seutu: str
    made_at: str
    site: str
    is_demo: bool
    database: str
    server: str
    has_keys: bool
    migrations: list[list[str]]
    files: list[Kept]
    missing: list[str]
    journal: dict[str, int] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def when(self) -> dt.datetime:
        return dt.datetime.fromisoformat(self.made_at)

    @property
    def size(self) -> int:
        return sum(file.size for file in self.files)


def write(folder: Path, manifest: Manifest) -> str:
    """Write the manifest of a backup, and its own hash beside it as `sha256sum` does; gives the hash."""
    content = json.dumps(asdict(manifest), indent=1, ensure_ascii=False).encode() + b"\n"
    (folder / MANIFEST).write_bytes(content)
    own = hashlib.sha256(content).hexdigest()
    (folder / SUM).write_text(f"{own}  {MANIFEST}\n", encoding="ascii")
    return own


def read(folder: Path) -> tuple[Manifest, str]:
    """The manifest of a backup, and its hash.

    :raises Refusal: the folder is no backup, or its manifest is not as it was written.
    """
    try:
        content = (folder / MANIFEST).read_bytes()
        noted = (folder / SUM).read_text(encoding="ascii").split()[:1]
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Refusal(_no_backup(folder)) from error
    except OSError as error:
        raise Refusal(f"{folder} cannot be read: {error.strerror}.") from error
    own = hashlib.sha256(content).hexdigest()
    if noted != [own]:
        raise Refusal(f"{folder} is damaged: {MANIFEST} is not what was written.")
    told = json.loads(content)
    if told.get("format") != FORMAT:
        raise Refusal(f"{folder} was made by a newer Seutu ({told.get('seutu')}). Install that one to restore it.")
    return Manifest(**{**told, "files": [Kept(**file) for file in told["files"]]}), own


def _no_backup(folder: Path) -> str:
    within = backups_in(folder)
    if within:
        return f"{folder} is a folder of backups. Name one of them; the newest is {within[-1]}"
    return f"{folder} is no backup: it has no {MANIFEST}."


def backups_in(folder: Path) -> list[Path]:
    """The backups in a folder, oldest first. One that was not finished has another name."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if NAME.fullmatch(path.name) and (path / MANIFEST).is_file())


def faults(folder: Path, manifest: Manifest, advance: Advance = lambda count: None) -> list[str]:
    """Read a backup from end to end; says in words what of it is missing or not as it was written."""
    return [fault for kept in manifest.files if (fault := _fault(folder, kept, advance))]


def _fault(folder: Path, kept: Kept, advance: Advance) -> str:
    path = folder / kept.path
    if not path.resolve().is_relative_to(folder.resolve()):
        return f"{kept.path} leads out of the backup"
    try:
        size, sha256 = hash_of(path, advance)
    except FileNotFoundError:
        return f"{kept.path} is missing"
    except OSError as error:
        return f"{kept.path} cannot be read ({error.strerror})"
    return "" if (size, sha256) == (kept.size, kept.sha256) else f"{kept.path} is not what was written"


def hash_of(path: Path, advance: Advance = lambda count: None) -> tuple[int, str]:
    """The size and the SHA-256 of a file."""
    size, digest = 0, hashlib.sha256()
    for chunk in chunks_of(path):
        digest.update(chunk)
        size += len(chunk)
        advance(len(chunk))
    return size, digest.hexdigest()


def chunks_of(path: Path) -> Iterator[bytes]:
    """What a file holds, piece by piece."""
    with path.open("rb") as file:
        while chunk := file.read(AT_ONCE):
            yield chunk


def some_of(faults: list[str]) -> str:
    """The first few of many, in one line."""
    more = f", and {len(faults) - SHOWN} more" if len(faults) > SHOWN else ""
    return ", ".join(faults[:SHOWN]) + more
