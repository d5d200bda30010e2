"""The instructions for a remedy follow each other, and those that were in use stay as they were."""

from __future__ import annotations

import datetime as dt

import pytest

from seutu.publishing.decisions.actions import remedy_instructions as actions
from seutu.publishing.decisions.actions.remedy_instructions import InstructionsInput
from seutu.publishing.decisions.models import RemedyInstructions
from seutu.shared.audit.actor import System

pytestmark = pytest.mark.django_db

BY = System("tests")
FIRST, LATER = dt.date(2026, 1, 1), dt.date(2026, 11, 2)


def put(owner, html: str, valid_from: dt.date, language: str = "fi") -> RemedyInstructions:
    return actions.put_remedy_instructions(
        owner, InstructionsInput("review_request", language, html, valid_from), by=BY
    )


def test_new_instructions_end_the_former_the_day_before(municipality):
    old = put(municipality, "<p>Vanha osoite.</p>", FIRST)
    new = put(municipality, "<p>Uusi osoite.</p>", LATER)

    old.refresh_from_db()
    assert (old.html, old.valid_to) == ("<p>Vanha osoite.</p>", dt.date(2026, 11, 1))
    assert list(RemedyInstructions.objects.in_force_on(dt.date(2026, 11, 1))) == [old]
    assert list(RemedyInstructions.objects.in_force_on(LATER)) == [new]


def test_instructions_of_the_same_first_day_are_written_anew(municipality):
    first = put(municipality, "<p>Virhe.</p>", FIRST)
    again = put(municipality, "<p>Oikein.</p><script>1</script>", FIRST)

    assert again.pk == first.pk
    assert again.html == "<p>Oikein.</p>"


def test_languages_and_municipalities_do_not_mix(municipality, other_municipality):
    fi = put(municipality, "<p>Ohje.</p>", FIRST)
    put(municipality, "<p>Anvisning.</p>", LATER, "sv")
    put(other_municipality, "<p>Ohje.</p>", LATER)

    fi.refresh_from_db()
    assert fi.valid_to is None


def test_empty_or_belated_instructions_are_refused(municipality):
    with pytest.raises(actions.InstructionsEmpty):
        put(municipality, "<p> </p>", FIRST)
    put(municipality, "<p>Ohje.</p>", LATER)
    with pytest.raises(actions.LaterInstructionsExist):
        put(municipality, "<p>Vanhempi.</p>", FIRST)
