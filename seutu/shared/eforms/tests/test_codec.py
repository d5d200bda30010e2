from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seutu.shared.eforms.spec.codec import BadSpec, Why, canonical, from_json, sha256_of, to_json
from seutu.shared.eforms.spec.items import FieldKind, GroupKind
from seutu.shared.eforms.spec.texts import Text
from seutu.shared.eforms.tests.specs import choices, fi, field, group, spec, specs


@given(specs())
def test_a_spec_comes_back_from_json_as_it_was(made):
    assert from_json(json.loads(json.dumps(to_json(made)))) == made


@given(specs())
def test_the_checksum_does_not_depend_on_the_order_of_keys(made):
    shuffled = json.loads(canonical(to_json(made)))

    assert sha256_of(from_json(shuffled)) == sha256_of(made)


def test_what_has_its_usual_value_is_left_out():
    made = spec(field("nimi"))

    assert to_json(made) == {
        "seutu_form": 1,
        "title": {"fi": "Koelomake"},
        "languages": ["fi"],
        "items": [{"name": "nimi", "kind": "text", "label": {"fi": "Kysymys"}}],
    }
    assert next(iter(to_json(made))) == "seutu_form"


def test_another_word_makes_another_checksum():
    assert sha256_of(spec(field("nimi"))) != sha256_of(spec(field("nimi", label=fi("Toinen kysymys"))))


def test_unreviewed_languages_stay_marked():
    made = spec(field("nimi", label=Text({"fi": "Nimi", "ar": "الاسم"}, frozenset({"ar"}))))

    data = to_json(made)

    assert data["items"][0]["label"]["unreviewed"] == ["ar"]
    assert from_json(data) == made


def _form(**parts: Any) -> dict[str, Any]:
    return {"seutu_form": 1, "title": {"fi": "Koelomake"}, "languages": ["fi"]} | parts


def _item(**parts: Any) -> dict[str, Any]:
    return _form(items=[{"name": "nimi", "kind": "text"} | parts])


def _nested(depth: int) -> dict[str, Any]:
    inner: dict[str, Any] = {"name": "nimi", "kind": "text"}
    for number in range(depth):
        inner = {"name": f"ryhma{number}", "kind": "group", "items": [inner]}
    return _form(items=[inner])


HOSTILE = {
    "nothing": (None, "", Why.WRONG_TYPE),
    "a list": ([], "", Why.WRONG_TYPE),
    "words": ("lomake", "", Why.WRONG_TYPE),
    "no version": ({}, "seutu_form", Why.FORMAT),
    "a version of tomorrow": (_form(seutu_form=2), "seutu_form", Why.FORMAT),
    "yes for a version": (_form(seutu_form=True), "seutu_form", Why.FORMAT),
    "an unknown key": (_form(onload="x"), "onload", Why.UNKNOWN_KEY),
    "no languages": (_form(languages=[]), "languages", Why.MISSING),
    "a language twice": (_form(languages=["fi", "fi"]), "languages", Why.BAD_LANGUAGE),
    "a language that is a word": (_form(languages=["suomi!"]), "languages", Why.BAD_LANGUAGE),
    "a language that is a number": (_form(languages=[1]), "languages.0", Why.WRONG_TYPE),
    "words that are no object": (_form(title="Koelomake"), "title", Why.WRONG_TYPE),
    "words in no language": (_form(title={"<b>": "x"}), "title.<b>", Why.BAD_LANGUAGE),
    "a number for words": (_form(title={"fi": 1}), "title.fi", Why.WRONG_TYPE),
    "a sign that no text has": (_form(title={"fi": "a\x00b"}), "title.fi", Why.CONTROL_CHARACTER),
    "half a sign": (_form(title={"fi": "a\ud800"}), "title.fi", Why.CONTROL_CHARACTER),
    "too long a text": (_form(title={"fi": "a" * 10_001}), "title.fi", Why.TOO_LONG),
    "items that are no list": (_form(items={}), "items", Why.WRONG_TYPE),
    "an item that is no object": (_form(items=["nimi"]), "items.0.kind", Why.MISSING),
    "no name": (_form(items=[{"kind": "text"}]), "items.0.name", Why.MISSING),
    "an unknown kind": (_item(kind="geopoint"), "items.0.kind", Why.UNKNOWN_KIND),
    "a kind that is a list": (_item(kind=["text"]), "items.0.kind", Why.WRONG_TYPE),
    "an unknown category": (_item(privacy="secret"), "items.0.privacy", Why.UNKNOWN_VALUE),
    "yes for a number": (_item(most=True), "items.0.most", Why.WRONG_TYPE),
    "less than nothing": (_item(most=-1), "items.0.most", Why.OUT_OF_BOUNDS),
    "half a file": (_item(most=1.5), "items.0.most", Why.WRONG_TYPE),
    "items in a field": (_item(items=[]), "items.0.items", Why.UNKNOWN_KEY),
    "a flag that is a word": (_form(is_paged="yes"), "is_paged", Why.WRONG_TYPE),
    "extra that is deep": (_item(extra={"a": {"b": "c"}}), "items.0.extra.a", Why.WRONG_TYPE),
    "too much extra": (_item(extra={str(n): "" for n in range(101)}), "items.0.extra", Why.TOO_MANY),
    "too many items": (_form(items=[{"name": "n", "kind": "text"}] * 1001), "items.1000", Why.TOO_MANY),
    "too many choices": (_form(choices={"a": [{"value": "1"}] * 2001}), "choices.a.2000", Why.TOO_MANY),
    "choices that are no list": (_form(choices={"a": "b"}), "choices.a", Why.WRONG_TYPE),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_json_is_refused_with_its_place_and_reason(case):
    data, path, why = HOSTILE[case]

    with pytest.raises(BadSpec) as refused:
        from_json(data)

    assert (refused.value.path, refused.value.why) == (path, why)
    assert str(refused.value.why.words)


def test_groups_may_be_nested_only_so_deep():
    assert from_json(_nested(7))
    with pytest.raises(BadSpec) as refused:
        from_json(_nested(5_00))

    assert refused.value.why is Why.TOO_DEEP


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "kind", "items", "label", "fi", "unreviewed"]), inner)
    ),
    max_leaves=10,
)


@given(st.dictionaries(st.sampled_from(["title", "languages", "items", "choices", "extra", "is_paged"]), anything))
def test_whatever_is_given_is_a_spec_or_refused(parts):
    try:
        made = from_json(_form(**parts))
    except BadSpec:
        return

    assert from_json(to_json(made)) == made


def test_pages_repeats_and_lists_are_kept():
    made = spec(
        group("sivu", field("kieli", FieldKind.CHOICE, choices="kielet"), kind=GroupKind.PAGE),
        group("lapset", field("ika", FieldKind.INTEGER), kind=GroupKind.REPEAT, least=1, most=5),
        choices={"kielet": choices("fi", "sv")},
    )

    assert from_json(to_json(made)) == made
