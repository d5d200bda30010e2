from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> Path:
    """The folder of the store, empty and of this test alone."""
    settings.FILES_DIR = tmp_path / "files"
    return settings.FILES_DIR
