from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seutu.shared.core.encryption import sealing
from seutu.shared.core.encryption.sealing import CannotOpen, Damaged, KeyMissing, key_id_of, seal, unseal

PLACE = "clients.client.identity_code"
# Sealed once under tests-2 for PLACE: what is in a database today must open for as long as there are databases.
OF_TODAY = "AQd0ZXN0cy0yAAECAwQFBgcICQoLaoohuN+y4WopREggp2szh4D9Vro/qHKLUGpDw3YSNFii/SRk2f91CDjwuaVGZLqT"


@given(st.binary(max_size=200))
def test_what_was_sealed_is_opened(value):
    assert unseal(seal(value, PLACE), PLACE) == value


def test_the_same_value_is_never_sealed_the_same():
    assert len({seal(b"same", PLACE) for _time in range(50)}) == 50


def test_the_form_of_a_sealed_value_stays(monkeypatch):
    monkeypatch.setattr(sealing.os, "urandom", lambda number: bytes(range(number)))

    assert base64.b64encode(seal(b"invented", PLACE)).decode() == OF_TODAY
    assert unseal(base64.b64decode(OF_TODAY), PLACE) == b"invented"


def test_every_flipped_bit_is_refused():
    sealed = seal(b"invented", PLACE)

    for position in range(len(sealed) * 8):
        flipped = bytearray(sealed)
        flipped[position // 8] ^= 1 << position % 8
        with pytest.raises(CannotOpen):
            unseal(bytes(flipped), PLACE)


def test_a_value_that_was_cut_short_is_refused():
    sealed = seal(b"invented", PLACE)

    for length in range(len(sealed)):
        with pytest.raises(CannotOpen):
            unseal(sealed[:length], PLACE)


def test_a_value_cannot_be_moved_to_another_column():
    with pytest.raises(Damaged):
        unseal(seal(b"invented", PLACE), "clients.client.phone")


def test_nothing_of_the_value_is_in_the_sealed_bytes():
    assert b"invented" not in seal(b"invented" * 10, PLACE)


@pytest.mark.parametrize("value", [b"", b"a", b"x" * 31])
def test_the_length_tells_neither_nothing_nor_a_short_name(value):
    assert len(seal(value, PLACE)) == len(seal(b"Aino", PLACE))


def test_the_first_key_seals_and_all_open(settings):
    first, second = settings.FIELD_KEYS
    sealed = seal(b"invented", PLACE)
    settings.FIELD_KEYS = dict(reversed(settings.FIELD_KEYS.items()))

    assert key_id_of(sealed) == first
    assert key_id_of(seal(b"invented", PLACE)) == second
    assert unseal(sealed, PLACE) == b"invented"


def test_a_missing_key_is_named_by_its_id_only(settings):
    sealed, key = seal(b"invented", PLACE), settings.FIELD_KEYS["tests-2"]
    settings.FIELD_KEYS = {"another": b"a" * 32}

    with pytest.raises(KeyMissing) as missing:
        unseal(sealed, PLACE)

    assert missing.value.key_id == "tests-2"
    assert str(missing.value) == "the field key “tests-2” is missing"
    assert repr(key) not in repr(missing.value)


def test_another_key_under_the_same_id_opens_nothing(settings):
    sealed = seal(b"invented", PLACE)
    settings.FIELD_KEYS = {"tests-2": b"a" * 32}

    with pytest.raises(Damaged):
        unseal(sealed, PLACE)


def test_without_a_key_nothing_is_sealed(settings):
    settings.FIELD_KEYS = {}

    with pytest.raises(KeyMissing, match="SEUTU_FIELD_KEYS"):
        seal(b"invented", PLACE)
