"""What is asked, what is computed and what is wrong, from what was typed."""

from __future__ import annotations

import datetime as dt

from seutu.shared.eforms.answers.defaults import with_defaults
from seutu.shared.eforms.answers.judging import Judged, judge
from seutu.shared.eforms.answers.prepared import Prepared
from seutu.shared.eforms.answers.rounds import with_round, without_round
from seutu.shared.eforms.answers.tests.specs import YES_NO, asked, form, group, repeat
from seutu.shared.eforms.answers.values import Fault
from seutu.shared.eforms.spec.items import FieldKind, Group

TODAY = dt.date(2026, 3, 2)


def _judge(prepared: Prepared, **typed: str | list[str]) -> Judged:
    raw = {key.replace("__", "/"): [value] if isinstance(value, str) else value for key, value in typed.items()}
    return judge(prepared, raw, today=TODAY)


def _faults(judged: Judged) -> dict[str, Fault]:
    return {mistake.key: mistake.fault for mistake in judged.mistakes}


def test_answers_are_clean_and_an_unanswered_field_is_absent():
    judged = _judge(form(asked("name"), asked("age", FieldKind.INTEGER)), name=" Aino ", age="")

    assert judged.answers == {"name": "Aino"}
    assert judged.mistakes == []


def test_what_is_required_is_missed():
    prepared = form(asked("name", required="yes"), asked("choice", FieldKind.CHOICE, required="true()"))

    assert _faults(_judge(prepared)) == {"name": Fault.REQUIRED, "choice": Fault.CHOICE_REQUIRED}


def test_required_may_depend_on_another_answer():
    prepared = form(asked("phone"), asked("email", required="${phone} = ''"))

    assert _faults(_judge(prepared)) == {"email": Fault.REQUIRED}
    assert _faults(_judge(prepared, phone="040")) == {}


def test_what_is_not_relevant_is_neither_asked_nor_kept_nor_checked():
    prepared = form(
        asked("has", FieldKind.CHOICE, choices="yes_no"),
        group("more", asked("which", required="yes"), relevant="${has} = 'yes'"),
        choices=YES_NO,
    )

    assert _judge(prepared, has="no", which="old answer").answers == {"has": "no"}
    assert _faults(_judge(prepared, has="no")) == {}
    assert _faults(_judge(prepared, has="yes")) == {"which": Fault.REQUIRED}


def test_relevance_may_look_forward_and_through_an_irrelevant_answer():
    prepared = form(asked("a", relevant="${b} = '1'"), asked("b", relevant="${c} = '1'"), asked("c"))

    assert _judge(prepared, a="x", b="1", c="1").answers == {"a": "x", "b": "1", "c": "1"}
    assert _judge(prepared, a="x", b="1", c="2").answers == {"c": "2"}


def test_a_constraint_is_asked_of_an_answer_only():
    prepared = form(asked("age", FieldKind.INTEGER, constraint=". >= 18"))

    assert _faults(_judge(prepared, age="17")) == {"age": Fault.NOT_ACCEPTED}
    assert _faults(_judge(prepared, age="18")) == _faults(_judge(prepared)) == {}


def test_a_day_is_compared_as_a_day():
    prepared = form(asked("since", FieldKind.DATE, constraint=". <= today()"))

    assert _faults(_judge(prepared, since="3.3.2026")) == {"since": Fault.NOT_ACCEPTED}
    assert _faults(_judge(prepared, since="2.3.2026")) == {}


def test_values_are_computed_from_others_and_cannot_be_typed():
    prepared = form(
        asked("total", FieldKind.COMPUTED, calculation="${a} + ${b}"),
        asked("a", FieldKind.NUMBER),
        asked("b", FieldKind.NUMBER),
    )

    assert _judge(prepared, a="1,5", b="2", total="999").answers == {"a": 1.5, "b": 2, "total": 3.5}


def test_a_repeat_holds_rounds_and_each_looks_at_its_own():
    prepared = form(
        repeat(
            "children",
            asked("name"),
            asked("age", FieldKind.INTEGER),
            asked("school", relevant="${age} >= 7", required="yes"),
        ),
        asked("number", FieldKind.COMPUTED, calculation="count(${children})"),
        asked("years", FieldKind.COMPUTED, calculation="sum(${age})"),
    )

    judged = _judge(prepared, children__count="2", children__0__name="A", children__0__age="3", children__1__age="8")

    assert judged.answers == {"children": [{"name": "A", "age": 3}, {"age": 8}], "number": 2, "years": 11}
    assert _faults(judged) == {"children/1/school": Fault.REQUIRED}


def test_a_round_sees_what_is_asked_outside_it():
    prepared = form(asked("all"), repeat("r", asked("x", relevant="${all} = 'yes'"), least=1))

    assert _judge(prepared, all="yes", r__0__x="1").answers == {"all": "yes", "r": [{"x": "1"}]}
    assert _judge(prepared, all="no", r__0__x="1").answers == {"all": "no", "r": [{}]}


def test_repeats_may_stand_in_repeats():
    prepared = form(repeat("homes", asked("street"), repeat("people", asked("who"))))

    judged = _judge(
        prepared, homes__count="2", homes__1__people__count="2", homes__1__people__1__who="B", homes__0__street="S"
    )

    assert judged.answers == {"homes": [{"street": "S"}, {"people": [{}, {"who": "B"}]}]}


def test_rounds_stay_within_their_limits():
    prepared = form(repeat("r", asked("x"), least=1, most=3))

    assert len(_judge(prepared).answers["r"]) == 1
    assert len(_judge(prepared, r__count="99999").answers["r"]) == 3
    assert len(_judge(prepared, r__count="-5").answers["r"]) == 1


def test_a_round_is_added_and_taken_out_of_the_middle():
    prepared = form(repeat("r", asked("x"), most=3))
    item = prepared.nodes["r"].item
    assert isinstance(item, Group)
    raw = {"r/count": ["3"], "r/0/x": ["a"], "r/1/x": ["b"], "r/2/x": ["c"], "other": ["o"]}

    fewer = without_round(raw, "r", item, 1)

    assert judge(prepared, fewer, today=TODAY).answers == {"r": [{"x": "a"}, {"x": "c"}]}
    assert fewer["other"] == ["o"]
    assert with_round(raw, "r", item)["r/count"] == ["3"]
    assert with_round(fewer, "r", item)["r/count"] == ["3"]
    assert without_round(raw, "r", item, 7) == raw


def test_rules_that_go_in_a_circle_leave_answers_out_and_nothing_breaks():
    prepared = form(
        asked("a", FieldKind.COMPUTED, calculation="${b} + 1"),
        asked("b", FieldKind.COMPUTED, calculation="${a} + 1"),
        asked("c", relevant="${c} = ''"),
    )

    assert "c" in _judge(prepared, c="x").answers


def test_a_chain_of_five_hundred_rules_is_no_deep_one():
    fields = [asked(f"f{n}", relevant=f"${{f{n + 1}}} = '1'") for n in range(500)]
    prepared = form(*fields, asked("f500"))

    judged = judge(prepared, {f"f{n}": ["1"] for n in range(501)}, today=TODAY)

    assert len(judged.answers) == 501


def test_defaults_are_there_before_anybody_types():
    prepared = form(
        asked("country", default="fi"),
        asked("since", FieldKind.DATE, default="today()"),
        repeat("r", asked("x", default="1"), least=1),
    )

    raw = with_defaults(prepared, {}, today=TODAY)

    assert judge(prepared, raw, today=TODAY).answers == {"country": "fi", "since": "2026-03-02", "r": [{"x": "1"}]}
