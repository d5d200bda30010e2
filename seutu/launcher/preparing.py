"""What must be done before an installation can serve: translations, static files, database."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation.reloader import translation_file_changed

from seutu.launcher.installation import PACKAGE, Refusal, about_disk
from seutu.shared.core import catalogues
from seutu.shared.core.file_locks import held

STATIC_STAMP = "seutu-stamp"

# Of apps of ours that are not installed: those of the half that this installation does not serve.
OWN_MIGRATIONS = "{container}/{app}/migrations/{name}.py"
HALVES = ("publishing", "newcomers")

Tell = Callable[[str], None]
Applied = tuple[str, str]


def compile_translations() -> None:
    """Compile the catalogues that changed. Where nothing may be written, they stay as they are: `doctor` tells."""
    for app in catalogues.apps():
        for language in catalogues.LANGUAGES:
            path = catalogues.path_of(app, language)
            try:
                is_new = catalogues.compile_if_newer(path, language)
            except OSError:
                return
            if is_new:
                # The models' names have loaded what there was: this process would go on without the new words.
                translation_file_changed(None, path.with_suffix(".mo"))


def stale_translations() -> list[Path]:
    """The catalogues that are not compiled, or changed since."""
    paths = [catalogues.path_of(app, language) for app in catalogues.apps() for language in catalogues.LANGUAGES]
    return [path for path in paths if path.exists() and not _is_compiled(path)]


def _is_compiled(path: Path) -> bool:
    compiled = path.with_suffix(".mo")
    return compiled.exists() and compiled.stat().st_mtime >= path.stat().st_mtime


def collect_static_files(tell: Tell) -> None:
    """Collect the static files under their hashed names, unless none has changed.

    :raises Refusal: they cannot be written.
    """
    wanted = static_fingerprint()
    if wanted == collected_fingerprint():
        return
    tell("Collecting the static files …")
    try:
        call_command("collectstatic", interactive=False, verbosity=0)
        (settings.STATIC_ROOT / STATIC_STAMP).write_text(wanted, encoding="ascii")
    except OSError as error:
        raise Refusal(about_disk(error, settings.STATIC_ROOT)) from error


def static_fingerprint() -> str:
    """A hash of the names, sizes and times (in seconds: images keep no more) of every static file."""
    lines = [settings.STORAGES["staticfiles"]["BACKEND"]]
    for finder in get_finders():
        for name, storage in finder.list([]):
            about = Path(storage.path(name)).stat()
            lines.append(f"{name} {about.st_size} {int(about.st_mtime)}")
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def collected_fingerprint() -> str:
    """The fingerprint of what was collected last; empty when nothing was."""
    try:
        return (settings.STATIC_ROOT / STATIC_STAMP).read_text(encoding="ascii")
    except OSError:
        return ""


def pending_migrations() -> list[str]:
    """The migrations that the database waits for.

    :raises Refusal: the database does not answer.
    """
    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        raise Refusal(about_database(error)) from error
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def refuse_newer() -> None:
    """Go on only with a database that this code knows all of: older code would spoil what newer code has written.

    :raises Refusal: it was changed by newer code, or does not answer.
    """
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        return
    try:
        applied = list(MigrationRecorder(connection).applied_migrations())
    except DatabaseError as error:
        raise Refusal(about_database(error)) from error
    refuse_unknown(applied, "The database")


def refuse_unknown(applied: Iterable[Applied], what: str) -> None:
    """Go on only when this code knows all the migrations that were applied.

    :raises Refusal: it lacks one; ``what`` begins the sentence.
    """
    known = _known_migrations()
    unknown = sorted(name for name in applied if name not in known and not _is_of_other_half(*name))
    if unknown:
        raise Refusal(
            f"{what} is newer than this code: it has {len(unknown)} migrations that the code lacks, such as "
            f"{'.'.join(unknown[0])}. Install the newer code, or restore a backup that was made before it."
        )


@cache
def _known_migrations() -> frozenset[Applied]:
    found = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    replaced = [name for migration in found.values() for name in migration.replaces]
    return frozenset([*found, *replaced])


def _is_of_other_half(app: str, name: str) -> bool:
    return any(
        (PACKAGE / OWN_MIGRATIONS.format(container=container, app=app, name=name)).exists() for container in HALVES
    )


def migrate(tell: Tell) -> None:
    """Bring the database up to the code.

    :raises Refusal: the database does not take it.
    """
    pending = pending_migrations()
    if not pending:
        return
    tell(f"Preparing the database: {len(pending)} migrations …")
    try:
        call_command("migrate", interactive=False, verbosity=0)
    except DatabaseError as error:
        raise Refusal(about_database(error)) from error


@contextmanager
def turn_to_migrate() -> Iterator[None]:
    """Change the tables for as long as the block lasts, after whoever does so now.

    :raises Refusal: the turns cannot be written down in the data folder.
    """
    path = settings.DATA_DIR / "migrate.lock"
    with ExitStack() as turns:
        try:
            turns.enter_context(held(path, waiting=True))
        except OSError as error:
            raise Refusal(about_disk(error, path)) from error
        yield


def migrate_if_new(tell: Tell) -> None:
    """Bring a new database up to the code; one that is in use waits for its keeper.

    :raises Refusal: the database waits for migrations, was changed by newer code, or does not answer.
    """
    refuse_newer()
    if not pending_migrations():
        return
    # A web server and a worker are started together.
    with turn_to_migrate():
        pending = pending_migrations()
        if pending and connection.introspection.table_names():
            raise Refusal(
                f"The database waits for {len(pending)} migrations. Stop what runs, then: seutu upgrade FOLDER"
            )
        migrate(tell)


def about_database(error: DatabaseError) -> str:
    """What is wrong with the database, in a sentence."""
    said = str(error).strip().splitlines()[0]
    name = connection.settings_dict["NAME"]
    if "full" in said:
        return f"The disk is full: the database {name} cannot be written. Make room, then run the same command again."
    if "readonly" in said:
        return f"The database {name} may not be written: look at the rights of the file and its folder."
    return f"The database {name} does not work: {said}."
