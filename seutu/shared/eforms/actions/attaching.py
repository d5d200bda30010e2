"""Attaching files to answers: what they really are decides, and pictures lose what they tell of their place."""

from __future__ import annotations

import enum
import io
import secrets
from typing import BinaryIO

from django.conf import settings
from django.db import transaction

from seutu.shared.audit.actor import Actor
from seutu.shared.eforms import pictures
from seutu.shared.eforms.actions.drafts import erase_files
from seutu.shared.eforms.models import Draft, SubmittedFile
from seutu.shared.files import kinds
from seutu.shared.files import store as stores
from seutu.shared.files.actions import store_sealed
from seutu.shared.files.names import safe_name, with_extension

LARGEST_BYTES = 20 * 1024 * 1024
MOST_FILES_OF_DRAFT = 30
HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
TAKEN = frozenset(
    {
        kinds.PDF,
        kinds.TEXT,
        *pictures.FORMATS,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.oasis.opendocument.text",
        "application/vnd.oasis.opendocument.spreadsheet",
    }
)


class Reason(enum.Enum):
    """Why a file was not taken; the values are keys of the words in `answers/words.toml`."""

    KIND = "file_kind"
    SIZE = "file_size"
    BROKEN = "file_broken"
    HEIC = "file_heic"
    TOO_MANY = "too_many_files"


class FileRefused(Exception):
    """The file was not taken, for ``reason``."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


def largest() -> int:
    """How many bytes a file may have."""
    return min(LARGEST_BYTES, int(settings.FILE_SIZE_LIMIT))


@transaction.atomic
def attach(draft: Draft, upload: BinaryIO, *, name: str, field_name: str, by: Actor) -> SubmittedFile:
    """Keep a file for a field of a draft. The name that it had stays with the answer only. Both are sealed.

    :raises FileRefused: it is too large, empty, broken, or of a kind that is not taken (SVG and HTML never are).
    """
    if draft.files.count() >= MOST_FILES_OF_DRAFT:
        raise FileRefused(Reason.TOO_MANY)
    data = _clean(upload.read(largest() + 1))
    kind = kinds.sniff(io.BytesIO(data))
    key = secrets.token_hex(16)
    try:
        stored = store_sealed(data, name=with_extension(key, kind), by=by)
    except stores.FileTooLarge as error:
        raise FileRefused(Reason.SIZE) from error
    return SubmittedFile.objects.create(
        key=key,
        field_name=field_name,
        draft=draft,
        stored=stored,
        name=with_extension(safe_name(name), kind),
    )


def _clean(data: bytes) -> bytes:
    if len(data) > largest():
        raise FileRefused(Reason.SIZE)
    kind = kinds.sniff(io.BytesIO(data))
    if not data:
        raise FileRefused(Reason.BROKEN)
    if kind not in TAKEN:
        raise FileRefused(Reason.HEIC if _is_heic(data) else Reason.KIND)
    if kind not in pictures.FORMATS:
        return data
    try:
        return pictures.plain(data, kind)
    except pictures.NoPicture as error:
        raise FileRefused(Reason.BROKEN) from error


def _is_heic(data: bytes) -> bool:
    """Whether it is a picture in the own form of a phone (HEIC, HEIF), which we cannot read and so cannot clean."""
    return data[4:8] == b"ftyp" and data[8:12] in HEIC_BRANDS


@transaction.atomic
def detach(draft: Draft, key: str, *, by: Actor) -> None:
    """Take a file of a draft away; one that is not there is gone already."""
    erase_files(draft.files.filter(key=key), by=by)
