from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from seutu.shared.eforms.differences import Change, between
from seutu.shared.eforms.presentation.making import in_words
from seutu.shared.eforms.spec.items import FieldKind, GroupKind, Privacy
from seutu.shared.eforms.spec.texts import Text
from seutu.shared.eforms.tests import specs
from seutu.shared.eforms.tests.specs import choices, fi, field, group, spec

A, B, C = field("a"), field("b"), field("c")


def told(before, after) -> list[tuple[Change, str]]:
    return [(each.change, each.name) for each in between(before, after)]


@given(specs.specs())
def test_a_spec_is_the_same_as_itself(made):
    assert between(made, made) == []


@given(specs.specs(), specs.specs())
def test_any_two_can_be_told_apart_in_words(before, after):
    lines = in_words(between(before, after), lambda text: text.spoken("fi"))
    assert all(line.words for line in lines)


def test_items_come_and_go():
    assert told(spec(A, B), spec(A, C)) == [(Change.ADDED, "c"), (Change.REMOVED, "b")]


def test_as_few_moves_as_explain_the_order_are_told():
    assert told(spec(A, B, C), spec(B, C, A)) == [(Change.MOVED, "a")]


def test_another_group_is_a_move():
    before = spec(A, group("g", B, kind=GroupKind.PAGE))
    after = spec(group("g", B, A, kind=GroupKind.PAGE))
    assert told(before, after) == [(Change.MOVED, "a")]


def test_properties_are_told_with_what_was_and_is():
    after = replace(A, required="yes", kind=FieldKind.DATE, privacy=Privacy.NONE)
    found = {each.part: (each.before, each.after) for each in between(spec(A), spec(after))}
    assert found == {"kind": ("text", "date"), "required": ("", "yes"), "privacy": ("personal", "none")}


def test_words_are_told_by_language_and_reviewing_too():
    before = Text({"fi": "Nimi", "ar": "اسم", "sv": "Namn"}, frozenset({"ar"}))
    after = Text({"fi": "Koko nimi", "ar": "اسم", "sv": "Namn"})
    found = between(spec(replace(A, label=before)), spec(replace(A, label=after)))
    assert [(each.change, each.language) for each in found] == [(Change.WORDS, "fi"), (Change.REVIEWED, "ar")]


def test_languages_and_settings_of_the_form_are_told():
    before = spec(A, languages=("fi", "sv"))
    after = spec(A, languages=("ar", "fi"), is_paged=False, title=fi("Toinen"))
    assert [each.change for each in between(before, after)] == [
        Change.LANGUAGE_ADDED,
        Change.LANGUAGE_REMOVED,
        Change.FIRST_LANGUAGE,
        Change.WORDS,
        Change.FORM_CHANGED,
    ]


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        ({}, {"l": choices("x")}, [Change.LIST_ADDED]),
        ({"l": choices("x")}, {}, [Change.LIST_REMOVED]),
        ({"l": choices("x", "y")}, {"l": choices("y", "z")}, [Change.CHOICE_ADDED, Change.CHOICE_REMOVED]),
        ({"l": choices("x", "y")}, {"l": choices("y", "x")}, [Change.CHOICES_ORDERED]),
    ],
)
def test_choices_are_told(before, after, changes):
    assert [each.change for each in between(spec(A, choices=before), spec(A, choices=after))] == changes
