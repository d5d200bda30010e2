"""What the doctor says of a machine, its settings and its database."""

from __future__ import annotations

import os
import socket
import sqlite3
import time
from collections import namedtuple
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation.reloader import translation_file_changed

from seutu.launcher import doctor, doctor_checks, doctor_schema, doctor_settings, preparing
from seutu.shared.core import catalogues
from seutu.shared.core.registry import Finding
from seutu.shared.core.registry import doctor_checks as registered


@pytest.fixture(autouse=True)
def _in_english() -> object:
    with translation.override("en"):
        yield


def levels(findings: list[Finding]) -> list[str]:
    return [finding.level for finding in findings]


def test_every_check_has_a_name_in_finnish_and_swedish() -> None:
    for check in registered.entries():
        names = set()
        for language in ("fi", "sv", "en"):
            with translation.override(language):
                names.add(str(check.label))
        assert names == {"Python"} or len(names) > 1, check.key


def test_a_healthy_data_folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    assert levels(doctor_checks.data_folder()) == ["ok"]


def test_a_data_folder_that_is_missing(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path / "none"
    assert levels(doctor_checks.data_folder()) == ["problem"]


@pytest.mark.parametrize(("free", "level"), [(5_000_000_000, "ok"), (1_000_000_000, "warning"), (1_000_000, "problem")])
def test_how_much_room_is_left(
    free: int, level: str, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DATA_DIR = tmp_path
    usage = namedtuple("usage", "free")(free)
    monkeypatch.setattr("shutil.disk_usage", lambda folder: usage)

    assert levels(doctor_checks.data_folder()) == [level]


def test_a_key_that_is_easy_to_guess(settings: Any) -> None:
    settings.SECRET_KEY = "ab" * 30
    assert levels(doctor_checks.secret_key()) == ["problem"]


@pytest.mark.parametrize(("mode", "level"), [(0o600, "ok"), (0o644, "problem")])
def test_who_can_read_the_key(mode: int, level: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "secret-key"
    file.write_text("x")
    file.chmod(mode)
    monkeypatch.setenv("SEUTU_SECRET_KEY_FILE", str(file))

    assert levels(doctor_checks.secret_key()) == [level]


def test_settings_that_are_dangerous_together(settings: Any) -> None:
    settings.DEBUG, settings.HTTPS, settings.DEMO = True, False, True
    settings.ALLOWED_HOSTS = ["*"]

    assert levels(doctor_settings.values()) == ["problem", "problem", "warning", "warning"]


def test_settings_that_fit(settings: Any) -> None:
    settings.ALLOWED_HOSTS, settings.HTTPS, settings.DEMO = ["paatokset.example"], True, False
    assert levels(doctor_settings.values()) == ["ok"]


def test_a_clock_that_is_in_the_past(time_machine: object) -> None:
    time_machine.move_to("1999-12-31")  # type: ignore[attr-defined]
    assert levels(doctor_checks.clock_and_zone()) == ["problem"]


def test_a_clock_behind_the_files(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    (tmp_path / "file").touch()
    os.utime(tmp_path / "file", (time.time() + 9000, time.time() + 9000))

    assert levels(doctor_checks.clock_and_zone()) == ["warning"]


@pytest.mark.django_db
def test_what_the_database_waits_for_is_counted() -> None:
    assert preparing.pending_migrations() == []


def test_what_is_wrong_with_a_database_is_said_in_words() -> None:
    said = [
        preparing.about_database(sqlite3.OperationalError(reason))  # type: ignore[arg-type]
        for reason in ("database or disk is full", "attempt to write a readonly database", "no such host")
    ]
    assert "disk is full" in said[0]
    assert "may not be written" in said[1]
    assert said[2].endswith("does not work: no such host.")


def test_static_files_are_collected_once_and_again_when_they_change(settings: Any, tmp_path: Path) -> None:
    said: list[str] = []
    settings.STATIC_ROOT = tmp_path / "static"
    assert levels(doctor_checks.static_files()) == ["problem"]

    preparing.collect_static_files(said.append)
    preparing.collect_static_files(said.append)

    assert len(said) == 1
    assert levels(doctor_checks.static_files()) == ["ok"]
    (tmp_path / "static" / preparing.STATIC_STAMP).write_text("another")
    assert levels(doctor_checks.static_files()) == ["problem"]


def test_translations_are_looked_at() -> None:
    call_command("translations", "compile", verbosity=0)
    assert levels(doctor_checks.translations()) == ["ok"]


def test_a_process_that_compiles_a_catalogue_speaks_its_words_at_once(
    monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path
) -> None:
    catalogue = tmp_path / "fi" / "LC_MESSAGES" / "django.po"
    catalogue.parent.mkdir(parents=True)
    settings.LOCALE_PATHS = [tmp_path]
    translation_file_changed(None, catalogue.with_suffix(".mo"))
    with translation.override("fi"):
        assert gettext("A word of this test") == "A word of this test"
    catalogue.write_text('msgid "A word of this test"\nmsgstr "Tämän testin sana"\n', encoding="utf-8")
    monkeypatch.setattr(catalogues, "path_of", lambda _app, _language: catalogue)

    preparing.compile_translations()

    with translation.override("fi"):
        assert gettext("A word of this test") == "Tämän testin sana"


def test_a_port_that_nobody_uses_and_one_that_another_program_has(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        monkeypatch.setenv(doctor.PORT_NAME, str(holder.getsockname()[1]))
        assert levels(doctor_checks.port()) == ["ok"]

        holder.listen()
        monkeypatch.setattr("seutu.launcher.ready.ask", lambda address: b"something else")
        assert levels(doctor_checks.port()) == ["problem"]


@pytest.mark.parametrize(
    ("terminal", "language"),
    [("fi_FI.UTF-8", "fi"), ("sv_FI.UTF-8", "sv"), ("en_GB", "en"), ("C.UTF-8", "fi"), ("", "fi")],
)
def test_the_language_of_the_doctor(terminal: str, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", terminal)

    assert doctor.language_of_terminal() == language


@pytest.mark.django_db
def test_what_the_program_needs_of_the_database_is_there() -> None:
    assert levels(doctor_schema.tables_and_indexes()) == ["ok"]


@pytest.mark.django_db
def test_an_index_of_a_column_and_a_column_that_are_gone_are_named() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE accounts_user DROP COLUMN session_stamp")
        cursor.execute("DROP INDEX message_by_state")

    ((level, message),) = [(each.level, each.message) for each in doctor_schema.tables_and_indexes()]

    assert level == "problem"
    assert message == "Missing from the database, 2: accounts_user.session_stamp, message_by_state."


@pytest.mark.django_db
def test_every_guard_is_on_after_all_migrations() -> None:
    for key in ("audit", "eforms_versions", "funding.bases", "reports.frozen", "clients.figures"):
        assert levels(registered.entry(key).run()) == ["ok"], key
