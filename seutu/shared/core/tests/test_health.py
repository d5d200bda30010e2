from __future__ import annotations

import os
from types import SimpleNamespace

import pytest
from django.db import OperationalError
from django.db.migrations.recorder import MigrationRecorder

from seutu.shared.core import health, registry
from seutu.shared.core.registry import HealthCheck, Point

ALIVE, READY = "/terveys/elossa", "/terveys/valmis"


@pytest.fixture
def checks(monkeypatch):
    """A point of its own, so that a test can add what is wrong."""
    point = Point(HealthCheck)
    monkeypatch.setattr(health, "health_checks", point)
    return point


@pytest.fixture
def not_yet_looked(monkeypatch):
    monkeypatch.setattr(health, "_are_applied", False)


def test_a_process_that_answers_is_alive(client, db):
    answer = client.get(ALIVE)

    assert (answer.status_code, answer.text) == (200, "ok\n")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"


def test_being_alive_needs_no_database(rf):
    # Without the mark each question to the database is refused by an error.
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        health.database()

    assert health.alive(rf.get(ALIVE)).status_code == 200


def test_it_is_ready_when_every_check_is_well(client, db, checks):
    checks.register(HealthCheck(key="first", run=lambda: ""))
    checks.register(HealthCheck(key="second", run=lambda: ""))

    answer = client.get(READY)

    assert answer.status_code == 200
    assert answer.json() == {"ready": True, "checks": {"first": "ok", "second": "ok"}}


def test_it_is_not_ready_for_the_reason_that_one_check_gives(client, db, checks):
    checks.register(HealthCheck(key="first", run=lambda: ""))
    checks.register(HealthCheck(key="worker", run=lambda: "no sign of life for 90 s"))

    answer = client.get(READY)

    assert answer.status_code == 503
    assert answer.json() == {"ready": False, "checks": {"first": "ok", "worker": "no sign of life for 90 s"}}


@pytest.mark.parametrize("error", [OperationalError("host db1 user seutu"), PermissionError(13, "denied", "/srv/x")])
def test_a_check_that_breaks_says_so_without_saying_where(client, db, checks, error):
    def broken() -> str:
        raise error

    checks.register(HealthCheck(key="database", run=broken))

    answer = client.get(READY)

    assert answer.status_code == 503
    assert answer.json()["checks"] == {"database": f"could not be checked ({type(error).__name__})"}


@pytest.mark.parametrize("address", [ALIVE, READY])
def test_health_is_never_kept_sets_no_cookie_and_can_only_be_read(client, db, address):
    for _time in range(2):
        answer = client.get(address)
        assert not answer.cookies
        assert "no-store" in answer["Cache-Control"]

    assert client.head(address).content == b""
    assert client.post(address).status_code == 405


def test_each_installation_asks_about_database_migrations_disk_and_files():
    assert {"database", "migrations", "disk", "files"} <= {check.key for check in registry.health_checks.entries()}


def test_the_database_answers(db):
    assert health.database() == ""


def test_a_migration_that_is_not_applied_is_noticed(db, not_yet_looked):
    MigrationRecorder.Migration.objects.filter(app="core").delete()

    assert health.migrations() == "2 migrations are not applied"


@pytest.mark.slow
def test_migrations_are_read_once_in_the_life_of_a_process(db, not_yet_looked):
    assert health.migrations() == ""
    MigrationRecorder.Migration.objects.filter(app="core").delete()

    assert health.migrations() == ""


def test_a_folder_that_is_not_there_cannot_be_written(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "missing"

    assert health.disk() == "the data folder cannot be written"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_the_right_to_write_is_noticed(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    tmp_path.chmod(0o500)

    assert health.disk() == "the data folder cannot be written"


def test_a_disk_with_too_little_room_is_noticed(settings, tmp_path, monkeypatch):
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr("shutil.disk_usage", lambda folder: SimpleNamespace(free=100 * 1024**2))

    assert health.disk() == "only 100 MB are free"


def test_a_disk_with_room_is_well(settings, tmp_path, monkeypatch):
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr("shutil.disk_usage", lambda folder: SimpleNamespace(free=health.LEAST_FREE_BYTES))

    assert health.disk() == ""
