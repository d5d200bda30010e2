"""Sealed files: the store holds nothing of what they say, and they are read, scanned, sent and erased as others are."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.management import call_command

from seutu.shared.audit.actor import System
from seutu.shared.core.encryption.sealing import KeyMissing
from seutu.shared.files import actions, contents, queries
from seutu.shared.files import store as stores
from seutu.shared.files.models import FileText, StoredFile
from seutu.shared.files.responses import file_response

pytestmark = pytest.mark.django_db(transaction=True)
BY = System("tests")
WORDS = b"Aino Esimerkin salainen liite. " * 9000  # several pieces


@pytest.fixture
def stored() -> StoredFile:
    return actions.store_sealed(WORDS, name="a.txt", by=BY)


def _bytes_in(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]


def _content(stored: StoredFile) -> bytes:
    with contents.open_content(StoredFile.objects.get(pk=stored.pk)) as file:
        return file.read()


def _change(stored: StoredFile, folder: Path, place: int) -> None:
    path = next(folder.rglob(stored.sha256))
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.chmod(0o640)
    path.write_bytes(data)


def test_the_store_and_the_row_hold_no_word_of_it(stored, folder):
    assert all(b"salainen" not in data for data in _bytes_in(folder))
    assert (stored.size, stored.kind) == (len(WORDS), "text/plain")
    assert _content(stored) == WORDS
    assert queries.damaged() == []


def test_the_same_content_twice_cannot_be_told_to_be_the_same(stored):
    again = actions.store_sealed(io.BytesIO(WORDS), name="b.txt", by=BY)

    assert again.sha256 != stored.sha256
    assert again.content_key != stored.content_key
    assert _content(again) == WORDS


def test_it_is_sent_in_the_clear(stored):
    response = file_response(stored, name="Liite", as_download=True)

    assert response.getvalue() == WORDS
    assert response.headers["Content-Length"] == str(len(WORDS))
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    response.close()


@pytest.mark.parametrize("place", [0, 100, -1])
def test_of_a_changed_one_nothing_is_sent_and_the_answer_says_why(stored, folder, place):
    _change(stored, folder, place)

    response = file_response(stored, name="Liite", as_download=True)

    assert response.status_code == 500
    assert "vioittunut" in response.content.decode()
    assert b"salainen" not in response.content
    assert queries.damaged() == [stored]


def test_without_its_key_the_answer_says_so_and_with_it_back_it_opens(stored, settings):
    keys, settings.FIELD_KEYS = settings.FIELD_KEYS, {"other": b"o" * 32}

    response = file_response(StoredFile.objects.get(), name="Liite", as_download=True)

    assert response.status_code == 500
    settings.FIELD_KEYS = keys
    assert _content(stored) == WORDS


def test_without_any_key_nothing_is_stored(settings, folder):
    settings.FIELD_KEYS = {}

    with pytest.raises(KeyMissing):
        actions.store_sealed(WORDS, name="a.txt", by=BY)

    assert _bytes_in(folder) == []


def test_a_new_field_key_reaches_it_and_no_byte_of_it_is_written_anew(stored, settings, folder):
    before = _bytes_in(folder)
    settings.FIELD_KEYS = {"new": b"n" * 32} | settings.FIELD_KEYS

    call_command("rotate_keys", stdout=io.StringIO())

    settings.FIELD_KEYS = {"new": b"n" * 32}
    assert _content(stored) == WORDS
    assert _bytes_in(folder) == before


def test_its_text_is_not_read(stored):
    with pytest.raises(actions.IsSealed):
        actions.read_text_now(stored)
    with pytest.raises(actions.IsSealed):
        actions.ask_for_text(stored)
    assert actions.read_text.call(None, stored.sha256) == ""
    assert not FileText.objects.exists()


def test_too_large_and_empty_ones_leave_nothing(settings, folder):
    settings.FILE_SIZE_LIMIT = 1000

    with pytest.raises(stores.FileTooLarge):
        actions.store_sealed(WORDS, name="a.txt", by=BY)
    with pytest.raises(stores.EmptyFile):
        actions.store_sealed(b"", name="a.txt", by=BY)

    assert actions.store_sealed(WORDS[:1000], name="a.txt", by=BY).size == 1000
    assert len(_bytes_in(folder)) == 1


def test_erasing_one_takes_its_content(stored, folder):
    assert actions.erase(stored, by=BY)
    assert _bytes_in(folder) == []


def test_a_clear_one_is_sealed_and_its_clear_content_goes(folder):
    clear = actions.store(WORDS, name="a.txt", by=BY)

    assert actions.seal(clear, by=BY)
    assert not actions.seal(StoredFile.objects.get(), by=BY)

    assert len(_bytes_in(folder)) == 1
    assert all(b"salainen" not in data for data in _bytes_in(folder))
    assert _content(clear) == WORDS
    assert StoredFile.objects.get().replaced == ""


def test_a_clear_content_that_another_row_has_stays(folder):
    clear = actions.store(WORDS, name="a.txt", by=BY)
    other = actions.store(WORDS, name="julkinen.txt", by=BY)

    actions.seal(clear, by=BY)

    assert _content(other) == WORDS
    assert len(_bytes_in(folder)) == 2


class Killed(BaseException):
    pass


@pytest.mark.parametrize("step", ["_put_sealed", "_let_replaced_go"])
def test_sealing_that_was_killed_is_done_again(folder, monkeypatch, step):
    clear = actions.store(WORDS, name="a.txt", by=BY)

    def killed(*args: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(actions, step, killed)
        with pytest.raises(Killed):
            actions.seal(clear, by=BY)
    assert _content(clear) == WORDS

    actions.seal(StoredFile.objects.get(), by=BY)
    assert _content(clear) == WORDS
    assert all(b"salainen" not in data for data in _bytes_in(folder))


def test_erasing_one_whose_sealing_was_killed_takes_both_contents(folder, monkeypatch):
    clear = actions.store(WORDS, name="a.txt", by=BY)
    with monkeypatch.context() as patched:
        patched.setattr(actions, "_let_replaced_go", lambda stored: None)
        actions.seal(clear, by=BY)
    assert len(_bytes_in(folder)) == 2

    actions.erase(StoredFile.objects.get(), by=BY)

    assert _bytes_in(folder) == []
