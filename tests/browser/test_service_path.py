"""The service path of a client in a real browser: each page on a wide and on a narrow screen, and by keyboard."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from seutu.newcomers.clients.models import Client as Person
from seutu.newcomers.clients.tests.path_rows import client_of, final_assessment, final_plan, open_intake, ready_plan
from seutu.newcomers.clients.tests.signed_in import signed_in
from tests.browser.accessibility import assert_is_accessible, overflow

WIDTHS = (1280, 360, 320)


@pytest.fixture
def person(transactional_db: None, unit: Any, counsellor: Any) -> Person:
    """A client with an assessment, a final plan, and a new version in the making."""
    made = client_of(unit, shown_name="Keksi Kotoutuja (keksitty)", keyworker=counsellor, birth_year=1990)
    final_assessment(made, counsellor)
    final_plan(made, counsellor)
    ready_plan(made, counsellor, number=2, starts_on=dt.date(2026, 5, 2), ends_on=dt.date(2027, 5, 1))
    return made


def addresses(person: Person, intake: int) -> dict[str, str]:
    of_client = ("client", "path", "checklist", "statuses", "close", "new_assessment")
    assessment = person.assessments.get().pk
    return {
        **{name: reverse(f"clients:{name}", args=[person.reference]) for name in of_client},
        "assessment": reverse("clients:assessment", args=[person.reference, assessment]),
        "plan": reverse("clients:plan", args=[person.reference, 1]),
        "plan_form": reverse("clients:plan", args=[person.reference, 2]),
        "plan_changes": reverse("clients:plan_changes", args=[person.reference, 2]),
        "finalise_plan": reverse("clients:finalise_plan", args=[person.reference, 2]),
        "hand_over_plan": reverse("clients:hand_over_plan", args=[person.reference, 2]),
        "intakes": reverse("clients:intakes"),
        "new_intake": reverse("clients:new_intake"),
        "intake": reverse("clients:intake", args=[intake]),
    }


def looked_at(page: Any, name: str, width: int) -> None:
    """Keep a picture where SEUTU_SCREENS names a folder."""
    folder = os.environ.get("SEUTU_SCREENS", "")
    if folder:
        page.screenshot(path=str(Path(folder) / f"{name}-{width}.png"), full_page=True)


def test_every_page_of_the_path_is_accessible_and_fits(open_page, person, counsellor, unit):
    client = signed_in(counsellor)
    intake = open_intake(unit, counsellor).pk
    page, found = open_page("/tyo/", client=client), []

    for name, address in addresses(person, intake).items():
        answer = page.goto(address)
        assert (answer.status, page.title().startswith("Vahvista")) == (200, False), name
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            looked_at(page, name, width)
            found += [f"{name} at {width}: {each} is too wide" for each in overflow(page)]
        try:
            assert_is_accessible(page)
        except AssertionError as fault:
            found.append(f"{name}: {fault}")

    assert found == []


def test_an_error_and_two_versions_are_told_and_reached_by_keyboard(open_page, person, counsellor):
    client = signed_in(counsellor)
    address = reverse("clients:plan", args=[person.reference, 2])
    first, second = (open_page(address, client=client) for _window in range(2))
    first.fill("#id_section-goals", "Ensimmäisen teksti.")
    first.press("#id_starts_on", "Enter")
    first.wait_for_selector("text=Tallennettu.")

    second.fill("#id_section-goals", "Toisen teksti.")
    second.press("#id_starts_on", "Enter")

    second.wait_for_selector("text=Kaksi versiota")
    assert "Ensimmäisen teksti." in second.inner_text(".versions >> nth=0")
    assert second.input_value("#id_section-goals") == "Toisen teksti."
    looked_at(second, "two-versions", 1280)
    assert_is_accessible(second)
    second.fill("#id_ends_on", "huomenna")
    second.press("#id_starts_on", "Enter")
    second.wait_for_selector(".error-summary a")
    second.press("body", "Tab")
    looked_at(second, "errors", 1280)
    assert_is_accessible(second)
