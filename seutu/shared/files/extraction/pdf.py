"""The text of a PDF, page by page: with comments, the answers of forms, bookmarks and what the file says of itself."""

from __future__ import annotations

import ctypes
import html
import re
from typing import BinaryIO

import pypdfium2
from pypdfium2 import raw

from seutu.shared.files.extraction.outcome import BROKEN, EXPANDS, MOST_PAGES, PASSWORD, NotRead
from seutu.shared.files.extraction.words import Words, clean

_LOCKED = {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}
_ANNOTATION_TEXTS = (b"Contents", b"V", b"TU", b"T")
_MOST_ANNOTATIONS = 5_000
_XMP = re.compile(rb"<x:xmpmeta\b.{0,200000}?</x:xmpmeta>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def read_pdf(file: BinaryIO) -> tuple[str, str, list[int]]:
    """The text, what the file says of itself, and where in the text each page begins.

    :raises NotRead: it needs a password, is broken, or has too many pages or too much text.
    """
    document = _opened(file)
    if len(document) > MOST_PAGES:
        raise NotRead(EXPANDS)
    words, pages, place = Words(), [], 0
    texts = []
    for number in range(len(document)):
        text = clean(_text_of_page(document, number))
        words.add(text)
        pages.append(place)
        texts.append(text)
        place += len(text) + 1
    return "\n".join(texts), _about(document, file), pages


def _opened(file: BinaryIO) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(file)
    except pypdfium2.PdfiumError as error:
        raise NotRead(PASSWORD if error.err_code in _LOCKED else BROKEN) from error


def _text_of_page(document: pypdfium2.PdfDocument, number: int) -> str:
    """One page; a page that is broken in a file that is not has no text, as it has none for a reader."""
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return ""
    try:
        texts = [page.get_textpage().get_text_range(), *_annotations(page)]
    except pypdfium2.PdfiumError:
        return ""
    finally:
        page.close()
    return "\n".join(text.strip() for text in texts if text.strip())


def _annotations(page: pypdfium2.PdfPage) -> list[str]:
    """Comments, and the names, hints and answers of the fields of a form."""
    texts = []
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), _MOST_ANNOTATIONS)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if annotation:
            texts += [_value(annotation, key) for key in _ANNOTATION_TEXTS]
            raw.FPDFPage_CloseAnnot(annotation)
    return texts


def _value(annotation: object, key: bytes) -> str:
    size = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFAnnot_GetStringValue(annotation, key, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[: max(size - 2, 0)].decode("utf-16-le", errors="ignore")


def _about(document: pypdfium2.PdfDocument, file: BinaryIO) -> str:
    words = Words()
    for value in document.get_metadata_dict(skip_empty=True).values():
        words.add(f"{value}\n")
    for bookmark in document.get_toc(max_depth=10):
        words.add(f"{bookmark.get_title()}\n")
    file.seek(0)
    for packet in _XMP.findall(file.read()):
        words.add(html.unescape(_TAG.sub("\n", packet.decode("utf-8", errors="replace"))))
    return words.text()
