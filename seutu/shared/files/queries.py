"""Questions about the store."""

from __future__ import annotations

import hashlib

from seutu.shared.files import store
from seutu.shared.files.models import StoredFile


def damaged(sample: int | None = None) -> list[StoredFile]:
    """The files whose content is missing or no longer what it was; of ``sample`` files taken by chance, or of all."""
    files = StoredFile.objects.order_by("?")[:sample] if sample else StoredFile.objects.order_by("pk")
    return [stored for stored in files if not _is_whole(stored)]


def _is_whole(stored: StoredFile) -> bool:
    try:
        with store.current().open(stored.sha256) as file:
            seen = hashlib.sha256()
            while chunk := file.read(1024 * 1024):
                seen.update(chunk)
            return seen.hexdigest() == stored.sha256
    except store.FileMissing:
        return False
