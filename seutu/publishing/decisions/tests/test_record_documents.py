"""The record as PDF: the same as its pages, for the same readers."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from seutu.publishing.decisions.models import AgendaItem, ItemRemedy, Meeting, MeetingState, PartKind, Remedy
from seutu.publishing.decisions.tests.factories import AttachmentFactory, MeetingFactory, PartFactory
from seutu.publishing.decisions.tests.full_meeting import full_item, full_meeting, instructions
from seutu.shared.documents import rendering
from seutu.shared.documents.tests.opened import assert_accessible, languages_of, links_of, tags_of, text_of
from seutu.shared.organizations.tests.factories import BodyFactory

MEETING = "/kuusela/kokoukset/2026104/asiakirja.pdf"
ITEM = "/kuusela/kokoukset/2026104/1/asia.pdf"
EXTRACT = "/kuusela/kokoukset/2026104/1/ote.pdf"
ALL = [MEETING, ITEM, EXTRACT]
NOW = dt.datetime(2026, 3, 20, 9, 0, tzinfo=dt.UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(NOW, tick=False):
        yield


def words(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return text_of(response.content)


@pytest.mark.parametrize("address", ALL)
def test_every_document_is_accessible(client, municipality, tmp_path, address):
    full_meeting(municipality)
    instructions(municipality)

    content = client.get(address).content

    assert_accessible(content, tmp_path)
    assert {"H1", "H2", "TH", "TD", "Caption", "L", "LI", "LBody", "Link"} <= set(tags_of(content))
    assert languages_of(content) == {"fi"}


def test_an_agenda_is_accessible_and_tells_no_decision(client, municipality, tmp_path):
    full_meeting(municipality, state=MeetingState.AGENDA_PUBLISHED)

    response = client.get(MEETING)

    assert_accessible(response.content, tmp_path)
    told = text_of(response.content)
    assert "Esityslista: Kunnanvaltuusto 10.3.2026" in told
    assert "Talous" in told
    assert "Hyväksytään." in told
    for hidden in ("hyväksyi", "Pirkko Puhe", "Taavi Tarkka", "JAA", "KuntaL 135", "Summa oli", "Muutoksenhaku"):
        assert hidden not in told
    assert "esityslista.pdf" in response["Content-Disposition"]


def test_the_minutes_tell_who_was_there_what_was_decided_and_who_checked_them(client, municipality):
    meeting = full_meeting(municipality, items=2)
    instructions(municipality)
    ItemRemedy.objects.create(
        item=meeting.items.get(position=2), remedy=Remedy.BAN, provision="KuntaL (410/2015) 136 §"
    )

    told = words(client, MEETING)

    assert "Pöytäkirja: Kunnanvaltuusto 10.3.2026" in told
    assert "Pirkko Puhe (saapui klo 16.05)" in told
    assert "Vieno Vara, henkilön Jalmari Jokela varajäsenenä" in told
    assert "§ 16 Koeasia 1" in told.replace("\u00a0", " ")
    assert "§ 17 Koeasia 2" in told.replace("\u00a0", " ")
    assert "Valtuusto hyväksyi ehdotuksen." in told
    assert "Metsälista" in told
    assert "HL 28 § 1 mom. 1 k." in told.replace("\u00a0", " ")
    assert "Summa oli väärin." in told
    assert "Taavi Tarkka" in told
    assert "13.3.2026" in told
    # The instructions stand once, though two items refer to them.
    assert told.count("hallinto-oikeuteen") == 1


def test_an_item_tells_what_its_page_tells(client, municipality):
    full_meeting(municipality)

    response = client.get(ITEM)

    told = text_of(response.content).replace("\u00a0", " ")
    for shown in (
        "Koeasia 1",
        "§ 16",
        "Kaija Kansliapäällikkö",
        "Veikko Valmistelija",
        "Hinta on 1 511 euroa",
        "Lainaus.",
    ):
        assert shown in told
    assert "Liite 1: Kartta" in told
    assert "http://testserver/kuusela/kokoukset/2026104/1/" in told
    assert "https://kuusela.example/talous" in links_of(response.content)


def test_a_file_of_the_item_is_a_link_to_it(client, municipality, stored_file):
    full_meeting(municipality)
    AttachmentFactory(item=AgendaItem.objects.get(), position=2, number=2, title="Selite", file=stored_file)

    links = links_of(client.get(ITEM).content)

    assert "http://testserver/kuusela/kokoukset/2026104/1/liitteet/2/" in links


def test_an_extract_brings_the_instructions_of_the_day_in_the_language_of_the_item(client, municipality):
    full_meeting(municipality)
    instructions(municipality, valid_from=dt.date(2020, 1, 1), valid_to=dt.date(2025, 12, 31), html="<p>Vanha</p>")
    instructions(municipality)
    instructions(municipality, language="sv", html="<p>Besvär anförs.</p>")

    told = words(client, EXTRACT)

    assert "hallinto-oikeuteen" in told
    assert "Vanha" not in told
    assert "Besvär anförs." not in told
    AgendaItem.objects.update(language="sv")
    cache.clear()
    swedish = client.get(EXTRACT).content
    assert "Besvär anförs." in text_of(swedish)
    assert "hallinto-oikeuteen" not in text_of(swedish)
    assert languages_of(swedish) == {"sv"}


def test_instructions_that_there_are_only_in_finnish_are_marked_as_finnish(client, municipality):
    full_meeting(municipality)
    AgendaItem.objects.update(language="sv")
    instructions(municipality)

    content = client.get(EXTRACT).content

    assert "hallinto-oikeuteen" in text_of(content)
    assert languages_of(content) == {"sv", "fi"}


def test_an_extract_without_its_instructions_says_so(client, municipality):
    full_meeting(municipality)
    AgendaItem.objects.update(language="en")

    told = words(client, EXTRACT)

    assert "Extract from the minutes" in told
    assert "The instructions for review and appeal are not attached." in told


def test_there_is_no_extract_before_the_minutes(client, municipality):
    full_meeting(municipality, state=MeetingState.AGENDA_PUBLISHED)

    assert client.get(ITEM).status_code == 200
    assert client.get(EXTRACT).status_code == 404


def test_the_fixed_words_are_in_the_language_of_the_record_on_every_page(client, municipality):
    full_meeting(municipality)
    AgendaItem.objects.update(language="sv")
    Meeting.objects.update(language="sv")

    finnish_page, english_page = client.get(MEETING), client.get(f"/en{MEETING}")

    assert finnish_page.content == english_page.content
    assert finnish_page["Content-Language"] == "sv"
    assert "Protokoll: Fullmäktige" in text_of(finnish_page.content)


SECRET = ("Salakari", "Salainen Sanna", "Salaperuste")


def withheld(owner, **values):
    meeting = full_meeting(owner, items=0, **values)
    chair = meeting.attendances.first()
    ground = "JulkL 24 § 1 mom. 20 k."
    item = full_item(meeting, chair, 1, is_withheld=True, secrecy_ground=ground, title="Julkinen nimike")
    AgendaItem.objects.update(presenter="Salainen Sanna", preparers="Salainen Sanna")
    item.parts.update(html="<p>Salakari</p>")
    item.votes.update(title="Salakari")
    item.attachments.update(title="Salakari")
    item.corrections.update(reason="Salaperuste")
    item.attendance_changes.update(ground="Salaperuste")
    return meeting


@pytest.mark.parametrize("address", ALL)
def test_of_a_withheld_item_only_its_title_and_its_ground_are_told(client, municipality, address):
    withheld(municipality)

    content = client.get(address).content

    told = text_of(content).replace("\u00a0", " ")
    assert "Julkinen nimike" in told
    assert "JulkL 24 § 1 mom. 20 k." in told
    for secret in SECRET:
        assert secret not in told
        assert secret.encode() not in content
        assert secret.encode("utf-16-be") not in content


@pytest.mark.parametrize("address", ALL)
def test_a_draft_is_not_found_but_by_those_who_prepare_it(client, clerk, outsider, municipality, address):
    full_meeting(municipality, state=MeetingState.MINUTES_DRAFTED)
    Meeting.objects.update(agenda_published_at=None)

    assert client.get(address).status_code == 404
    client.force_login(outsider)
    assert client.get(address).status_code == 404
    client.force_login(clerk)
    response = client.get(address)

    assert text_of(response.content).startswith("Kuusela, Kunnanvaltuusto 10.3.2026 LUONNOS")
    assert "Luonnos. " in text_of(response.content)
    assert "luonnos-" in response["Content-Disposition"]
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"


def test_the_minutes_that_a_clerk_writes_are_not_what_others_get(client, clerk, municipality):
    full_meeting(municipality, state=MeetingState.MINUTES_DRAFTED)

    assert "hyväksyi" not in words(client, MEETING)
    client.force_login(clerk)
    assert "hyväksyi" in words(client, MEETING)
    client.logout()
    client.cookies.clear()
    assert "hyväksyi" not in words(client, MEETING)


@pytest.mark.parametrize("address", ALL)
def test_a_document_is_sent_so_that_it_can_do_nothing_and_no_longer_than_its_page(client, municipality, address):
    full_meeting(municipality)

    response = client.get(address)

    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == str(len(response.content))
    assert response["Cache-Control"] == "public, max-age=60"
    assert response["X-Robots-Tag"] == "noindex"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["Content-Disposition"].startswith("inline; filename=")
    head = client.head(address)
    assert (head["Content-Length"], head.content) == (response["Content-Length"], b"")
    assert client.get(address, headers={"If-None-Match": response["ETag"]}).status_code == 304
    assert client.post(address).status_code == 405


def test_a_document_goes_when_its_page_changes(client, municipality):
    full_meeting(municipality)
    published = NOW + dt.timedelta(seconds=20)
    Meeting.objects.update(minutes_published_at=published)

    assert client.get(MEETING)["Cache-Control"] == "public, max-age=20"


def test_the_name_of_the_file_names_nobody(client, municipality):
    full_meeting(municipality)
    AgendaItem.objects.update(title="Pirkko Puheen eronpyyntö")

    assert 'filename="kuusela-kunnanvaltuusto-2026-03-10-poytakirja.pdf"' in client.get(MEETING)["Content-Disposition"]
    assert 'filename="kuusela-kunnanvaltuusto-2026-03-10-16-asia.pdf"' in client.get(ITEM)["Content-Disposition"]
    assert 'filename="kuusela-kunnanvaltuusto-2026-03-10-16-ote.pdf"' in client.get(EXTRACT)["Content-Disposition"]


def test_the_same_record_is_always_the_same_file(client, municipality):
    full_meeting(municipality)
    first = client.get(MEETING).content
    cache.clear()
    rendering._compiled.cache_clear()

    with time_machine.travel(NOW + dt.timedelta(hours=3), tick=False):
        assert client.get(MEETING).content == first


HOSTILE = '#panic("x") \\ $ *a* `b` 😀 \u202e مرحبا ' + "y" * 400


def test_hostile_words_in_a_record_are_shown_and_not_obeyed(client, municipality, tmp_path):
    full_meeting(municipality)
    AgendaItem.objects.update(title=HOSTILE, presenter=HOSTILE[:300], outcome_detail=HOSTILE[:40])
    PartFactory(item=AgendaItem.objects.get(), position=9, kind=PartKind.OTHER, heading=HOSTILE[:300], html=HOSTILE)

    content = client.get(MEETING).content

    assert_accessible(content, tmp_path)
    assert '#panic("x") \\ $ *a* `b` [U+1F600]' in text_of(content)


def test_an_item_of_an_unknown_language_is_worded_in_finnish(client, municipality, tmp_path):
    full_meeting(municipality)
    AgendaItem.objects.update(language="se")

    content = client.get(ITEM).content

    assert_accessible(content, tmp_path)
    assert "Päätös" in text_of(content)


def test_a_meeting_without_items_is_made_too(client, municipality, tmp_path):
    MeetingFactory(body=BodyFactory(organization=municipality), legacy_id="2026104")

    assert_accessible(client.get(MEETING).content, tmp_path)


@pytest.mark.parametrize(
    "address",
    [
        "/mantyla/kokoukset/2026104/asiakirja.pdf",
        "/mantyla/kokoukset/2026104/1/asia.pdf",
        "/mantyla/kokoukset/2026104/1/ote.pdf",
        "/kuusela/kokoukset/2026105/asiakirja.pdf",
        "/kuusela/kokoukset/2026104/7/asia.pdf",
        "/kuusela/kokoukset/2026104/7/ote.pdf",
    ],
)
def test_what_is_not_there_is_not_found(client, municipality, other_municipality, address):
    full_meeting(municipality)

    assert client.get(address).status_code == 404


def test_minutes_of_three_items_ask_the_database_as_often_as_of_one(client, municipality):
    instructions(municipality)
    meeting = full_meeting(municipality)

    def asked():
        cache.clear()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(MEETING).status_code == 200
        return len(queries)

    asked()  # the first one makes the row that counts how often documents are asked for
    for_one = asked()
    for position in (2, 3):
        full_item(meeting, meeting.attendances.first(), position)

    assert asked() == for_one
