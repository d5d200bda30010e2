"""Documents as accessible PDF files."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import cast

import typst

from seutu.shared.documents.blocks import Document
from seutu.shared.documents.encoding import encode
from seutu.shared.documents.glyphs import FOLDER

CONTENT_TYPE = "application/pdf"
TEMPLATE = Path(__file__).with_name("document.typ")
# Readable by everyone (PDF/UA-1, ISO 14289-1) and for ever (PDF/A-2a, ISO 19005-2), in one file.
STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2a"]
# A document asked for twice in a row, under another address or as a HEAD, is made once.
KEPT = 16


def render_pdf(document: Document) -> bytes:
    """``document`` as PDF/UA-1 and PDF/A-2a. The same document is always the same bytes.

    The words go to typst as data and are never read as its language.

    :raises typst.TypstError: the document cannot be made. No text is the reason for that; it is a fault of ours.
    """
    return _compiled(json.dumps(encode(document), ensure_ascii=False), int(document.changed_at.timestamp()))


@functools.lru_cache(maxsize=KEPT)
def _compiled(data: str, changed_at: int) -> bytes:
    compiler = typst.Compiler(
        _template(),
        # Nothing of the machine's own: no other folder, no font, no package.
        root=str(TEMPLATE.parent),
        font_paths=_fonts(),
        sys_inputs={"document": data},
    )
    # Its type speaks of pages as well, which only pictures have.
    return cast(bytes, compiler.compile(format="pdf", pdf_standards=STANDARDS, timestamp=changed_at))


@functools.cache
def _template() -> bytes:
    return TEMPLATE.read_bytes()


@functools.cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FOLDER)])
