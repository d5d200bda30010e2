"""Which reader reads which kind of file."""

from __future__ import annotations

from typing import BinaryIO

from seutu.shared.files.extraction.archives import Archive
from seutu.shared.files.extraction.office import read_office
from seutu.shared.files.extraction.open_document import read_open_document
from seutu.shared.files.extraction.outcome import KIND, MEMORY, PASSWORD, NotRead, Outcome, not_read
from seutu.shared.files.extraction.plain import read_page, read_text
from seutu.shared.files.extraction.words import clean

_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_PAGES = frozenset({"text/html", "application/xml", "image/svg+xml"})
# Word and Excel put an encrypted document into the old kind of file, with a part of this name.
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DIRECTORY = 2 * 1024 * 1024

Read = tuple[str, str, list[int]]


def outcome_of(file: BinaryIO, kind: str) -> Outcome:
    """The text of a file of a sniffed ``kind``, or why it has none. Never raises for what the file holds."""
    try:
        text, about, pages = _read(file, kind)
    except NotRead as refusal:
        return not_read(refusal.reason)
    except MemoryError:
        return not_read(MEMORY)
    if not text.strip():
        return Outcome("empty", "", clean(about), [])
    return Outcome("read", "", clean(f"{text}\n\n{about}" if about else text), pages)


def _read(file: BinaryIO, kind: str) -> Read:
    if kind == "application/pdf":
        # Its library is loaded by those that need it.
        from seutu.shared.files.extraction.pdf import read_pdf

        return read_pdf(file)
    if kind.startswith(_OFFICE):
        return *read_office(Archive(file)), []
    if kind.startswith(_OPEN_DOCUMENT):
        return *read_open_document(Archive(file)), []
    if kind == "text/plain":
        return read_text(file), "", []
    if kind in _PAGES:
        return read_page(file), "", []
    raise NotRead(PASSWORD if _is_encrypted_office(file) else KIND)


def _is_encrypted_office(file: BinaryIO) -> bool:
    head = file.read(_DIRECTORY)
    return head.startswith(_OLD_OFFICE) and _ENCRYPTED in head
