"""What the search is told: everything that anyone may see, and nothing else."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.utils import translation

from seutu.publishing.decisions.models import MeetingState, PartKind
from seutu.publishing.decisions.search import items
from seutu.publishing.decisions.tests.factories import CaseFactory, ItemFactory, MeetingFactory, PartFactory
from seutu.publishing.decisions.tests.hidden_world import NOW, PLANTED
from seutu.publishing.decisions.tests.record_factories import InitiativeFactory, NoticeFactory, OfficerDecisionFactory
from seutu.publishing.decisions.tests.shown_world import OF_MEETINGS
from seutu.shared.core import clock
from seutu.shared.organizations.tests.factories import BodyFactory, OrganizationFactory
from seutu.shared.search.searchables import searchables

pytestmark = pytest.mark.django_db


def document_of(kind: str, pk: int):
    (found,) = searchables.entry(kind).findable([pk])
    return found.document


def changes_at(kind: str, pk: int):
    (found,) = searchables.entry(kind).findable([pk])
    return found.changes_at


@pytest.mark.slow  # asks the whole world of hidden records
def test_nothing_hidden_is_told_to_the_search(told_of_the_hidden):
    assert told_of_the_hidden.findable["item"]
    assert [words for words in told_of_the_hidden.words() if PLANTED in words] == []


@pytest.mark.slow  # asks the whole world of shown records
def test_what_may_be_seen_is_told_with_its_words(told_of_the_shown):
    told = list(told_of_the_shown.words())

    assert [words for words in told if OF_MEETINGS in words]
    assert told_of_the_shown.documents("item")
    assert told_of_the_shown.hits["item"]


def test_an_item_is_told_by_its_title_its_decision_and_its_names():
    body = BodyFactory(
        name_fi="Henkilöstöjaosto",
        abbreviation="HETYJ",
        slug="henkilostojaosto",
        organization=OrganizationFactory(slug="kuusela", name_fi="Kuusela"),
    )
    case = CaseFactory(organization=body.organization, number="157/00.01.05.00/2020", slug="157-00.01.05.00-2020")
    item = ItemFactory(meeting=MeetingFactory(body=body), section_number=16, title="Keskuksen jatko", case=case)
    PartFactory(item=item, kind=PartKind.BACKGROUND, html="<p>Selostus <b>lihavoi</b>tuna.</p>")
    PartFactory(item=item, kind=PartKind.DECISION, html="<p>Hyväksyttiin.</p>")

    told = document_of("item", item.pk)

    assert told.title == "Keskuksen jatko"
    assert told.decision == "Hyväksyttiin."
    assert told.text == "Selostus lihavoituna."
    assert (told.municipality, told.body) == ("kuusela", "kuusela/henkilostojaosto")
    assert told.group == "kuusela/157-00.01.05.00-2020"
    assert told.day == dt.date(2026, 3, 10)
    for name in ("Henkilöstöjaosto", "HETYJ", "Kuusela", "§\u00a016", "157/00.01.05.00/2020", "10.3.2026"):
        assert name in told.names


def test_of_an_agenda_nothing_is_told_that_the_meeting_brings():
    item = ItemFactory(meeting=MeetingFactory(state=MeetingState.MINUTES_DRAFTED))
    PartFactory(item=item, kind=PartKind.PROPOSAL, html="<p>Esitetään.</p>")
    PartFactory(item=item, kind=PartKind.DECISION, html="<p>Päätettiin.</p>")

    told = document_of("item", item.pk)

    assert told.text == "Esitetään."
    assert told.decision == ""


def test_of_a_withheld_item_its_public_title_is_told_and_no_more():
    item = ItemFactory(title="Salassa pidettävä asia", is_withheld=True, secrecy_ground="JulkL 24 § 1 mom. 25 k.")
    PartFactory(item=item, html="<p>Tätä ei saisi olla.</p>")

    told = document_of("item", item.pk)

    assert told.title == "Salassa pidettävä asia"
    assert (told.decision, told.text) == ("", "")


def test_a_draft_is_not_told():
    assert document_of("item", ItemFactory(meeting=MeetingFactory(state=MeetingState.DRAFT)).pk) is None
    assert document_of("item", ItemFactory(is_draft=True).pk) is None


def test_minutes_that_are_to_come_out_are_looked_at_again_when_they_do():
    comes_out = NOW + dt.timedelta(hours=3)
    meeting = MeetingFactory(minutes_published_at=comes_out)
    item = ItemFactory(meeting=meeting)
    PartFactory(item=item, kind=PartKind.DECISION, html="<p>Päätettiin.</p>")

    with time_machine.travel(NOW, tick=False):
        assert document_of("item", item.pk).decision == ""
        assert changes_at("item", item.pk) == comes_out
    with time_machine.travel(comes_out, tick=False):
        assert document_of("item", item.pk).decision == "Päätettiin."
        assert changes_at("item", item.pk) is None


def test_an_item_became_public_with_its_minutes_or_before_them_with_its_agenda():
    agenda_out, minutes_out = NOW - dt.timedelta(days=9), NOW + dt.timedelta(hours=3)
    meeting = MeetingFactory(agenda_published_at=agenda_out, minutes_published_at=minutes_out)
    item = ItemFactory(meeting=meeting)

    for at, published_at in ((NOW, agenda_out), (minutes_out, minutes_out)):
        with time_machine.travel(at, tick=False):
            assert document_of("item", item.pk).published_at == published_at
            assert items.show([item.pk])[item.pk].published_at == published_at


def test_a_notice_that_was_published_for_a_later_day_became_public_that_morning():
    displayed_on = clock.day_of(NOW)
    early, late = (
        NoticeFactory(displayed_on=displayed_on, published_at=NOW - dt.timedelta(days=3)),
        NoticeFactory(displayed_on=displayed_on, published_at=NOW),
    )

    with time_machine.travel(NOW, tick=False):
        assert document_of("notice", early.pk).published_at == clock.start_of(displayed_on)
        assert document_of("notice", late.pk).published_at == NOW


@pytest.mark.parametrize("kind", ["officer_decision", "initiative"])
def test_what_is_published_alone_became_public_when_it_was_published(kind):
    made = {"officer_decision": OfficerDecisionFactory, "initiative": InitiativeFactory}[kind](
        published_at=NOW - dt.timedelta(hours=1)
    )

    with time_machine.travel(NOW, tick=False):
        assert document_of(kind, made.pk).published_at == made.published_at


def test_a_notice_is_looked_at_again_when_its_last_day_is_over():
    notice = NoticeFactory()

    with time_machine.travel(NOW, tick=False):
        assert document_of("notice", notice.pk) is not None
        assert changes_at("notice", notice.pk) == clock.start_of(dt.date(2026, 4, 1))
    with time_machine.travel(dt.datetime(2026, 4, 1, 9, tzinfo=dt.UTC), tick=False):
        assert document_of("notice", notice.pk) is None


def test_a_decision_whose_remedy_is_running_out_is_not_looked_at_every_day():
    excluded = {"is_takeover_excluded": True, "takeover_exclusion": "KuntaL 92 §"}
    decision = OfficerDecisionFactory(remedy="review_request", **excluded)

    with time_machine.travel(NOW, tick=False):
        assert changes_at("officer_decision", decision.pk) is None


def test_a_hit_is_shown_in_the_language_of_the_page():
    item = ItemFactory(meeting=MeetingFactory(body=BodyFactory(name_fi="Valtuusto", name_sv="Fullmäktige")))

    with translation.override("sv"):
        hit = items.show([item.pk])[item.pk]

    assert "fullmäktige" in hit.where
    assert hit.url.startswith("/sv/")


@pytest.mark.parametrize(
    ("language", "kind", "where"),
    [
        ("fi", "municipal", "Kuusela, kunnan ilmoitus, "),
        ("fi", "public", "Kuusela, kuulutus, "),
        ("sv", "municipal", "Kuusela, kommunalt tillkännagivande, "),
        ("sv", "public", "Kuusela, offentlig kungörelse, "),
    ],
)
def test_the_kind_of_a_notice_begins_small_where_its_place_is_told(language, kind, where):
    notice = NoticeFactory(kind=kind, organization=OrganizationFactory(slug="kuusela", name_fi="Kuusela"))

    with time_machine.travel(NOW, tick=False), translation.override(language):
        assert searchables.entry("notice").show([notice.pk])[notice.pk].where.startswith(where)


@pytest.mark.parametrize("rows", [1, 3])
def test_however_many_hits_are_shown_the_questions_are_the_same(django_assert_num_queries, rows):
    meeting = MeetingFactory()
    made = [ItemFactory(meeting=meeting) for _ in range(rows)]
    for item in made:
        PartFactory(item=item)

    with django_assert_num_queries(3):
        items.show([item.pk for item in made])
