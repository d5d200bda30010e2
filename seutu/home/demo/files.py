"""The files of the demo: stored with their text, which is known since it was written here."""

from __future__ import annotations

import datetime as dt

from seutu.home.demo.region import BY
from seutu.shared.core import clock
from seutu.shared.documents.blocks import Block, Document, Heading, plain
from seutu.shared.documents.rendering import render_pdf
from seutu.shared.files.actions import store
from seutu.shared.files.models import FileText, StoredFile, TextState

WRITTEN_AT = dt.datetime(2026, 11, 1, 9, tzinfo=clock.HELSINKI)


def text_file(text: str, *, name: str) -> StoredFile:
    """Store ``text`` as a plain file."""
    stored = store(text.encode(), name=name, by=BY)
    _note_text(stored, text)
    return stored


def pdf_file(title: str, text: str, *, name: str, author: str, language: str = "fi") -> StoredFile:
    """Store ``text`` as a PDF that everyone can read: its first line is the heading, an empty line ends a paragraph."""
    heading, *paragraphs = [part.strip() for part in text.split("\n\n") if part.strip()]
    blocks: list[Block] = [Heading(1, heading), *(plain(" ".join(paragraph.split())) for paragraph in paragraphs)]
    document = Document(title, language, author, WRITTEN_AT, blocks)
    stored = store(render_pdf(document), name=name, by=BY)
    _note_text(stored, text, pages=[0])
    return stored


def _note_text(stored: StoredFile, text: str, *, pages: list[int] | None = None) -> None:
    """A worker that starts a process for each of these files would be busy for long, to find what is known."""
    FileText.objects.get_or_create(
        sha256=stored.sha256,
        defaults={"state": TextState.READ, "text": text, "pages": pages or [], "read_at": clock.now()},
    )
