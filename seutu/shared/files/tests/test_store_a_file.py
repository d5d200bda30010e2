from __future__ import annotations

import io

import pytest
from django.db import IntegrityError, transaction

from seutu.shared.audit.actor import System
from seutu.shared.audit.models import Entry
from seutu.shared.files.actions import store
from seutu.shared.files.models import StoredFile
from seutu.shared.files.store import EmptyFile, FileTooLarge
from seutu.shared.files.tests.samples import HTML, PDF

pytestmark = pytest.mark.django_db
BY = System("tests")


def test_a_file_is_stored_with_its_real_kind_and_a_safe_name():
    stored = store(HTML, name="../Liite 1.pdf", by=BY)

    stored.refresh_from_db()
    assert (stored.kind, stored.name, stored.size, stored.stored_by) == (
        "text/html",
        "Liite 1.pdf",
        len(HTML),
        "system:tests",
    )
    assert str(stored) == f"{stored.sha256[:12]} (text/html)"


def test_an_open_file_is_stored_as_bytes_are():
    assert store(io.BytesIO(PDF * 5000), name="a.pdf", by=BY) == store(PDF * 5000, name="a.pdf", by=BY)


def test_the_same_content_under_the_same_name_is_the_same_row():
    assert store(PDF, name="a.pdf", by=BY) == store(PDF, name="a.pdf", by=System("others"))
    assert store(PDF, name="b.pdf", by=BY) != store(PDF, name="a.pdf", by=BY)
    assert StoredFile.objects.count() == 2


def test_storing_leaves_one_entry_without_the_name():
    stored = store(PDF, name="Maija Mäkinen.pdf", by=BY)
    store(PDF, name="Maija Mäkinen.pdf", by=BY)

    entry = Entry.objects.get()
    assert (entry.verb, entry.target_id) == ("file.stored", str(stored.pk))
    assert entry.details == {"sha256": stored.sha256, "size": len(PDF)}
    assert "kinen" not in str(list(Entry.objects.values()))


def test_a_file_over_the_limit_of_the_installation_is_refused(settings):
    settings.FILE_SIZE_LIMIT = 10
    with pytest.raises(FileTooLarge):
        store(b"x" * 11, name="a.txt", by=BY)
    assert not StoredFile.objects.exists()


def test_an_empty_file_is_refused():
    with pytest.raises(EmptyFile):
        store(b"", name="a.txt", by=BY)


def test_the_database_refuses_an_empty_file():
    with pytest.raises(IntegrityError), transaction.atomic():
        StoredFile.objects.create(sha256="0" * 64, size=0, kind="text/plain", name="a")


def test_the_database_refuses_a_second_row_for_a_content_and_a_name():
    StoredFile.objects.create(sha256="0" * 64, size=1, kind="text/plain", name="a")
    with pytest.raises(IntegrityError), transaction.atomic():
        StoredFile.objects.create(sha256="0" * 64, size=1, kind="text/plain", name="a")
