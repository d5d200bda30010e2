"""What must not be seen of meetings is planted, and looked for everywhere that the public can look."""

from __future__ import annotations

import pytest
from django.urls import resolve

from seutu.publishing.decisions import urls
from seutu.publishing.decisions.tests.hidden_world import MINUTES_NOT_OUT, PLANTED
from seutu.publishing.decisions.tests.shown_world import OF_MEETINGS

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_the_surfaces_are_all_the_addresses_that_can_be_opened(answers_of_the_shown):
    answers = answers_of_the_shown.by_address

    assert all(answers.values())
    finnish = [address.partition("?")[0] for address in answers if address[:4] not in {"/sv/", "/en/"}]
    opened = {resolve(address).view_name for address in finnish}
    named = {f"decisions:{pattern.name}" for pattern in urls.urlpatterns}
    # Of what was corrected and the attachment of a record there are none here; the tests of their pages have them.
    corrected = ("former_version", "former_version_twin", "former_meeting", "former_meeting_twin")
    absent = ("officer_decision_attachment", "notice_attachment", *corrected)
    assert named - opened <= {f"decisions:{name}" for name in absent}
    assert {address for address in answers if address.startswith("/sv/")}


def test_each_language_is_asked_wherever_it_can_change_what_is_said(answers_of_the_shown):
    answers = answers_of_the_shown.by_address
    prefixes = {address[:3] if address[:4] in {"/sv/", "/en/"} else "/fi": set() for address in answers}
    for address in answers:
        prefix, path = (address[:3], address[3:]) if address[:4] in {"/sv/", "/en/"} else ("/fi", address)
        prefixes[prefix].add(path)

    assert prefixes["/sv"] == prefixes["/en"]
    left_out = [resolve(path).url_name for path in prefixes["/fi"] - prefixes["/sv"]]
    assert {name.rpartition("_")[2] for name in left_out} == {"atom", "json", "pdf"}
    # The entries of each of these feeds are read in every language: as RSS.
    read = {resolve(path.partition("?")[0]).url_name for path in prefixes["/sv"]}
    assert {f"{name.rpartition('_')[0]}_rss" for name in left_out if not name.endswith("pdf")} <= read


def test_a_planted_word_is_found_where_it_may_be(answers_of_the_shown, shown):
    """Without this, the tests below could look past everything."""
    found = answers_of_the_shown.places_that_tell(OF_MEETINGS)

    for address in ("/", "/index.json", "/kuusela/", "/syotteet/kokousasiat.rss", "/sv/kuusela/kokoukset.json"):
        assert address in found
    assert f"/en/kuusela/kokoukset/{shown.item.meeting.public_id}/{shown.item.position}/" in found


def test_a_draft_is_seen_nowhere(answers_of_the_hidden, planted):
    assert answers_of_the_hidden.places_that_tell(planted["meeting draft"]) == []
    assert answers_of_the_hidden.places_that_tell(planted["case of drafts"]) == []


def test_an_agenda_that_is_scheduled_is_seen_nowhere_before_its_time(answers_of_the_hidden, planted):
    assert answers_of_the_hidden.places_that_tell(planted["meeting scheduled agenda"]) == []


@pytest.mark.parametrize("state", MINUTES_NOT_OUT)
def test_of_minutes_that_are_not_out_only_the_agenda_is_seen(answers_of_the_hidden, planted, state):
    assert answers_of_the_hidden.places_that_tell(planted[f"minutes {state}"]) == []


def test_of_a_withheld_item_nothing_is_seen_but_its_title_and_ground(answers_of_the_hidden, planted):
    assert answers_of_the_hidden.places_that_tell(planted["item withheld"]) == []


def test_no_planted_word_is_seen_anywhere(answers_of_the_hidden, planted):
    assert len(planted) > 25
    assert answers_of_the_hidden.places_that_tell(PLANTED) == []
