"""What `seutu doctor` asks about the machine, the settings and the database; each app adds what it owns."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import socket
import sys
import tempfile
import time
import zoneinfo
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seutu.launcher import doctor_schema, doctor_settings, preparing, ready
from seutu.launcher.doctor import PORT_NAME
from seutu.launcher.doctor_disks import network_disk
from seutu.launcher.installation import KEY_FILE, PASSING_KEY, Refusal
from seutu.launcher.keeping import checks
from seutu.shared.core import clock
from seutu.shared.core.registry import DoctorCheck, Finding, doctor_checks
from seutu.shared.ui import dates

OLDEST_PYTHON = (3, 11)
LITTLE_ROOM, NO_ROOM = 2_000_000_000, 200_000_000
FEW_CHARACTERS = 10
BEFORE_SEUTU = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
SHOWN = 10
OFTEN_MANY = dt.timedelta(minutes=5)


def register() -> None:
    """Offer the checks."""
    offered: list[tuple[str, int, object, Callable[[], list[Finding]]]] = [
        ("python", 10, gettext_lazy("Python"), python),
        ("data", 11, gettext_lazy("Data folder"), data_folder),
        ("key", 12, gettext_lazy("Secret key"), secret_key),
        ("settings", 13, gettext_lazy("Settings"), doctor_settings.values),
        ("setting_names", 13, gettext_lazy("Names of settings"), doctor_settings.names),
        ("secrets", 13, gettext_lazy("Files with passwords"), doctor_settings.secrets_in_files),
        ("clock", 14, gettext_lazy("Clock and time zone"), clock_and_zone),
        ("database", 20, gettext_lazy("Database"), database),
        ("migrations", 21, gettext_lazy("Migrations"), migrations),
        ("schema", 22, gettext_lazy("Tables and indexes"), doctor_schema.tables_and_indexes),
        ("references", 23, gettext_lazy("References between records"), doctor_schema.references),
        ("backup", 24, gettext_lazy("Backup"), checks.findings),
        ("translations", 30, gettext_lazy("Translations"), translations),
        ("static", 31, gettext_lazy("Static files"), static_files),
        ("port", 70, gettext_lazy("Port"), port),
    ]
    for key, order, label, run in offered:
        doctor_checks.register(DoctorCheck(key=key, order=order, label=label, run=run))


def python() -> list[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < OLDEST_PYTHON:
        return [Finding("problem", _("Python %(version)s is too old: Seutu needs 3.11.") % {"version": version})]
    return [Finding("ok", _("version %(version)s") % {"version": version})]


def data_folder() -> list[Finding]:
    folder = settings.DATA_DIR
    if not folder.is_dir():
        advice = _("It is made at the first start: seutu serve")
        return [Finding("problem", _("The folder %(folder)s does not exist.") % {"folder": folder}, advice)]
    return [*_writing(folder), *_of_others(folder), *network_disk(folder), *_room(folder)]


def _writing(folder: Path) -> list[Finding]:
    try:
        with tempfile.TemporaryFile(dir=folder):
            return []
    except OSError as error:
        words = _("Nothing can be written in it: %(reason)s.") % {"reason": error.strerror}
        return [Finding("problem", words, _("Give the user that runs Seutu the right to write there."))]


def _of_others(folder: Path) -> list[Finding]:
    found = []
    if folder.stat().st_mode & 0o007:
        words = _("Others on this machine can look into the folder %(folder)s.") % {"folder": folder}
        found.append(Finding("problem", words, _("Shut it to others: chmod o-rwx %(folder)s") % {"folder": folder}))
    strange = sorted(path.name for path in folder.iterdir() if _is_not_for_the_service(path, folder.stat().st_uid))
    if strange:
        # As after a command that was run as root: the service itself cannot write there any more.
        words = _("Some files in it belong to another user, or cannot be written: %(names)s.")
        advice = _("Give them to the user that runs Seutu: chown -R USER %(folder)s") % {"folder": folder}
        found.append(Finding("problem", words % {"names": ", ".join(strange[:SHOWN])}, advice))
    return found


def _is_not_for_the_service(path: Path, owner: int) -> bool:
    if path.name == KEY_FILE:
        return path.stat().st_uid != owner  # it is only read
    return path.stat().st_uid != owner or not os.access(path, os.W_OK)


def _room(folder: Path) -> list[Finding]:
    free = shutil.disk_usage(folder).free
    words = _("%(gigabytes).1f GB of the disk are free") % {"gigabytes": free / 1e9}
    if free < LITTLE_ROOM:
        level = "problem" if free < NO_ROOM else "warning"
        return [Finding("problem" if level == "problem" else "warning", words, _("Make room."))]
    return [Finding("ok", words)]


def secret_key() -> list[Finding]:
    if len(set(settings.SECRET_KEY)) < FEW_CHARACTERS:
        return [Finding("problem", _("The key is easy to guess."), _("Make one with: seutu make-key"))]
    path = Path(os.environ.get("SEUTU_SECRET_KEY_FILE", ""))
    if path.is_file() and path.stat().st_mode & 0o077:
        advice = _("Let only its owner read it: chmod 600 %(file)s") % {"file": path}
        return [Finding("problem", _("Others on this machine can read the key."), advice)]
    if settings.SECRET_KEY.startswith(PASSING_KEY):
        return [Finding("warning", _("There is no key yet."), _("One is made at the first start: seutu serve"))]
    return [Finding("ok", _("long enough, and kept to itself"))]


def clock_and_zone() -> list[Finding]:
    try:
        zoneinfo.ZoneInfo(settings.TIME_ZONE)
    except zoneinfo.ZoneInfoNotFoundError:
        return [Finding("problem", _("The time zone %(zone)s is not known here.") % {"zone": settings.TIME_ZONE})]
    now = clock.now()
    if now < BEFORE_SEUTU:
        advice = _("Set the clock of the machine: the times of display and of appeal follow it.")
        return [Finding("problem", _("The clock is in the past: %(now)s.") % {"now": dates.day_and_time(now)}, advice)]
    ahead = _newest_file(settings.DATA_DIR) - time.time()
    if ahead > OFTEN_MANY.total_seconds():
        return [Finding("warning", _("Something in the data folder is newer than now: look at the machine's clock."))]
    return [Finding("ok", _("%(now)s in Helsinki") % {"now": dates.day_and_time(clock.now())})]


def _newest_file(folder: Path) -> float:
    return max((path.stat().st_mtime for path in folder.iterdir()), default=0.0) if folder.is_dir() else 0.0


def database() -> list[Finding]:
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        advice = _("It is made at the first start: seutu serve")
        return [Finding("problem", _("There is no database yet."), advice)]
    try:
        with connection.cursor() as cursor:
            if connection.vendor != "sqlite":
                cursor.execute("SELECT 1")
                return [Finding("ok", _("it answers"))]
            cursor.execute("PRAGMA quick_check(1)")
            said = cursor.fetchone()[0]
    except DatabaseError as error:
        words = _("The database does not work: %(reason)s.") % {"reason": str(error).strip().splitlines()[0]}
        advice = _("See that it is there and may be read; a damaged one is brought back from the last backup.")
        return [Finding("problem", words, advice)]
    if said != "ok":
        advice = _("Stop the service, and take the last backup into use.")
        return [Finding("problem", _("The database is damaged: %(said)s") % {"said": said}, advice)]
    return [Finding("ok", _("it is whole"))]


def migrations() -> list[Finding]:
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        return []
    try:
        pending = preparing.pending_migrations()
    except Refusal:
        return []  # the check of the database tells why
    if not pending:
        return [Finding("ok", _("the database is as the program wants it"))]
    words = _("The database waits for %(count)d migrations, first %(name)s.")
    advice = _("Stop the service, then: seutu upgrade FOLDER-OF-BACKUPS")
    return [Finding("problem", words % {"count": len(pending), "name": pending[0]}, advice)]


def translations() -> list[Finding]:
    stale = preparing.stale_translations()
    if not stale:
        return [Finding("ok", _("compiled"))]
    advice = _("Compile them: seutu manage translations compile")
    return [Finding("problem", _("%(count)d catalogues are not compiled.") % {"count": len(stale)}, advice)]


def static_files() -> list[Finding]:
    collected = preparing.collected_fingerprint()
    if collected == preparing.static_fingerprint():
        return [Finding("ok", _("collected"))]
    advice = _("They are collected when the service starts: seutu serve")
    words = _("They have changed since they were collected.") if collected else _("They have not been collected.")
    return [Finding("problem", words, advice)]


def port() -> list[Finding]:
    number = int(os.environ.get(PORT_NAME, "8000"))
    about = {"port": number}
    with socket.socket() as trial:
        trial.settimeout(1)
        if trial.connect_ex(("127.0.0.1", number)):
            return [Finding("ok", _("%(port)d is free: the service is not running there") % about)]
    try:
        is_ours = ready.ask(f"http://127.0.0.1:{number}/terveys/elossa") == b"ok\n"
    except OSError:
        is_ours = False
    if is_ours:
        return [Finding("ok", _("the service answers at %(port)d") % about)]
    return [Finding("problem", _("Another program has taken %(port)d.") % about, _("Choose another: serve --port"))]
