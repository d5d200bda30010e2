"""OpenDocument texts, sheets and presentations (LibreOffice): everything with words in them, deleted text too."""

from __future__ import annotations

from seutu.shared.files.extraction.archives import Archive
from seutu.shared.files.extraction.markup import Vocabulary, read_parts
from seutu.shared.files.extraction.outcome import BROKEN, PASSWORD, NotRead

_BODY = ("content.xml", "styles.xml")
_PROPERTIES = "meta.xml"
_MANIFEST = "META-INF/manifest.xml"

_WORDS = Vocabulary(
    ends={"p": "\n", "h": "\n", "table-cell": "\t", "table-row": "\n", "title": "\n", "desc": "\n"},
    signs={"s": " ", "tab": "\t", "line-break": "\n", "note": " ", "annotation": "\n"},
)
_PROPERTY = Vocabulary(end="\n")


def read_open_document(archive: Archive) -> tuple[str, str]:
    """The text of the document, and what it says of itself.

    :raises NotRead: it is broken, encrypted, or grows too large.
    """
    if "content.xml" not in archive.names:
        raise NotRead(BROKEN)
    body = [name for name in _BODY if name in archive.names]
    about = [name for name in (_PROPERTIES,) if name in archive.names]
    manifest = [name for name in (_MANIFEST,) if name in archive.names]
    archive.promise(body + about + manifest)
    if any(b"encryption-data" in b"".join(archive.chunks(name)) for name in manifest):
        raise NotRead(PASSWORD)
    return read_parts(archive, body, _WORDS), read_parts(archive, about, _PROPERTY)
