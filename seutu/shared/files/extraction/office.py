"""Word, Excel and PowerPoint documents (Office Open XML): all that a reader or a curious reader could see in them.

Deleted text, comments, hidden text, headers, notes, text boxes and alternative texts are read too: a personal identity
code is as public there as in a paragraph.
"""

from __future__ import annotations

import re

from seutu.shared.files.extraction.archives import Archive
from seutu.shared.files.extraction.markup import Vocabulary, read_parts

_BODY = re.compile(
    r"word/document\d*\.xml"
    r"|word/(?:header|footer|footnotes|endnotes|comments)\w*\.xml|word/glossary/document\.xml"
    r"|word/(?:charts|diagrams|drawings)/[\w-]+\.xml"
    r"|xl/(?:workbook|sharedStrings|comments\d*)\.xml|xl/worksheets/[\w-]+\.xml"
    r"|xl/(?:charts|drawings|comments|threadedComments)/[\w-]+\.xml"
    r"|ppt/(?:slides|notesSlides|comments|charts|diagrams|slideMasters|slideLayouts)/[\w-]+\.xml"
)
_PROPERTIES = re.compile(r"docProps/(?:core|app|custom)\.xml|customXml/item\d*\.xml")
_ORDER = ("word/document", "xl/workbook", "xl/sharedStrings", "xl/worksheets", "ppt/slides", "word/header")

_WORDS = Vocabulary(
    words=frozenset({"t", "delText", "instrText", "delInstrText", "v", "text"}),
    ends={"p": "\n", "tc": "\t", "tr": "\n", "c": "\t", "row": "\n", "si": "\n", "comment": "\n", "v": "\t"},
    signs={"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad", "docPr": "\n"},
    # Word writes a text box twice, the second time for old programs; a cell may hold the number of a shared text.
    skipped=frozenset({"Fallback", ("c", "t", "s")}),
    told=frozenset({"descr", "title"}),
)
_PROPERTY = Vocabulary(end="\n")


def read_office(archive: Archive) -> tuple[str, str]:
    """The text of the document, and what it says of itself.

    :raises NotRead: it is broken, encrypted, or grows too large.
    """
    body = sorted(filter(_BODY.fullmatch, archive.names), key=_place)
    properties = sorted(filter(_PROPERTIES.fullmatch, archive.names))
    archive.promise(body + properties)
    return read_parts(archive, body, _WORDS), read_parts(archive, properties, _PROPERTY)


def _place(name: str) -> tuple[int, int, str]:
    """The document before its notes, and the tenth slide after the second."""
    first = next((place for place, start in enumerate(_ORDER) if name.startswith(start)), len(_ORDER))
    number = re.search(r"(\d+)\.xml$", name)
    return first, int(number[1]) if number else 0, name
