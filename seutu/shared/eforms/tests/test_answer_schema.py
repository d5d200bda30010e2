from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from seutu.shared.eforms.answers.values import Fault, Lists, read
from seutu.shared.eforms.schemas import answer_schema
from seutu.shared.eforms.spec.items import Field, FieldKind, GroupKind, Item, Spec
from seutu.shared.eforms.spec.texts import Text
from seutu.shared.eforms.tests.specs import choices, fi, field, group, spec, specs

ADDRESS = "https://seutu.example/lomakkeet/koelomake/skeema.json"
GIVEN: dict[FieldKind, Any] = {
    FieldKind.TEXT: "teksti",
    FieldKind.LONG_TEXT: "rivi\nrivi",
    FieldKind.INTEGER: -3,
    FieldKind.NUMBER: 1.5,
    FieldKind.DATE: "2026-02-28",
    FieldKind.YEAR: 1990,
    FieldKind.PHONE: "+358 50 000 0000",
    FieldKind.EMAIL: "joku@example.org",
    FieldKind.MUNICIPALITY: "167",
    FieldKind.LANGUAGE: "ckb",
    FieldKind.COUNTRY: "SY",
    FieldKind.IDENTITY_CODE: "010190-999X",
    FieldKind.FILE: ["avain"],
    FieldKind.CONSENT: True,
    FieldKind.SIGNATURE: "Koe Henkilö",
    FieldKind.COMPUTED: 4,
}
WRONG: dict[FieldKind, list[Any]] = {
    FieldKind.TEXT: ["", 1, None, "a" * 1_001],
    FieldKind.LONG_TEXT: ["", ["a"]],
    FieldKind.CHOICE: ["z", ["x"], ""],
    FieldKind.MANY: ["x", ["z"], ["x", "x"], []],
    FieldKind.INTEGER: ["3", 1.5, True, 10**20],
    FieldKind.NUMBER: ["1,5", True, 1e300],
    FieldKind.DATE: ["28.2.2026", "2026-02-30", "2026-2-1", 20260228],
    FieldKind.YEAR: ["1990", 0, 1799, 10_000],
    FieldKind.PHONE: ["", 358],
    FieldKind.EMAIL: ["joku", "@example.org"],
    FieldKind.MUNICIPALITY: ["Joensuu", "16", 167, "000"],
    FieldKind.LANGUAGE: ["arabia!", ""],
    FieldKind.COUNTRY: ["sy", "SYR"],
    FieldKind.IDENTITY_CODE: ["010190", "010190-999x "],
    FieldKind.FILE: ["avain", [], [""]],
    FieldKind.CONSENT: [False, "true", 1],
    FieldKind.SIGNATURE: [""],
    FieldKind.COMPUTED: [None, []],
}


def of(kind: FieldKind) -> Field:
    return field("nimi", kind, choices="a" if kind.has_choices else "")


def validator(made: Spec) -> Draft202012Validator:
    schema = answer_schema(made, address=ADDRESS)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


@given(specs())
def test_the_schema_of_every_form_is_a_schema_and_takes_no_answers(made):
    assert validator(made).is_valid({})


@settings(deadline=None)
@given(specs(), st.integers(0, 2**32))
def test_any_answers_of_the_right_types_are_valid(made, seed):
    chance = random.Random(seed)

    answers = answered(made, made.items, chance)

    assert list(validator(made).iter_errors(answers)) == []


def answered(made: Spec, items: tuple[Item, ...], chance: random.Random) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    for item in items:
        if not isinstance(item, Field) and item.kind is GroupKind.REPEAT:
            rounds = range(chance.randint(item.least, item.most))
            answers[item.name] = [answered(made, item.items, chance) for _each in rounds]
        elif not isinstance(item, Field):
            answers |= answered(made, item.items, chance)
        elif item.kind is not FieldKind.NOTE and chance.random() < 0.8:
            answers[item.name] = answer(made, item, chance)
    return answers


def answer(made: Spec, item: Field, chance: random.Random) -> Any:
    if item.kind.has_choices:
        values = [choice.value for choice in made.choices[item.choices]]
        is_one = item.kind is FieldKind.CHOICE
        return chance.choice(values) if is_one else chance.sample(values, chance.randint(1, len(values)))
    value = GIVEN[item.kind]
    is_text = item.kind in {FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.SIGNATURE}
    return value[: item.most] if item.most and is_text else value


TYPED = (
    *("1", "-5", "1,50", "999999999999999", "2026-02-28", "28.2.2026", "1990", "+358 50 000 0000", "joku@example.org"),
    *(
        '"a b"@example.org',
        "010190-999X",
        "131052-308T",
        "x",
        "y",
        "167",
        "ckb",
        "SY",
        "yes",
        "avain",
        "  a\n b ",
        "١٢",
    ),
)
LISTS = Lists(municipalities={"167": "Joensuu"}, languages={"ckb"}, countries={"SY"}, files={"avain"})


@pytest.mark.parametrize("kind", FieldKind)
@given(st.lists(st.sampled_from(TYPED) | st.text(max_size=30), max_size=3))
def test_what_the_server_takes_is_valid(kind, typed):
    taken = read(of(kind), typed, ["x", "y"], LISTS)
    if taken is None or isinstance(taken, Fault):
        return

    assert validator(spec(of(kind), choices={"a": choices("x", "y")})).is_valid({"nimi": taken})


@pytest.mark.parametrize("kind", [kind for kind in FieldKind if kind is not FieldKind.NOTE])
def test_answers_of_other_types_are_not_valid(kind):
    judge = validator(spec(of(kind), choices={"a": choices("x", "y")}))

    assert [value for value in WRONG[kind] if judge.is_valid({"nimi": value})] == []


def test_what_the_form_does_not_ask_is_not_valid():
    judge = validator(spec(field("nimi"), field("lue", FieldKind.NOTE)))

    assert not judge.is_valid({"muu": "x"})
    assert not judge.is_valid({"lue": "x"})
    assert not judge.is_valid([])


def test_fields_stand_beside_their_pages_and_inside_their_repeats():
    made = spec(
        group("sivu", field("nimi"), kind=GroupKind.PAGE),
        group("lapset", field("ika", FieldKind.INTEGER), kind=GroupKind.REPEAT, most=2),
    )
    judge = validator(made)

    assert judge.is_valid({"nimi": "Koe", "lapset": [{"ika": 4}, {}]})
    assert not judge.is_valid({"sivu": {"nimi": "Koe"}})
    assert not judge.is_valid({"ika": 4})
    assert not judge.is_valid({"lapset": [{}, {}, {}]})


def test_it_tells_what_is_asked_in_the_first_language_of_the_form():
    label = Text({"ar": "اللغة", "fi": "Kieli"})
    made = spec(
        field("kieli", FieldKind.CHOICE, label=label, hint=fi("Valitse yksi"), choices="kielet"),
        choices={"kielet": choices("fi", "sv")},
    )

    assert answer_schema(made, address=ADDRESS) == {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": ADDRESS,
        "title": "Koelomake",
        "type": "object",
        "properties": {
            "kieli": {"title": "Kieli", "description": "Valitse yksi", "$ref": "#/$defs/kielet"},
        },
        "additionalProperties": False,
        "$defs": {
            "kielet": {
                "type": "string",
                "enum": ["fi", "sv"],
                "oneOf": [{"const": "fi", "title": "FI"}, {"const": "sv", "title": "SV"}],
            }
        },
    }


def test_an_answer_may_name_a_municipality_that_has_ended_and_a_list_may_have_the_name_of_ours():
    fields = (field("kunta", FieldKind.MUNICIPALITY), field("muu", FieldKind.CHOICE, choices="municipalities"))
    judge = validator(spec(*fields, choices={"municipalities": choices("x")}))

    assert judge.is_valid({"kunta": "588", "muu": "x"})
    assert judge.is_valid({"kunta": "999"})
    assert not judge.is_valid({"muu": "588"})


@pytest.mark.parametrize("name", ["a/b", "a~b", "a%b", "a#b", "ä"])
def test_a_list_may_have_any_name(name):
    made = spec(field("nimi", FieldKind.CHOICE, choices=name), choices={name: choices("x")})

    assert validator(made).is_valid({"nimi": "x"})
    assert not validator(made).is_valid({"nimi": "y"})
