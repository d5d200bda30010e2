"""Who lives together, and what others see of it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from seutu.newcomers.clients.actions.households import (
    MayNotChangeHousehold,
    MemberAlready,
    MemberInput,
    add_member,
    remove_member,
)
from seutu.newcomers.clients.models import Client, Household, HouseholdMember, scoped
from seutu.newcomers.clients.queries.client_page import household_of
from seutu.newcomers.clients.queries.workers import worker_of
from seutu.newcomers.clients.tests.factories import named_client
from seutu.newcomers.clients.tests.signed_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def family(unit) -> list[Client]:
    return [named_client(name, "Keksitty", unit=unit) for name in ("Aino", "Eero", "Iida")]


def add(user, client: Client, member: Client | None = None, **more):
    given = MemberInput(relation="spouse", client=member, **more)
    return add_member(client, given, worker=worker_of(user), by=user)


def households(*clients: Client) -> list[int | None]:
    for client in clients:
        client.refresh_from_db()
    return [client.household_id for client in clients]


def test_clients_who_live_together_share_a_household(counsellor, family):
    aino, eero, iida = family
    add(counsellor, aino, eero)
    add(counsellor, eero, iida)

    assert len(set(households(*family))) == 1
    assert Household.objects.count() == 1


def test_two_households_become_one(counsellor, family, unit):
    aino, eero, iida = family
    fourth = named_client("Oiva", "Keksitty", unit=unit)
    add(counsellor, aino, eero)
    add(counsellor, iida, fourth)
    households(*family, fourth)

    add(counsellor, aino, iida)

    assert len(set(households(*family, fourth))) == 1
    assert Household.objects.count() == 1


def test_who_is_removed_leaves_unless_somebody_else_binds_them(counsellor, family):
    aino, eero, iida = family
    first, second = add(counsellor, aino, eero), add(counsellor, aino, iida)
    add(counsellor, eero, iida)

    remove_member(
        scoped(HouseholdMember.objects.filter(pk=first.pk)).get(), worker=worker_of(counsellor), by=counsellor
    )
    assert len(set(households(*family))) == 1

    remove_member(
        scoped(HouseholdMember.objects.filter(pk=second.pk)).get(), worker=worker_of(counsellor), by=counsellor
    )
    alone, *together = households(*family)
    assert alone is None
    assert len(set(together)) == 1


def test_a_member_who_is_no_client_has_a_name(counsellor, family):
    aino = family[0]
    add(counsellor, aino, name="Vauva", birth_year=2026)

    (member,) = household_of(worker_of(counsellor), aino)
    assert (member.row.name, member.row.birth_year) == ("Vauva", 2026)
    assert households(aino) != [None]


def test_somebody_is_a_member_once_whoever_wrote_it(counsellor, family):
    aino, eero, _iida = family
    add(counsellor, aino, eero)

    with pytest.raises(MemberAlready):
        add(counsellor, eero, aino)
    with pytest.raises(MemberAlready):
        add(counsellor, aino, aino)


def test_a_client_whom_one_may_not_read_cannot_be_added(counsellor, foreign_unit, family):
    elsewhere = named_client("Vieno", "Keksitty", unit=foreign_unit)

    with pytest.raises(MayNotChangeHousehold):
        add(counsellor, family[0], elsewhere)


def test_a_protected_member_is_seen_only_by_whom_they_are_opened_to(counsellor, colleague, supervisor, family):
    aino, eero, _iida = family
    add(counsellor, aino, eero)
    Client.objects.filter(pk=eero.pk)
    scoped(Client.objects.filter(pk=eero.pk)).update(is_protected=True, keyworker=supervisor)

    assert household_of(worker_of(colleague), aino) == []
    assert [member.client for member in household_of(worker_of(supervisor), aino)] == [eero]


def test_the_page_adds_and_removes(counsellor, family):
    aino, eero, _iida = family
    browser, address = signed_in(counsellor), reverse("clients:client_household", args=[aino.reference])

    browser.post(address, {"relation": "child", "reference": eero.reference.lower()})
    shown = browser.get(address).content.decode()
    assert "Eero Keksitty" in shown
    other = browser.get(eero.get_absolute_url()).content.decode()
    assert "Aino Keksitty" in other
    assert "vanhempi" in other

    row = scoped(HouseholdMember.objects.filter(client=aino)).get()
    browser.post(reverse("clients:client_member_remove", args=[aino.reference, row.pk]))
    assert "Eero" not in browser.get(address).content.decode()


@pytest.mark.parametrize("reference", ["XXXXXXXX", "x" * 10_000, "elsewhere"])
def test_a_reference_that_is_not_ones_own_is_told_in_the_same_words(counsellor, foreign_unit, family, reference):
    elsewhere = named_client("Vieno", "Keksitty", unit=foreign_unit)
    reference = elsewhere.reference if reference == "elsewhere" else reference
    address = reverse("clients:client_household", args=[family[0].reference])

    answer = signed_in(counsellor).post(address, {"relation": "child", "reference": reference})

    assert "error-summary" in answer.content.decode()
    assert "Vieno" not in answer.content.decode()
