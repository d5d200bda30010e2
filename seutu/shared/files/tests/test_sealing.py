"""A content in sealed pieces: read from any place, and no change of it goes unseen."""

from __future__ import annotations

import io
import os

import pytest

from seutu.shared.files import sealing
from seutu.shared.files.sealing import MAGIC, PIECE, TAG_BYTES, Damaged

KEY = b"k" * 32
SIZES = [1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 3 * PIECE + 7]


def _sealed(data: bytes, key: bytes = KEY) -> bytes:
    return b"".join(sealing.sealed([data], key))


def _read(data: bytes, key: bytes = KEY) -> bytes:
    with sealing.opened(io.BytesIO(data), key) as file:
        return file.read()


@pytest.mark.parametrize("size", SIZES)
def test_what_was_sealed_is_read_and_its_sizes_are_known(size):
    data = os.urandom(size)
    stored = _sealed(data)

    assert _read(stored) == data
    assert len(stored) == sealing.sealed_size(size)
    assert sealing.size_of(len(stored)) == size


def test_it_is_the_same_however_the_bytes_come():
    data = os.urandom(2 * PIECE + 100)
    chunks = [data[at : at + 1000] for at in range(0, len(data), 1000)]

    assert b"".join(sealing.sealed([b"", *chunks], KEY)) == _sealed(data)


def test_nothing_is_sealed_as_nothing():
    assert _sealed(b"") == b""


def test_any_place_can_be_read_by_itself():
    data = os.urandom(3 * PIECE)

    with sealing.opened(io.BytesIO(_sealed(data)), KEY) as file:
        for place in (2 * PIECE + 5, 0, PIECE - 3, len(data)):
            file.seek(place)
            assert file.read(10) == data[place : place + 10]
        assert file.seek(-4, os.SEEK_END) == len(data) - 4
        assert file.read() == data[-4:]


@pytest.mark.parametrize("place", [len(MAGIC), len(MAGIC) + PIECE + 40, -1])
def test_a_changed_byte_is_noticed(place):
    stored = bytearray(_sealed(os.urandom(2 * PIECE)))
    stored[place] ^= 1

    with pytest.raises(Damaged):
        _read(bytes(stored))


def test_an_end_that_was_cut_off_at_a_piece_is_noticed():
    stored = _sealed(os.urandom(2 * PIECE))

    with pytest.raises(Damaged):
        _read(stored[: len(MAGIC) + PIECE + TAG_BYTES])


def test_pieces_in_another_order_are_noticed():
    stored = _sealed(os.urandom(3 * PIECE))
    begin, whole = len(MAGIC), PIECE + TAG_BYTES
    first, second = stored[begin : begin + whole], stored[begin + whole : begin + 2 * whole]

    with pytest.raises(Damaged):
        _read(stored[:begin] + second + first + stored[begin + 2 * whole :])


@pytest.mark.parametrize("data", [b"", b"SEUTU", MAGIC, MAGIC + b"x", b"x" * 100])
def test_what_is_no_sealed_content_is_refused(data):
    with pytest.raises(Damaged):
        _read(data)


def test_another_key_opens_nothing():
    with pytest.raises(Damaged):
        _read(_sealed(b"secret"), b"o" * 32)
