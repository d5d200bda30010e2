"""The parts of a form: pages, groups, repeats, fields, and the choices that fields offer."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from seutu.shared.eforms.spec.texts import NO_WORDS, Text


class FieldKind(enum.Enum):
    """What a field asks for, and so what its answer is made of (see `answers.values`)."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    CHOICE = "choice"
    MANY = "many"
    INTEGER = "integer"
    NUMBER = "number"
    DATE = "date"
    YEAR = "year"
    PHONE = "phone"
    EMAIL = "email"
    MUNICIPALITY = "municipality"
    LANGUAGE = "language"
    COUNTRY = "country"
    IDENTITY_CODE = "identity_code"
    FILE = "file"
    CONSENT = "consent"
    SIGNATURE = "signature"
    NOTE = "note"
    COMPUTED = "computed"

    @property
    def takes_answers(self) -> bool:
        """Whether a person answers it: a note is only read, and a computed value is worked out."""
        return self not in {FieldKind.NOTE, FieldKind.COMPUTED}

    @property
    def has_choices(self) -> bool:
        """Whether it offers a list of choices that the form itself holds."""
        return self in {FieldKind.CHOICE, FieldKind.MANY}


class Privacy(enum.Enum):
    """How much an answer tells of a person: decides what is sealed at rest and who may read it.

    ``SENSITIVE`` covers the special categories of GDPR article 9 and identity codes (Data Protection Act 29 §).
    """

    NONE = "none"
    PERSONAL = "personal"
    SENSITIVE = "sensitive"


class GroupKind(enum.Enum):
    """A page is shown alone, a group under one heading, a repeat as often as the person needs."""

    PAGE = "page"
    GROUP = "group"
    REPEAT = "repeat"


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One of a list: ``value`` is what an answer holds, without spaces."""

    value: str
    label: Text
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Field:
    """A question, a note or a computed value. Expressions are sources in the language of `eforms.expressions`.

    ``required`` is "" (no), "yes", or an expression; ``constraint`` must be true of an answer (``.``), else
    ``constraint_message`` is said. ``choices`` names a list of the spec. ``most`` is the number of files, and for
    texts the number of characters, 0 for the usual limit. ``extra`` keeps what another program wrote and we do not use.
    """

    name: str
    kind: FieldKind
    label: Text = NO_WORDS
    hint: Text = NO_WORDS
    required: str = ""
    required_message: Text = NO_WORDS
    relevant: str = ""
    constraint: str = ""
    constraint_message: Text = NO_WORDS
    calculation: str = ""
    default: str = ""
    choices: str = ""
    appearance: str = ""
    privacy: Privacy = Privacy.PERSONAL
    most: int = 0
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Group:
    """Items that belong together. A repeat has at least ``least`` and at most ``most`` rounds (0: the usual limit)."""

    name: str
    kind: GroupKind
    items: Sequence[Item] = ()
    label: Text = NO_WORDS
    hint: Text = NO_WORDS
    relevant: str = ""
    least: int = 0
    most: int = 0
    extra: Mapping[str, Any] = field(default_factory=dict)


Item = Field | Group


@dataclass(frozen=True, kw_only=True)
class Spec:
    """A whole form. The first of ``languages`` is the one that what is missing falls back to.

    ``retention`` names a class of `retention.py`, ``notice`` tells of data protection (GDPR article 13), ``thanks`` is
    said after sending. ``is_paged`` shows one page at a time. Names of items are unique in the whole form.
    """

    title: Text
    languages: Sequence[str]
    items: Sequence[Item] = ()
    choices: Mapping[str, Sequence[Choice]] = field(default_factory=dict)
    intro: Text = NO_WORDS
    notice: Text = NO_WORDS
    thanks: Text = NO_WORDS
    is_paged: bool = True
    retention: str = "year"
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def default_language(self) -> str:
        """The language that the form was first written in."""
        return self.languages[0]


@dataclass(frozen=True)
class Placed:
    """An item with the groups around it, the outermost first."""

    item: Item
    path: tuple[Group, ...] = ()

    @property
    def repeat(self) -> Group | None:
        """The nearest repeat around the item."""
        return next((group for group in reversed(self.path) if group.kind is GroupKind.REPEAT), None)


def walk(items: Sequence[Item], path: tuple[Group, ...] = ()) -> Iterator[Placed]:
    """Every item in the order in which it is shown, a group before what is in it."""
    for item in items:
        yield Placed(item, path)
        if isinstance(item, Group):
            yield from walk(item.items, (*path, item))


def fields_of(spec: Spec) -> Iterator[Placed]:
    """Every field of a form, with the groups around it."""
    return (placed for placed in walk(spec.items) if isinstance(placed.item, Field))
