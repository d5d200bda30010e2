"""Specs for tests: a small one with dull values, and any that Hypothesis can think of."""

from __future__ import annotations

import string
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
_signs = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff\ufeff$")
words_of_people = st.sampled_from(TRICKY) | st.text(_signs, min_size=1, max_size=40).map(
    lambda words: words.strip() or "a"
)


@st.composite
def texts(draw: st.DrawFn, *, languages: tuple[str, ...] = LANGUAGES, least: int = 0) -> Text:
    said = draw(st.dictionaries(st.sampled_from(languages), words_of_people, min_size=least, max_size=3))
    unreviewed = draw(st.sets(st.sampled_from(sorted(said)))) if said else set()
    return Text(said, frozenset(unreviewed))


names = st.text(string.ascii_lowercase + "_", min_size=1, max_size=8)
extras = st.dictionaries(st.sampled_from(["oma", "huomio", "x"]), words_of_people, max_size=2)
expressions = st.sampled_from(["", ". > 1", "string-length(.) < 5", "today() = today()", "1 = 1 or 2 = 3"])
needed = st.sampled_from(["", "yes", "1 = 1"])
appearances = st.sampled_from(["", "minimal", "quick columns", "multiline", "field-list"])


@st.composite
def fields(draw: st.DrawFn, name: str, lists: list[str]) -> Field:
    kind = draw(st.sampled_from([kind for kind in FieldKind if lists or not kind.has_choices]))
    is_read, is_computed = kind is FieldKind.NOTE, kind is FieldKind.COMPUTED
    takes = kind.takes_answers
    return Field(
        name=name,
        kind=kind,
        label=draw(texts(least=0 if is_computed else 1)),
        hint=draw(texts()) if takes or is_read else NO_WORDS,
        required=draw(needed) if takes else "",
        required_message=draw(texts()) if takes else NO_WORDS,
        relevant=draw(expressions),
        constraint=draw(expressions) if takes else "",
        constraint_message=draw(texts()) if takes else NO_WORDS,
        calculation="1 + 1" if is_computed else "",
        default=draw(st.sampled_from(["", "oletus", "5"])) if takes else "",
        choices=draw(st.sampled_from(lists)) if kind.has_choices else "",
        appearance=draw(appearances),
        privacy=draw(st.sampled_from(Privacy)),
        most=draw(st.integers(0, 5)),
        extra=draw(extras),
    )


@st.composite
def items(draw: st.DrawFn, left: list[str], lists: list[str], depth: int) -> tuple[Item, ...]:
    made: list[Item] = []
    for _each in range(draw(st.integers(0, 4))):
        if not left:
            break
        name = left.pop()
        if depth < 3 and left and draw(st.integers(0, 3)) == 0:
            made.append(draw(groups(name, left, lists, depth)))
        else:
            made.append(draw(fields(name, lists)))
    return tuple(made)


@st.composite
def groups(draw: st.DrawFn, name: str, left: list[str], lists: list[str], depth: int) -> Group:
    kinds = list(GroupKind) if depth == 0 else [GroupKind.GROUP, GroupKind.REPEAT]
    kind = draw(st.sampled_from(kinds))
    is_repeat = kind is GroupKind.REPEAT
    within = (field(left.pop()), *draw(items(left, lists, depth + 1)))
    return Group(
        name=name,
        kind=kind,
        items=within,
        label=draw(texts(least=1)),
        hint=draw(texts()),
        relevant=draw(expressions),
        least=draw(st.integers(0, 2)) if is_repeat else 0,
        most=draw(st.integers(2, 9)) if is_repeat else 0,
        extra=draw(extras),
    )


@st.composite
def specs(draw: st.DrawFn) -> Spec:
    """Any spec that could be published: names are unique, expressions right, each choice has its label."""
    left = draw(st.lists(names, min_size=1, max_size=14, unique=True))
    lists = draw(st.lists(st.sampled_from(["kieli", "kunta", "syy"]), max_size=2, unique=True))
    left = [name for name in left if name not in {"meta", "data"}] or ["nimi"]
    offered = {each: draw(choice_lists()) for each in lists}
    return Spec(
        title=draw(texts(least=1)),
        languages=tuple(draw(st.lists(st.sampled_from(LANGUAGES), min_size=1, max_size=4, unique=True))),
        items=(field(left.pop()), *draw(items(left, lists, 0))),
        choices=offered,
        intro=draw(texts()),
        notice=draw(texts()),
        thanks=draw(texts()),
        is_paged=draw(st.booleans()),
        retention=draw(st.sampled_from(["year", "month"])),
        extra=draw(extras),
    )


@st.composite
def choice_lists(draw: st.DrawFn) -> tuple[Choice, ...]:
    values = draw(st.lists(names, min_size=1, max_size=3, unique=True))
    return tuple(Choice(value=value, label=draw(texts(least=1)), extra=draw(extras)) for value in values)
