from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

from seutu.newcomers.funding import basis_triggers
from seutu.newcomers.funding.actions import bases, years
from seutu.newcomers.funding.models import Basis, Definition, StatisticsAnswer
from seutu.newcomers.funding.queries.years import year_split
from seutu.newcomers.funding.tests.factories import BasisFactory
from seutu.shared.audit.models import Entry

CSV = b"Kuntanumero;Luku\nKU901;2 300\n902;310\n903;..\n"


def brought(organization, user, content: bytes = CSV) -> Basis:
    return bases.bring_basis(
        organization,
        Definition.FOREIGN_CITIZENS,
        content,
        file_name="luvut.csv",
        table_id="keksitty",
        reference_on=dt.date(2020, 12, 31),
        by=user,
    )


@pytest.mark.django_db
def test_a_file_becomes_a_draft_with_what_was_brought(municipality, coordinator):
    basis = brought(municipality, coordinator)

    assert basis.numbers == {"901": 2300, "902": 310}
    assert (basis.approved_at, bytes(basis.answer.content)) == (None, CSV)
    assert len(basis.answer.sha256) == 64


@pytest.mark.django_db
def test_a_draft_divides_nothing(year, pool, coordinator):
    draft = BasisFactory(organization=pool.organization, approved_at=None, approved_by=None)

    with pytest.raises(years.NotApproved):
        years.choose_ground(year, rule=year.rule, basis=draft, by=coordinator)


@pytest.mark.django_db
def test_another_leads_basis_and_another_pools_rule_are_refused(year, coordinator):
    with pytest.raises(years.NotOfThisPool):
        years.choose_ground(year, rule=None, basis=BasisFactory(), by=coordinator)


@pytest.mark.django_db
def test_approving_names_who_did_it_and_leaves_a_line(municipality, coordinator):
    basis = brought(municipality, coordinator)

    bases.approve_basis(basis, by=coordinator)

    basis.refresh_from_db()
    assert basis.approved_by == coordinator
    assert list(Entry.objects.order_by("pk").values_list("verb", flat=True)) == [
        "cost_basis.drafted",
        "cost_basis.approved",
    ]
    with pytest.raises(bases.ApprovedAlready):
        bases.approve_basis(basis, by=coordinator)
    with pytest.raises(bases.ApprovedAlready):
        bases.discard_basis(basis, by=coordinator)


@pytest.mark.django_db
def test_a_basis_without_numbers_is_not_approved(municipality, coordinator):
    with pytest.raises(bases.NoNumbers):
        bases.approve_basis(brought(municipality, coordinator, b"901;..\n"), by=coordinator)


@pytest.mark.django_db
def test_a_draft_that_is_discarded_takes_its_file_along(municipality, coordinator):
    bases.discard_basis(brought(municipality, coordinator), by=coordinator)

    assert (Basis.objects.count(), StatisticsAnswer.objects.count()) == (0, 0)


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["numbers", "reference_on", "approved_at"])
def test_the_database_lets_nothing_of_an_approved_basis_change(what):
    basis = BasisFactory(numbers={"901": 1})
    changed = {"numbers": {"901": 2}, "reference_on": dt.date(2019, 12, 31), "approved_at": None}

    with pytest.raises(IntegrityError), transaction.atomic():
        Basis.objects.filter(pk=basis.pk).update(**{what: changed[what]})


@pytest.mark.django_db
def test_the_database_lets_no_approved_basis_go():
    basis = BasisFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        basis.delete()
    assert Basis.objects.filter(pk=basis.pk).exists()


@pytest.mark.django_db
def test_a_draft_can_be_changed_and_go():
    basis = BasisFactory(approved_at=None, approved_by=None)

    Basis.objects.filter(pk=basis.pk).update(note="toinen")
    basis.delete()

    assert not Basis.objects.exists()


@pytest.mark.django_db
def test_the_triggers_are_on():
    queries = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'funding_basis'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE tgrelid = 'funding_basis'::regclass AND NOT tgisinternal",
    }
    with connection.cursor() as cursor:
        cursor.execute(queries[connection.vendor])
        found = {name for (name,) in cursor.fetchall()}

    assert found >= set(basis_triggers.GUARD.names)


@pytest.mark.django_db
def test_a_revision_of_the_statistics_is_a_basis_of_its_own(year, pool, coordinator):
    before = year_split(year).shares
    revised = BasisFactory(organization=pool.organization, numbers={"901": 1, "902": 1})

    assert year_split(year).shares == before
    assert revised.pk != year.basis_id
