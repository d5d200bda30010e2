from __future__ import annotations

import pytest
from django.utils import translation
from hypothesis import given

from seutu.shared.eforms.spec.items import Choice, FieldKind, GroupKind, Privacy
from seutu.shared.eforms.spec.problems import Code, Severity, errors_of, problems_of
from seutu.shared.eforms.spec.texts import NO_WORDS, Text
from seutu.shared.eforms.tests.specs import choices, fi, field, group, spec, specs

COMPUTED, NOTE, CHOICE, REPEAT, PAGE = (
    *(FieldKind.COMPUTED, FieldKind.NOTE, FieldKind.CHOICE),
    *(GroupKind.REPEAT, GroupKind.PAGE),
)


def computed(name: str, calculation: str, **parts):
    return field(name, COMPUTED, calculation=calculation, **parts)


def in_repeat(*items, **parts):
    return group("lapset", *items, kind=REPEAT, **parts)


ASKS = field("kysyy")
EVERYTHING_WRONG = {
    "no title": (spec(ASKS, title=NO_WORDS), Code.MISSING_TITLE, ""),
    "no title in the first language": (spec(ASKS, title=Text({"sv": "Blankett"})), Code.MISSING_TITLE, ""),
    "nothing at all": (spec(), Code.NOTHING_ASKED, ""),
    "notes only": (spec(field("nimi", NOTE)), Code.NOTHING_ASKED, ""),
    "no label": (spec(field("nimi", label=NO_WORDS)), Code.MISSING_LABEL, "nimi"),
    "a repeat without a label": (spec(in_repeat(ASKS, label=NO_WORDS)), Code.MISSING_LABEL, "lapset"),
    "a space in a name": (spec(field("oma nimi")), Code.BAD_NAME, "oma nimi"),
    "a digit first": (spec(field("1nimi")), Code.BAD_NAME, "1nimi"),
    "a colon in a name": (spec(field("a:b")), Code.BAD_NAME, "a:b"),
    "no name": (spec(field("")), Code.BAD_NAME, ""),
    "a long name": (spec(field("a" * 101)), Code.BAD_NAME, "a" * 101),
    "a reserved name": (spec(field("meta")), Code.RESERVED_NAME, "meta"),
    "a name twice": (spec(field("nimi"), group("ryhma", field("nimi"))), Code.DUPLICATE_NAME, "nimi"),
    "a name twice in another case": (spec(field("nimi"), field("Nimi")), Code.DUPLICATE_NAME, "nimi"),
    "an empty group": (spec(ASKS, group("ryhma")), Code.EMPTY_GROUP, "ryhma"),
    "a page in a page": (spec(group("a", group("b", ASKS, kind=PAGE), kind=PAGE)), Code.PAGE_INSIDE, "b"),
    "a page in a group": (spec(group("a", group("b", ASKS, kind=PAGE))), Code.PAGE_INSIDE, "b"),
    "fewer at most than at least": (spec(in_repeat(ASKS, least=3, most=2)), Code.REPEAT_LIMITS, "lapset"),
    "a huge repeat": (spec(in_repeat(ASKS, most=101)), Code.REPEAT_LIMITS, "lapset"),
    "a required note": (spec(ASKS, field("a", NOTE, required="yes")), Code.REQUIRED_WITHOUT_ANSWER, "a"),
    "a required computed value": (spec(ASKS, computed("a", "1", required="yes")), Code.REQUIRED_WITHOUT_ANSWER, "a"),
    "an identity code for all": (spec(field("hetu", FieldKind.IDENTITY_CODE)), Code.TOO_LITTLE_PRIVACY, "hetu"),
    "an unknown list": (spec(field("a", CHOICE, choices="ei")), Code.UNKNOWN_LIST, "a"),
    "no list": (spec(field("a", CHOICE)), Code.UNKNOWN_LIST, "a"),
    "an empty list": (spec(field("a", CHOICE, choices="b"), choices={"b": ()}), Code.EMPTY_LIST, "a"),
    "an empty list that nobody uses": (spec(ASKS, choices={"b": ()}), Code.EMPTY_LIST, "b"),
    "a space in a list's name": (spec(ASKS, choices={"a b": choices("x")}), Code.BAD_LIST_NAME, "a b"),
    "a space in a choice": (spec(ASKS, choices={"a": choices("x y")}), Code.BAD_CHOICE, "a"),
    "an empty choice": (spec(ASKS, choices={"a": choices("")}), Code.BAD_CHOICE, "a"),
    "a choice twice": (spec(ASKS, choices={"a": choices("x", "x")}), Code.DUPLICATE_CHOICE, "a"),
    "a choice without words": (
        spec(ASKS, choices={"a": [Choice(value="x", label=NO_WORDS)]}),
        Code.CHOICE_WITHOUT_LABEL,
        "a",
    ),
    "no calculation": (spec(ASKS, computed("a", "")), Code.NO_CALCULATION, "a"),
    "a calculation of a question": (spec(field("a", calculation="1")), Code.CALCULATION_ELSEWHERE, "a"),
    "an expression that stops": (spec(field("a", relevant="1 +")), Code.BAD_EXPRESSION, "a"),
    "an unknown function": (spec(field("a", constraint="pulldata(.)")), Code.BAD_EXPRESSION, "a"),
    "a bad requirement": (spec(field("a", required="ehkä")), Code.BAD_EXPRESSION, "a"),
    "the answer itself decides whether it is asked": (spec(field("a", relevant=". = 1")), Code.SELF_ELSEWHERE, "a"),
    "an unknown name": (spec(field("a", relevant="${b} = 1")), Code.UNKNOWN_REFERENCE, "a"),
    "an unknown name in a group": (spec(group("g", ASKS, relevant="${b} = 1")), Code.UNKNOWN_REFERENCE, "g"),
    "a note's answer": (spec(field("n", NOTE), field("a", relevant="${n} = 1")), Code.REFERENCE_WITHOUT_ANSWER, "a"),
    "a group's answer": (
        spec(group("g", ASKS), field("a", relevant="${g} = 1")),
        Code.REFERENCE_WITHOUT_ANSWER,
        "a",
    ),
    "a repeat's answer": (
        spec(in_repeat(ASKS), field("a", relevant="${lapset} = 1")),
        Code.REFERENCE_WITHOUT_ANSWER,
        "a",
    ),
    "into a repeat": (
        spec(in_repeat(ASKS), field("a", relevant="${kysyy} = 1")),
        Code.REFERENCE_INTO_REPEAT,
        "a",
    ),
    "into another repeat": (
        spec(in_repeat(ASKS), group("b", field("a", relevant="${kysyy} = 1"), kind=REPEAT)),
        Code.REFERENCE_INTO_REPEAT,
        "a",
    ),
    "a repeat that depends on what is in it": (
        spec(in_repeat(ASKS, relevant="${kysyy} = 1")),
        Code.REFERENCE_INTO_REPEAT,
        "lapset",
    ),
    "an answer in a text": (spec(ASKS, field("a", label=fi("Hei ${kysyy}"))), Code.REFERENCE_IN_TEXT, "a"),
}


@pytest.mark.parametrize("case", EVERYTHING_WRONG)
def test_what_is_wrong_is_told_with_its_code_and_place(case):
    made, code, name = EVERYTHING_WRONG[case]

    found = [problem for problem in problems_of(made) if problem.code is code]

    assert found
    assert found[0].name == name
    assert found[0].severity is Severity.ERROR
    assert found[0].message
    assert "%(" not in found[0].message


@given(specs())
def test_a_spec_that_is_right_has_no_errors(made):
    assert errors_of(made) == []


CIRCLES = {
    "of one": (computed("a", "${a} + 1"),),
    "of two": (computed("a", "${b}"), computed("b", "${a}")),
    "of questions that ask for each other": (field("a", relevant="${b} = 1"), field("b", relevant="${a} = 1")),
    "of a group and what is in it": (group("g", field("a"), relevant="${a} = 1"),),
    "of three ways": (computed("a", "${b}"), field("b", relevant="${c} = 1"), computed("c", "${a}")),
}


@pytest.mark.parametrize("case", CIRCLES)
def test_a_circle_is_told_with_its_names(case):
    found = [problem for problem in problems_of(spec(*CIRCLES[case])) if problem.code is Code.CIRCLE]

    assert len(found) == 1
    assert "→" in found[0].message


def test_what_stands_in_a_row_is_no_circle():
    made = spec(field("a"), computed("b", "${a}"), computed("c", "${b} + ${a}"), field("d", relevant="${c} = 1"))

    assert errors_of(made) == []


def test_count_and_sum_reach_into_a_repeat():
    made = spec(
        in_repeat(field("ika", FieldKind.INTEGER), field("koulu", relevant="${ika} > 6")),
        computed("lapsia", "count(${lapset})"),
        computed("vuosia", "sum(${ika})"),
    )

    assert errors_of(made) == []


def test_what_is_missing_in_a_language_is_a_warning_with_its_language():
    made = spec(field("nimi", label=Text({"fi": "Nimi", "ar": "الاسم"})), languages=("fi", "sv", "ar"))

    found = [(problem.name, problem.part, problem.language) for problem in problems_of(made)]

    assert found == [("", "title", "sv"), ("", "title", "ar"), ("nimi", "label", "sv")]
    assert errors_of(made) == []


def test_what_nobody_has_reviewed_is_a_warning():
    label = Text({"fi": "Nimi"}, frozenset({"fi"}))
    found = problems_of(spec(field("nimi", label=label)))

    assert [(each.code, each.severity) for each in found] == [(Code.UNREVIEWED_TRANSLATION, Severity.WARNING)]


def test_an_identity_code_that_is_sensitive_is_right():
    assert errors_of(spec(field("hetu", FieldKind.IDENTITY_CODE, privacy=Privacy.SENSITIVE))) == []


def test_the_words_are_in_the_language_of_the_reader():
    problem = problems_of(spec())[0]

    with translation.override("fi"):
        finnish = problem.message
    with translation.override("en"):
        assert problem.message == "The form asks nothing."
    assert finnish == "Lomakkeessa ei kysytä mitään."
