"""The items of a page as they are shown: fields with what was typed and what is wrong, groups, repeats, notes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from seutu.shared.eforms.answers import places, words
from seutu.shared.eforms.answers.judging import Judged
from seutu.shared.eforms.answers.prepared import Node, key_of
from seutu.shared.eforms.answers.rounds import most_of
from seutu.shared.eforms.answers.values import OTHER_MUNICIPALITY, YES, Lists, limit_of
from seutu.shared.eforms.presentation.frame import Frame
from seutu.shared.eforms.presentation.told import Telling, with_answers
from seutu.shared.eforms.spec.items import Field, FieldKind, Group, GroupKind, Item
from seutu.shared.eforms.spec.texts import Spoken

# More choices than this are a list to pull down, unless the form says otherwise.
MOST_BUTTONS = 10
# What a phone's camera and its store of files are asked for. What really comes is looked at anyway.
PICTURES_AND_PAPERS = "image/jpeg,image/png,image/webp,image/gif,.pdf,.docx,.odt,.xlsx,.ods,.txt"
IN_LINE = frozenset({"horizontal", "likert", "columns-pack", "quick"})

# How each kind is typed: template, type, inputmode, autocomplete, direction.
_LINES: dict[FieldKind, tuple[str, str, str, str]] = {
    FieldKind.TEXT: ("text", "", "", "auto"),
    FieldKind.SIGNATURE: ("text", "", "name", "auto"),
    FieldKind.PHONE: ("tel", "tel", "tel", "ltr"),
    FieldKind.EMAIL: ("email", "email", "email", "ltr"),
    FieldKind.INTEGER: ("text", "numeric", "", "ltr"),
    FieldKind.NUMBER: ("text", "decimal", "", "ltr"),
    FieldKind.DATE: ("text", "", "", "ltr"),
    FieldKind.YEAR: ("text", "numeric", "", "ltr"),
    FieldKind.IDENTITY_CODE: ("text", "", "off", "ltr"),
}
_NARROW = frozenset({FieldKind.INTEGER, FieldKind.NUMBER, FieldKind.DATE, FieldKind.YEAR, FieldKind.IDENTITY_CODE})
_LISTED = frozenset({FieldKind.LANGUAGE, FieldKind.COUNTRY})


@dataclass(frozen=True)
class Option:
    """One choice: ``label`` says its own language."""

    id: str
    value: str
    label: Spoken
    is_chosen: bool


@dataclass(frozen=True)
class OptionGroup:
    """Choices that belong together in a long list."""

    label: Spoken
    options: Sequence[Option]


@dataclass(frozen=True)
class AttachedFile:
    key: str
    name: str
    is_scanned: bool


@dataclass(frozen=True, kw_only=True)
class ShownField:
    """A field of a page. ``look`` names its template: ``line``, ``text``, ``buttons``, ``list``, ``file``, ``tick``."""

    key: str
    id: str
    look: str
    label: Spoken
    hint: Spoken | None
    own_hint: Spoken | None
    mistake: Spoken | None
    is_required: bool
    is_asked: bool = False
    value: str = ""
    groups: Sequence[OptionGroup] = ()
    options: Sequence[Option] = ()
    files: Sequence[AttachedFile] = ()
    type: str = "text"
    inputmode: str = ""
    autocomplete: str = ""
    direction: str = ""
    is_narrow: bool = False
    is_many: bool = False
    is_in_line: bool = False
    takes_more: bool = False
    accepts: str = ""
    most: int = 0
    kind: str = "field"

    @property
    def target(self) -> str:
        """The id that a link to the field leads to: of buttons, the first."""
        return self.options[0].id if self.look == "buttons" and self.options else self.id

    @property
    def described_by(self) -> str:
        """The ids of what is read aloud after the label."""
        said = {"asked": self.is_asked, "hint": self.hint or self.own_hint, "error": self.mistake}
        return " ".join(f"{self.id}-{part}" for part, is_said in said.items() if is_said)


@dataclass(frozen=True)
class ShownNote:
    label: Spoken
    hint: Spoken | None
    kind: str = "note"


@dataclass(frozen=True)
class ShownGroup:
    """A group, or one round of a repeat (``number`` from 1; ``remove`` is the button's value, or "")."""

    label: Spoken | None
    hint: Spoken | None
    items: Sequence[Any]
    number: int = 0
    remove: str = ""
    id: str = ""
    kind: str = "group"


@dataclass(frozen=True)
class ShownRepeat:
    """A repeat with its rounds; ``add`` is the value of the button that adds one, or "" when there are enough."""

    label: Spoken | None
    hint: Spoken | None
    rounds: Sequence[ShownGroup]
    add: str
    kind: str = "repeat"


@dataclass
class Drawing:
    """Draws the items of a page: ``mistakes`` are shown beside the fields with these keys.

    ``asked`` names the fields that the desk wants completed.
    """

    judged: Judged
    frame: Frame
    lists: Lists
    telling: Telling
    files: Mapping[str, AttachedFile]
    mistakes: Mapping[str, Spoken] = field(default_factory=dict)
    asked: Collection[str] = frozenset()

    def shown(self, items: Sequence[Item], rounds: tuple[int, ...] = ()) -> Iterator[Any]:
        """The items that are relevant now."""
        for item in items:
            if (item.name, rounds) not in self.judged.relevant:
                continue
            node = self.judged.form.nodes[item.name]
            if isinstance(item, Field):
                if item.kind is FieldKind.NOTE:
                    yield ShownNote(self._said(item), self._hint(item))
                elif item.kind.takes_answers:
                    yield self._field(node, item, rounds)
            elif item.kind is GroupKind.REPEAT:
                yield self._repeat(node, item, rounds)
            else:
                yield ShownGroup(self._said(item), self._hint(item), list(self.shown(item.items, rounds)))

    @cached_property
    def answers(self) -> Mapping[str, Any]:
        return self.judged.answers

    def _said(self, item: Item) -> Spoken:
        return with_answers(self.telling, self.frame.said(item.label), self.answers)

    def _hint(self, item: Item) -> Spoken | None:
        return with_answers(self.telling, self.frame.said(item.hint), self.answers) if item.hint else None

    def _repeat(self, node: Node, item: Group, rounds: tuple[int, ...]) -> ShownRepeat:
        key, every = key_of(node, rounds), self.judged.rounds_of(node, rounds)
        shown = [
            ShownGroup(
                self._said(item) if item.label else None,
                None,
                list(self.shown(item.items, each)),
                number=place + 1,
                id=f"k-{key}/{place}",
                remove=f"remove:{key}:{place}" if len(every) > item.least else "",
            )
            for place, each in enumerate(every)
        ]
        add = f"add:{key}" if len(every) < most_of(item) else ""
        return ShownRepeat(self._said(item) if item.label else None, self._hint(item), shown, add)

    def _field(self, node: Node, item: Field, rounds: tuple[int, ...]) -> ShownField:
        key = key_of(node, rounds)
        typed = list(self.judged.raw.get(key, ()))
        given: dict[str, Any] = {
            "key": key,
            "id": f"k-{key}",
            "label": self._said(item) if item.label else Spoken(item.name, ""),
            "hint": self._hint(item),
            "own_hint": self._own_hint(item),
            "mistake": self.mistakes.get(key),
            "is_required": node.is_always_required or node.required is not None,
            "is_asked": item.name in self.asked,
            "most": limit_of(item),
        }
        if item.kind.has_choices:
            return self._buttons(item, given, typed)
        if item.kind is FieldKind.MUNICIPALITY:
            return self._municipality(given, typed)
        if item.kind in _LISTED:
            return ShownField(look="list", options=self._listed(item, typed), **given)
        if item.kind is FieldKind.FILE:
            return self._file(item, given, typed)
        if item.kind is FieldKind.CONSENT:
            return ShownField(look="tick", value="yes" if YES.intersection(typed) else "", **given)
        value = typed[0] if typed else ""
        if item.kind is FieldKind.LONG_TEXT or item.appearance == "multiline":
            return ShownField(look="text", value=value, direction="auto", **given)
        kind, mode, complete, direction = _LINES[item.kind]
        return ShownField(
            look="line",
            value=value,
            type=kind,
            inputmode=mode,
            autocomplete=complete,
            direction=direction,
            is_narrow=item.kind in _NARROW,
            **given,
        )

    def _own_hint(self, item: Field) -> Spoken | None:
        """What we say of a kind of field beside what the form says."""
        if item.kind is FieldKind.MANY:
            return words.say("choose_many", self.frame.language)
        if item.kind is FieldKind.DATE and not item.hint:
            return words.say("date_hint", self.frame.language)
        return None

    def _buttons(self, item: Field, given: dict[str, Any], typed: Sequence[str]) -> ShownField:
        choices = self.judged.form.spec.choices.get(item.choices, ())
        options = [
            Option(f"{given['id']}-{place}", choice.value, self.frame.said(choice.label), choice.value in typed)
            for place, choice in enumerate(choices)
        ]
        is_many = item.kind is FieldKind.MANY
        is_list = not is_many and ("minimal" in item.appearance or len(options) > MOST_BUTTONS)
        return ShownField(
            look="list" if is_list else "buttons",
            options=options,
            is_many=is_many,
            is_in_line=bool(IN_LINE.intersection(item.appearance.split())) or (not is_many and len(options) <= 3),
            **given,
        )

    def _listed(self, item: Field, typed: Sequence[str]) -> list[Option]:
        language = self.frame.language
        names: Mapping[str, str] = {
            FieldKind.COUNTRY: places.countries(language),
            FieldKind.LANGUAGE: places.languages(language),
        }[item.kind]
        return [Option("", code, Spoken(name, language), code in typed) for code, name in names.items()]

    def _municipality(self, given: dict[str, Any], typed: Sequence[str]) -> ShownField:
        """The municipalities of the service first, then the others of the country, and last that it is none of them."""
        named_in = "sv" if self.frame.language == "sv" else "fi"
        options = [
            Option("", code, Spoken(name, "" if code == OTHER_MUNICIPALITY else named_in), code in typed)
            for code, name in self.lists.municipalities.items()
        ]
        near = [each for each in options if each.value in self.lists.near]
        others = [each for each in options if each.value not in {*self.lists.near, OTHER_MUNICIPALITY}]
        headed = (("near_municipalities", near), ("other_municipalities", others))
        return ShownField(
            look="list",
            groups=[OptionGroup(words.say(key, self.frame.language), each) for key, each in headed if each],
            options=[each for each in options if each.value == OTHER_MUNICIPALITY],
            **given,
        )

    def _file(self, item: Field, given: dict[str, Any], typed: Sequence[str]) -> ShownField:
        attached = [self.files[key] for key in typed if key in self.files]
        return ShownField(
            look="file", files=attached, takes_more=len(attached) < limit_of(item), accepts=PICTURES_AND_PAPERS, **given
        )
