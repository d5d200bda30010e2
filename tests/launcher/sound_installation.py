"""A small installation in which nothing is wrong: its folder, database, keys, files and index, for tests to damage.

It is made once, in this process, and copied for each test: a fault needs no undoing.
"""

from __future__ import annotations

import base64
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, connections
from django.test import override_settings

from seutu import environment
from seutu.launcher import doctor, preparing
from seutu.launcher.keeping.backing_up import LAST
from seutu.launcher.keeping.turns import write_mark
from seutu.newcomers.clients.row_security import acting_as_system
from seutu.newcomers.clients.tests.factories import ClientFactory
from seutu.shared.accounts.tests.factories import UserFactory
from seutu.shared.audit.actor import System
from seutu.shared.core import clock
from seutu.shared.core.registry import Finding
from seutu.shared.files.tests.factories import StoredFileFactory
from seutu.shared.organizations.roles import Role
from seutu.shared.organizations.tests.factories import MembershipFactory, OrganizationFactory, UnitFactory
from seutu.shared.search.engine import reader
from seutu.shared.search.reindexing import reindex
from seutu.shared.tasks.heartbeat import Heart

BY = System("tests")
SECRET = "a key that only this installation uses, and no other"
IDENTITY_CODE = "010190-921C"  # of the range that is given to nobody


@dataclass(frozen=True)
class Installation:
    """The folders of a copy, on which the settings and the connection of this thread stand."""

    data: Path
    keys: Path
    journal: Path
    static: Path

    @classmethod
    def in_folder(cls, folder: Path) -> Installation:
        return cls(folder / "data", folder / "data.keys", folder / "data.journal", folder / "static")

    @property
    def database(self) -> Path:
        return self.data / "seutu.sqlite3"

    def sql(self, statement: str) -> None:
        """Change the database behind everybody's back, as a repair by hand does."""
        connection.close()
        with closing(sqlite3.connect(self.database)) as base:
            base.execute(statement)
            base.commit()

    def settings(self) -> dict[str, Any]:
        return {
            "DATA_DIR": self.data,
            "FILES_DIR": self.data / "files",
            "SEARCH_DIR": self.data / "search",
            "KEYS_DIR": self.keys,
            "JOURNAL_DIR": self.journal,
            "STATIC_ROOT": self.static,
            "SECRET_KEY": SECRET,
            "ALLOWED_HOSTS": ["localhost"],
        }

    def environment(self) -> dict[str, str]:
        return {
            "SEUTU_DATA_DIR": str(self.data),
            "SEUTU_SECRET_KEY_FILE": str(self.data / "secret-key"),
            "SEUTU_FIELD_KEYS_FILE": str(self.keys / "field-keys"),
            "SEUTU_INDEX_KEY_FILE": str(self.keys / "index-key"),
        }


def make(folder: Path) -> None:
    """Make one in ``folder``, from the tables of the test database, which is in memory."""
    it = Installation.in_folder(folder)
    for each, mode in ((it.data, 0o700), (it.keys, 0o700), (it.static, 0o755)):
        each.mkdir(mode=mode)
    connection.ensure_connection()
    with closing(sqlite3.connect(it.database)) as target:
        connection.connection.backup(target)
    _write(it.data / "secret-key", SECRET)
    _write(it.data / "field-keys-made", "made")
    _write(it.keys / "field-keys", ",".join(f"{name}:{_base64(key)}" for name, key in settings.FIELD_KEYS.items()))
    _write(it.keys / "index-key", _base64(settings.INDEX_KEY))
    write_mark(it.data, LAST, at=clock.now().isoformat(), folder="/backups", manifest="")
    with in_use(it):
        _fill()
        preparing.collect_static_files(lambda words: None)
        reindex()


def _fill() -> None:
    municipality = OrganizationFactory(name_fi="Kuusela", slug="kuusela")
    unit = UnitFactory(organization=municipality)
    for role in (Role.COUNSELLOR, Role.DATA_PROTECTION_OFFICER):
        MembershipFactory(user=UserFactory(), organization=municipality, role=role)
    with acting_as_system():
        ClientFactory(unit=unit, identity_code=IDENTITY_CODE)
    StoredFileFactory(data=b"Minutes of a meeting", name="minutes.txt")
    session = SessionStore()
    session["begun"] = True
    session.save()


def _write(path: Path, text: str) -> None:
    path.write_text(f"{text}\n", encoding="ascii")
    path.chmod(0o600)


def _base64(key: bytes) -> str:
    return base64.b64encode(key).decode("ascii")


def copied(template: Path, folder: Path) -> Installation:
    """A copy of the one in ``template``."""
    shutil.copytree(template, folder, dirs_exist_ok=True)
    return Installation.in_folder(folder)


@contextmanager
def in_use(it: Installation) -> Iterator[None]:
    """Let the settings, the environment and the database of this thread be those of ``it``, with a worker alive."""
    former = connections["default"]
    own = former.copy()
    own.settings_dict["NAME"] = it.database
    names = {name: None for name in os.environ if name.startswith("SEUTU_") and name not in environment.asked}
    names |= {name.removesuffix("_FILE"): None for name in it.environment()}
    with ExitStack() as stack:
        stack.enter_context(override_settings(**it.settings()))
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        for name in names:
            patch.delenv(name, raising=False)
        for name, value in it.environment().items():
            patch.setenv(name, value)
        connections["default"] = own
        stack.callback(lambda: connections.__setitem__("default", former))
        stack.callback(own.close)
        reader._readers.clear()
        Heart("tests").beat()
        yield


def found(language: str = "fi") -> list[tuple[str, Finding]]:
    """What the doctor finds that is not well: the keys of the checks with their findings."""
    from django.utils import translation

    with translation.override(language):
        return [(check.key, each) for check, all_of_it in doctor.look() for each in all_of_it if each.level != "ok"]
