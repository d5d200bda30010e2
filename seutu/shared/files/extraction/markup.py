"""The words of XML, read as a stream. A document type is refused: entities are how a line becomes a gigabyte."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from seutu.shared.files.extraction.archives import Archive
from seutu.shared.files.extraction.outcome import BROKEN, ENTITIES, NotRead
from seutu.shared.files.extraction.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What the elements of a kind of document mean; names are without their prefix.

    ``words``: elements whose characters are words; None when those of all elements are. ``ends``: what stands after an
    element, and ``end`` after every other; ``signs``: what an element stands for; ``skipped``: elements that are passed
    over with all in them, by name or by name, attribute and value; ``told``: attributes whose values are words.
    """

    words: frozenset[str] | None = None
    ends: Mapping[str, str] = field(default_factory=dict)
    end: str = ""
    signs: Mapping[str, str] = field(default_factory=dict)
    skipped: frozenset[str | tuple[str, str, str]] = frozenset()
    told: frozenset[str] = frozenset()


class _Reader:
    def __init__(self, vocabulary: Vocabulary, words: Words) -> None:
        self.vocabulary, self.words = vocabulary, words
        self.skipping = 0
        self.open_words = 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.StartDoctypeDeclHandler = self.doctype

    def doctype(self, *_declared: object) -> None:
        raise NotRead(ENTITIES)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = _local(tag)
        if self.skipping or self.is_skipped(name, attributes):
            self.skipping += 1
            return
        if name in self.vocabulary.signs:
            self.words.add(self.vocabulary.signs[name])
        if self.vocabulary.words is not None and name in self.vocabulary.words:
            self.open_words += 1
        for attribute, value in attributes.items():
            if _local(attribute) in self.vocabulary.told and value:
                self.words.add(f" {value} ")

    def is_skipped(self, name: str, attributes: dict[str, str]) -> bool:
        skipped = self.vocabulary.skipped
        return name in skipped or any((name, *pair) in skipped for pair in attributes.items())

    def end(self, tag: str) -> None:
        if self.skipping:
            self.skipping -= 1
            return
        name = _local(tag)
        if self.vocabulary.words is not None and name in self.vocabulary.words:
            self.open_words -= 1
        self.words.add(self.vocabulary.ends.get(name, self.vocabulary.end))

    def characters(self, text: str) -> None:
        if not self.skipping and (self.vocabulary.words is None or self.open_words):
            self.words.add(text)


def read_xml(chunks: Iterable[bytes], vocabulary: Vocabulary, words: Words) -> None:
    """Add the words of a piece of XML to ``words``.

    :raises NotRead: it is not whole, or has a document type.
    """
    reader = _Reader(vocabulary, words)
    try:
        for chunk in chunks:
            reader.parser.Parse(chunk, False)
        reader.parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise NotRead(BROKEN) from error


def read_parts(archive: Archive, names: Iterable[str], vocabulary: Vocabulary) -> str:
    """The text of some parts of an archive, one after another.

    :raises NotRead: one is broken, or they grow too large.
    """
    words = Words()
    for name in names:
        read_xml(archive.chunks(name), vocabulary, words)
        words.add("\n\n")
    return words.text()


def _local(name: str) -> str:
    return name.rpartition(":")[2]
