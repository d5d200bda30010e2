"""An installation made by main as it was after the search: upgraded by today's code, which was killed in the middle."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import subprocess
import sys
import tarfile
import urllib.request
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from seutu.launcher.keeping import turns
from tests.launcher.conftest import ROOT, UPGRADING, environment, seutu, soon

pytestmark = pytest.mark.processes

FORMER = ROOT / "tests" / "upgrading" / "after-search.tar.xz"
COUNTED = (
    "decisions_meeting",
    "decisions_agendaitem",
    "decisions_itempart",
    "decisions_attachment",
    "files_storedfile",
    "accounts_user",
    "organizations_organization",
    "organizations_membership",
)
ADDRESSES = (
    "/",
    "/joensuu/kokoukset/2022504/4/",
    "/joensuu/kokoukset/2022504/4.json",
    "/liperi/kokoukset/10000000011/2/",
    "/joensuu/kokoukset/2020502/3/liitteet/1/",
)


def unpacked(folder: Path) -> Path:
    with tarfile.open(FORMER) as archive:
        archive.extractall(folder, filter="data")
    return folder


def rows(data: Path, table: str) -> int:
    with closing(sqlite3.connect(data / "seutu.sqlite3")) as opened:
        return int(opened.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def upgrade(data: Path, backups: Path) -> subprocess.CompletedProcess[str]:
    return seutu("--data", data, "upgrade", backups, patience=UPGRADING)


def killed_while_migrating(data: Path, backups: Path) -> None:
    command = [sys.executable, "-m", "seutu.cli", "--data", str(data), "upgrade", str(backups)]
    with subprocess.Popen(command, cwd=ROOT, env=environment(), stderr=subprocess.PIPE, text=True) as process:
        for line in process.stderr or ():
            if "Preparing the database" in line:
                break
        process.kill()


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The former installation, upgraded by the second attempt, and the folder of its backups."""
    folder = tmp_path_factory.mktemp("former")
    data, backups = unpacked(folder / "data"), folder / "backups"
    killed_while_migrating(data, backups)

    refused = seutu("--data", data, "worker")
    again = upgrade(data, backups)

    assert refused.returncode == 2
    assert f"seutu upgrade {backups}" in refused.stderr
    assert again.returncode == 0, again.stderr
    assert "Going on with an upgrade that was not finished" in again.stderr
    return data, backups


def test_records_accounts_and_files_are_what_they_were(kept: tuple[Path, Path], tmp_path: Path) -> None:
    data, _backups = kept
    former = unpacked(tmp_path / "former")

    assert {table: rows(data, table) for table in COUNTED} == {table: rows(former, table) for table in COUNTED}
    files = sorted(path.relative_to(former) for path in (former / "files").rglob("*") if path.is_file())
    assert len(files) == 8
    for path in files:
        assert hashlib.sha256((data / path).read_bytes()).hexdigest() == path.name


def test_the_backup_from_before_the_upgrade_is_one_and_whole(kept: tuple[Path, Path]) -> None:
    _data, backups = kept
    (backup,) = backups.glob("seutu-*")

    assert seutu("verify", backup).returncode == 0
    migrations = json.loads((backup / "manifest.json").read_bytes())["migrations"]
    assert ["search", "0003_usual_everyday_words"] in migrations
    assert not [name for app, name in migrations if app == "clients"]


def test_the_pages_answer_at_their_addresses_and_search_finds(
    kept: tuple[Path, Path], serving: Callable[[Path], int]
) -> None:
    data, _backups = kept
    port = serving(data)

    answers = {path: fetched(port, path) for path in ADDRESSES}

    assert "Joensuun seudun kotouttamistyön keskus" in answers["/joensuu/kokoukset/2022504/4/"]
    # By another form of the word, and inside a compound.
    assert soon(lambda: "2022504/5/" in fetched(port, "/haku/?q=kes%C3%A4ty%C3%B6paikoista"), seconds=20)


def test_the_account_signs_in_with_its_password(kept: tuple[Path, Path]) -> None:
    data, _backups = kept
    asked = (
        "from django.contrib.auth import authenticate; "
        "print('in:', authenticate(email='sihteeri@liperi.example', password='seutu-esittely'))"
    )

    result = seutu("--data", data, "manage", "shell", "-v0", "-c", asked)

    assert "in: None" not in result.stdout, result.stderr
    assert "in: " in result.stdout, result.stderr


def test_an_upgrade_with_nothing_to_do_makes_no_backup(kept: tuple[Path, Path]) -> None:
    data, backups = kept

    result = upgrade(data, backups)

    assert result.returncode == 0
    assert "nothing to upgrade" in result.stderr
    assert len(list(backups.glob("seutu-*"))) == 1


def test_a_database_of_newer_code_is_refused(kept: tuple[Path, Path], tmp_path: Path, free_port: int) -> None:
    data = tmp_path / "newer"
    data.mkdir()
    with (
        closing(sqlite3.connect(kept[0] / "seutu.sqlite3")) as source,
        closing(sqlite3.connect(data / "seutu.sqlite3", isolation_level=None)) as copy,
    ):
        source.backup(copy)
        copy.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('decisions', '9999_later', '2030-01-01')"
        )

    for command in (["serve", "--port", free_port], ["worker"], ["manage", "check"], ["upgrade", tmp_path / "to"]):
        result = seutu("--data", data, *command)
        assert result.returncode == 2, result.stderr
        assert "newer than this code" in result.stderr
        assert "decisions.9999_later" in result.stderr


def test_a_failed_upgrade_puts_the_database_back(tmp_path: Path) -> None:
    data = unpacked(tmp_path / "data")
    with closing(sqlite3.connect(data / "seutu.sqlite3", isolation_level=None)) as opened:
        # In the way of a migration that makes a table of the same name.
        opened.execute("CREATE TABLE clients_client (told TEXT)")
        opened.execute("INSERT INTO clients_client VALUES ('stays')")

    result = upgrade(data, tmp_path / "backups")

    assert result.returncode == 1
    assert "The upgrade failed" in result.stderr
    assert "The database is as it was" in result.stderr
    assert rows(data, "clients_client") == 1
    assert rows(data, "django_migrations") == 55
    assert turns.read_mark(data, turns.UPGRADE) is None


def test_nobody_serves_during_an_upgrade_and_nobody_upgrades_what_serves(tmp_path: Path, free_port: int) -> None:
    data = unpacked(tmp_path / "data")

    with turns.alone(data):
        served = seutu("--data", data, "serve", "--port", free_port)
        second = upgrade(data, tmp_path / "backups")
    with turns.taking_part(data):
        upgraded = upgrade(data, tmp_path / "backups")

    assert [each.returncode for each in (served, second, upgraded)] == [2, 2, 2]
    assert "upgraded or restored now" in served.stderr
    assert "Stop it first" in second.stderr
    assert "Stop it first" in upgraded.stderr
    assert not (tmp_path / "backups").exists()


def fetched(port: int, path: str) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:
        assert answer.status == 200
        return str(answer.read().decode())
