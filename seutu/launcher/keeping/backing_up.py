"""`seutu backup`: the database first, then the files that it names, while the site runs.

A backup is a folder named by its instant. It is written under another name, flushed to the disk and renamed: what has
the right name is whole.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from seutu import __version__
from seutu.launcher import field_keys
from seutu.launcher.children import StopAsked, stop_signals_raise
from seutu.launcher.installation import Refusal, about_disk
from seutu.launcher.keeping import contents, databases, key_copies, manifest
from seutu.launcher.keeping.contents import Copied
from seutu.launcher.keeping.databases import Database, Snapshot
from seutu.launcher.keeping.manifest import Kept, Manifest
from seutu.launcher.keeping.progress import Progress
from seutu.launcher.keeping.turns import flush_folder, write_mark
from seutu.launcher.serving import tell
from seutu.shared.core.file_locks import Taken, held

LAST = "last-backup.json"
UNFINISHED, LOCK = ".unfinished-", ".seutu-backup.lock"
STAMP = "%Y%m%dT%H%M%SZ"
SPARE = 50_000_000


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made: where, the hash of its manifest, the manifest, and what the store had lost."""

    folder: Path
    sha256: str
    manifest: Manifest
    rescued: list[str]

    @property
    def has_losses(self) -> bool:
        return bool(self.manifest.missing or self.rescued)


def command(arguments: list[str], data_dir: Path) -> int:
    """`seutu backup TO`; 1 when the backup was made and files are missing from the store."""
    chosen = parser().parse_args(arguments)
    target = chosen.to.expanduser().resolve()
    keys_to = chosen.keys_to.expanduser().resolve() if chosen.keys_to else None
    if keys_to:
        key_copies.refuse_place(keys_to, target, data_dir)
    os.umask(0o077)  # what is in a backup is for who made it
    try:
        with stop_signals_raise():
            made = back_up(data_dir, target)
            keys = key_copies.copy(data_dir, keys_to, made.folder.name.removeprefix("seutu-")) if keys_to else None
    except StopAsked:
        tell("Stopped. Nothing of the unfinished backup is left.")
        return 1
    if chosen.keep and not made.has_losses:
        _let_old_go(target, chosen.keep)
    _say(made, keys)
    return 1 if made.has_losses else 0


def parser() -> argparse.ArgumentParser:
    described = "Copy the database and the files into a new folder in TO, while the site runs. Keys are never in it."
    made = argparse.ArgumentParser(prog="seutu backup", description=described)
    made.add_argument("to", type=Path, metavar="TO", help="the folder of backups, outside the data folder")
    made.add_argument("--keys-to", type=Path, metavar="FOLDER", help="copy the keys there, apart from the backups")
    made.add_argument("--keep", type=_at_least_one, metavar="N", help="delete all but the newest N backups in TO after")
    return made


def _at_least_one(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError("give a number of at least 1")
    return int(text)


def back_up(data_dir: Path, target: Path) -> Made:
    """Make a backup in ``target``.

    :raises Refusal: it cannot be made there, or now; nothing is left of it.
    """
    from seutu.shared.files import removal  # it needs the settings
    from seutu.shared.files.store import StoreUnavailable

    _refuse_place(data_dir, target)
    database = databases.current()
    database.check()
    try:
        with _only_one_in(target), removal.paused():
            return _make(data_dir, target, database)
    except removal.BeingCopied as error:
        raise Refusal(f"Another backup of {data_dir} is being made now. Wait until it is done.") from error
    except StoreUnavailable as error:
        raise Refusal(f"The store of files does not answer ({error}), so no backup was made.") from error
    except OSError as error:
        raise Refusal(about_disk(error, target)) from error


def _refuse_place(data_dir: Path, target: Path) -> None:
    for other, name in ((data_dir, "data folder"), (field_keys.folder_of(data_dir), "folder of keys")):
        if target.is_relative_to(other):
            raise Refusal(
                f"{target} lies in the {name}: what destroys the one destroys the other. Choose another disk."
            )


@contextmanager
def _only_one_in(target: Path) -> Iterator[None]:
    target.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with held(target / LOCK):
            for left in target.glob(f"{UNFINISHED}*"):
                shutil.rmtree(left)  # of one that was killed
            yield
    except Taken as error:
        raise Refusal(f"Another backup is being written to {target} now. Wait until it is done.") from error


def _make(data_dir: Path, target: Path, database: Database) -> Made:
    from seutu.shared.core import clock  # it needs the settings

    made_at = clock.now().astimezone(dt.UTC)
    name = f"seutu-{made_at.strftime(STAMP)}"
    place, unfinished = target / name, target / f"{UNFINISHED}{name}"
    if place.exists():
        raise Refusal(f"{place} exists already. Run the same command again in a second.")
    _refuse_small(target, database.size())
    unfinished.mkdir(mode=0o700)
    try:
        made, own, rescued = _fill(unfinished, data_dir, database, made_at)
        os.sync()  # each file by itself would take long where there are many
        unfinished.rename(place)
        flush_folder(target)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    write_mark(data_dir, LAST, at=made.made_at, folder=str(place), manifest=own)
    return Made(place, own, made, rescued)


def _fill(folder: Path, data_dir: Path, database: Database, made_at: dt.datetime) -> tuple[Manifest, str, list[str]]:
    from django.conf import settings  # only now may they be read

    from seutu.shared.core import journals

    # Before the database: of who is forgotten from here on, a restore must hear from the journal.
    lines = journals.counts()
    progress = Progress("database")
    snapshot = database.copy(folder / database.file, progress)
    progress.end()
    copied = _copy_files(folder, snapshot)
    size, sha256 = manifest.hash_of(folder / database.file)
    made = Manifest(
        seutu=__version__,
        made_at=made_at.isoformat(),
        site=settings.SITE,
        is_demo=settings.DEMO,
        database=database.kind,
        server=snapshot.server,
        has_keys=(data_dir / field_keys.MADE).exists() or bool(settings.FIELD_KEYS),
        migrations=snapshot.migrations,
        files=[Kept(database.file, size, sha256), *copied.kept],
        missing=copied.missing,
        journal=lines,
    )
    return made, manifest.write(folder, made), copied.rescued


def _copy_files(folder: Path, snapshot: Snapshot) -> Copied:
    from seutu.shared.files import store  # it needs the settings

    source, former = store.current(), None
    if backups := manifest.backups_in(folder.parent):
        former = backups[-1] / contents.FILES
    total, new = contents.size_of(snapshot.contents, source, former=former)
    _refuse_small(folder, new)
    progress = Progress("files", total)
    copied = contents.copy_all(
        snapshot.contents, source, folder / contents.FILES, former=former, advance=progress.advance
    )
    progress.end()
    return copied


def _refuse_small(target: Path, needed: int) -> None:
    free = shutil.disk_usage(target).free
    if free < needed + SPARE:
        wanted = (needed + SPARE) / 1e6
        raise Refusal(f"The disk of {target} is too full: about {wanted:.0f} MB are needed, {free / 1e6:.0f} are free.")


def _let_old_go(target: Path, kept: int) -> None:
    for old in manifest.backups_in(target)[:-kept]:
        gone = old.with_name(f"{UNFINISHED}{old.name}")  # one that is half gone must not look whole
        old.rename(gone)
        shutil.rmtree(gone)
        tell(f"The old backup {old.name} was deleted.")


def _say(made: Made, keys: Path | None) -> None:
    about = made.manifest
    tell(f"{len(about.files) - 1} files and the database, {about.size / 1e6:.1f} MB.")
    if about.missing:
        tell(
            f"{len(about.missing)} files that the database names are missing or damaged in the store, and not in the "
            f"backup: {manifest.some_of([sha256[:12] for sha256 in about.missing])}. seutu doctor tells more."
        )
    if made.rescued:
        tell(
            f"{len(made.rescued)} files are gone from the store, and were taken from the former backup: "
            f"{manifest.some_of([sha256[:12] for sha256 in made.rescued])}. Put them back into the store."
        )
    if made.has_losses:
        tell("No old backup was deleted: it may have what is missing.")
    if keys:
        tell(f"Keys: {keys}")
    elif about.has_keys:
        tell("The keys are not in it. Copy them to another place: seutu backup TO --keys-to FOLDER")
    print(made.folder)
    print(f"manifest SHA-256: {made.sha256}", flush=True)
