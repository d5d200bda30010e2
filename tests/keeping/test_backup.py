"""`seutu backup`: what is in it, and that nothing that looks whole is left when it fails."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from seutu.launcher.installation import Refusal
from seutu.launcher.keeping import backing_up, contents, manifest
from seutu.launcher.keeping.contents import path_of
from seutu.launcher.keeping.progress import Progress
from seutu.launcher.keeping.restoring import verify
from seutu.shared.core.file_locks import held
from seutu.shared.files import removal
from tests.keeping.conftest import Installation


def test_a_backup_has_the_database_and_the_files_that_it_names(
    installation: Installation, backups: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sha256 = installation.store(b"Kartta")
    (installation.data / "search").mkdir()
    (installation.data / "secret-key").write_text("a secret")

    assert backing_up.command([str(backups)], installation.data) == 0

    (backup,) = manifest.backups_in(backups)
    names = sorted(str(path.relative_to(backup)) for path in backup.rglob("*") if path.is_file())
    assert names == ["database.sqlite3", f"files/{path_of(sha256)}", "manifest.json", "manifest.sha256"]
    about, own = manifest.read(backup)
    assert about.migrations == [["files", "0001_stored_files"]]
    assert capsys.readouterr().out == f"{backup}\nmanifest SHA-256: {own}\n"
    assert verify([str(backup)]) == 0
    assert backup.stat().st_mode & 0o077 == 0


def test_no_session_can_be_read_from_a_backup(installation: Installation, backups: Path) -> None:
    backup = backing_up.back_up(installation.data, backups).folder

    assert b"a-session-that-is-open-now" not in (backup / "database.sqlite3").read_bytes()
    assert b"a-session-that-is-open-now" in b"".join(path.read_bytes() for path in installation.data.glob("seutu.sq*"))


def test_a_copy_is_of_one_instant_whatever_is_written_meanwhile(
    installation: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installation.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40000) "
        "INSERT INTO one SELECT i FROM n"
    )
    monkeypatch.setattr("seutu.launcher.keeping.sqlite.PAGES", 10)
    steps = []

    class Writing(Progress):
        def reach(self, done: int) -> None:
            steps.append(done)
            installation.execute("INSERT INTO one VALUES (0)", "INSERT INTO other VALUES (0)")

    snapshot = installation.database.copy(tmp_path / "copy", Writing("database"))

    with closing(sqlite3.connect(tmp_path / "copy")) as copy:
        counts = [copy.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("one", "other")]
    assert len(steps) > 5
    assert steps == sorted(steps)  # no write of others made it begin anew
    assert counts == [40000, 0]
    assert snapshot.contents == []


def test_a_file_that_is_missing_or_damaged_is_told_and_the_rest_is_kept(
    installation: Installation, backups: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole, damaged = installation.store(b"Kartta"), installation.store(b"Kuva")
    missing = installation.store(b"Liite", is_missing=True)
    (installation.data / "files" / path_of(damaged)).write_bytes(b"Muu")

    assert backing_up.command([str(backups)], installation.data) == 1

    (backup,) = manifest.backups_in(backups)
    about, _own = manifest.read(backup)
    assert about.missing == sorted([damaged, missing])
    assert [kept.path for kept in about.files[1:]] == [f"files/{path_of(whole)}"]
    assert "2 files that the database names are missing or damaged" in capsys.readouterr().err


@pytest.mark.usefixtures("each_a_second_later")
def test_what_the_former_backup_has_whole_takes_no_room_again(installation: Installation, backups: Path) -> None:
    same, rotten = installation.store(b"Kartta"), installation.store(b"Kuva")
    first = backing_up.back_up(installation.data, backups).folder
    (first / "files" / path_of(rotten)).chmod(0o600)
    (first / "files" / path_of(rotten)).write_bytes(b"Muu")

    second = backing_up.back_up(installation.data, backups).folder

    assert os.path.samefile(*(backup / "files" / path_of(same) for backup in (first, second)))
    assert (second / "files" / path_of(rotten)).read_bytes() == b"Kuva"
    assert manifest.faults(second, manifest.read(second)[0]) == []
    assert manifest.faults(first, manifest.read(first)[0]) == [f"files/{path_of(rotten)} is not what was written"]


@pytest.mark.usefixtures("each_a_second_later")
def test_what_the_store_has_lost_is_taken_from_the_former_backup_and_told(
    installation: Installation, backups: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sha256 = installation.store(b"Kartta")
    first = backing_up.back_up(installation.data, backups).folder
    (installation.data / "files" / path_of(sha256)).unlink()

    assert backing_up.command([str(backups), "--keep", "1"], installation.data) == 1

    assert "1 files are gone from the store" in capsys.readouterr().err
    assert first in manifest.backups_in(backups)  # the last that may have something
    assert manifest.read(manifest.backups_in(backups)[-1])[0].missing == []


def test_a_disk_that_becomes_full_leaves_nothing(
    installation: Installation, backups: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object, **kwargs: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    installation.store(b"Kartta")
    monkeypatch.setattr(contents, "_copy", full)

    with pytest.raises(Refusal, match="The disk is full"):
        backing_up.back_up(installation.data, backups)

    assert [path.name for path in backups.iterdir()] == [backing_up.LOCK]
    assert not (installation.data / backing_up.LAST).exists()


def test_a_disk_that_is_too_small_is_told_before_anything_is_copied(
    installation: Installation, backups: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(installation.data)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=1000))

    with pytest.raises(Refusal, match="too full"):
        backing_up.back_up(installation.data, backups)


def test_a_place_where_no_folder_can_be_is_told(installation: Installation, tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(Refusal, match="a file stands in its way"):
        backing_up.back_up(installation.data, tmp_path / "file" / "backups")


@pytest.mark.parametrize("place", ["data", "data/backups", "data.keys/backups"])
def test_a_backup_may_not_lie_among_what_it_copies(installation: Installation, tmp_path: Path, place: str) -> None:
    with pytest.raises(Refusal, match="Choose another disk"):
        backing_up.back_up(installation.data, tmp_path / place)


def test_two_backups_at_once_are_refused(installation: Installation, backups: Path, tmp_path: Path) -> None:
    with removal.paused(), pytest.raises(Refusal, match="Another backup of"):
        backing_up.back_up(installation.data, backups)
    with held(backups / backing_up.LOCK), pytest.raises(Refusal, match="is being written to"):
        backing_up.back_up(installation.data, backups)

    assert manifest.backups_in(backups) == []


@pytest.mark.usefixtures("each_a_second_later")
def test_old_backups_go_only_when_asked_and_what_was_killed_goes_by_itself(
    installation: Installation, backups: Path
) -> None:
    for _each in range(3):
        backing_up.back_up(installation.data, backups)
    (backups / ".unfinished-seutu-20260101T000000Z" / "files").mkdir(parents=True)
    before = manifest.backups_in(backups)
    assert len(before) == 3

    backing_up.command([str(backups), "--keep", "2"], installation.data)

    kept = manifest.backups_in(backups)
    assert len(kept) == 2
    assert kept[0] == before[-1]
    assert not list(backups.glob(".unfinished-*"))


def test_a_database_that_is_damaged_is_not_copied_in_silence(installation: Installation, backups: Path) -> None:
    installation.execute("PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA journal_mode = DELETE")
    with installation.database.path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 4 * 4096)

    with pytest.raises(Refusal, match="database"):
        backing_up.back_up(installation.data, backups)

    assert manifest.backups_in(backups) == []
