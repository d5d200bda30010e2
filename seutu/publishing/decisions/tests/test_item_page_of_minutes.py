"""What the page of an item tells once minutes are written: votes, attendance, corrections, the clock, the video."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from seutu.publishing.decisions.models import (
    Attendance,
    AttendanceChange,
    AttendanceChangeKind,
    AttendanceRole,
    ChoiceKind,
    Correction,
    CorrectionKind,
    FormerVersion,
    MeetingState,
    Outcome,
    Vote,
    VoteChoice,
    VoteEvent,
    VoteProcedure,
)
from seutu.publishing.decisions.tests.factories import ItemFactory, MeetingFactory, PartFactory
from seutu.publishing.decisions.views import video
from seutu.shared.organizations.tests.factories import BodyFactory

PAGE = "/en/kuusela/kokoukset/2026104/1/"
MEETING = "/en/kuusela/kokoukset/2026104/"
FORMER = f"{PAGE}versiot/1/"
NOW = dt.datetime(2026, 3, 20, 9, 0, tzinfo=dt.UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def body(municipality):
    return BodyFactory(organization=municipality, name_fi="Kunnanvaltuusto")


@pytest.fixture
def item(body):
    return ItemFactory(meeting=MeetingFactory(body=body, legacy_id="2026104"), position=1, section_number=16)


def text(response):
    return " ".join(response.content.decode().split())


def vote(item, *, names=(), procedure=VoteProcedure.NAMED):
    event = VoteEvent.objects.create(item=item, position=1, title="Pohjaehdotus", procedure=procedure)
    yes = {"kind": ChoiceKind.YES, "label": "Jaa", "proposal": "Hyväksytään", "count": 18, "is_winner": True}
    chosen = VoteChoice.objects.create(event=event, position=1, **yes)
    VoteChoice.objects.create(event=event, position=2, kind=ChoiceKind.NO, label="Ei", count=9)
    VoteChoice.objects.create(event=event, position=3, kind=ChoiceKind.EMPTY, label="Tyhjä", count=1)
    for place, name in enumerate(names, start=1):
        Vote.objects.create(choice=chosen, position=place, name=name, group="Metsälista")


def correct(item, **values):
    correction = Correction.objects.create(
        item=item, number=1, kind=CorrectionKind.CLERICAL, reason="Äänet olivat 18–9.", corrected_at=NOW
    )
    parts = [
        {"kind": "decision", "heading": "", "author": "", "is_amended": False, "html": "<p>17–9.</p>", "language": ""}
    ]
    FormerVersion.objects.create(
        correction=correction, title="Entinen otsikko", section_number=16, outcome=Outcome.VOTE, parts=parts, **values
    )


def test_a_vote_is_drawn_solid_and_dashed_and_told_in_words_beside_it(client, item):
    vote(item, names=["Maija Metsä", "Outi Oja"])

    page = text(client.get(PAGE))

    # Two drawings, wide and narrow, and the key of the legend.
    assert page.count('<rect class="actual"') == 3
    assert page.count('<rect class="target"') == 3
    assert page.count('<rect class="faint"') == 2
    assert "67% of the votes" in page
    assert '<td class="num">18</td><td lang="fi">Hyväksytään</td><td>Carried</td>' in page
    assert '<th scope="row">Maija Metsä</th>' in page


def test_a_vote_by_ballot_names_nobody(client, item):
    vote(item, procedure=VoteProcedure.BALLOT)

    assert "How each person voted" not in text(client.get(PAGE))


def test_before_the_minutes_are_out_no_vote_is_told(client, item):
    vote(item)
    item.meeting.state = MeetingState.MINUTES_DRAFTED
    item.meeting.minutes_published_at = item.meeting.displayed_on = None
    item.meeting.save()

    assert "Pohjaehdotus" not in text(client.get(PAGE))


def test_comings_goings_and_disqualifications_are_told_with_the_item_and_with_the_meeting(client, item):
    person = Attendance.objects.create(meeting=item.meeting, position=1, name="Outi Oja", role=AttendanceRole.MEMBER)
    change = {"attendance": person, "item": item}
    AttendanceChange.objects.create(kind=AttendanceChangeKind.DISQUALIFIED, ground="HL 28 §", **change)
    AttendanceChange.objects.create(kind=AttendanceChangeKind.ARRIVED, at=dt.time(16, 12), **change)

    for page in (text(client.get(PAGE)), text(client.get(MEETING))):
        assert 'Outi Oja was disqualified and absent: <span lang="fi">HL 28 §</span>' in page
        assert "Outi Oja arrived 16:12" in page


def test_of_a_withheld_item_no_disqualification_is_told(client, item):
    person = Attendance.objects.create(meeting=item.meeting, position=1, name="Outi Oja", role=AttendanceRole.MEMBER)
    AttendanceChange.objects.create(
        attendance=person, item=item, kind=AttendanceChangeKind.DISQUALIFIED, ground="Salakari"
    )
    item.is_withheld, item.secrecy_ground = True, "JulkL 24 §"
    item.save()

    for address in (PAGE, MEETING, "/kuusela/kokoukset/2026104.json", "/kuusela/kokoukset/2026104/1.json"):
        assert "Salakari" not in text(client.get(address))


def test_the_clock_runs_and_says_the_last_day_and_the_days_left(client, item):
    item.remedies.create(remedy="municipal")

    page = text(client.get(PAGE))

    assert "You can appeal by 23 April 2026." in page
    assert "34 days left" in page
    # On a phone the time for appeal stands far below: the head of the page leads there.
    assert '<a href="#maaraaika">Last day 23 April 2026</a>' in page
    assert '<div id="maaraaika">' in page
    assert "online since 17 March 2026" in page
    assert "notified on 24 March 2026" in page
    assert "If you are a party" in page


def test_a_reader_of_another_language_is_told_why_the_text_is_not_in_theirs(client, item):
    PartFactory(item=item)
    told = "The text is only in its original language: Finnish."

    assert told in text(client.get(PAGE))
    assert "alkuperäisellä kielellään" not in text(client.get(PAGE.removeprefix("/en")))


def test_after_the_last_day_it_says_so_and_claims_no_finality(client, item, frozen):
    item.remedies.create(remedy="review_request")
    frozen.move_to(NOW + dt.timedelta(days=60))

    page = text(client.get(PAGE))

    assert "The review period ended on 7 April 2026." in page
    assert "We do not yet know whether the decision is final." in page
    assert "If you are a party" not in page


def test_a_correction_is_told_with_its_day_reason_and_former_version(client, item):
    correct(item)

    page = text(client.get(PAGE))

    assert "Corrected on 20 March 2026" in page
    assert "Äänet olivat 18–9." in page
    assert f'href="{FORMER}"' in page


def test_the_former_version_says_that_it_is_one(client, item):
    correct(item)

    response = client.get(FORMER)
    page = text(response)

    assert "Former version" in page
    assert "It is no longer in force." in page
    assert "Entinen otsikko" in page.replace("\xad", "")
    assert "<p>17–9.</p>" in page
    assert "section--decision" not in page
    assert f'<link rel="canonical" href="http://testserver{PAGE}">' in page
    assert response["X-Robots-Tag"] == "noindex"
    assert client.get("/kuusela/kokoukset/2026104/1/versiot/1.json").json()["is_in_force"] is False


def test_the_former_version_of_a_withheld_item_or_of_unpublished_minutes_is_not_there(client, item):
    correct(item)
    item.is_withheld, item.secrecy_ground = True, "JulkL 24 §"
    item.save()

    assert client.get(FORMER).status_code == 404
    assert client.get(f"{PAGE}versiot/2/").status_code == 404


def test_the_video_opens_at_the_moment_of_the_item(client, item):
    item.meeting.video_url = "https://video.example/kokous.mp4"
    item.meeting.save()
    item.video_seconds = 3753
    item.save()

    page = text(client.get(PAGE))

    assert 'href="https://video.example/kokous.mp4#t=3753"' in page
    assert "Watch from 1.02.33" in page
    assert 'href="https://video.example/kokous.mp4"' in text(client.get(MEETING))


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://www.youtube.com/watch?v=abc&t=1", "https://www.youtube.com/watch?v=abc&t=90"),
        ("https://youtu.be/abc", "https://youtu.be/abc?t=90"),
        ("https://vimeo.example/123#t=5", "https://vimeo.example/123#t=90"),
    ],
)
def test_the_moment_is_written_as_each_service_reads_it(url, address):
    assert video.at_second(url, 90) == address


def test_an_item_that_went_on_to_another_body_leads_both_ways(client, item, body):
    board = BodyFactory(organization=body.organization, name_fi="Kunnanhallitus")
    earlier = ItemFactory(meeting=MeetingFactory(body=board, legacy_id="2026101"), position=1, section_number=7)
    item.forwarded_from = earlier
    item.save()

    assert "Kunnanhallitus 10 March 2026 § 7" in text(client.get(PAGE))
    assert "Kunnanvaltuusto 10 March 2026 § 16" in text(client.get("/en/kuusela/kokoukset/2026101/1/"))
