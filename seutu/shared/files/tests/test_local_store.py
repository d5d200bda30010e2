"""What every store must do; the local folder is the one there is."""

from __future__ import annotations

import errno
import hashlib
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from seutu.shared.files.store import DiskFull, EmptyFile, FileMissing, FileTooLarge, LocalStore, Store, current

DATA = b"minutes of a meeting"
DIGEST = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def store(folder: Path) -> Store:
    return current()


def files_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_a_content_is_known_by_its_hash_and_read_again(store):
    content = store.add([DATA[:5], DATA[5:]], limit=100)

    assert (content.sha256, content.size) == (DIGEST, len(DATA))
    assert store.size(DIGEST) == len(DATA)
    with store.open(DIGEST) as file:
        assert file.read() == DATA


def test_the_same_content_is_kept_once(store, folder):
    assert store.add([DATA], limit=100) == store.add([DATA], limit=100)
    assert files_in(folder) == [DIGEST]


def test_a_content_as_large_as_the_limit_is_taken_and_a_larger_one_leaves_nothing(store, folder):
    store.add([b"x" * 10], limit=10)
    with pytest.raises(FileTooLarge):
        store.add([b"x" * 10, b"x"], limit=10)

    assert len(files_in(folder)) == 1


def test_a_too_large_content_is_not_read_to_its_end(store):
    def endless() -> Iterator[bytes]:
        while True:
            yield b"x" * 1000

    with pytest.raises(FileTooLarge):
        store.add(endless(), limit=5000)


@pytest.mark.parametrize("chunks", [[], [b""]])
def test_nothing_is_no_content(store, folder, chunks):
    with pytest.raises(EmptyFile):
        store.add(chunks, limit=10)
    assert files_in(folder) == []


def test_a_sender_who_breaks_off_leaves_nothing_half_made(store, folder):
    def broken() -> Iterator[bytes]:
        yield b"the beginning"
        raise ConnectionError

    with pytest.raises(ConnectionError):
        store.add(broken(), limit=100)
    assert files_in(folder) == []


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_named(store, folder, number):
    def full() -> Iterator[bytes]:
        yield b"the beginning"
        raise OSError(number, os.strerror(number))

    with pytest.raises(DiskFull):
        store.add(full(), limit=100)
    assert files_in(folder) == []


def test_any_other_trouble_of_the_disk_is_not_hidden(store):
    def broken() -> Iterator[bytes]:
        yield b"the beginning"
        raise OSError(errno.EIO, "input/output error")

    with pytest.raises(OSError, match="input/output error"):
        store.add(broken(), limit=100)


def test_a_content_that_is_not_there_is_named(store):
    assert store.size("0" * 64) is None
    with pytest.raises(FileMissing):
        store.open("0" * 64)


def test_a_content_that_was_cut_is_made_whole_by_the_next_that_comes(store, folder):
    store.add([DATA], limit=100)
    path = next(path for path in folder.rglob(DIGEST))
    path.unlink()
    path.write_bytes(DATA[:3])

    store.add([DATA], limit=100)

    with store.open(DIGEST) as file:
        assert file.read() == DATA


def test_the_same_content_at_the_same_moment_is_kept_whole(store, folder):
    start = threading.Barrier(6)
    outcomes: list[str] = []

    def add() -> None:
        start.wait()
        outcomes.append(store.add([DATA] * 50, limit=10_000).sha256)

    threads = [threading.Thread(target=add) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert outcomes == [hashlib.sha256(DATA * 50).hexdigest()] * 6
    assert files_in(folder) == outcomes[:1]
    with store.open(outcomes[0]) as file:
        assert file.read() == DATA * 50


def test_a_stored_content_is_read_only(store, folder):
    store.add([DATA], limit=100)
    assert next(folder.rglob(DIGEST)).stat().st_mode & 0o777 == 0o440


def test_a_store_that_can_be_written_has_no_problem(tmp_path):
    assert LocalStore(tmp_path / "not" / "made" / "yet").problem() == ""
