"""What the environment says, read strictly: a value nobody understands stops the start."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"0", "false", "no", "off"})


class BadSetting(Exception):
    """A setting has a value that Seutu does not understand; the message says which and what to write."""


def text(name: str, default: str = "") -> str:
    """The value of ``name``, or the content of the file that ``name_FILE`` points to (for secrets).

    :raises BadSetting: both are given, or the file cannot be read.
    """
    value, file = os.environ.get(name), os.environ.get(f"{name}_FILE")
    if value is not None and file:
        raise BadSetting(f"{name} and {name}_FILE are both set. Keep one of them.")
    if not file:
        return default if value is None else value.strip()
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise BadSetting(f"{name}_FILE: {file} cannot be read ({error.strerror}).") from error


def choice(name: str, allowed: Collection[str], default: str) -> str:
    """One of ``allowed``.

    :raises BadSetting: the value is none of them.
    """
    value = text(name, default)
    if value not in allowed:
        raise BadSetting(f"{name} is “{value}”. Write one of: {', '.join(sorted(allowed))}.")
    return value


def flag(name: str, default: bool) -> bool:
    """True or false, written as 1/0, true/false, yes/no or on/off.

    :raises BadSetting: the value is something else.
    """
    value = text(name, "1" if default else "0").lower()
    if value not in TRUE | FALSE:
        raise BadSetting(f"{name} is “{value}”. Write 1 or 0.")
    return value in TRUE


def number(name: str, default: int, *, least: int = 0) -> int:
    """A whole number of at least ``least``.

    :raises BadSetting: the value is no such number.
    """
    value = text(name, str(default))
    if not value.isascii() or not value.isdigit() or int(value) < least:
        raise BadSetting(f"{name} is “{value}”. Write a whole number of at least {least}.")
    return int(value)


def names(name: str, default: str = "") -> list[str]:
    """A list written with commas."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def database(name: str, data_dir: Path) -> dict[str, object]:
    """Django's description of the database: ``postgres://user:password@host:port/name``, or SQLite when empty.

    :raises BadSetting: the address is of another kind or lacks the database's name.
    """
    address = text(name)
    if not address:
        return {
            "ENGINE": "seutu.shared.core.sqlite",
            "NAME": data_dir / "seutu.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;",
            },
        }
    parts = urlsplit(address)
    database_name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in {"postgres", "postgresql"} or not database_name:
        raise BadSetting(f"{name} must look like postgres://user:password@host:5432/name.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": database_name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }
