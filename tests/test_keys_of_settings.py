"""Keys in the settings: nonsense stops the start, and nothing of a key is ever said."""

from __future__ import annotations

import base64

import pytest

from seutu import environment as env
from seutu.environment import BadSetting

NAME = "SEUTU_TRIED"
ONE, TWO = (base64.b64encode(byte * 32).decode() for byte in (b"1", b"2"))


@pytest.mark.parametrize("written", [f"b:{ONE},a-1:{TWO}", f"\nb:{ONE}\n\n a-1:{TWO}\n", f"b:{ONE} , a-1:{TWO},"])
def test_keys_stand_in_their_order(monkeypatch, written):
    monkeypatch.setenv(NAME, written)

    assert list(env.keys(NAME).items()) == [("b", b"1" * 32), ("a-1", b"2" * 32)]


def test_a_file_may_hold_them(monkeypatch, tmp_path):
    (tmp_path / "keys").write_text(f"b:{ONE}\n")
    monkeypatch.setenv(f"{NAME}_FILE", str(tmp_path / "keys"))

    assert list(env.keys(NAME)) == ["b"]


def test_without_keys_there_are_none(monkeypatch):
    monkeypatch.delenv(NAME, raising=False)

    assert (env.keys(NAME), env.key(NAME)) == ({}, b"")


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        (ONE, "part 1: write id:key"),
        (f"A:{ONE}", "part 1: write id:key"),
        (f"a:{ONE},:{TWO}", "part 2: write id:key"),
        (f"{'a' * 33}:{ONE}", "part 1: write id:key"),
        (f"a:{ONE[:-5]}", "a: the key is not base64"),
        (f"a:{ONE}é", "a: the key is not base64"),
        (f"a:{base64.b64encode(b'1' * 16).decode()}", "a: the key has 16 bytes, and must have 32"),
        ("a:", "a: the key has 0 bytes"),
        (f"a:{ONE},a:{TWO}", "has the id a twice"),
        (f"a:{ONE},b:{ONE}", "the same key under two ids"),
    ],
)
def test_nonsense_stops_the_start_and_no_key_is_told(monkeypatch, written, reason):
    monkeypatch.setenv(NAME, written)

    with pytest.raises(BadSetting, match=reason) as refusal:
        env.keys(NAME)

    assert NAME in str(refusal.value)
    assert ONE[:8] not in str(refusal.value)


@pytest.mark.parametrize("written", ["short", ONE[:-4], f"a:{ONE}"])
def test_an_index_key_is_one_key(monkeypatch, written):
    monkeypatch.setenv(NAME, written)

    with pytest.raises(BadSetting, match=NAME):
        env.key(NAME)
