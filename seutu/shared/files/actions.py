"""Storing a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from django.conf import settings
from django.db import transaction

from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import Actor
from seutu.shared.files import kinds
from seutu.shared.files import store as stores
from seutu.shared.files.models import StoredFile
from seutu.shared.files.names import safe_name

CHUNK = 64 * 1024


def store(data: bytes | BinaryIO, *, name: str, by: Actor) -> StoredFile:
    """Keep a file, or find it again: the same content under the same name is the same row.

    A content whose row was rolled back stays in the store unseen, and is found when it comes again.

    :raises store.FileTooLarge: it is larger than ``settings.FILE_SIZE_LIMIT``.
    :raises store.EmptyFile: it has no content.
    :raises store.DiskFull: there is no room for it.
    """
    place = stores.current()
    content = place.add(_chunks(data), limit=settings.FILE_SIZE_LIMIT)
    with place.open(content.sha256) as file:
        kind = kinds.sniff(file)
    with transaction.atomic():
        stored, is_new = StoredFile.objects.get_or_create(
            sha256=content.sha256,
            name=safe_name(name),
            defaults={"size": content.size, "kind": kind, "stored_by": by.audit_id},
        )
        if is_new:
            record("file.stored", target=stored, by=by, details={"sha256": content.sha256, "size": content.size})
    return stored


def _chunks(data: bytes | BinaryIO) -> Iterator[bytes]:
    if isinstance(data, bytes):
        yield data
        return
    while chunk := data.read(CHUNK):
        yield chunk
