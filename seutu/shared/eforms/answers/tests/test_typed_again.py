"""Answers that were sent are opened again as somebody would type them, and nothing of them changes."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seutu.shared.eforms.answers import places
from seutu.shared.eforms.answers.judging import judge
from seutu.shared.eforms.answers.prepared import prepare
from seutu.shared.eforms.answers.tests.specs import YES_NO, asked, form, repeat
from seutu.shared.eforms.answers.tests.test_any_form_and_any_answers import raws, specs
from seutu.shared.eforms.answers.typed_again import typed_again
from seutu.shared.eforms.answers.values import Lists
from seutu.shared.eforms.spec.items import FieldKind

TODAY = dt.date(2026, 3, 2)
LISTS = Lists(
    municipalities={"167": "Joensuu"},
    languages=places.language_codes(),
    countries=places.country_codes(),
    files=frozenset({"a" * 32, "b" * 32}),
)
numbers = st.one_of(
    st.integers(-(10**14), 10**14).map(str),
    st.decimals(-(10**9), 10**9, places=10, allow_nan=False).map(lambda number: format(number, "f")),
    st.sampled_from(["٣٫٥", "1.234,5", "-0", "0,0000000001", "+7", "−2"]),
)
days = st.dates(dt.date(1800, 1, 1), dt.date(2199, 12, 31)).map(lambda on: f"{on.day}.{on.month}.{on.year}")
words = st.text(min_size=1, max_size=30)
PLAUSIBLE = {
    FieldKind.TEXT: words,
    FieldKind.LONG_TEXT: words,
    FieldKind.SIGNATURE: words,
    FieldKind.NUMBER: numbers,
    FieldKind.INTEGER: numbers,
    FieldKind.DATE: days,
    FieldKind.YEAR: st.integers(1800, 2199).map(str),
    FieldKind.PHONE: st.sampled_from(["040 123 4567", "00358401234567", "+358 (40) 1234-567"]),
    FieldKind.EMAIL: st.sampled_from(["keksitty@esimerkki.example", " a.b+c@xn--nxa.example"]),
    FieldKind.IDENTITY_CODE: st.sampled_from(["010190-900p", "290200A900C"]),
    FieldKind.CHOICE: st.sampled_from(["yes", "no"]),
    FieldKind.MANY: st.sampled_from(["yes", "no"]),
    FieldKind.MUNICIPALITY: st.just("167"),
    FieldKind.LANGUAGE: st.sampled_from(["ar", "fi"]),
    FieldKind.COUNTRY: st.sampled_from(["SY", "FI"]),
    FieldKind.CONSENT: st.just("yes"),
    FieldKind.FILE: st.sampled_from(["a" * 32, "b" * 32]),
}


def is_the_same_again(prepared, raw) -> dict[str, object]:
    answers = judge(prepared, raw, LISTS, today=TODAY).answers
    kept = json.loads(json.dumps(answers))

    again = judge(prepared, typed_again(prepared, kept), LISTS, today=TODAY).answers

    assert again == answers
    return answers


def test_every_kind_that_takes_answers_is_tried():
    assert set(PLAUSIBLE) == {kind for kind in FieldKind if kind.takes_answers}


@pytest.mark.parametrize("kind", PLAUSIBLE)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_an_answer_of_any_kind_is_the_same_when_it_is_typed_again(kind, data):
    prepared = form(asked("x", kind, choices="yes_no"), repeat("r", asked("y", kind, choices="yes_no")), choices=YES_NO)
    values = st.lists(PLAUSIBLE[kind], min_size=1, max_size=2)

    is_the_same_again(prepared, {"x": data.draw(values), "r/count": ["2"], "r/1/y": data.draw(values)})


@pytest.mark.slow  # many forms
@given(specs(), raws)
@settings(max_examples=150, deadline=None)
def test_whatever_the_form_and_the_answers_they_are_the_same_when_typed_again(made, raw):
    is_the_same_again(prepare(made), raw)


def test_rounds_in_rounds_are_opened_again_where_they_stood():
    prepared = form(repeat("families", asked("name"), repeat("children", asked("age", FieldKind.INTEGER))))
    raw = {
        "families/count": ["2"],
        "families/0/name": ["Keksitty"],
        "families/1/children/count": ["2"],
        "families/1/children/1/age": ["7"],
    }

    answers = is_the_same_again(prepared, raw)

    assert typed_again(prepared, answers) == raw


def test_numbers_and_days_are_written_as_people_here_write_them():
    prepared = form(asked("born", FieldKind.DATE), asked("share", FieldKind.NUMBER))

    assert typed_again(prepared, {"born": "1990-02-03", "share": 1e-07}) == {
        "born": ["3.2.1990"],
        "share": ["0,0000001"],
    }


def test_what_nobody_types_is_not_typed_again():
    prepared = form(asked("note", FieldKind.NOTE), asked("sum", FieldKind.COMPUTED, calculation="1 + 1"))

    assert typed_again(prepared, {"sum": 2, "gone": "from the form"}) == {}
