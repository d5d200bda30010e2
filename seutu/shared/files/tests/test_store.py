"""What every store must do: the local folder, and one that speaks S3."""

from __future__ import annotations

import datetime as dt
import errno
import hashlib
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from seutu.shared.files.store import DiskFull, EmptyFile, FileMissing, FileTooLarge, LocalStore, Store, current

DATA = b"minutes of a meeting"
DIGEST = hashlib.sha256(DATA).hexdigest()


@pytest.fixture(params=["folder", "s3"])
def store(request) -> Store:
    """Each of the two stores, empty: what holds for one holds for the other."""
    if request.param == "s3":
        request.getfixturevalue("s3")
    return current()


@pytest.fixture
def local(folder) -> Store:
    return LocalStore(folder)


def files_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def kept_in(store: Store) -> list[tuple[str, int]]:
    return [(content.sha256, content.size) for content in store.contents()]


# -- of both ----------------------------------------------------------------------------------


def test_a_content_is_known_by_its_hash_and_read_again(store):
    content = store.add([DATA[:5], DATA[5:]], limit=100)

    assert (content.sha256, content.size) == (DIGEST, len(DATA))
    assert store.size(DIGEST) == len(DATA)
    with store.open(DIGEST) as file:
        assert file.read() == DATA


def test_the_same_content_is_kept_once(store):
    assert store.add([DATA], limit=100) == store.add([DATA], limit=100)
    assert kept_in(store) == [(DIGEST, len(DATA))]


def test_a_content_as_large_as_the_limit_is_taken_and_a_larger_one_leaves_nothing(store, tmp_path):
    store.add([b"x" * 10], limit=10)
    with pytest.raises(FileTooLarge):
        store.add([b"x" * 10, b"x"], limit=10)

    assert len(kept_in(store)) == 1
    assert not list(tmp_path.rglob("*.part"))


def test_a_too_large_content_is_not_read_to_its_end(store):
    def endless() -> Iterator[bytes]:
        while True:
            yield b"x" * 1000

    with pytest.raises(FileTooLarge):
        store.add(endless(), limit=5000)


@pytest.mark.parametrize("chunks", [[], [b""]])
def test_nothing_is_no_content(store, tmp_path, chunks):
    with pytest.raises(EmptyFile):
        store.add(chunks, limit=10)
    assert kept_in(store) == files_in(tmp_path) == []


def test_a_sender_who_breaks_off_leaves_nothing_half_made(store, tmp_path):
    def broken() -> Iterator[bytes]:
        yield b"the beginning"
        raise ConnectionError

    with pytest.raises(ConnectionError):
        store.add(broken(), limit=100)
    assert kept_in(store) == files_in(tmp_path) == []


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_named(store, tmp_path, number):
    def full() -> Iterator[bytes]:
        yield b"the beginning"
        raise OSError(number, os.strerror(number))

    with pytest.raises(DiskFull):
        store.add(full(), limit=100)
    assert kept_in(store) == files_in(tmp_path) == []


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


def test_the_same_content_at_the_same_moment_is_kept_whole(store):
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
    assert kept_in(store) == [(outcomes[0], len(DATA) * 50)]
    with store.open(outcomes[0]) as file:
        assert file.read() == DATA * 50


def test_a_large_content_in_small_pieces_comes_back_as_it_was(store):
    pieces = [bytes([number % 251]) * 4001 for number in range(1500)]

    content = store.add(iter(pieces), limit=10**8)

    with store.open(content.sha256) as file:
        seen = hashlib.sha256()
        while chunk := file.read(100_000):
            seen.update(chunk)
    assert seen.hexdigest() == content.sha256
    assert store.size(content.sha256) == content.size == 4001 * 1500


def test_any_part_of_a_content_can_be_read(store):
    data = bytes(range(256)) * 2000
    content = store.add([data], limit=10**7)

    with store.open(content.sha256) as file:
        for place, size in [(300_000, 10), (5, 70_000), (70_005, 3), (len(data) - 4, 100), (len(data) + 9, 1)]:
            file.seek(place)
            assert file.read(size) == data[place : place + size]
        assert file.seek(-3, os.SEEK_END) == len(data) - 3
        assert file.read() == data[-3:]


def test_a_place_before_the_beginning_is_refused_as_a_disk_does_it(store):
    content = store.add([DATA], limit=100)

    # A broken ZIP file is looked into like this, and only this error says that it is broken.
    with store.open(content.sha256) as file, pytest.raises(OSError, match=r"Invalid|beginning"):
        file.seek(-1000, os.SEEK_END)


@pytest.mark.parametrize("name", ["", "../" * 9 + "etc/passwd", "A" * 64, f"{DIGEST}/..", f"{DIGEST[:-1]}\n", "ä" * 64])
def test_a_name_that_is_no_hash_leads_nowhere(store, name):
    assert store.size(name) is None
    with pytest.raises(FileMissing):
        store.open(name)


def test_what_was_removed_is_gone_and_can_be_removed_again(store):
    store.add([DATA], limit=100)

    store.remove(DIGEST)
    store.remove(DIGEST)

    assert store.size(DIGEST) is None
    assert kept_in(store) == []


def test_every_content_is_listed_in_order_with_the_time_it_came(store):
    before = dt.datetime.now(dt.UTC) - dt.timedelta(seconds=2)
    added = sorted(store.add([bytes([number])], limit=1).sha256 for number in range(12))

    listed = list(store.contents())

    assert [content.sha256 for content in listed] == added
    assert all(content.stored_at > before and content.size == 1 for content in listed)


def test_a_store_that_works_has_no_problem(store):
    assert (store.problem(), store.problem_of_writing()) == ("", "")
    assert kept_in(store) == []


# -- of the folder ----------------------------------------------------------------------------


def test_a_content_that_was_cut_is_made_whole_by_the_next_that_comes(local, folder):
    local.add([DATA], limit=100)
    path = next(path for path in folder.rglob(DIGEST))
    path.unlink()
    path.write_bytes(DATA[:3])

    local.add([DATA], limit=100)

    with local.open(DIGEST) as file:
        assert file.read() == DATA


def test_a_stored_content_is_read_only(local, folder):
    local.add([DATA], limit=100)
    assert next(folder.rglob(DIGEST)).stat().st_mode & 0o777 == 0o440


def test_a_store_that_can_be_written_has_no_problem(tmp_path):
    assert LocalStore(tmp_path / "not" / "made" / "yet").problem() == ""


def test_what_a_killed_process_began_long_ago_is_taken_away(local, folder):
    local.add([DATA], limit=100)
    for name, age in (("old.part", 90_000), ("new.part", 60)):
        (folder / name).write_bytes(b"half")
        os.utime(folder / name, times=(time.time() - age,) * 2)

    assert local.remove_unfinished(dt.datetime.now(dt.UTC) - dt.timedelta(days=1)) == 1
    assert files_in(folder) == sorted([DIGEST, "new.part"])
