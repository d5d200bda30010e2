"""A made PDF, opened: what is asked of every document, and what a test may look for in one."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfua
import pikepdf
import pypdfium2

from seutu.shared.documents.blocks import Block, Document
from seutu.shared.documents.rendering import render_pdf

CHANGED_AT = dt.datetime(2026, 3, 17, 8, 0, tzinfo=dt.UTC)
XMP = {"pdfuaid": "http://www.aiim.org/pdfua/ns/id/", "pdfaid": "http://www.aiim.org/pdfa/ns/id/"}


def made(*blocks: Block, **values: Any) -> bytes:
    """A document of ``blocks``, made."""
    known = {"title": "Koe", "language": "fi", "author": "Kuusela", "changed_at": CHANGED_AT}
    return render_pdf(Document(**{**known, **values}, blocks=blocks))


def text_of(content: bytes) -> str:
    """The words of all pages, white space made one space."""
    document = pypdfium2.PdfDocument(content)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    return " ".join(" ".join(pages).replace("\u2060", "").split())


def pages_of(content: bytes) -> int:
    return len(pypdfium2.PdfDocument(content))


def tags_of(content: bytes) -> list[str]:
    """The structure types of the document in reading order."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [str(node.S).removeprefix("/") for node in nodes_of(pdf)]


def languages_of(content: bytes) -> set[str]:
    """The language of the document, and those of the passages that are in another."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        marked = {str(node.Lang) for node in nodes_of(pdf) if "/Lang" in node}
        return {str(pdf.Root.Lang)} | marked


def links_of(content: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
        return [str(note.A.URI) for note in notes]


def nodes_of(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """What the document is made of, in reading order."""
    return _nodes(pdf.Root.StructTreeRoot)


def _nodes(node: Any) -> Iterator[Any]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _nodes(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from _nodes(node.K)


def assert_accessible(content: bytes, tmp_path: Path) -> None:
    """What PDF/UA-1 and PDF/A-2a ask for and a program can see."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.Root.Lang)
        assert str(pdf.docinfo.Title)
        with pdf.open_metadata() as about:
            assert about[f"{{{XMP['pdfuaid']}}}part"] == "1"
            assert (about[f"{{{XMP['pdfaid']}}}part"], about[f"{{{XMP['pdfaid']}}}conformance"]) == ("2", "A")
    assert_outline(tags_of(content))
    file = tmp_path / "document.pdf"
    file.write_bytes(content)
    assert [(each.rule_id, each.message) for each in pdfua.validate(str(file)).findings] == []


def assert_outline(tags: list[str]) -> None:
    """The headings begin at the first level and skip none."""
    levels = [int(tag[1]) for tag in tags if len(tag) == 2 and tag[0] == "H" and tag[1].isdigit()]
    assert levels[:1] == [1]
    assert all(after <= before + 1 for before, after in pairwise(levels))
