"""Whatever a form asks and whatever is typed, its pages and its answers can be shown in any language."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from seutu.shared.eforms.answers import pages
from seutu.shared.eforms.answers.judging import judge
from seutu.shared.eforms.answers.prepared import prepare
from seutu.shared.eforms.answers.tests.specs import asked, said, spec
from seutu.shared.eforms.answers.tests.test_any_form_and_any_answers import raws, specs
from seutu.shared.eforms.answers.values import Lists
from seutu.shared.eforms.presentation.fields import Drawing
from seutu.shared.eforms.presentation.frame import Frame
from seutu.shared.eforms.presentation.told import Telling, parts_of
from seutu.shared.eforms.schemas import answer_schema
from seutu.shared.eforms.tests.factories import published
from seutu.shared.eforms.views.pages import fields_in

TODAY = dt.date(2026, 3, 2)
LANGUAGES = st.sampled_from(["fi", "en", "ar", "so", "ckb", "zh-hant"])


@pytest.mark.slow  # many forms
@given(specs(), raws, LANGUAGES)
@settings(max_examples=60, deadline=None)
def test_pages_and_answers_can_be_drawn(made, raw, language):
    prepared = prepare(made)
    judged = judge(prepared, raw, today=TODAY)
    frame = Frame(language, made.languages, lambda code: f"/{code}/", made)
    telling = Telling(prepared, language, {}, {})
    drawing = Drawing(judged, frame, Lists(), telling, {})

    for page in pages.shown_pages(made, judged):
        for field in fields_in(list(drawing.shown(page.items))):
            assert field.target
    for part in parts_of(telling, judged.answers, judged.relevant):
        assert all(line.pieces for line in part.lines)
    assert frame.has_fallbacks in {True, False}


@pytest.mark.slow  # many forms
@given(specs(), raws)
@settings(max_examples=60, deadline=None)
def test_answers_that_are_kept_are_as_the_form_s_json_schema_says(made, raw):
    judged = judge(prepare(made), raw, today=TODAY)

    Draft202012Validator(answer_schema(made)).validate(judged.answers)


@pytest.mark.django_db
@pytest.mark.parametrize(("code", "direction"), [("so", "ltr"), ("ckb", "rtl"), ("fa", "rtl"), ("tlh", "ltr")])
def test_a_form_may_be_in_a_language_that_nobody_thought_of(client, code, direction):
    published(spec(asked("x", label=said("Kysymys", **{code: "?"})), languages=[code, "fi"]), slug="rare")

    page = client.post(f"/{code}/lomakkeet/rare/", follow=True).content.decode()

    assert f'<html lang="{code}" dir="{direction}">' in page
    # Our own words are not there in it, so they say what they are in.
    assert '<span lang="en" dir="ltr">Save and continue later</span>' in page


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", "=1+1", "\u202eabc", "{{ 7*7 }}", "${name}", "👩‍👩‍👧"])
def test_what_is_typed_is_shown_as_it_is_and_never_run(client, typed):
    published(spec(asked("name"), asked("again", label=said("Hei ${name}"))), slug="echo")
    client.post("/lomakkeet/echo/")

    client.post("/lomakkeet/echo/vastaa/", {"page": "0", "name": typed, "do": "next"})
    review = client.get("/lomakkeet/echo/tarkista/").content.decode()

    assert "<script>alert" not in review
    assert "<dt>name</dt>" in review
