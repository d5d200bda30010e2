"""What a file really is, from its bytes alone: a name or a sender can say anything."""

from __future__ import annotations

import re
import zipfile
from typing import BinaryIO

import puremagic

HEAD = 64 * 1024
UNKNOWN = "application/octet-stream"
PDF = "application/pdf"
SVG = "image/svg+xml"
HTML = "text/html"
XML = "application/xml"
TEXT = "text/plain"

# Kinds a browser may show; every other kind is only ever a download.
SHOWN_INLINE = frozenset({PDF, TEXT, "image/png", "image/jpeg", "image/gif", "image/webp"})

EXTENSIONS = {
    PDF: ".pdf",
    TEXT: ".txt",
    SVG: ".svg",
    HTML: ".html",
    XML: ".xml",
    "application/zip": ".zip",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
    "application/vnd.oasis.opendocument.presentation": ".odp",
}

_OFFICE_OPEN = {
    "word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/presentation.xml": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
# What an archive may say of itself. Were it believed in more, it could pass for an image or a page.
_OPEN_DOCUMENT = frozenset(kind for kind in EXTENSIONS if kind.startswith("application/vnd.oasis.opendocument."))
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# What may stand before the first element of a document; a comment may hide any of it.
_BEFORE_ROOT = re.compile(
    r"\s+|<!--.*?-->|<\?.*?\?>|<!doctype\s+(?!html)[^>\[]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE
)
_HTML_START = re.compile(
    r"<(?:!doctype\s+html|html|head|title|body|script|style|iframe|meta|link|table|div|p|br|h1|a|b|img|font)(?=[\s/>])",
    re.IGNORECASE,
)
_XHTML = "http://www.w3.org/1999/xhtml"


def sniff(file: BinaryIO) -> str:
    """The media type of a file, read from its beginning (and from its table of contents when it is a ZIP)."""
    file.seek(0)
    head = file.read(HEAD)
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image/webp"
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith(b"PK\x03\x04"):
        return _kind_of_zip(file)
    text = _as_text(head)
    return _kind_of_text(text) if text is not None else _kind_of_binary(head)


def text_charset(head: bytes) -> str:
    """The character set of a text that begins with ``head``."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        head.decode()
    except UnicodeDecodeError as error:
        # The cut may have fallen inside a character. The last letter of a whole text is one of windows-1252.
        was_cut = len(head) == HEAD and error.reason == "unexpected end of data"
        return "utf-8" if was_cut else "windows-1252"
    return "utf-8"


def _as_text(head: bytes) -> str | None:
    charset = text_charset(head)
    if charset != "utf-16" and _CONTROL.search(head):
        return None
    return head.decode(charset, errors="replace").lstrip("\ufeff")


def _kind_of_text(text: str) -> str:
    start = 0
    while found := _BEFORE_ROOT.match(text, start):
        start = found.end()
    root = text[start : start + 4096]
    if re.match(r"<(?:\w+:)?svg[\s/>]", root, re.IGNORECASE):
        return SVG
    if _HTML_START.match(root) or (root.startswith("<") and _XHTML in root):
        return HTML
    is_xml = text.lstrip().startswith("<?xml") or re.match(r"<[\w:]+[^<>]*\sxmlns", root)
    return XML if is_xml else TEXT


def _kind_of_zip(file: BinaryIO) -> str:
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 100:
                declared = archive.read("mimetype").decode("ascii", errors="replace").strip()
                return declared if declared in _OPEN_DOCUMENT else "application/zip"
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError):
        return UNKNOWN
    if "[Content_Types].xml" not in names or any(name.endswith("vbaProject.bin") for name in names):
        return "application/zip"
    return next((kind for part, kind in _OFFICE_OPEN.items() if part in names), "application/zip")


def _kind_of_binary(head: bytes) -> str:
    try:
        guesses = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return UNKNOWN
    kind = guesses[0].mime_type if guesses and guesses[0].confidence >= 0.4 else ""
    # A binary that calls itself text would be shown as text.
    is_plain = bool(re.fullmatch(r"[a-z]+/[a-z0-9.+-]{1,80}", kind)) and not kind.startswith("text/")
    return kind if is_plain and kind not in SHOWN_INLINE | {SVG} else UNKNOWN
