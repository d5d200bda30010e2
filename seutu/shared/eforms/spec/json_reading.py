"""Reading JSON that anybody may have written: each value with its place, each refusal with its reason."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from seutu.shared.core.characters import strip_control
from seutu.shared.eforms.spec.items import Privacy
from seutu.shared.eforms.spec.texts import NO_WORDS, Text

MOST_ITEMS, MOST_CHOICES, MOST_LANGUAGES, MOST_EXTRAS = 1_000, 2_000, 50, 100
DEEPEST = 8
LONGEST_TEXT, LONGEST_LINE = 10_000, 500
LARGEST_NUMBER = 1_000_000
# Headings of an XLSForm know no regions and no scripts.
LANGUAGE = re.compile(r"[a-z]{2,3}")
UNREVIEWED = "unreviewed"


class Why(enum.Enum):
    """Why JSON is not a spec."""

    FORMAT = "format"
    WRONG_TYPE = "wrong_type"
    MISSING = "missing"
    UNKNOWN_KEY = "unknown_key"
    UNKNOWN_KIND = "unknown_kind"
    UNKNOWN_VALUE = "unknown_value"
    BAD_LANGUAGE = "bad_language"
    CONTROL_CHARACTER = "control_character"
    TOO_LONG = "too_long"
    TOO_MANY = "too_many"
    TOO_DEEP = "too_deep"
    OUT_OF_BOUNDS = "out_of_bounds"

    @property
    def words(self) -> Promise:
        """The reason for a reader."""
        return _WORDS[self]


_WORDS: dict[Why, Promise] = {
    Why.FORMAT: _("This is not a form of Seutu, or it was written by a newer version."),
    Why.WRONG_TYPE: _("The value is of the wrong type."),
    Why.MISSING: _("A value is missing."),
    Why.UNKNOWN_KEY: _("The key is not known."),
    Why.UNKNOWN_KIND: _("The kind is not known."),
    Why.UNKNOWN_VALUE: _("The value is not one of those that are possible."),
    Why.BAD_LANGUAGE: _("This is not a code of a language."),
    Why.CONTROL_CHARACTER: _("The text has a character that no text may have."),
    Why.TOO_LONG: _("The text is too long."),
    Why.TOO_MANY: _("There is too much of these."),
    Why.TOO_DEEP: _("Groups are nested too deep."),
    Why.OUT_OF_BOUNDS: _("The number is too small or too large."),
}


class BadSpec(Exception):
    """What was given is not a spec: ``path`` is where (``items.2.label.fi``), ``why`` the reason."""

    def __init__(self, path: str, why: Why) -> None:
        super().__init__(f"{path or 'form'}: {why.value}")
        self.path = path
        self.why = why


class Counted:
    """How much has been read so far of what there may be only so much."""

    def __init__(self) -> None:
        self.items = self.choices = 0


@dataclass(frozen=True)
class Node:
    """A value of JSON with its place; ``depth`` counts the groups around it. A missing value is ``None``."""

    given: Any
    path: str
    counted: Counted
    depth: int = 0

    @classmethod
    def of(cls, data: object, counted: Counted) -> Node:
        """The outermost value, which is an object."""
        if not isinstance(data, Mapping):
            raise BadSpec("", Why.WRONG_TYPE)
        return cls(data, "", counted)

    def bad(self, why: Why) -> BadSpec:
        """A refusal of this value."""
        return BadSpec(self.path, why)

    def at(self, key: str | int, *, deeper: int = 0) -> Node:
        """A value in this object."""
        given = self.given.get(key) if isinstance(self.given, Mapping) else None
        return Node(given, self._below(key), self.counted, self.depth + deeper)

    def only(self, *known: str) -> None:
        """Refuse an object with other keys, and what is no object."""
        if not isinstance(self.given, Mapping):
            raise self.bad(Why.WRONG_TYPE)
        for key in self.given:
            if key not in known:
                raise BadSpec(self._below(str(key)[:60]), Why.UNKNOWN_KEY)

    def listed(self) -> Iterator[Node]:
        """The values of a list, which may be missing."""
        if self.given is None:
            return
        if not isinstance(self.given, list | tuple):
            raise self.bad(Why.WRONG_TYPE)
        for place, one in enumerate(self.given):
            yield Node(one, self._below(place), self.counted, self.depth + 1)

    def entries(self) -> Iterator[tuple[str, Node]]:
        """The values of an object by their keys; the object may be missing."""
        if self.given is None:
            return
        if not isinstance(self.given, Mapping):
            raise self.bad(Why.WRONG_TYPE)
        for key, one in self.given.items():
            node = Node(one, self._below(str(key)[:60]), self.counted, self.depth)
            yield Node(key, node.path, self.counted)._words(LONGEST_LINE), node

    def count_item(self) -> None:
        """Refuse the item that is one too many, or too deep."""
        self.counted.items += 1
        if self.counted.items > MOST_ITEMS:
            raise self.bad(Why.TOO_MANY)
        if self.depth > DEEPEST:
            raise self.bad(Why.TOO_DEEP)

    def count_choice(self) -> None:
        """Refuse the choice that is one too many."""
        self.counted.choices += 1
        if self.counted.choices > MOST_CHOICES:
            raise self.bad(Why.TOO_MANY)

    def line(self, key: str, usual: str | None = None) -> str:
        """A name or a code; it must be there where there is no ``usual`` one."""
        node = self.at(key)
        if node.given is None and usual is None:
            raise node.bad(Why.MISSING)
        return node._words(LONGEST_LINE) if node.given is not None else usual or ""

    def source(self, key: str) -> str:
        """An expression, or "" where there is none."""
        node = self.at(key)
        return "" if node.given is None else node._words(LONGEST_TEXT)

    def text(self, key: str) -> Text:
        """Words by language, none where they are missing."""
        node = self.at(key)
        words: dict[str, str] = {}
        for language, said in node.entries():
            if language == UNREVIEWED:
                continue
            if not LANGUAGE.fullmatch(language):
                raise said.bad(Why.BAD_LANGUAGE)
            if len(words) >= MOST_LANGUAGES:
                raise node.bad(Why.TOO_MANY)
            words[language] = said._words(LONGEST_TEXT).strip()
        words = {language: said for language, said in words.items() if said}
        unreviewed = frozenset(one._words(LONGEST_LINE) for one in node.at(UNREVIEWED).listed())
        return Text(words, unreviewed & words.keys()) if words else NO_WORDS

    def languages(self, key: str) -> tuple[str, ...]:
        """The languages of the form: at least one, none twice."""
        node = self.at(key)
        codes = [one._words(LONGEST_LINE) for one in node.listed()]
        if not codes:
            raise node.bad(Why.MISSING)
        if len(codes) > MOST_LANGUAGES:
            raise node.bad(Why.TOO_MANY)
        if len(set(codes)) != len(codes) or not all(map(LANGUAGE.fullmatch, codes)):
            raise node.bad(Why.BAD_LANGUAGE)
        return tuple(codes)

    def flag(self, key: str, *, usual: bool) -> bool:
        """Yes or no."""
        node = self.at(key)
        if not isinstance(node.given, bool | None):
            raise node.bad(Why.WRONG_TYPE)
        return usual if node.given is None else node.given

    def number(self, key: str) -> int:
        """A whole number from 0 up, 0 where there is none."""
        node = self.at(key)
        if node.given is None:
            return 0
        if not isinstance(node.given, int) or isinstance(node.given, bool):
            raise node.bad(Why.WRONG_TYPE)
        if not 0 <= node.given <= LARGEST_NUMBER:
            raise node.bad(Why.OUT_OF_BOUNDS)
        return node.given

    def privacy(self, key: str) -> Privacy:
        """A category of privacy, personal where none is said."""
        found = self.line(key, usual=Privacy.PERSONAL.value)
        if found not in {one.value for one in Privacy}:
            raise self.at(key).bad(Why.UNKNOWN_VALUE)
        return Privacy(found)

    def extras(self, key: str) -> dict[str, str]:
        """What another program wrote: words by words."""
        node = self.at(key)
        kept = {name: one._words(LONGEST_TEXT) for name, one in node.entries()}
        if len(kept) > MOST_EXTRAS:
            raise node.bad(Why.TOO_MANY)
        return kept

    def _words(self, longest: int) -> str:
        if not isinstance(self.given, str):
            raise self.bad(Why.WRONG_TYPE)
        if len(self.given) > longest:
            raise self.bad(Why.TOO_LONG)
        if strip_control(self.given) != self.given:
            raise self.bad(Why.CONTROL_CHARACTER)
        return self.given

    def _below(self, key: str | int) -> str:
        return f"{self.path}.{key}" if self.path else str(key)
