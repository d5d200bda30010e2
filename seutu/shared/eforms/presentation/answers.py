"""Answers in words, in the order of the form, for who reads them at the desk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from babel import Locale
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from seutu.shared.eforms.models import AnswerSet, DeskNote, SubmittedFile
from seutu.shared.eforms.spec.items import Field, FieldKind, Group, GroupKind, Item, Spec
from seutu.shared.eforms.spec.texts import Spoken
from seutu.shared.ui.dates import day
from seutu.shared.ui.numbers import number

# What a person wrote in their own words, and so in their own language and direction.
OWN_WORDS = frozenset({FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.SIGNATURE})
EMPTY: tuple[Any, ...] = (None, "", [])
NO_WORDS_OF_FORM = Spoken("", "")


@dataclass(frozen=True, kw_only=True)
class Line:
    """A question with its answer: ``values`` in words, of files ``files``; ``former`` is what stood there before."""

    name: str
    label: Spoken
    values: Sequence[str] = ()
    files: Sequence[SubmittedFile] = ()
    is_own_words: bool = False
    is_long: bool = False
    former: Sequence[str] = ()
    notes: Sequence[DeskNote] = ()


@dataclass(frozen=True, kw_only=True)
class Part:
    """Questions under one heading; ``level`` 0 is a page of the form, each group in it is one deeper."""

    heading: Spoken = NO_WORDS_OF_FORM
    number: int = 0
    level: int = 0
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Known:
    """What answers are put into words by, beside the form itself."""

    municipalities: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, SubmittedFile] = field(default_factory=dict)
    notes: Sequence[DeskNote] = ()


def parts_of(spec: Spec, newest: AnswerSet, known: Known, former: AnswerSet | None = None) -> list[Part]:
    """The parts of a form in which anything was answered, in the form's order."""
    told = _Telling(spec, known)
    before = former.answers if former is not None else None
    parts = told.parts(spec.items, newest.answers, before)
    return _with_content(parts)


def _with_content(parts: Sequence[Part]) -> list[Part]:
    """The parts with an answer, and the headings above them."""
    kept: list[Part] = []
    for part in reversed(parts):
        if part.lines or (part.heading.words and kept and kept[-1].level > part.level):
            kept.append(part)
    return kept[::-1]


def unanswered(spec: Spec, parts: Collection[Part]) -> list[Line]:
    """The questions without an answer: left empty, or never asked since an answer made them needless."""
    answered = {line.name for part in parts for line in part.lines}
    return [line for line in questions(spec) if line.name not in answered]


def questions(spec: Spec) -> list[Line]:
    """Every question of a form, without answers."""
    return list(_questions(spec, spec.items))


def _questions(spec: Spec, items: Sequence[Item]) -> Iterator[Line]:
    for item in items:
        if isinstance(item, Group):
            yield from _questions(spec, item.items)
        elif item.kind.takes_answers:
            yield Line(name=item.name, label=_label(spec, item))


def _label(spec: Spec, item: Item) -> Spoken:
    said = item.label.spoken(get_language() or "fi", spec.languages)
    return said if said.words else Spoken(item.name, "")


class _Telling:
    def __init__(self, spec: Spec, known: Known) -> None:
        self.spec, self.known = spec, known
        self.language = get_language() or "fi"
        self.locale = Locale.parse(self.language.replace("-", "_"))

    def parts(self, items: Sequence[Item], answers: Mapping[str, Any], before: Mapping[str, Any] | None) -> list[Part]:
        return self._inside(Part(), items, answers, before)

    def _inside(
        self, own: Part, items: Sequence[Item], answers: Mapping[str, Any], before: Mapping[str, Any] | None
    ) -> list[Part]:
        """``own`` with the fields among ``items``, and a part for each group; fields after a group begin a new one."""
        parts, current = [own], own
        for item in items:
            if isinstance(item, Group):
                parts += self._group(item, own.level, answers, before)
            elif (line := self._line(item, answers, before)) is not None:
                if current is not own or len(parts) > 1:
                    current = self._going_on(parts, current, own.level)
                current.lines.append(line)
        return parts

    def _going_on(self, parts: list[Part], current: Part, level: int) -> Part:
        if parts[-1] is current:
            return current
        parts.append(Part(level=level))
        return parts[-1]

    def _group(
        self, group: Group, level: int, answers: Mapping[str, Any], before: Mapping[str, Any] | None
    ) -> list[Part]:
        heading = group.label.spoken(self.language, self.spec.languages)
        own = Part(heading=heading, level=level + 1)
        if group.kind is not GroupKind.REPEAT:
            return self._inside(own, group.items, answers, before)
        rounds = [each for each in answers.get(group.name) or [] if isinstance(each, Mapping)]
        parts: list[Part] = []
        for place, each in enumerate(rounds, start=1):
            # Which round was which before cannot be known once one was taken out, so none is called changed.
            parts += self._inside(replace(own, number=place, lines=[]), group.items, each, None)
        return parts

    def _line(self, asked: Field, answers: Mapping[str, Any], before: Mapping[str, Any] | None) -> Line | None:
        value = answers.get(asked.name)
        was = before.get(asked.name) if before is not None else value
        if asked.kind is FieldKind.NOTE or (value in EMPTY and was in EMPTY):
            return None
        is_file = asked.kind is FieldKind.FILE
        if value in EMPTY:
            return self._taken_out(asked, was)
        return Line(
            name=asked.name,
            label=_label(self.spec, asked),
            values=() if is_file else self.words(asked, value),
            files=[self.known.files[key] for key in value or () if key in self.known.files] if is_file else (),
            is_own_words=asked.kind in OWN_WORDS,
            is_long=asked.kind is FieldKind.LONG_TEXT,
            former=() if was == value else self.words(asked, was) or (_("no answer"),),
            notes=self._notes(asked),
        )

    def _taken_out(self, asked: Field, was: Any) -> Line:
        label, former = _label(self.spec, asked), self.words(asked, was)
        return Line(name=asked.name, label=label, values=(_("no answer"),), former=former, notes=self._notes(asked))

    def _notes(self, asked: Field) -> list[DeskNote]:
        return [each for each in self.known.notes if each.field_name == asked.name]

    def words(self, asked: Field, value: Any) -> list[str]:
        """An answer in words: one for each thing chosen."""
        if value in (None, "", []):
            return []
        if asked.kind is FieldKind.FILE:
            return [self.known.files[key].name for key in value or () if key in self.known.files]
        if isinstance(value, list):
            return [self._chosen(asked, str(each)) for each in value]
        return [self._one(asked, value)]

    def _one(self, asked: Field, value: Any) -> str:
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        match asked.kind:
            case FieldKind.CHOICE:
                return self._chosen(asked, str(value))
            case FieldKind.DATE:
                return _day(str(value))
            case FieldKind.MUNICIPALITY:
                return self.known.municipalities.get(str(value), str(value))
            case FieldKind.LANGUAGE:
                return str(self.locale.languages.get(str(value), value))
            case FieldKind.COUNTRY:
                return str(self.locale.territories.get(str(value), value))
            case _:
                return _number(value) if isinstance(value, float) else str(value)

    def _chosen(self, asked: Field, value: str) -> str:
        for choice in self.spec.choices.get(asked.choices, ()):
            if choice.value == value:
                return choice.label.spoken(self.language, self.spec.languages).words or value
        return value


def _day(value: str) -> str:
    try:
        return day(dt.date.fromisoformat(value))
    except ValueError:
        return value


def _number(value: float) -> str:
    decimals = len(f"{value:.6f}".rstrip("0").partition(".")[2])
    return number(value, decimals)
