"""`seutu restore` and `seutu verify`: a backup read from end to end, put in place, and opened only when all is done.

What was forgotten or taken down after the backup was made is not in it. The journals know, and are replayed before the
site opens: until then a mark in the data folder keeps every other command from starting.
"""

from __future__ import annotations

import argparse
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from seutu.launcher import field_keys, installation
from seutu.launcher.children import StopAsked, stop_signals_raise
from seutu.launcher.installation import Refusal, about_disk
from seutu.launcher.keeping import contents, databases, key_copies, manifest, turns
from seutu.launcher.keeping.databases import Database
from seutu.launcher.keeping.manifest import Manifest
from seutu.launcher.keeping.progress import Progress
from seutu.launcher.serving import tell
from seutu.shared.core import clock

ASIDE = "before-restore-"
# What stays where it is: locks that others look for, and what belongs to the installation and not to its data.
STAYING = frozenset(
    {turns.RUNNING, turns.RESTORE, "backup.lock", "files-copied.lock", installation.KEY_FILE, field_keys.MADE}
)
MOVING, COPYING = "moving", "copying"


@dataclass(frozen=True, kw_only=True, slots=True)
class Restore:
    """A restore that is going on: from where, to where, and how."""

    backup: Path
    data_dir: Path
    manifest: Manifest
    manifest_sha256: str
    is_replacing: bool = False


def verify(arguments: list[str]) -> int:
    """`seutu verify BACKUP`: 0 when it is whole, 1 when it is not."""
    parser = argparse.ArgumentParser(
        prog="seutu verify", description="Say whether a backup is whole, and restore nothing."
    )
    parser.add_argument("backup", type=Path, metavar="BACKUP", help="a folder that seutu backup made")
    backup = parser.parse_args(arguments).backup.expanduser().resolve()
    about, own = manifest.read(backup)
    if found := _faults(backup, about):
        tell(f"{backup} is damaged: {manifest.some_of(found)}.")
        return 1
    missing = f" {len(about.missing)} files were missing already when it was made." if about.missing else ""
    tell(f"The backup is whole: Seutu {about.seutu}, {about.made_at}, {len(about.files)} files.{missing}")
    print(f"manifest SHA-256: {own}", flush=True)
    return 0


def restore(arguments: list[str], data_dir: Path) -> int:
    """`seutu restore BACKUP`."""
    chosen = _parser().parse_args(arguments)
    backup = chosen.backup.expanduser().resolve()
    about, own = manifest.read(backup)
    if chosen.check:
        return verify([str(backup)])
    _refuse_in_use(data_dir, is_replacing=chosen.replace)
    if found := _faults(backup, about):
        raise Refusal(f"{backup} is damaged, and nothing was touched: {manifest.some_of(found)}.")
    _prepare(data_dir, about, chosen.keys_from)
    database = databases.current()
    work = Restore(backup=backup, data_dir=data_dir, manifest=about, manifest_sha256=own, is_replacing=chosen.replace)
    _refuse_unfit(work, database, is_without_journal=chosen.without_journal)
    try:
        with stop_signals_raise():
            _restore(work, database)
    except StopAsked:
        tell(f"Stopped. Nothing is served until it is finished: seutu restore {backup}")
        return 1
    tell(f"Restored from {about.made_at}. Start it: seutu serve")
    tell("Look at what a backup cannot know: accounts that were closed and roles that ended since have come back.")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="seutu restore",
        description="Put a backup into an empty data folder, and forget again who was forgotten since.",
    )
    parser.add_argument("backup", type=Path, metavar="BACKUP", help="a folder that seutu backup made")
    parser.add_argument("--replace", action="store_true", help="move what is in the data folder aside first")
    parser.add_argument("--keys-from", type=Path, metavar="FOLDER", help="bring the keys back from their own copy too")
    parser.add_argument("--check", action="store_true", help="say whether the backup is whole, and restore nothing")
    parser.add_argument(
        "--without-journal", action="store_true", help="although the journal is lost: who was forgotten comes back"
    )
    return parser


def _refuse_in_use(data_dir: Path, *, is_replacing: bool) -> None:
    was_begun = turns.read_mark(data_dir, turns.RESTORE) is not None
    if data_dir.is_dir() and _own(data_dir) and not was_begun and not is_replacing:
        raise Refusal(f"There is an installation in {data_dir}. To move it aside and go on: --replace")


def _prepare(data_dir: Path, about: Manifest, keys_from: Path | None) -> None:
    """Read the settings, with the keys of the installation."""
    os.environ["SEUTU_DATA_DIR"] = str(data_dir)
    if keys_from:
        _make_folder(data_dir)
        key_copies.bring_back(keys_from.expanduser().resolve(), data_dir)
    missing = field_keys.use(data_dir)
    if missing and about.has_keys:
        raise Refusal(
            f"The keys that open this backup are not in {field_keys.folder_of(data_dir)}. Bring them back from their "
            f"own copy: --keys-from FOLDER"
        )
    installation.use_secret_key(data_dir)
    installation.start_django()


def _make_folder(data_dir: Path) -> None:
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Refusal(about_disk(error, data_dir)) from error


def _faults(backup: Path, about: Manifest) -> list[str]:
    progress = Progress("checking", about.size)
    try:
        return manifest.faults(backup, about, progress.advance) or _fault_of_database(backup, about)
    finally:
        progress.end()


def _fault_of_database(backup: Path, about: Manifest) -> list[str]:
    if about.database != "sqlite":
        return []  # its hash is right, and pg_restore may not be where the backups are
    from seutu.launcher.keeping.sqlite import SqliteDatabase  # it needs no settings

    copy = backup / SqliteDatabase.file
    fault = SqliteDatabase(copy).fault(copy)
    return [fault] if fault else []


def _refuse_unfit(work: Restore, database: Database, *, is_without_journal: bool) -> None:
    from django.conf import settings  # only now may they be read

    from seutu.launcher import preparing
    from seutu.shared.core import journals

    about = work.manifest
    if about.database != database.kind:
        raise Refusal(f"The backup is of {about.database}, and the settings name {database.kind} (SEUTU_DATABASE).")
    preparing.refuse_unknown([(app, name) for app, name in about.migrations], f"The backup {work.backup}")
    if work.backup.is_relative_to(work.data_dir):
        raise Refusal(f"{work.backup} lies in the data folder. Move it elsewhere first.")
    found = journals.counts()
    short = [name for name, count in about.journal.items() if found.get(name, 0) < count]
    if short and not is_without_journal:
        raise Refusal(
            f"The journal of {', '.join(short)} in {settings.JOURNAL_DIR} has fewer lines than when the backup was "
            f"made: who was forgotten would come back. Bring the folder back from its own copy. If it is lost for "
            f"good: --without-journal"
        )


def _restore(work: Restore, database: Database) -> None:
    from seutu.shared.files.store import DiskFull, StoreUnavailable  # it needs the settings

    _make_folder(work.data_dir)
    with turns.alone(work.data_dir):
        try:
            is_put = _begin(work, database)
            _put(work, database, is_put=is_put)
        except OSError as error:
            raise Refusal(about_disk(error, work.data_dir)) from error
        except DiskFull as error:
            raise Refusal("The store of files is full. Make room, then run the same command again.") from error
        except StoreUnavailable as error:
            raise Refusal(f"The store of files does not answer ({error}). Run the same command again.") from error
        replay()
        turns.remove_mark(work.data_dir, turns.RESTORE)


def _begin(work: Restore, database: Database) -> bool:
    """Make the data folder empty, and write down what is being done; says whether the database is in place already."""
    former = turns.read_mark(work.data_dir, turns.RESTORE)
    aside = _begin_anew(work, database) if former is None else _begin_again(work, database, former)
    if aside:
        _move_aside(work.data_dir, aside)
    _mark(work, COPYING)
    # What was put into PostgreSQL is there as a whole or not at all.
    return former is not None and database.kind != "sqlite" and not database.is_empty()


def _begin_anew(work: Restore, database: Database) -> str:
    _refuse_in_use(work.data_dir, is_replacing=work.is_replacing)
    is_in_use = bool(_own(work.data_dir))
    if database.kind != "sqlite" and not database.is_empty():
        raise Refusal("The database is not empty. Make a new one, and let SEUTU_DATABASE name it.")
    aside = f"{ASIDE}{clock.now():%Y%m%dT%H%M%S}" if is_in_use else ""
    _mark(work, MOVING if aside else COPYING, aside)
    return aside


def _begin_again(work: Restore, database: Database, former: Mapping[str, Any]) -> str:
    is_same = former.get("manifest") == work.manifest_sha256
    if database.kind != "sqlite" and not is_same and not database.is_empty():
        raise Refusal(f"Another restore was begun here. Finish it first: seutu restore {former.get('backup')}")
    if former.get("stage") == MOVING:
        return str(former["aside"])
    for path in _own(work.data_dir):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    return ""


def _mark(work: Restore, stage: str, aside: str = "") -> None:
    told = {"backup": str(work.backup), "manifest": work.manifest_sha256, "stage": stage, "aside": aside}
    turns.write_mark(work.data_dir, turns.RESTORE, **told)


def _move_aside(data_dir: Path, aside: str) -> None:
    folder = data_dir / aside
    folder.mkdir(mode=0o700, exist_ok=True)
    for path in _own(data_dir):
        path.rename(folder / path.name)
    turns.flush_folder(data_dir)
    tell(f"What was there before lies in {folder}. Delete it when all is well.")


def _own(data_dir: Path) -> list[Path]:
    """What a data folder holds of the installation itself, or what an unfinished restore has put there."""
    return [path for path in data_dir.iterdir() if path.name not in STAYING and not path.name.startswith(ASIDE)]


def _put(work: Restore, database: Database, *, is_put: bool) -> None:
    from seutu.shared.files import store  # it needs the settings

    if not is_put:
        tell("Putting the database in place …")
        database.put(work.backup / database.file)
    progress, files = Progress("files", work.manifest.size), store.current()
    for kept in contents.files_in(work.manifest):
        if not contents.put_back(work.backup / kept.path, files, kept, progress.advance):
            raise Refusal(f"{work.backup / kept.path} changed while it was being copied.")
    progress.end()
    if work.manifest.has_keys:
        field_keys.note_made(work.data_dir)
    os.sync()


def replay(say: Callable[[str], None] = tell) -> None:
    """Bring a restored database up to this code, and forget and take down again what was since it was copied.

    :raises Refusal: not all could be; the site stays closed.
    """
    from seutu.launcher import preparing  # it needs the settings
    from seutu.shared.core import page_cache
    from seutu.shared.core.registry import after_restore

    preparing.migrate(say)
    for entry in after_restore.entries():
        try:
            said = entry.run()
        except Exception as error:  # whatever it is: who was forgotten must not be seen
            raise Refusal(f"{entry.key} could not be done again, so the site stays closed: {error}") from error
        if said:
            say(said)
    page_cache.empty()
