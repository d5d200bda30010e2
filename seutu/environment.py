"""What the environment says, read strictly: a value nobody understands stops the start."""

from __future__ import annotations

import base64
import binascii
import ipaddress
import os
import re
import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"0", "false", "no", "off"})


RETIRED = {
    "SEUTU_PROXIES": "SEUTU_PROXIES is read no more. Write the addresses of your proxies to SEUTU_TRUSTED_PROXIES.",
}
# What a table of SEUTU_OIDC may hold, and what it is without it; None must be written.
OIDC_KEYS: dict[str, Any] = {
    "name": None,
    "name_sv": "",
    "issuer": None,
    "client_id": None,
    "client_secret": "",
    "client_secret_file": "",
    "email_domains": None,
    "roles": None,
    "passwords": True,
    "groups_claim": "groups",
    "email_claim": "email",
    "subject_claim": "sub",
    "mfa": False,
}
OIDC_WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# What a table of SEUTU_PXWEB_TABLES may hold, and what it is without it; None must be written.
PXWEB_KEYS: dict[str, Any] = {"table": None, "area": "Alue", "time": "Vuosi", "values": {}}
PXWEB_NUMBERS = ("foreign_citizens", "foreign_language", "foreign_background", "population")
MAIL_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
MAIL_SECONDS = 10
KEY_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")
KEY_BYTES = 32
# What has been asked for: a setting that stands in the environment and not here was written wrong.
asked: set[str] = set()


class BadSetting(Exception):
    """A setting has a value that Seutu does not understand; the message says which and what to write."""


def refuse_retired() -> None:
    """Stop the start on a setting of an earlier version: what it used to protect would go unprotected in silence.

    :raises BadSetting: one is set to something else than nothing or 0.
    """
    for name, reason in RETIRED.items():
        if os.environ.get(name, "").strip() not in {"", "0"}:
            raise BadSetting(reason)


def text(name: str, default: str = "") -> str:
    """The value of ``name``, or the content of the file that ``name_FILE`` points to (for secrets).

    :raises BadSetting: both are given, or the file cannot be read.
    """
    asked.add(name)
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


def networks(name: str) -> list[str]:
    """Addresses and networks written with commas, such as ``127.0.0.1, 10.0.0.0/8, ::1``, in their usual form.

    :raises BadSetting: a part is neither, or has bits set beyond its length.
    """
    try:
        return [str(ipaddress.ip_network(part)) for part in names(name)]
    except ValueError as error:
        raise BadSetting(f"{name}: {error}. Write addresses or networks with commas: 127.0.0.1, 10.0.0.0/8.") from error


def mail_server(name: str) -> dict[str, object]:
    """Django's settings for the server that takes our mail; empty without one.

    ``smtp://user:password@host:port`` speaks in the clear, ``smtp+tls://`` turns to TLS, ``smtps://`` begins with it.

    :raises BadSetting: the address is of another kind, lacks the host, or has a port that is no number.
    """
    address = text(name)
    if not address:
        return {}
    parts = urlsplit(address)
    port = _port(parts.netloc)
    if parts.scheme not in MAIL_PORTS or not parts.hostname or port is None or parts.path not in {"", "/"}:
        raise BadSetting(f"{name} must look like smtp+tls://user:password@host:587, smtp://host or smtps://host.")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or MAIL_PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": MAIL_SECONDS,
    }


def scanner(name: str) -> str:
    """Where the virus scanner listens: ``unix:/path`` or ``tcp:host:port``; empty when there is none.

    :raises BadSetting: it is something else.
    """
    value = text(name)
    kind, _, rest = value.partition(":")
    host, _, port = rest.rpartition(":")
    is_tcp = kind == "tcp" and host != "" and port.isascii() and port.isdigit()
    if not value or is_tcp or (kind == "unix" and rest.startswith("/")):
        return value
    raise BadSetting(f"{name} is “{value}”. Write unix:/run/clamav/clamd.ctl or tcp:127.0.0.1:3310.")


def law(name: str) -> tuple[str, str]:
    """The installation's own entries of the law in TOML, and the file in which they stand, when it is one.

    :raises BadSetting: they cannot be used: docs/law.md says how they are written.
    """
    from seutu.shared.law.entries import BadTable  # only when asked: other scripts read the environment too
    from seutu.shared.law.tables import tables_with

    written, file = text(name), os.environ.get(f"{name}_FILE", "")
    try:
        tables_with(written, file or name)
    except BadTable as error:
        raise BadSetting(str(error)) from error
    return written, file


def sign_in_providers(name: str) -> dict[str, dict[str, Any]]:
    """The OpenID Connect providers of the organizations: TOML, a table for each, named by its address word.

    :raises BadSetting: it is no TOML, or a table has a key too many, one too few, or one of another kind.
    """
    try:
        tables = tomllib.loads(text(name))
    except tomllib.TOMLDecodeError as error:
        raise BadSetting(f"{name} is not TOML: {error}.") from error
    return {word: _sign_in_provider(f"{name}, [{word}]", word, table) for word, table in tables.items()}


def web_address(name: str) -> str:
    """An address that begins with https:// (or http:// of this machine), without a slash at its end; "" when not set.

    :raises BadSetting: it is no such address.
    """
    value = text(name).rstrip("/")
    parts = urlsplit(value)
    is_own = parts.scheme == "http" and parts.hostname in {"127.0.0.1", "localhost", "::1"}
    if value and not (parts.hostname and (parts.scheme == "https" or is_own)):
        raise BadSetting(f"{name} is “{value}”. Write an address that begins with https://.")
    return value


def statistics_tables(name: str) -> dict[str, dict[str, Any]]:
    """The tables of statistics by what they count: TOML, a table for each.

    :raises BadSetting: it is no TOML, or a table has a key too many, one too few, or one of another kind.
    """
    try:
        tables = tomllib.loads(text(name))
    except tomllib.TOMLDecodeError as error:
        raise BadSetting(f"{name} is not TOML: {error}.") from error
    return {word: _statistics_table(f"{name}, [{word}]", word, table) for word, table in tables.items()}


def _statistics_table(place: str, word: str, table: object) -> dict[str, Any]:
    if word not in PXWEB_NUMBERS or not isinstance(table, dict):
        raise BadSetting(f"{place}: write a table named by what it counts: {', '.join(PXWEB_NUMBERS)}.")
    if unknown := table.keys() - PXWEB_KEYS.keys():
        raise BadSetting(f"{place}: {', '.join(sorted(unknown))} is not known. Known are: {', '.join(PXWEB_KEYS)}.")
    filled = {key: table.get(key, without) for key, without in PXWEB_KEYS.items()}
    values = filled["values"]
    are_texts = all(isinstance(filled[key], str) and filled[key] for key in ("table", "area", "time"))
    if not are_texts or not isinstance(values, dict) or not all(isinstance(each, str) for each in values.values()):
        raise BadSetting(f"{place}: write table, area and time as text, and one value as text for each in values.")
    return filled


def _sign_in_provider(place: str, word: str, table: object) -> dict[str, Any]:
    if not OIDC_WORD.fullmatch(word) or not isinstance(table, dict):
        raise BadSetting(f"{place}: write a table named by the address word of the organization.")
    if unknown := table.keys() - OIDC_KEYS.keys():
        raise BadSetting(f"{place}: {', '.join(sorted(unknown))} is not known. Known are: {', '.join(OIDC_KEYS)}.")
    filled = {key: table.get(key, without) for key, without in OIDC_KEYS.items()}
    if missing := [key for key, value in filled.items() if value is None or value == []]:
        raise BadSetting(f"{place}: {', '.join(missing)} is missing.")
    for key, value in filled.items():
        if not _is_of_kind(key, value):
            raise BadSetting(f"{place}: {key} is of the wrong kind.")
    filled["issuer"] = _issuer(place, filled["issuer"])
    filled["client_secret"] = _client_secret(place, filled["client_secret"], filled.pop("client_secret_file"))
    filled["email_domains"] = [domain.lower().lstrip("@") for domain in filled["email_domains"]]
    return filled


def _is_of_kind(key: str, value: object) -> bool:
    if key in {"passwords", "mfa"}:
        return isinstance(value, bool)
    if key == "email_domains":
        return _are_words(value)
    if key == "roles":
        return isinstance(value, Mapping) and all(_are_words(groups) for groups in value.values())
    return isinstance(value, str)


def _are_words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) and word for word in value)


def _issuer(place: str, issuer: str) -> str:
    parts = urlsplit(issuer)
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in {"localhost", "127.0.0.1"})
    if not is_safe or not parts.hostname or parts.query or parts.fragment:
        raise BadSetting(f"{place}: issuer must be an address that begins with https://, as the provider names itself.")
    return issuer


def _client_secret(place: str, secret: str, file: str) -> str:
    if bool(secret) == bool(file):
        raise BadSetting(f"{place}: write client_secret_file or client_secret, and one of them only.")
    if secret:
        return secret
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise BadSetting(f"{place}: client_secret_file {file} cannot be read ({error.strerror}).") from error


def keys(name: str) -> dict[str, bytes]:
    """Keys by their ids, in their order: ``id:base64 of 32 bytes``, with commas or each on a line of its own.

    :raises BadSetting: a part is no such key, or an id or a key stands there twice.
    """
    found: dict[str, bytes] = {}
    for place, part in enumerate(re.split(r"[,\s]+", text(name)), start=1):
        if not part:
            continue
        key_id, _, encoded = part.partition(":")
        # Never the part itself: what was written wrong may be most of a key.
        if not KEY_ID.fullmatch(key_id):
            raise BadSetting(f"{name}, part {place}: write id:key, the id in small letters, digits and hyphens.")
        if key_id in found:
            raise BadSetting(f"{name} has the id {key_id} twice.")
        found[key_id] = _key_bytes(f"{name}, {key_id}", encoded)
    if len(set(found.values())) < len(found):
        raise BadSetting(f"{name} has the same key under two ids.")
    return found


def key(name: str) -> bytes:
    """One key, base64 of 32 bytes; empty without one.

    :raises BadSetting: it is something else.
    """
    encoded = text(name)
    return _key_bytes(name, encoded) if encoded else b""


def _key_bytes(place: str, encoded: str) -> bytes:
    try:
        decoded = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadSetting(f"{place}: the key is not base64.") from error
    if len(decoded) != KEY_BYTES:
        raise BadSetting(f"{place}: the key has {len(decoded)} bytes, and must have {KEY_BYTES}.")
    return decoded


def _port(netloc: str) -> int | None:
    """The port in ``netloc``, 0 when it names none, None when it is no port."""
    try:
        return urlsplit(f"//{netloc}").port or 0
    except ValueError:
        return None


def database(name: str, data_dir: Path) -> dict[str, object]:
    """Django's description of the database: ``postgres://user:password@host:port/name``, or SQLite when empty.

    :raises BadSetting: the address is of another kind or lacks the database's name.
    """
    address = text(name)
    if not address:
        return {
            "ENGINE": "seutu.shared.core.sqlite",
            "NAME": data_dir / "seutu.sqlite3",
            # Opening the file and setting it up anew takes longer than most questions do.
            "CONN_MAX_AGE": None,
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
