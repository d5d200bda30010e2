"""Specs for tests: a small one with dull values, and any that Hypothesis can think of."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import strategies as st

from seutu.shared.eforms.spec.items import Choice, Field, FieldKind, Group, GroupKind, Item, Privacy, Spec
from seutu.shared.eforms.spec.texts import NO_WORDS, Text

LANGUAGES = ("fi", "sv", "en", "ar", "ru", "uk", "so", "ckb")


def fi(words: str) -> Text:
    return Text({"fi": words})


def field(name: str = "nimi", kind: FieldKind = FieldKind.TEXT, **parts: Any) -> Field:
    return Field(**{"name": name, "kind": kind, "label": fi("Kysymys"), **parts})


def group(name: str, *items: Item, kind: GroupKind = GroupKind.GROUP, **parts: Any) -> Group:
    return Group(**{"name": name, "kind": kind, "items": items, "label": fi("Otsikko"), **parts})


def spec(*items: Item, **parts: Any) -> Spec:
    return Spec(**{"title": fi("Koelomake"), "languages": ("fi",), "items": items, **parts})


def choices(*values: str) -> tuple[Choice, ...]:
    return tuple(Choice(value=value, label=fi(value.upper())) for value in values)


TRICKY = (
    *("=1+1", "+358 40", "-5", "@nimi", "#N/A", "TRUE", "1.0", "_x0041_", "100 €", "a  b", "“a”", "<b>&amp;", "مرحبا"),
    *(
        "rivi\n\nrivi",
        "👩‍👩‍👧",
        "e\u0301",
        "'=1",
        "nan",
        "01",
        "1e5",
        "2026-01-01",
        "'",
        "_x000D_",
        "{{ 7*7 }}",
        "a\tb",
    ),
)
RETENTIONS = ("year", "month")
CONDITIONS = ("", "", "today() = today()", "1 = 1 or 2 = 3", "'a\"b' != 'c'")
CONSTRAINTS = ("", ". > 1", "string-length(.) < 5", "regex(., '^[a-z]+$')")
APPEARANCES = ("", "minimal", "quick columns", "multiline", "field-list")
# Signs of every kind that a text may hold: they come alone and beside each other.
SIGNS = "".join(
    map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x600, 0x650), 0x200F, 0x202E, 0x2028, 0x1F600))
)


def specs() -> st.SearchStrategy[Spec]:
    """Any spec that could be published: names are unique, expressions right, and what must have words has them.

    Made of a number, since Hypothesis would need a second to think of each.
    """
    return st.integers(0, 2**48).map(lambda seed: Maker(random.Random(seed)).spec())


class Maker:
    """Makes a spec by chance, the same from the same chance."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.names = [f"{chance.choice('abcåя_x')}{chance.choice(['', '-', '.'])}{number}" for number in range(12)]
        self.lists = {f"lista{number}": self.choices() for number in range(chance.randrange(3))}

    def spec(self) -> Spec:
        languages = tuple(self.chance.sample(LANGUAGES, self.chance.randint(1, 4)))
        return Spec(
            title=self.text().written(languages[0], self.words()),
            languages=languages,
            items=(field(self.names.pop()), *self.items(0)),
            choices=self.lists,
            intro=self.text(),
            notice=self.text(),
            thanks=self.text(),
            is_paged=self.chance.random() < 0.5,
            retention=self.chance.choice(RETENTIONS),
            extra=self.extra(),
        )

    def words(self) -> str:
        if self.chance.random() < 0.5:
            return self.chance.choice(TRICKY)
        words = "".join(self.chance.choices(SIGNS, k=self.chance.randint(1, 20)))
        return words.strip().replace("${", "$") or "a"

    def text(self, *, least: int = 0) -> Text:
        languages = self.chance.sample(LANGUAGES, self.chance.randint(least, 3))
        unreviewed = frozenset(language for language in languages if self.chance.random() < 0.3)
        return Text({language: self.words() for language in languages}, unreviewed)

    def extra(self) -> dict[str, str]:
        return {name: self.words() for name in ("oma", "huomio") if self.chance.random() < 0.2}

    def choices(self) -> tuple[Choice, ...]:
        values = self.chance.sample(["1", "02", "a", "b-c", "ä", "=1", "TRUE"], self.chance.randint(1, 4))
        return tuple(Choice(value=value, label=self.text(least=1), extra=self.extra()) for value in values)

    def items(self, depth: int) -> tuple[Item, ...]:
        return tuple(self.item(depth) for _each in range(self.chance.randrange(5)) if len(self.names) > 1)

    def item(self, depth: int) -> Item:
        return self.group(depth) if depth < 3 and self.chance.random() < 0.25 else self.field()

    def group(self, depth: int) -> Group:
        kind = self.chance.choice(list(GroupKind) if depth == 0 else [GroupKind.GROUP, GroupKind.REPEAT])
        is_repeat = kind is GroupKind.REPEAT
        return Group(
            name=self.names.pop(),
            kind=kind,
            items=(field(self.names.pop()), *self.items(depth + 1)),
            label=self.text(least=1 if is_repeat else 0),
            hint=self.text(),
            relevant=self.chance.choice(CONDITIONS),
            least=self.chance.randrange(3) if is_repeat else 0,
            most=self.chance.randrange(2, 9) if is_repeat else 0,
            extra=self.extra(),
        )

    def field(self) -> Field:
        kind = self.chance.choice([kind for kind in FieldKind if self.lists or not kind.has_choices])
        takes = kind.takes_answers
        privacy = Privacy.SENSITIVE if kind is FieldKind.IDENTITY_CODE else self.chance.choice(list(Privacy))
        return Field(
            name=self.names.pop(),
            kind=kind,
            label=self.text(least=0 if kind is FieldKind.COMPUTED else 1),
            hint=self.text(),
            required=self.chance.choice(["", "yes", "1 = 1"]) if takes else "",
            required_message=self.text() if takes else NO_WORDS,
            relevant=self.chance.choice(CONDITIONS),
            constraint=self.chance.choice(CONSTRAINTS) if takes else "",
            constraint_message=self.text() if takes else NO_WORDS,
            calculation="1 + 1" if kind is FieldKind.COMPUTED else "",
            default=self.chance.choice(["", "oletus", "5"]) if takes else "",
            choices=self.chance.choice(list(self.lists)) if kind.has_choices else "",
            appearance=self.chance.choice(APPEARANCES),
            privacy=privacy,
            most=self.chance.randrange(3),
            extra=self.extra(),
        )
