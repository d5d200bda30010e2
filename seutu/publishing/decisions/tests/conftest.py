from __future__ import annotations

import pytest

from seutu.shared.audit.actor import System
from seutu.shared.files.actions import store
from seutu.shared.files.models import StoredFile


@pytest.fixture
def stored_file(db, settings, tmp_path) -> StoredFile:
    """A small text file, in a store of its own."""
    settings.FILES_DIR = tmp_path
    return store(b"Kartan selite\n", name="kartta.txt", by=System("tests"))


@pytest.fixture
def planted_file(stored_file) -> StoredFile:
    """A file whose text is looked for where it must not be."""
    return store(b"Salakari\n", name="salakari.txt", by=System("tests"))
