"""The keys of encrypted fields: made once, apart from the data, and never in silence over data that has others."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from seutu import environment as env
from seutu.launcher import field_keys
from seutu.launcher.installation import Refusal
from tests.launcher.conftest import seutu

NAMES = ("SEUTU_SITE", "SEUTU_KEYS_DIR", *(name + end for name in field_keys.FILES for end in ("", "_FILE")))


@pytest.fixture(autouse=True)
def _nothing_given(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.setenv(name, "")  # so that what `keep` sets goes away after the test
        monkeypatch.delenv(name)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    return tmp_path / "data"


def forget(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def test_keys_are_made_once_for_their_owner_and_apart_from_the_data(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    field_keys.keep(data)
    keys, index = env.keys("SEUTU_FIELD_KEYS"), env.key("SEUTU_INDEX_KEY")
    forget(monkeypatch)
    field_keys.keep(data)

    folder = data.with_name("data.keys")
    assert {path.name for path in folder.iterdir()} == {"README.txt", "field-keys", "index-key"}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE((folder / name).stat().st_mode) for name in ("field-keys", "index-key")} == {0o600}
    assert "APART FROM" in (folder / "README.txt").read_text()
    assert (env.keys("SEUTU_FIELD_KEYS"), env.key("SEUTU_INDEX_KEY")) == (keys, index)
    assert len(keys) == 1
    assert index not in keys.values()
    assert all(key.hex() not in path.read_bytes().hex() for path in data.iterdir() for key in (*keys.values(), index))


def test_the_folder_can_be_elsewhere(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEUTU_KEYS_DIR", str(tmp_path / "elsewhere"))

    field_keys.keep(data)

    assert (tmp_path / "elsewhere" / "field-keys").exists()
    assert not data.with_name("data.keys").exists()


def test_data_whose_keys_are_gone_gets_no_new_ones_in_silence(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    field_keys.keep(data)
    forget(monkeypatch)
    data.with_name("data.keys").rename(data.with_name("forgotten"))

    with pytest.raises(Refusal, match="Bring the folder back from its own copy"):
        field_keys.keep(data)

    assert not data.with_name("data.keys").exists()
    (data / field_keys.MADE).unlink()
    field_keys.keep(data)
    assert env.keys("SEUTU_FIELD_KEYS")


def test_what_the_environment_gives_is_not_made(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = field_keys.new_field_key()
    monkeypatch.setenv("SEUTU_FIELD_KEYS", given)

    field_keys.keep(data)

    assert list(env.keys("SEUTU_FIELD_KEYS")) == [given.split(":")[0]]
    assert not (data.with_name("data.keys") / "field-keys").exists()
    assert env.key("SEUTU_INDEX_KEY")


@pytest.mark.parametrize("site", ["publishing", "newcomers"])
def test_each_half_has_them_since_people_sign_in_to_both(
    data: Path, monkeypatch: pytest.MonkeyPatch, site: str
) -> None:
    monkeypatch.setenv("SEUTU_SITE", site)

    field_keys.keep(data)

    assert env.keys("SEUTU_FIELD_KEYS")


def test_a_folder_that_cannot_be_made_is_a_sentence(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data.with_name("file").write_text("")
    monkeypatch.setenv("SEUTU_KEYS_DIR", str(data.with_name("file") / "keys"))

    with pytest.raises(Refusal, match="SEUTU_KEYS_DIR may name another folder"):
        field_keys.keep(data)


def test_the_doctor_makes_none(data: Path) -> None:
    assert field_keys.use(data) == ["SEUTU_FIELD_KEYS", "SEUTU_INDEX_KEY"]
    assert not data.with_name("data.keys").exists()


@pytest.mark.slow  # starts Python
@pytest.mark.processes
def test_a_command_makes_them_and_a_second_one_uses_them(data: Path) -> None:
    for _time in range(2):
        result = seutu("--data", data, "manage", "check")
        assert result.returncode == 0, result.stderr
    made = seutu("make-field-key").stdout

    assert made.startswith("k")
    assert len((data.with_name("data.keys") / "field-keys").read_text().splitlines()) == 1
