"""Frozen reports: nothing moves them, they lock their days, and how they differ from today is told with the causes."""

from __future__ import annotations

import copy
import datetime as dt

import pytest
from django.db import Error, connection, transaction
from django.utils.translation import override

from seutu.newcomers.clients.actions import corrections
from seutu.newcomers.clients.actions.contacts import log_contact
from seutu.newcomers.clients.actions.erasure import anonymise
from seutu.newcomers.clients.models import Contact
from seutu.newcomers.clients.rules.entries import Refused
from seutu.newcomers.clients.tests.entries import acting, contact_entry
from seutu.newcomers.clients.tests.factories import ClientFactory, ContactFactory
from seutu.newcomers.reports import checks, frozen_triggers
from seutu.newcomers.reports.actions.freezing import (
    AlreadyReplaced,
    NothingToFreeze,
    NotOver,
    NotYours,
    freeze,
)
from seutu.newcomers.reports.models import FrozenReport, FrozenReportOrganization
from seutu.newcomers.reports.queries.differences import difference_of
from seutu.newcomers.reports.queries.frozen import frozen_reports_visible_to, is_as_it_was, tables_of
from seutu.newcomers.reports.rules.frozen_content import kept_table, table_in
from seutu.newcomers.reports.rules.periods import Period
from seutu.newcomers.reports.rules.pivot import PivotQuestion
from seutu.newcomers.reports.tests.flush import reports_can_go
from seutu.newcomers.reports.tests.reports_to_freeze import DAY, QUARTER, to_freeze
from seutu.newcomers.reports.tests.tables import table
from seutu.shared.audit.models import Entry
from seutu.shared.core import clock
from seutu.shared.core.locked_days import lock_on

pytestmark = pytest.mark.django_db


def total(found: FrozenReport) -> int | None:
    return tables_of(found)[0].whole.total.number


def test_what_is_kept_of_a_table_is_the_table(db):
    made = table()

    assert table_in(kept_table({"fi": made, "sv": made, "en": made}), "fi") == made


def test_a_report_keeps_figures_definitions_and_words_in_each_language(report):
    assert total(report) == 7
    kept = report.content["tables"][0]
    assert set(kept["words"]) == {"fi", "sv", "en"}
    with override("en"):
        assert tables_of(report)[0].rows_by == "Provider municipality"
    assert kept["definition_version"] >= 1
    assert Entry.objects.get(verb="report.frozen").details["digest"] == report.digest


def test_its_hash_is_that_of_its_content_whatever_the_database_made_of_it(report):
    report.refresh_from_db()

    assert is_as_it_was(report)
    changed = copy.deepcopy(report)
    changed.content["tables"][0]["whole"]["total"] = 8
    assert not is_as_it_was(changed)
    changed = copy.deepcopy(report)
    changed.name = "Toinen"
    assert not is_as_it_was(changed)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE reports_frozenreport SET name = 'x'",
        "DELETE FROM reports_frozenreport",
        "UPDATE reports_frozenreportorganization SET organization_id = organization_id + 1",
        "DELETE FROM reports_frozenreportorganization",
    ],
)
def test_the_database_refuses_to_change_a_report_or_to_let_it_go(report, statement):
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert FrozenReport.objects.count() == FrozenReportOrganization.objects.count() == 1


def test_its_days_are_locked_and_those_around_are_not(report, municipality, other_municipality):
    assert lock_on(municipality.pk, QUARTER.starts_on).name == "Väliraportti"
    assert lock_on(municipality.pk, QUARTER.ends_on + dt.timedelta(days=1)) is None
    assert lock_on(other_municipality.pk, DAY) is None


def test_nobody_logs_on_a_day_that_was_frozen(report, unit, counsellor):
    with pytest.raises(Refused):
        log_contact(contact_entry(unit, occurred_on=DAY), by=acting(counsellor))


def test_corrections_move_todays_figures_and_not_the_report_and_are_told_as_the_causes(
    report, contacts, unit, counsellor
):
    worker = acting(counsellor)
    corrections.correct_away(contacts[0], revision=1, reason="Kahdesti", by=worker)
    corrections.log_forgotten(Contact, contact_entry(unit, occurred_on=DAY), reason="Unohtui", by=worker)
    corrections.log_forgotten(Contact, contact_entry(unit, occurred_on=DAY), reason="Unohtui", by=worker)

    found = difference_of(report)

    assert total(report) == 7
    assert {(each.then.number, each.now.number) for each in found.tables[0].numbers} == {(7, 8)}
    assert found.causes.corrections == {"removed": 1, "added": 2}
    assert (found.causes.logged_later, found.causes.erased) == (0, 0)
    assert is_as_it_was(report)


def test_an_erasure_moves_no_figure_of_contacts(municipality, unit, counsellor, coordinator):
    known = ClientFactory(unit=unit, keyworker=counsellor)
    for _number in range(6):
        ContactFactory(unit=unit, logged_by=counsellor, client=known, occurred_on=DAY)
    report = freeze(to_freeze(municipality), by=coordinator)

    anonymise(known, by=counsellor, why="request")

    found = difference_of(report)
    assert (found.count, found.causes.erased) == (0, 1)


def test_what_came_in_past_the_lock_is_told(report, unit):
    ContactFactory(unit=unit, occurred_on=DAY, logged_at=clock.now())

    assert difference_of(report).causes.logged_later == 1


def test_a_changed_threshold_and_renamed_values_are_told(report, settings, municipality):
    settings.SMALL_CELL = 9
    type(municipality).objects.filter(pk=municipality.pk).update(name_fi="Uusikuusela")

    with override("fi"):
        causes = difference_of(report).causes

    assert causes.threshold == (5, 9)
    assert ("Kuusela", "Uusikuusela") in causes.words


def test_small_numbers_are_hidden_in_what_is_kept(municipality, unit, coordinator):
    ContactFactory(unit=unit, occurred_on=DAY)
    question = PivotQuestion(indicator="contacts", period=QUARTER, rows="gender")

    report = freeze(to_freeze(municipality, questions=[question]), by=coordinator)

    assert "hidden" in {row["total"] for row in report.content["tables"][0]["rows"]}


def test_a_report_is_replaced_once_and_only_the_new_one_locks(report, municipality, coordinator):
    shorter = Period(QUARTER.starts_on, dt.date(2026, 2, 28))
    question = PivotQuestion(indicator="contacts", period=shorter)
    second = to_freeze(municipality, period=shorter, questions=[question], supersedes=report, why="Väärä jakso")

    new = freeze(second, by=coordinator)

    assert new.supersedes == report
    assert lock_on(municipality.pk, DAY) is None
    assert lock_on(municipality.pk, shorter.ends_on) is not None
    with pytest.raises(AlreadyReplaced):
        freeze(second, by=coordinator)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"questions": []}, NothingToFreeze),
        ({"organizations": frozenset()}, NothingToFreeze),
        ({"organizations": frozenset({999_999})}, NotYours),
        ({"period": Period(dt.date(2026, 1, 1), dt.date(2198, 12, 31))}, NotOver),
    ],
)
def test_what_cannot_be_frozen_is_refused(municipality, coordinator, changes, refusal):
    with pytest.raises(refusal):
        freeze(to_freeze(municipality, **changes), by=coordinator)


def test_who_only_reads_figures_freezes_none(municipality, supervisor, counsellor):
    for user in (supervisor, counsellor):
        with pytest.raises(NotYours):
            freeze(to_freeze(municipality), by=user)


def test_a_report_is_seen_by_who_reads_the_figures_of_all_its_municipalities(
    report, supervisor, coordinator, counsellor, outsider
):
    seen = [
        user.display_name for user in (supervisor, coordinator, counsellor, outsider) if frozen_reports_visible_to(user)
    ]

    assert seen == ["Eeva Esihenkilö", "Pekka Päällikkö"]


def test_the_doctor_finds_a_report_that_is_not_as_it_was(report):
    assert [each.level for each in checks.findings()] == ["ok"]

    with reports_can_go():
        FrozenReport.objects.update(digest="0" * 64)
    found = checks.findings()

    assert [each.level for each in found] == ["problem"]
    assert str(report.pk) in found[0].message
    frozen_triggers.remove(connection)
    assert len(checks.findings()) == 2
    frozen_triggers.install(connection)
