"""`seutu upgrade`: a backup, migrations, the index and a look at the pages; if one fails, the database as it was."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

from seutu.launcher import field_keys, installation
from seutu.launcher.children import StopAsked, stop_signals_raise
from seutu.launcher.installation import Refusal
from seutu.launcher.keeping import backing_up, databases, manifest, owner_role, smoke_test, turns
from seutu.launcher.keeping.databases import Database
from seutu.launcher.serving import tell


def command(arguments: list[str], data_dir: Path) -> int:
    """`seutu upgrade TO`: 0 when the new code can serve, 1 when it failed and the database is as it was."""
    target = _parser().parse_args(arguments).to.expanduser().resolve()
    data_dir = installation.existing(data_dir)
    owner_role.use()
    with turns.alone(data_dir):
        os.environ["SEUTU_DATA_DIR"] = str(data_dir)
        installation.keep_secret_key(data_dir)
        field_keys.keep(data_dir)
        installation.start_django()
        from seutu.launcher import preparing  # it needs the settings

        preparing.compile_translations()
        return upgrade(data_dir, target)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="seutu upgrade",
        description="Bring the database up to this code. If anything fails, it is put back as it was.",
    )
    parser.add_argument(
        "to", type=Path, metavar="TO", help="the folder of backups: one is made before anything changes"
    )
    return parser


def upgrade(data_dir: Path, target: Path) -> int:
    """Upgrade, or finish an upgrade that was killed; the caller is alone at work in the data folder.

    :raises Refusal: it cannot begin; nothing was changed.
    """
    from seutu.launcher import preparing  # it needs the settings

    if turns.read_mark(data_dir, turns.RESTORE) is not None:
        turns.refuse_unfinished(data_dir)
    database = databases.current()
    database.check()
    preparing.refuse_newer()
    begun = turns.read_mark(data_dir, turns.UPGRADE)
    pending = preparing.pending_migrations()
    if begun is None and not pending and not _index_is_old():
        tell("There is nothing to upgrade: the database and the index are as this code wants them.")
        return 0
    backup = _backup_of(begun, database) if begun else None
    if backup is None:
        backup = backing_up.back_up(data_dir, target).folder
        tell(f"Backup: {backup}")
    turns.write_mark(data_dir, turns.UPGRADE, backup=str(target), copy=str(backup))
    return _change(data_dir, database, backup)


def _backup_of(begun: dict[str, Any], database: Database) -> Path | None:
    """The backup that an upgrade made which was killed: the database of now may be half changed."""
    if not begun.get("copy"):
        return None
    folder = Path(begun["copy"])
    if not folder.is_dir():
        raise Refusal(
            f"The upgrade that was not finished had its backup in {folder}, which is gone. Bring it back there."
        )
    about, _own = manifest.read(folder)
    kept = next(file for file in about.files if file.path == database.file)
    if manifest.hash_of(folder / kept.path) != (kept.size, kept.sha256):
        raise Refusal(
            f"{folder} is damaged: {kept.path} is not what was written. Bring the backup back from a copy of it."
        )
    tell(f"Going on with an upgrade that was not finished; its backup is {folder}")
    return folder


def _change(data_dir: Path, database: Database, backup: Path) -> int:
    try:
        with stop_signals_raise():
            _steps()
    except StopAsked:
        reason = "it was stopped"
    except Refusal as refusal:
        reason = str(refusal)
    except Exception as error:  # noqa: BLE001 (the edge: whatever is raised, nothing must stay half changed)
        reason = f"{type(error).__name__}: {error}".strip().splitlines()[0]
    else:
        turns.remove_mark(data_dir, turns.UPGRADE)
        tell("Upgraded. Start it: seutu serve")
        return 0
    return _put_back(data_dir, database, backup, reason)


def _steps() -> None:
    from seutu.launcher import preparing  # it needs the settings

    preparing.collect_static_files(tell)
    preparing.migrate(tell)
    if _index_is_old():
        _reindex()
    tell("Looking at the pages …")
    smoke_test.run()


def _index_is_old() -> bool:
    from seutu.shared.search import analysis  # it needs the apps
    from seutu.shared.search.engine import generations

    pointer = generations.pointer()
    return pointer is None or not pointer.is_readable or pointer.identity != analysis.identity()


def _reindex() -> None:
    from seutu.shared.search import reindexing  # it needs the apps

    tell("Making the search index anew …")
    try:
        reindexing.reindex()
    except reindexing.DiskFull as error:
        raise Refusal("the disk is full, and the search index could not be made") from error


def _put_back(data_dir: Path, database: Database, backup: Path, reason: str) -> int:
    tell(f"The upgrade failed: {reason}")
    tell("Putting the database back as it was …")
    try:
        database.put_back(backup / database.file)
    except Refusal as refusal:
        tell(f"The database could not be put back: {refusal}")
        tell(f"It is whole in {backup}. Nothing is served until this is done: seutu upgrade {backup.parent}")
        return 1
    turns.remove_mark(data_dir, turns.UPGRADE)
    tell("The database is as it was. Put the former code back and start it; the backup stays.")
    return 1
