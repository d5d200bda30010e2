from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from seutu.publishing.decisions import actions, queries
from seutu.publishing.decisions.actions import CheckerInput, PartInput, RemedyInput
from seutu.publishing.decisions.models import AgendaItem, CheckerRole, Meeting, MeetingState, PartKind, Remedy
from seutu.publishing.decisions.rules import Reader
from seutu.publishing.decisions.rules.refusals import RefusalReason, describes_matter, is_provision
from seutu.publishing.decisions.tests import desk
from seutu.shared.audit.models import Entry
from seutu.shared.organizations.tests.factories import BodyFactory

pytestmark = pytest.mark.django_db


def sections(meeting: Meeting) -> list[int | None]:
    return list(
        AgendaItem.objects.filter(meeting=meeting).order_by("position").values_list("section_number", flat=True)
    )


def reasons(refusal: actions.NotPublishable) -> set[RefusalReason]:
    return {each.reason for each in refusal.refusals}


def test_sections_run_on_through_the_calendar_year_of_a_body():
    body = BodyFactory()
    first = desk.published_agenda(desk.item("A"), desk.item("B"), body=body)
    second = desk.published_agenda(desk.item("C"), body=body, starts_at=desk.STARTS + dt.timedelta(days=14))
    next_year = desk.published_agenda(desk.item("D"), body=body, starts_at=desk.STARTS + dt.timedelta(days=365))
    elsewhere = desk.published_agenda(desk.item("E"))

    assert [sections(meeting) for meeting in (first, second, next_year, elsewhere)] == [[1, 2], [3], [1], [1]]


def test_the_year_of_a_section_is_that_of_helsinki():
    body = BodyFactory()
    new_years_night = dt.datetime(2026, 12, 31, 22, 30, tzinfo=dt.UTC)

    desk.published_agenda(body=body, starts_at=dt.datetime(2026, 12, 31, 12, 0, tzinfo=dt.UTC))

    assert sections(desk.published_agenda(body=body, starts_at=new_years_night)) == [1]


def test_an_agenda_without_items_stays_a_draft():
    meeting = actions.plan_meeting(BodyFactory(), desk.STARTS, by=desk.BY)

    with pytest.raises(actions.NotPublishable) as refusal:
        actions.publish_agenda(meeting, by=desk.BY)

    assert reasons(refusal.value) == {RefusalReason.NO_ITEMS}
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.DRAFT


def test_an_agenda_is_published_once():
    meeting = desk.published_agenda()

    with pytest.raises(actions.WrongState):
        actions.publish_agenda(meeting, by=desk.BY)

    assert Entry.objects.filter(verb="meeting.agenda_published").count() == 1


@pytest.mark.parametrize(
    ("title", "says_it"),
    [
        ("Salainen asia", False),
        ("Salassa pidettävä", False),
        ("EI JULKINEN", False),
        ("Sekretessbelagt ärende", False),
        ("Julkl 24 §", False),
        ("Vahingonkorvausta koskeva sovinto", True),
        ("Henkilöstöasia: irtisanominen", True),
    ],
)
def test_a_public_title_of_a_secret_matter_describes_it(title, says_it):
    assert describes_matter(title) is says_it


@pytest.mark.parametrize(
    ("ground", "names_one"),
    [
        ("JulkL 24 § 1 mom. 25 k.", True),
        ("Offentlighetslagen 24 § 1 mom. 25 punkten", True),
        ("salainen", False),
        ("JulkL", False),
    ],
)
def test_a_ground_for_secrecy_names_a_provision(ground, names_one):
    assert is_provision(ground) is names_one


def test_a_withheld_item_without_a_title_or_a_ground_stops_the_agenda():
    meeting = desk.draft(desk.item("Salainen asia", parts=(), is_withheld=True, secrecy_ground="salainen"))

    with pytest.raises(actions.NotPublishable) as refusal:
        actions.publish_agenda(meeting, by=desk.BY)

    assert reasons(refusal.value) == {RefusalReason.WITHHELD_WITHOUT_TITLE, RefusalReason.WITHHELD_WITHOUT_GROUND}
    assert {each.item for each in refusal.value.refusals} == {1}


@pytest.mark.parametrize(
    ("given", "place"),
    [
        ({"title": "Hakemus 131052-308T"}, "title"),
        ({"parts": (PartInput(PartKind.BACKGROUND, "<p>131052<b>-308T</b></p>"),)}, "part:1"),
        ({"preparers": "Oona 131052-308T"}, "preparers"),
    ],
)
def test_a_personal_identity_code_stops_the_agenda_and_its_place_is_named(given, place):
    meeting = desk.draft(desk.item(**given))

    with pytest.raises(actions.NotPublishable) as refusal:
        actions.publish_agenda(meeting, by=desk.BY)

    assert [(each.reason, each.item, each.place) for each in refusal.value.refusals] == [
        (RefusalReason.IDENTITY_CODE, 1, place)
    ]
    assert sections(meeting) == [None]


def test_an_identity_code_in_the_decision_does_not_stop_the_agenda_but_the_minutes():
    code = PartInput(PartKind.DECISION, "<p>131052-308T</p>")
    meeting = desk.checked(desk.item(parts=(code,)))

    with pytest.raises(actions.NotPublishable) as refusal:
        actions.publish_minutes(meeting, by=desk.BY)

    assert reasons(refusal.value) == {RefusalReason.IDENTITY_CODE}


def test_minutes_wait_for_everybody_who_checks_them():
    meeting = desk.minutes()
    chair, _checker = actions.name_checkers(
        meeting, [CheckerInput("Pirkko Puhe", role=CheckerRole.CHAIR), CheckerInput("Taavi Tarkka")], by=desk.BY
    )
    actions.check_minutes(chair, by=desk.BY)

    with pytest.raises(actions.NotPublishable) as refusal:
        actions.publish_minutes(meeting, by=desk.BY)

    assert [(each.reason, each.names) for each in refusal.value.refusals] == [
        (RefusalReason.MINUTES_NOT_CHECKED, ("Taavi Tarkka",))
    ]


def test_minutes_without_checkers_are_not_published():
    with pytest.raises(actions.NotPublishable) as refusal:
        actions.publish_minutes(desk.minutes(), by=desk.BY)

    assert RefusalReason.NO_CHECKERS in reasons(refusal.value)


@pytest.mark.parametrize(
    ("remedies", "reason"),
    [((), RefusalReason.REMEDY_MISSING), ((RemedyInput(Remedy.BAN),), RefusalReason.BAN_WITHOUT_PROVISION)],
)
def test_every_decision_names_its_remedy(remedies, reason):
    with pytest.raises(actions.NotPublishable) as refusal:
        actions.publish_minutes(desk.checked(desk.item(remedies=remedies)), by=desk.BY)

    assert reasons(refusal.value) == {reason}


@time_machine.travel("2026-03-13 12:00:00+02:00", tick=False)
def test_checked_minutes_are_on_display_from_now_on():
    meeting = desk.published_minutes()

    shown = queries.meeting(Reader(), meeting.organization.slug, meeting.public_id)
    assert shown.has_minutes
    assert shown.displayed_on == dt.date(2026, 3, 13)


@time_machine.travel("2026-03-13 12:00:00+02:00", tick=False)
def test_minutes_of_a_day_to_come_come_out_when_it_begins():
    meeting = actions.publish_minutes(desk.checked(), displayed_on=dt.date(2026, 3, 16), by=desk.BY)

    def has_minutes(at: str) -> bool:
        reader = Reader(at=dt.datetime.fromisoformat(at))
        return queries.meeting(reader, meeting.organization.slug, meeting.public_id).has_minutes

    assert not has_minutes("2026-03-15T23:59:59+02:00")
    assert has_minutes("2026-03-16T00:00:00+02:00")


@time_machine.travel("2026-03-13 12:00:00+02:00", tick=False)
def test_nothing_is_on_display_from_a_day_that_has_passed():
    with pytest.raises(actions.DisplayInPast):
        actions.publish_minutes(desk.checked(), displayed_on=dt.date(2026, 3, 12), by=desk.BY)


def test_a_change_after_the_check_takes_the_check_back():
    meeting = desk.checked()
    row = desk.only_item(meeting)

    actions.save_item(row, desk.text(), revision=row.revision, by=desk.BY)

    meeting.refresh_from_db()
    assert (meeting.state, meeting.minutes_checked_on) == (MeetingState.MINUTES_DRAFTED, None)
    assert not meeting.checkers.filter(checked_on__isnull=False).exists()


def test_published_minutes_change_only_by_correction():
    row = desk.only_item(desk.published_minutes())

    with pytest.raises(actions.WrongState):
        actions.save_item(row, desk.text(), revision=row.revision, by=desk.BY)


def test_who_checks_twice_has_checked_once():
    meeting = desk.minutes()
    (checker,) = actions.name_checkers(meeting, [CheckerInput("Taavi Tarkka")], by=desk.BY)

    actions.check_minutes(checker, on=dt.date(2026, 3, 12), by=desk.BY)
    actions.check_minutes(checker, on=dt.date(2026, 3, 13), by=desk.BY)

    checker.refresh_from_db()
    assert checker.checked_on == dt.date(2026, 3, 12)


def test_a_checker_who_is_named_again_keeps_the_check():
    meeting = desk.minutes()
    first, _second = actions.name_checkers(meeting, [CheckerInput("A"), CheckerInput("B")], by=desk.BY)
    actions.check_minutes(first, by=desk.BY)

    actions.name_checkers(meeting, [CheckerInput("C"), CheckerInput("A")], by=desk.BY)

    rows = meeting.checkers.order_by("position")
    assert [(row.name, row.checked_on is not None) for row in rows] == [("C", False), ("A", True)]


def test_minutes_with_a_supplement_that_is_not_out_are_not_published():
    meeting = desk.minutes()
    actions.add_item(meeting, desk.item("Lisäasia"), by=desk.BY)
    (checker,) = actions.name_checkers(meeting, [CheckerInput("A")], by=desk.BY)
    actions.check_minutes(checker, by=desk.BY)

    with pytest.raises(actions.NotPublishable) as refusal:
        actions.publish_minutes(meeting, by=desk.BY)

    assert RefusalReason.SUPPLEMENT_NOT_OUT in reasons(refusal.value)
