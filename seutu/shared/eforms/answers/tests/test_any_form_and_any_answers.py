"""Whatever a form asks and whatever is typed, judging it does not raise, and is stable."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seutu.shared.eforms.answers import pages
from seutu.shared.eforms.answers.judging import judge
from seutu.shared.eforms.answers.prepared import prepare
from seutu.shared.eforms.answers.tests.specs import YES_NO, asked, spec
from seutu.shared.eforms.spec.items import Field, FieldKind, Group, GroupKind, Spec

TODAY = dt.date(2026, 3, 2)
NAMES = [f"n{number}" for number in range(8)]

sources = st.one_of(
    st.just(""),
    st.sampled_from(NAMES).map(lambda name: f"${{{name}}} = '1'"),
    st.sampled_from(NAMES).map(lambda name: f"count(${{{name}}}) > 1 or selected(${{{name}}}, 'yes')"),
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).map(lambda pair: f"${{{pair[0]}}} * ${{{pair[1]}}}"),
    st.sampled_from([". > 1", "regex(., '[0-9]+')", "string-length(.) < 3", "today() > .", "1 div 0", "((", "${"]),
)


@st.composite
def specs(draw: st.DrawFn) -> Spec:
    names = list(NAMES)

    def items(depth: int) -> list[Field | Group]:
        made: list[Field | Group] = []
        while names and draw(st.booleans()):
            name = names.pop()
            if depth < 3 and draw(st.integers(0, 3)) == 0:
                kind = draw(st.sampled_from(GroupKind))
                made.append(
                    Group(
                        name=name,
                        kind=kind,
                        items=items(depth + 1),
                        relevant=draw(sources),
                        least=draw(st.integers(0, 2)),
                        most=draw(st.integers(0, 3)),
                    )
                )
                continue
            made.append(
                asked(
                    name,
                    draw(st.sampled_from(FieldKind)),
                    required=draw(st.one_of(st.just("yes"), sources)),
                    relevant=draw(sources),
                    constraint=draw(sources),
                    calculation=draw(sources),
                    choices="yes_no",
                )
            )
        return made

    return spec(*items(0), choices=YES_NO, is_paged=draw(st.booleans()))


keys = st.one_of(
    st.sampled_from(NAMES),
    st.tuples(st.sampled_from(NAMES), st.sampled_from(["0", "1", "x", "-1"]), st.sampled_from(NAMES)).map("/".join),
    st.sampled_from(NAMES).map(lambda name: f"{name}/count"),
    st.text(max_size=8),
)
typed = st.one_of(st.text(max_size=20), st.sampled_from(["1", "yes", "no", "3", "٣", "1.1.2024", "2,5", "9" * 30]))
raws = st.dictionaries(keys, st.lists(typed, max_size=3), max_size=12)


@pytest.mark.slow  # many forms
@given(specs(), raws)
@settings(max_examples=150, deadline=None)
def test_judging_never_raises_and_answers_can_be_stored(made, raw):
    prepared = prepare(made)

    judged = judge(prepared, raw, today=TODAY)

    assert json.loads(json.dumps(judged.answers)) == judged.answers
    shown = pages.shown_pages(made, judged)
    assert shown
    for each in shown:
        pages.merged(raw, raw, each, judged)
    assert all(mistake.key for mistake in judged.mistakes)
