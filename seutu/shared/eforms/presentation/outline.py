"""The outline of a form for its maker: every item with what is told of it, and the buttons that do something now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from seutu.shared.eforms.building.words import kind_name, language_name, part_name
from seutu.shared.eforms.spec.items import Field, Group, GroupKind, Item, Spec
from seutu.shared.eforms.spec.problems import Code, Problem, Severity
from seutu.shared.eforms.spec.texts import Spoken, Text
from seutu.shared.ui.components import Status

VERBS = ("up", "down", "in", "out", "copy")


@dataclass(frozen=True)
class Told:
    """A problem in words: how heavy it is, and what it is about."""

    words: str
    about: str
    is_error: bool


@dataclass(frozen=True)
class OutlineItem:
    """An item of the outline with those in it."""

    name: str
    label: Spoken
    kind: str
    is_group: bool
    is_page: bool
    is_required: bool
    is_required_sometimes: bool
    relevant: str
    problems: Sequence[Told]
    missing: Sequence[str]
    unreviewed: Sequence[str]
    verbs: Sequence[str]
    items: Sequence[OutlineItem] = field(default_factory=list)


class Outline:
    """Draws the items of ``spec`` in the maker's language."""

    def __init__(self, spec: Spec, problems: Iterable[Problem], language: str) -> None:
        self.spec, self.language = spec, language
        self.problems: dict[str, list[Problem]] = {}
        lists = set(spec.choices)
        self.of_form: list[Problem] = []
        self.of_lists: list[Problem] = []
        for problem in problems:
            if not problem.name:
                self.of_form.append(problem)
            elif problem.part in {"value", *(_values(spec, problem.name))} and problem.name in lists:
                self.of_lists.append(problem)
            else:
                self.problems.setdefault(problem.name, []).append(problem)

    def items(self) -> list[OutlineItem]:
        return list(self._drawn(self.spec.items, ()))

    def _drawn(self, items: Sequence[Item], path: tuple[Group, ...]) -> Iterator[OutlineItem]:
        for place, item in enumerate(items):
            problems = self.problems.get(item.name, [])
            inner = list(self._drawn(item.items, (*path, item))) if isinstance(item, Group) else []
            required = item.required if isinstance(item, Field) else ""
            yield OutlineItem(
                name=item.name,
                label=self._said(item.label) if item.label else Spoken(item.name, ""),
                kind=str(kind_name(item.kind)),
                is_group=isinstance(item, Group),
                is_page=item.kind is GroupKind.PAGE,
                is_required=required == "yes",
                is_required_sometimes=bool(required) and required != "yes",
                relevant=item.relevant,
                problems=told(problem for problem in problems if problem.severity is Severity.ERROR),
                missing=_languages(problems, Code.MISSING_TRANSLATION),
                unreviewed=_languages(problems, Code.UNREVIEWED_TRANSLATION),
                verbs=_verbs(item, place, items, path),
                items=inner,
            )

    def _said(self, text: Text) -> Spoken:
        return text.spoken(self.language, tuple(self.spec.languages))


def told(problems: Iterable[Problem]) -> list[Told]:
    """Problems in words, each once."""
    found = (Told(each.message, _about(each), each.severity is Severity.ERROR) for each in problems)
    return list(dict.fromkeys(found))


def by_language(problems: Iterable[Problem]) -> list[Status]:
    """How many words are missing and how many wait for a reader, for each language that has such."""
    counted: dict[tuple[Code, str], int] = {}
    for each in problems:
        if each.severity is Severity.WARNING:
            counted[each.code, each.language] = counted.get((each.code, each.language), 0) + 1
    words = {
        Code.MISSING_TRANSLATION: _("%(language)s: %(n)d missing"),
        Code.UNREVIEWED_TRANSLATION: _("%(language)s: %(n)d to review"),
    }
    return [
        Status(words[code] % {"language": language_name(language), "n": count}, "soon")
        for (code, language), count in sorted(counted.items(), key=lambda pair: (pair[0][1], pair[0][0].value))
    ]


def _about(problem: Problem) -> str:
    about = part_name(problem.part) if problem.part else ""
    return f"{about} ({language_name(problem.language)})" if about and problem.language else about


def _values(spec: Spec, name: str) -> set[str]:
    return {choice.value for choice in spec.choices.get(name, ())}


def _languages(problems: Iterable[Problem], code: Code) -> list[str]:
    return [language_name(each) for each in dict.fromkeys(p.language for p in problems if p.code is code)]


def _verbs(item: Item, place: int, siblings: Sequence[Item], path: tuple[Group, ...]) -> list[str]:
    """What can be done with an item where it stands; a page moves among pages only."""
    is_page = item.kind is GroupKind.PAGE
    can = {
        "up": place > 0,
        "down": place < len(siblings) - 1,
        "in": place > 0 and isinstance(siblings[place - 1], Group) and not is_page,
        "out": bool(path),
        "copy": True,
    }
    return [verb for verb in VERBS if can[verb]]
