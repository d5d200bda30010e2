"""What the pages, twins and papers of corrected minutes tell of the corrections, and of what was there before."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from seutu.publishing.decisions import queries
from seutu.publishing.decisions.models import AgendaItem, Meeting
from seutu.publishing.decisions.record_documents import meeting_document
from seutu.publishing.decisions.rules import Reader
from seutu.publishing.decisions.tests.test_correcting_a_meeting import CHAIR, correct, correct_people, meeting
from seutu.publishing.decisions.tests.test_correcting_votes import correct as correct_votes
from seutu.publishing.decisions.tests.test_correcting_votes import published, vote

pytestmark = pytest.mark.django_db

__all__ = ["meeting"]


def address(row: Meeting, rest: str = "/") -> str:
    return f"/en/{row.organization.slug}/kokoukset/{row.public_id}{rest}"


def text(answer: object) -> str:
    assert answer.status_code == 200  # type: ignore[attr-defined]
    return " ".join(answer.content.decode().split())  # type: ignore[attr-defined]


def test_the_page_and_the_twin_of_a_meeting_tell_its_corrections(client, meeting):
    correct(meeting)
    former = address(meeting, "/versiot/1/")

    page, twin = text(client.get(address(meeting))), client.get(address(meeting, ".json")).json()

    assert "Paikka oli väärä." in page
    assert f'href="{former}"' in page
    (told,) = twin["corrections"]
    assert (told["reason"], told["kind"]) == ("Paikka oli väärä.", "clerical")
    assert told["former_version"]["url"].endswith(former)


def test_the_former_page_tells_what_was_told_and_leads_to_what_is_in_force(client, meeting):
    correct_people(meeting, CHAIR, reason="Vieno Vara ei ollut paikalla.")

    answer = client.get(address(meeting, "/versiot/1/"))

    page = text(answer)
    assert "Kirjasto" in page
    assert "Vieno Vara was disqualified and absent" in page
    assert f'rel="canonical" href="http://testserver{address(meeting)}"' in page
    assert answer.headers["X-Robots-Tag"] == "noindex"


def test_the_twin_of_the_former_page_tells_the_same(client, meeting):
    correct_people(meeting, CHAIR)

    twin = client.get(address(meeting, "/versiot/1.json")).json()

    assert (twin["is_in_force"], twin["is_removed"], twin["place"]) == (False, False, "Kirjasto")
    assert [person["name"] for person in twin["attendance"]] == ["Pirkko Puhe", "Vieno Vara"]
    assert [(move["position"], move["name"]) for move in twin["attendance_changes"]] == [(1, "Vieno Vara")]


def test_of_a_former_version_that_was_let_go_only_the_correction_is_told(client, meeting):
    correct(meeting, removes_former=True)

    page, twin = text(client.get(address(meeting, "/versiot/1/"))), client.get(address(meeting, "/versiot/1.json"))

    for words in (page, twin.content.decode()):
        assert "Paikka oli väärä." in words
        assert "Kirjasto" not in words
        assert "Vieno" not in words
    assert "The former version is not shown" in page
    assert twin.json()["is_removed"]


def test_there_is_no_version_before_the_first_correction(client, meeting):
    assert client.get(address(meeting, "/versiot/1/")).status_code == 404
    assert client.get(address(meeting, "/versiot/1.json")).status_code == 404


def test_the_paper_of_the_meeting_tells_its_corrections(meeting):
    correct(meeting)
    shown = queries.meeting(Reader(), meeting.organization.slug, meeting.public_id)

    paper = meeting_document(shown, queries.items_with_text(shown), [], host="https://seutu.example")

    assert "Paikka oli väärä." in str(paper.blocks)


def test_the_former_page_of_an_item_shows_its_former_votes(client):
    row = published()
    correct_votes(row, vote(3, names=()))
    place = address(row.meeting, f"/{row.position}/versiot/1")

    page, twin = text(client.get(f"{place}/")), client.get(f"{place}.json").json()

    assert "Vieno Vara" in page
    assert [choice["count"] for choice in twin["votes"][0]["choices"]] == [2, 1]
    assert not twin["is_removed"]


def test_the_former_page_of_an_item_says_when_its_text_is_not_kept(client):
    row = published()
    correct_votes(row, vote(2, names=()), removes_former=True)

    page = text(client.get(address(row.meeting, f"/{row.position}/versiot/1/")))

    assert "The former version is not shown" in page
    assert "Vieno" not in page


def test_the_page_of_a_meeting_asks_the_same_for_one_correction_and_three(client, meeting):
    twin = address(meeting, ".json")

    def asked() -> int:
        with CaptureQueriesContext(connection) as questions:
            client.get(twin)
        return len(questions)

    correct(meeting)
    one = asked()
    for _time in range(2):
        meeting.refresh_from_db()
        correct(meeting)

    assert asked() == one


def test_a_withheld_item_has_no_former_version_whatever_was_corrected(client):
    row = published()
    correct_votes(row, vote(2))
    AgendaItem.objects.update(is_withheld=True, secrecy_ground="JulkL 24 § 1 mom. 25 k.")

    assert client.get(address(row.meeting, f"/{row.position}/versiot/1/")).status_code == 404
