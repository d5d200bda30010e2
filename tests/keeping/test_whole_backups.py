"""Is a backup whole, and is it one? What `seutu verify` says, and what a restore asks before it touches anything."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from seutu.launcher import preparing
from seutu.launcher.installation import Refusal
from seutu.launcher.keeping import backing_up, manifest
from seutu.launcher.keeping.restoring import restore, verify
from tests.keeping.conftest import Installation


@pytest.fixture
def backup(installation: Installation, backups: Path) -> Path:
    installation.store(b"Kartta")
    return backing_up.back_up(installation.data, backups).folder


def test_a_file_that_changed_one_that_went_and_a_damaged_database_are_told(
    backup: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (file,) = [path for path in (backup / "files").rglob("*") if path.is_file()]
    file.chmod(0o600)
    file.write_bytes(b"Karttb")
    (backup / "database.sqlite3").unlink()

    assert verify([str(backup)]) == 1

    told = capsys.readouterr().err
    assert "database.sqlite3 is missing" in told
    assert f"{file.relative_to(backup)} is not what was written" in told


def test_a_manifest_that_changed_is_told(backup: Path) -> None:
    path = backup / manifest.MANIFEST
    path.write_text(path.read_text().replace("sqlite", "sqlitf"))

    with pytest.raises(Refusal, match="is not what was written"):
        verify([str(backup)])


def test_a_manifest_that_names_a_file_elsewhere_reads_nothing_there(backup: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"Kartta")
    about, _own = manifest.read(backup)
    kept = manifest.Kept("../../elsewhere", 6, manifest.hash_of(tmp_path / "elsewhere")[1])
    about.files.append(kept)

    assert manifest.faults(backup, about) == ["../../elsewhere leads out of the backup"]


def test_a_folder_of_backups_names_the_newest(backup: Path) -> None:
    with pytest.raises(Refusal, match=f"the newest is {backup}"):
        manifest.read(backup.parent)


def test_another_folder_and_a_newer_kind_of_backup_are_told(backup: Path, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="is no backup"):
        manifest.read(tmp_path / "data")

    path = backup / manifest.MANIFEST
    told = json.loads(path.read_bytes()) | {"format": 2, "seutu": "9.0"}
    content = json.dumps(told).encode()
    path.write_bytes(content)
    (backup / manifest.SUM).write_text(f"{manifest.hash_of(path)[1]}  manifest.json\n")
    with pytest.raises(Refusal, match=r"made by a newer Seutu \(9\.0\)"):
        manifest.read(backup)


def test_migrations_that_the_code_lacks_are_refused_and_those_of_the_other_half_are_not() -> None:
    known = [("clients", "0001_initial"), ("decisions", "0001_initial"), ("auth", "0001_initial")]
    existing = [each for each in known if each in preparing._known_migrations()]
    assert existing
    preparing.refuse_unknown(existing, "The database")

    with pytest.raises(Refusal, match=r"The backup is newer .* 2 migrations .* such as clients\.9999_later"):
        preparing.refuse_unknown([*existing, ("clients", "9999_later"), ("weather", "0001_initial")], "The backup")


def test_a_migration_of_a_half_that_is_not_installed_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    (name,) = [name for app, name in preparing._known_migrations() if app == "clients" and name.startswith("0001")]
    monkeypatch.setattr(preparing, "_known_migrations", frozenset)

    preparing.refuse_unknown([("clients", name)], "The database")


def test_a_damaged_backup_is_refused_before_anything_is_touched(backup: Path, tmp_path: Path) -> None:
    (backup / "database.sqlite3").write_bytes(b"something else")

    with pytest.raises(Refusal, match="nothing was touched"):
        restore([str(backup)], tmp_path / "new")

    assert not (tmp_path / "new").exists()


def test_an_installation_that_is_there_is_not_touched(backup: Path, installation: Installation) -> None:
    before = sorted(installation.data.rglob("*"))

    with pytest.raises(Refusal, match="--replace"):
        restore([str(backup)], installation.data)

    assert sorted(installation.data.rglob("*")) == before
