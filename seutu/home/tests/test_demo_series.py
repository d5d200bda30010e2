"""The demo's two years of meetings, and what it publishes alone: lawful, whole, and not the same twice."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from itertools import pairwise

import pytest
from django.apps import apps

from seutu.home.demo.files import pdf_file
from seutu.home.demo.publishing import fill_history, fill_meetings
from seutu.home.demo.region import demo_file, fill_region
from seutu.home.demo.series import plan_series, series_kinds
from seutu.home.tests.conftest import FIRST_START, MORNING
from seutu.publishing.decisions import queries
from seutu.publishing.decisions.models import (
    AgendaItem,
    Attendance,
    AttendanceRole,
    Checker,
    CheckerRole,
    Correction,
    Initiative,
    ItemPart,
    ItemRemedy,
    Meeting,
    MeetingState,
    Notice,
    Office,
    OfficeHolding,
    OfficerDecision,
    Person,
    RecordState,
    Remedy,
    RemedyInstructions,
    Seat,
    SeatRole,
    VoteChoice,
    VoteEvent,
    VoteProcedure,
)
from seutu.publishing.decisions.models.kinds import NoticeKind
from seutu.publishing.decisions.rules import Reader
from seutu.publishing.decisions.rules.record_refusals import (
    refusals_of_decision,
    refusals_of_initiative,
    refusals_of_notice,
)
from seutu.publishing.decisions.rules.refusals import (
    RefusalReason,
    refusals_to_publish_agenda,
    refusals_to_publish_minutes,
)
from seutu.publishing.decisions.rules.takeover import TakeoverState, takeover_on
from seutu.publishing.desk.models import AgendaTemplate
from seutu.shared.core import clock
from seutu.shared.files.extraction.process import read_file
from seutu.shared.files.queries import text_of
from seutu.shared.files.store import current
from seutu.shared.law.days import is_working_day
from seutu.shared.organizations.models import Body

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("filled_region")]

TWO_YEARS = dt.timedelta(days=731)


@pytest.fixture
def reader() -> Reader:
    return Reader(at=MORNING)


def rows() -> dict[str, int]:
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


def test_every_municipality_has_met_all_through_the_two_years():
    began = clock.start_of(FIRST_START - TWO_YEARS)
    days = defaultdict(list)
    for meeting in Meeting.objects.filter(starts_at__gte=began).select_related("organization"):
        days[meeting.organization.slug].append(meeting.day)

    assert len(days) == 5
    for held in days.values():
        held.sort()
        assert held[0] < FIRST_START - dt.timedelta(days=540)
        assert max(later - sooner for sooner, later in pairwise(held)) < dt.timedelta(days=130)


def test_nothing_that_is_published_would_be_refused():
    refused = []
    for meeting in Meeting.objects.prefetch_related("items"):
        items = list(meeting.items.all())
        if meeting.state == MeetingState.MINUTES_PUBLISHED:
            refused += refusals_to_publish_minutes(meeting, items)
        elif meeting.state != MeetingState.DRAFT:
            refused += refusals_to_publish_agenda(meeting, items)
    for decision in OfficerDecision.objects.exclude(state=RecordState.DRAFT):
        refused += refusals_of_decision(decision, FIRST_START)
    for initiative in Initiative.objects.all():
        refused += refusals_of_initiative(initiative)
    for notice in Notice.objects.filter(erased_at__isnull=True):
        found = refusals_of_notice(notice, FIRST_START)
        refused += [refusal for refusal in found if refusal.reason is not RefusalReason.STARTS_IN_PAST]

    assert refused == []


def test_a_second_filling_with_the_same_day_changes_nothing():
    before = rows()

    bodies = fill_region()
    puts = list(fill_meetings(bodies, first_start=FIRST_START))
    history = fill_history(bodies, puts, first_start=FIRST_START)

    assert {put.result for put in puts} == {"unchanged"}
    assert history == []
    assert rows() == before


def test_the_same_day_gives_the_same_meetings_and_another_day_gives_as_many():
    bodies = {f"{body.organization.slug}/{body.slug}": body for body in Body.objects.select_related("organization")}

    def told(first_start: dt.date) -> list[tuple[str, dt.date, int, list[str]]]:
        return [
            (meeting.path, meeting.day, meeting.number, [each.matter.case_number for each in meeting.handlings])
            for meeting in plan_series(bodies, first_start)
        ]

    assert told(FIRST_START) == told(FIRST_START)
    later = told(FIRST_START + dt.timedelta(days=70))
    assert abs(len(later) - len(told(FIRST_START))) < 15


@pytest.mark.parametrize("days", [0, 45, 110, 190, 260, 330])
def test_the_series_never_runs_into_the_meetings_written_by_hand(days: int):
    bodies = {f"{body.organization.slug}/{body.slug}": body for body in Body.objects.select_related("organization")}
    first_start = FIRST_START + dt.timedelta(days=days)

    planned = plan_series(bodies, first_start)

    assert all(meeting.day < first_start - dt.timedelta(days=29) for meeting in planned)
    assert all(is_working_day(meeting.day) for meeting in planned)
    lowest = {"joensuu/kaupunginvaltuusto": 98, "outokumpu/kaupunginvaltuusto": 46, "liperi/tekninen-lautakunta": 59}
    for meeting in planned:
        sections = [handling.section for handling in meeting.handlings]
        assert max(sections) < lowest.get(meeting.path, 61)


def test_no_two_matters_of_a_municipality_have_the_same_title():
    cases = defaultdict(set)
    for item in AgendaItem.objects.exclude(case=None).select_related("meeting", "case"):
        cases[item.meeting.organization_id, item.title].add(item.case_id)

    assert [key for key, found in cases.items() if len(found) > 1] == []


def test_no_two_matters_read_alike():
    cases = defaultdict(set)
    for part in ItemPart.objects.filter(kind="background", item__case__isnull=False).select_related("item"):
        cases[part.html].add(part.item.case_id)

    assert [html for html, found in cases.items() if len(found) > 1] == []


def test_there_are_fifty_kinds_of_matters_and_each_says_how_to_appeal():
    kinds = series_kinds()

    assert len({kind["id"] for kind in kinds}) == len(kinds) >= 50
    assert all("remedy" in kind or "ban" in kind for kind in kinds)


def test_the_counts_of_every_vote_match():
    assert VoteEvent.objects.count() >= 12
    for choice in VoteChoice.objects.select_related("event__item").prefetch_related("votes"):
        names = [vote.name for vote in choice.votes.all()]
        assert not names or len(names) == choice.count
        assert not names or choice.event.procedure != VoteProcedure.BALLOT
        assert len(set(names)) == len(names)


def test_whoever_votes_was_there_and_was_not_disqualified():
    for event in VoteEvent.objects.filter(choices__votes__isnull=False).distinct():
        meeting = event.item.meeting
        there = set(meeting.attendances.exclude(role=AttendanceRole.ABSENT).values_list("name", flat=True))
        away = set(event.item.attendance_changes.filter(kind="disqualified").values_list("attendance__name", flat=True))
        voted = set(event.choices.exclude(votes=None).values_list("votes__name", flat=True))
        assert voted <= there - away


def test_the_outcome_in_short_is_what_the_vote_counted():
    for event in VoteEvent.objects.exclude(procedure=VoteProcedure.BALLOT).select_related("item"):
        counts = event.choices.filter(kind__in=["yes", "no"]).values_list("count", flat=True)
        assert event.item.outcome_detail == "–".join(str(count) for count in counts)


def test_a_matter_went_from_a_committee_to_the_board_and_to_the_council(reader):
    item = AgendaItem.objects.filter(forwarded_from__forwarded_from__isnull=False).first()

    assert item is not None
    case = queries.case(reader, item.meeting.organization.slug, item.case.slug)
    assert case is not None
    kinds = [handling.meeting.body.kind for handling in case.handlings]
    assert kinds[-1] == "council"
    assert "board" in kinds


def test_only_the_last_handling_of_a_matter_can_be_appealed_against():
    sent_on = AgendaItem.objects.filter(forwarded_to__isnull=False)

    remedies = set(ItemRemedy.objects.filter(item__in=sent_on).values_list("remedy", flat=True))

    assert remedies == {Remedy.BAN}


def test_a_ban_on_appeal_always_names_its_provision():
    assert not ItemRemedy.objects.filter(remedy=Remedy.BAN, provision="").exists()


def test_the_chair_is_among_the_checkers_of_checked_minutes():
    published = Meeting.objects.filter(state=MeetingState.MINUTES_PUBLISHED)

    assert set(published.filter(checkers__role=CheckerRole.CHAIR)) == set(published)
    assert not Checker.objects.filter(meeting__in=published, checked_on__isnull=True).exists()


def test_a_deputy_stands_in_for_somebody_who_was_away():
    deputies = Attendance.objects.filter(role=AttendanceRole.DEPUTY)

    assert deputies.exists()
    for deputy in deputies:
        away = deputy.meeting.attendances.get(name=deputy.deputises_for)
        assert away.role == AttendanceRole.ABSENT


def test_a_council_that_is_filmed_tells_when_each_item_comes():
    for meeting in Meeting.objects.exclude(video_url="").prefetch_related("items"):
        seconds = [item.video_seconds for item in meeting.items.all()]
        assert None not in seconds
        assert seconds == sorted(seconds)


def test_one_decision_was_corrected_and_its_former_version_is_kept():
    correction = Correction.objects.get()

    former = " ".join(part["html"] for part in correction.former.parts)
    now = " ".join(correction.item.parts.values_list("html", flat=True))
    assert "kuusi seuraa" in former
    assert "seitsemän seuraa" in now


def test_withheld_items_name_the_matter_and_the_ground_and_hold_no_text():
    secret = AgendaItem.objects.filter(is_withheld=True)

    assert secret.count() >= 4
    assert not ItemPart.objects.filter(item__in=secret).exists()
    assert all("JulkL 24 §" in item.secrecy_ground for item in secret)


def test_there_are_items_in_swedish():
    assert AgendaItem.objects.filter(language="sv").count() >= 2


def test_office_holders_decide_in_series_without_gaps():
    published = OfficerDecision.objects.exclude(state=RecordState.DRAFT)

    assert published.count() >= 40
    assert Office.objects.count() >= 8
    numbers = defaultdict(list)
    for decision in published.order_by("decided_on", "number"):
        numbers[decision.office_id, decision.year].append(decision.number)
    assert all(found == list(range(1, len(found) + 1)) for found in numbers.values())


def test_of_their_decisions_some_can_be_taken_over_some_no_more_and_some_were():
    states = {takeover_on(decision, FIRST_START).state for decision in OfficerDecision.objects.all()}

    assert {TakeoverState.OPEN, TakeoverState.LAPSED, TakeoverState.TAKEN_OVER, TakeoverState.EXCLUDED} <= states


def test_notices_are_in_force_to_come_and_past():
    notices = list(Notice.objects.all())

    assert len(notices) >= 10
    assert {notice.kind for notice in notices} == set(NoticeKind)
    assert any(notice.displayed_on > FIRST_START for notice in notices)
    past = [notice for notice in notices if notice.ends_on < FIRST_START]
    assert past
    assert all(notice.title == "" for notice in past)


def test_answered_initiatives_lead_to_the_item_that_answered_them():
    answered = Initiative.objects.filter(state="answered")

    assert Initiative.objects.count() >= 10
    assert answered.exists()
    for initiative in answered:
        assert initiative.answer_item is not None
        assert initiative.answered_on == initiative.answer_item.meeting.day


def test_every_elected_official_has_a_seat_and_every_office_a_holder():
    assert Person.objects.count() >= 200
    assert not Person.objects.filter(seats=None, holdings=None).exists()
    assert set(Seat.objects.values_list("body", flat=True)) == set(Body.objects.values_list("pk", flat=True))
    assert OfficeHolding.objects.count() == Office.objects.count()
    assert not Seat.objects.filter(role=SeatRole.DEPUTY, deputises_for=None).exists()


def test_every_remedy_of_the_demo_has_instructions_in_its_municipality():
    used = set(ItemRemedy.objects.exclude(remedy=Remedy.BAN).values_list("item__meeting__organization", "remedy"))

    written = set(RemedyInstructions.objects.filter(language="fi").values_list("organization", "remedy"))

    assert used <= written


def test_every_body_has_an_agenda_template():
    assert AgendaTemplate.objects.filter(is_default=True).count() == Body.objects.count()


def test_a_file_has_the_words_that_its_reader_would_find():
    stored = pdf_file("Ote", "Ote\n\nYksi kappale.", name="ote.pdf", author="Joensuu")

    with current().open(stored.sha256) as file:
        outcome = read_file(file, stored.kind, seconds=20)
    assert outcome.state == "read"
    text = text_of(stored)
    assert text is not None
    assert all(word in outcome.text for word in text.text.split())
    assert outcome.pages == text.pages


def test_the_texts_of_the_series_have_no_names_of_the_boards_of_other_towns():
    for town in demo_file("series.toml")["town"]:
        council = "Kaupunginhallitus" if town.get("is_city") else "Kunnanhallitus"
        other = "Kunnanhallitus" if town.get("is_city") else "Kaupunginhallitus"
        presenters = AgendaItem.objects.filter(
            meeting__organization__slug=town["slug"], meeting__body__kind="council", presenter=other
        )
        assert not presenters.exists(), council
