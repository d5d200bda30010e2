"""Keys are copied apart from the data; and who may be at work on a data folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from seutu.launcher.installation import Refusal
from seutu.launcher.keeping import key_copies, turns


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder whose keys lie where they lie by themselves."""
    for name in ("SEUTU_SECRET_KEY", "SEUTU_FIELD_KEYS", "SEUTU_INDEX_KEY", "SEUTU_KEYS_DIR"):
        monkeypatch.delenv(name, raising=False)
    folder, keys = tmp_path / "data", tmp_path / "data.keys"
    folder.mkdir()
    keys.mkdir()
    (folder / "secret-key").write_text("secret")
    (keys / "field-keys").write_text("field")
    (keys / "index-key").write_text("index")
    return folder


def test_keys_are_copied_for_their_owner_alone_and_come_back(data: Path, tmp_path: Path) -> None:
    place = key_copies.copy(data, tmp_path / "apart", "20261128T000000Z")
    for path in (data / "secret-key", tmp_path / "data.keys" / "field-keys"):
        path.unlink()

    key_copies.bring_back(place, data)

    assert {path.name for path in place.iterdir()} == {"secret-key", "field-keys", "index-key"}
    assert {path.stat().st_mode & 0o777 for path in place.iterdir()} == {0o600}
    assert (data / "secret-key").read_text() == "secret"
    assert (tmp_path / "data.keys" / "field-keys").read_text() == "field"


def test_the_same_keys_are_copied_once_and_new_ones_beside_them(data: Path, tmp_path: Path) -> None:
    first = key_copies.copy(data, tmp_path / "apart", "20261128T000000Z")
    same = key_copies.copy(data, tmp_path / "apart", "20261129T000000Z")
    (tmp_path / "data.keys" / "field-keys").write_text("new")
    new = key_copies.copy(data, tmp_path / "apart", "20261130T000000Z")

    assert first == same != new
    assert (first / "field-keys").read_text() == "field"


def test_another_key_in_the_place_is_not_overwritten(data: Path, tmp_path: Path) -> None:
    place = key_copies.copy(data, tmp_path / "apart", "20261128T000000Z")
    (data / "secret-key").write_text("other")

    with pytest.raises(Refusal, match="is another key"):
        key_copies.bring_back(place, data)

    assert (data / "secret-key").read_text() == "other"


@pytest.mark.parametrize("place", ["backups", "backups/keys", ".", "data", "data/keys"])
def test_keys_may_not_lie_with_the_data_or_its_copies(data: Path, tmp_path: Path, place: str) -> None:
    with pytest.raises(Refusal, match="are not apart"):
        key_copies.refuse_place((tmp_path / place).resolve(), tmp_path / "backups", data)


def test_many_are_at_work_together_and_who_changes_everything_is_alone(data: Path) -> None:
    with turns.taking_part(data), turns.taking_part(data), pytest.raises(Refusal, match="Stop it first"):
        turns.alone(data).__enter__()
    with turns.alone(data):
        with pytest.raises(Refusal, match="upgraded or restored now"):
            turns.taking_part(data).__enter__()
        with pytest.raises(Refusal, match="Stop it first"):
            turns.alone(data).__enter__()
    with turns.taking_part(data):
        pass


@pytest.mark.parametrize(("name", "command"), [(turns.RESTORE, "seutu restore"), (turns.UPGRADE, "seutu upgrade")])
def test_what_was_not_finished_keeps_everybody_out_and_says_what_to_do(data: Path, name: str, command: str) -> None:
    turns.write_mark(data, name, backup="/backups/one")

    with pytest.raises(Refusal, match=f"{command} /backups/one"):
        turns.taking_part(data).__enter__()
    turns.remove_mark(data, name)
    with turns.taking_part(data):
        pass


def test_a_mark_that_cannot_be_read_keeps_everybody_out_too(data: Path) -> None:
    (data / turns.RESTORE).write_text("{")

    with pytest.raises(Refusal, match="seutu restore BACKUP"):
        turns.taking_part(data).__enter__()
