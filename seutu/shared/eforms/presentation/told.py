"""Answers in words, to be read: before sending, on the acknowledgement, and at the desk."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from seutu.shared.eforms.answers import places, words
from seutu.shared.eforms.answers.judging import Spot
from seutu.shared.eforms.answers.prepared import Prepared, key_of
from seutu.shared.eforms.spec.items import Choice, Field, FieldKind, Group, GroupKind, Item
from seutu.shared.eforms.spec.texts import Spoken, Text

_NAMED = re.compile(r"\$\{([^}]{1,100})\}")


@dataclass(frozen=True)
class Line:
    """A question and its answer, each piece of which has its own language; ``""`` where that is not known."""

    key: str
    name: str
    label: Spoken
    pieces: tuple[Spoken, ...]
    is_long: bool = False


@dataclass(frozen=True)
class Part:
    """A heading and what stands under it; ``page`` is the name of the item in whose page it is asked."""

    label: Spoken | None
    number: int
    lines: tuple[Line, ...]
    first_name: str


@dataclass(frozen=True)
class Telling:
    """In which language answers are told, and by what names of places and files."""

    form: Prepared
    language: str
    municipalities: Mapping[str, str]
    file_names: Mapping[str, str]

    def said(self, text: Text) -> Spoken:
        return text.spoken(self.language, tuple(self.form.spec.languages))

    def pieces(self, item: Field, value: Any) -> tuple[Spoken, ...]:
        """An answer in words."""
        values = value if isinstance(value, list) else [value]
        return tuple(self._piece(item, each) for each in values)

    def _piece(self, item: Field, value: Any) -> Spoken:
        match item.kind:
            case FieldKind.CHOICE | FieldKind.MANY:
                return self._choice(item, value)
            case FieldKind.CONSENT:
                return words.say("yes", self.language)
            case FieldKind.FILE:
                return Spoken(self.file_names.get(value, str(value)), "")
            case FieldKind.MUNICIPALITY:
                return Spoken(self.municipalities.get(value, str(value)), "")
            case FieldKind.COUNTRY:
                return Spoken(places.countries(self.language).get(value, str(value)), self.language)
            case FieldKind.LANGUAGE:
                return Spoken(places.languages(self.language).get(value, str(value)), self.language)
            case FieldKind.DATE:
                return Spoken(day_in_words(str(value)), "")
            case _:
                return self._plain(value)

    def _plain(self, value: Any) -> Spoken:
        if isinstance(value, bool):
            return words.say("yes" if value else "no", self.language)
        if isinstance(value, float):
            return Spoken(str(value).replace(".", "," if self.language != "en" else "."), "")
        return Spoken(str(value), "")

    def _choice(self, item: Field, value: Any) -> Spoken:
        choices: Sequence[Choice] = self.form.spec.choices.get(item.choices, ())
        label = next((choice.label for choice in choices if choice.value == value), None)
        return self.said(label) if label else Spoken(str(value), "")


def day_in_words(iso: str) -> str:
    """A stored day in numbers, as it is written here: 15.3.2026."""
    try:
        on = dt.date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{on.day}.{on.month}.{on.year}"


def parts_of(telling: Telling, answers: Mapping[str, Any], relevant: Collection[Spot] | None = None) -> list[Part]:
    """The answers under the headings of the form, in its order.

    Without ``relevant`` only what was answered is there; with it, what was asked and not answered too.
    """
    reader = _Reader(telling, relevant)
    return [part for part in reader.parts(telling.form.spec.items, answers, (), None) if part.lines]


@dataclass(frozen=True)
class _Reader:
    telling: Telling
    relevant: Collection[Spot] | None

    def parts(
        self, items: Sequence[Item], answers: Mapping[str, Any], rounds: tuple[int, ...], heading: Group | None
    ) -> Iterator[Part]:
        label = self.telling.said(heading.label) if heading and heading.label else None
        number = rounds[-1] + 1 if heading and heading.kind is GroupKind.REPEAT else 0
        first_name = items[0].name if items else ""
        lines: list[Line] = []
        for item in items:
            if isinstance(item, Field):
                lines += self._lines(item, answers, rounds)
                continue
            # What was read so far stands above the group.
            yield Part(label, number, tuple(lines), first_name)
            lines = []
            yield from self._group(item, answers, rounds)
        yield Part(label, number, tuple(lines), first_name)

    def _group(self, item: Group, answers: Mapping[str, Any], rounds: tuple[int, ...]) -> Iterator[Part]:
        if item.kind is not GroupKind.REPEAT:
            yield from self.parts(item.items, answers, rounds, item)
            return
        for place, each in enumerate(answers.get(item.name) or ()):
            yield from self.parts(item.items, each, (*rounds, place), item)

    def _lines(self, item: Field, answers: Mapping[str, Any], rounds: tuple[int, ...]) -> Iterator[Line]:
        telling, value = self.telling, answers.get(item.name)
        is_asked = item.kind.takes_answers or (item.kind is FieldKind.COMPUTED and bool(item.label))
        if not is_asked or (value is None and (item.name, rounds) not in (self.relevant or ())):
            return
        pieces = telling.pieces(item, value) if value is not None else (words.say("no_answer", telling.language),)
        key = key_of(telling.form.nodes[item.name], rounds)
        label = with_answers(telling, telling.said(item.label), answers) if item.label else Spoken(item.name, "")
        yield Line(key, item.name, label, pieces, item.kind is FieldKind.LONG_TEXT)


def with_answers(telling: Telling, said: Spoken, answers: Mapping[str, Any]) -> Spoken:
    """Words in which ``${name}`` stands for the answer of that name, as XLSForm lets labels say."""
    if "${" not in said.words:
        return said

    def answer(found: re.Match[str]) -> str:
        node = telling.form.nodes.get(found[1])
        value = answers.get(found[1])
        if node is None or value is None or not isinstance(node.item, Field):
            return ""
        return ", ".join(piece.words for piece in telling.pieces(node.item, value))

    return Spoken(_NAMED.sub(answer, said.words), said.language, said.is_fallback, said.is_unreviewed)
