from __future__ import annotations

import pytest
from django import forms
from django.utils import translation

from seutu.shared.ui.gallery import SampleForm
from seutu.shared.ui.tests.markup import Element, read

IN_ORDER = {"email": "anna@example.fi", "last_day": "9.12.2026", "often": "daily", "agreed": "on"}


def render(data: dict[str, str] | None = None) -> Element:
    with translation.override("fi"):
        return read(str(SampleForm(data)))


def test_every_control_has_its_label():
    page = render()

    for control in page.all("input") + page.all("select") + page.all("textarea"):
        assert page.one("label", **{"for": control["id"]}).text


def test_an_option_of_a_list_begins_with_a_capital_and_keeps_the_rest():
    class Form(forms.Form):
        level = forms.ChoiceField(choices=[("", "ei tiedossa"), ("b", "B1 tai yli"), ("c", "äiti & isä")])

    assert [option.text for option in read(str(Form())).all("option")] == ["Ei tiedossa", "B1 tai yli", "Äiti & isä"]


def test_a_hint_is_tied_to_its_control():
    page = render()

    hint = page.one("div", css="hint")
    assert page.one("input", name="email")["aria-describedby"] == hint["id"]


def test_an_error_is_tied_to_its_control():
    page = render({**IN_ORDER, "last_day": "9.13.2026"})

    control = page.one("input", name="last_day")
    error = page.one("div", css="errors")
    assert control["aria-invalid"] == "true"
    assert control["aria-describedby"] == error["id"]
    assert error.text == "Kirjoita päivä näin: 9.12.2026."


def test_answers_are_kept():
    assert render({**IN_ORDER, "last_day": "9.13.2026"}).one("input", name="last_day")["value"] == "9.13.2026"


def test_the_error_summary_leads_to_every_field_with_an_error():
    page = render({"email": "anna"})

    summary = page.one("div", css="error-summary")
    for link in summary.all("a"):
        assert page.one(id=link["href"].removeprefix("#")).tag == "input"
    assert len(summary.all("a")) == 4
    assert "autofocus" in summary.attributes
    assert summary["tabindex"] == "-1"


def test_the_error_summary_counts():
    four = render({"email": "anna"}).one("div", css="error-summary").text
    one = render({**IN_ORDER, "email": ""}).one("div", css="error-summary").text

    assert "4 korjattavaa kohtaa" in four
    assert "Korjaa nämä ja lähetä uudelleen:" in four
    assert "yksi korjattava kohta" in one
    assert "Korjaa se ja lähetä uudelleen:" in one


@pytest.mark.parametrize("data", [None, IN_ORDER])
def test_a_form_without_errors_has_no_summary(data):
    assert render(data).all("div", css="error-summary") == []


def test_a_set_of_choices_is_named_by_its_legend():
    often = next(group for group in render().all("fieldset") if "Kuinka usein" in group.one("legend").text)

    assert {choice["type"] for choice in often.all("input")} == {"radio"}
    assert len(often.all("label")) == 3


def test_what_need_not_be_answered_says_so():
    page = render()

    assert "(vapaaehtoinen)" in page.one("label", **{"for": "id_message"}).text
    assert "(vapaaehtoinen)" not in page.one("label", **{"for": "id_email"}).text
