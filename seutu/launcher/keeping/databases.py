"""Copying the database while it is in use, and putting a copy back: the two kinds behind one interface."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from seutu.launcher.keeping.progress import Progress

FILES_TABLE, MIGRATIONS_TABLE, SESSIONS_TABLE = "files_storedfile", "django_migrations", "django_session"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a copy of the database says: its migrations, and the SHA-256 of each content that it names."""

    migrations: list[list[str]]
    contents: list[str]
    server: str


class Database(Protocol):
    """The database of this installation. Sessions are never copied: who reads a copy could use them."""

    kind: str
    file: str

    def size(self) -> int:
        """About how many bytes a copy may have."""

    def check(self) -> None:
        """Look whether a copy can be taken at all.

        :raises Refusal: it cannot; it says why.
        """

    def copy(self, target: Path, progress: Progress) -> Snapshot:
        """Write a copy of one instant to ``target``, while others write.

        :raises Refusal: it cannot be written, or came out damaged.
        """

    def fault(self, copy: Path) -> str:
        """Why a copy could not be put back, in words; "" when it can."""

    def is_empty(self) -> bool:
        """Whether there is nothing in the database.

        :raises Refusal: it does not answer.
        """

    def put(self, copy: Path) -> None:
        """Put a copy into an empty database.

        :raises Refusal: it could not be, and the database is empty still.
        """

    def put_back(self, copy: Path) -> None:
        """Put a copy in the place of whatever is in the database.

        :raises Refusal: it could not be.
        """


def current() -> Database:
    """The database of this installation."""
    from django.db import connection  # the settings may only now be read

    if connection.vendor == "sqlite":
        from seutu.launcher.keeping.sqlite import SqliteDatabase

        return SqliteDatabase(Path(connection.settings_dict["NAME"]))
    from seutu.launcher.keeping.postgres import PostgresDatabase

    return PostgresDatabase(connection)
