"""What must not be seen of records that are published alone is planted, and looked for on every public surface."""

from __future__ import annotations

import pytest

from seutu.publishing.decisions.models import NoticeKind
from seutu.publishing.decisions.tests.hidden_world import HIDDEN_DECISIONS, HIDDEN_INITIATIVES, HIDDEN_NOTICES
from seutu.publishing.decisions.tests.shown_world import OF_RECORDS

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_a_planted_word_is_found_where_it_may_be(answers_of_the_shown, shown):
    """Without this, the tests below could look past everything."""
    found = answers_of_the_shown.places_that_tell(OF_RECORDS)

    for record in (
        f"/kuusela/viranhaltijapaatokset/{shown.decision.public_id}/",
        f"/kuusela/kuulutukset/{shown.notice.public_id}.json",
        f"/sv/kuusela/luottamushenkilot/{shown.seat.person.slug}/",
        f"/kuusela/aloitteet/2026/{shown.initiative.number}/",
        f"/kuusela/asiat/{shown.decision.case.slug}/",
        "/en/kuusela/luottamushenkilot/",
        f"/kuusela/toimielimet/{shown.seat.body.slug}.json",
    ):
        assert record in found


@pytest.mark.parametrize("state", HIDDEN_DECISIONS)
def test_an_officer_decision_that_is_not_public_is_seen_nowhere(answers_of_the_hidden, planted, state):
    assert answers_of_the_hidden.places_that_tell(planted[f"decision {state}"]) == []


def test_of_a_withheld_officer_decision_only_title_and_ground_are_seen(answers_of_the_hidden, planted):
    assert answers_of_the_hidden.places_that_tell(planted["decision withheld"]) == []


@pytest.mark.parametrize("state", HIDDEN_NOTICES)
@pytest.mark.parametrize("kind", NoticeKind)
def test_a_notice_that_is_not_on_display_is_seen_nowhere(answers_of_the_hidden, planted, kind, state):
    assert answers_of_the_hidden.places_that_tell(planted[f"notice {kind} {state}"]) == []


@pytest.mark.parametrize("records", ["decisions", "notices"])
def test_a_case_of_which_nothing_is_public_is_seen_nowhere(answers_of_the_hidden, planted, records):
    assert answers_of_the_hidden.places_that_tell(planted[f"case of {records}"]) == []


def test_nobody_out_of_force_is_seen_anywhere(answers_of_the_hidden, planted):
    assert answers_of_the_hidden.places_that_tell(planted["people out of force"]) == []


@pytest.mark.parametrize("state", HIDDEN_INITIATIVES)
def test_an_initiative_that_is_not_public_is_seen_nowhere(answers_of_the_hidden, planted, state):
    assert answers_of_the_hidden.places_that_tell(planted[f"initiative {state}"]) == []


def test_the_resident_who_signed_an_initiative_first_is_named_nowhere(answers_of_the_hidden, planted):
    assert answers_of_the_hidden.places_that_tell(planted["initiative resident who signed first"]) == []


def test_what_is_gone_says_nothing_of_the_record(answers_of_the_hidden, planted):
    assert answers_of_the_hidden.places_that_tell(planted["notice gone"]) == []
