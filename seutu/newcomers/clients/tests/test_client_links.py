"""Two records of one person are linked, never merged, and the link is undone without loss."""

from __future__ import annotations

import pytest
from django.urls import reverse

from seutu.newcomers.clients.actions.links import LinkedAlready, MayNotLink, SameClient, link_clients, undo_link
from seutu.newcomers.clients.models import ClientLink, GrantLevel, scoped
from seutu.newcomers.clients.queries.client_page import links_of
from seutu.newcomers.clients.queries.workers import worker_of
from seutu.newcomers.clients.tests.factories import AccessGrantFactory, named_client
from seutu.newcomers.clients.tests.signed_in import signed_in
from seutu.shared.audit.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(unit):
    return named_client("Aino", "Keksitty", unit=unit)


@pytest.fixture
def there(foreign_unit):
    return named_client("Aino", "Keksity", unit=foreign_unit)


def test_linking_needs_the_right_to_change_one_and_to_read_the_other(counsellor, colleague, here, there, other_unit):
    second = named_client("Aino", "Keksitty", unit=other_unit)

    link_clients(second, here, worker=worker_of(counsellor), by=counsellor)

    with pytest.raises(MayNotLink):
        link_clients(here, there, worker=worker_of(counsellor), by=counsellor)
    with pytest.raises(LinkedAlready):
        link_clients(here, second, worker=worker_of(colleague), by=colleague)
    with pytest.raises(SameClient):
        link_clients(here, here, worker=worker_of(counsellor), by=counsellor)
    assert Entry.objects.filter(verb="client.linked").count() == 2


def test_a_grant_to_read_is_enough_for_the_other(counsellor, here, there):
    AccessGrantFactory(client=there, user=counsellor, level=GrantLevel.READ)

    link_clients(here, there, worker=worker_of(counsellor), by=counsellor)

    assert [linked.client for linked in links_of(worker_of(counsellor), here)] == [there]


def test_who_may_not_see_the_other_record_is_not_told_of_it(counsellor, supervisor, here, there):
    grant = AccessGrantFactory(client=there, user=counsellor, level=GrantLevel.READ)
    link_clients(here, there, worker=worker_of(counsellor), by=counsellor)

    assert links_of(worker_of(supervisor), here) == []
    grant.withdrawn_at = grant.created_at
    grant.save()
    assert links_of(worker_of(counsellor), here) == []


def test_an_undone_link_is_kept_and_can_be_made_again(counsellor, here, unit):
    other = named_client("Aino", "Keksitty", unit=unit)
    link = link_clients(here, other, worker=worker_of(counsellor), by=counsellor)

    undo_link(link, worker=worker_of(counsellor), by=counsellor)

    assert links_of(worker_of(counsellor), here) == []
    link_clients(here, other, worker=worker_of(counsellor), by=counsellor)
    assert scoped(ClientLink.objects.all()).count() == 2


def test_the_page_links_and_undoes(counsellor, here, unit):
    other = named_client("Aino", "Keksitty", unit=unit)
    browser, address = signed_in(counsellor), reverse("clients:client_link", args=[here.reference])

    assert other.reference in browser.get(address).content.decode()
    browser.post(address, {"reference": other.reference})
    assert other.get_absolute_url() in browser.get(here.get_absolute_url()).content.decode()

    link = scoped(ClientLink.objects.all()).get()
    browser.post(reverse("clients:client_link_undo", args=[here.reference, link.pk]))
    assert scoped(ClientLink.objects.filter(undone_at__isnull=True)).count() == 0


def test_a_stranger_undoes_nothing(foreign_counsellor, counsellor, here, unit):
    other = named_client("Aino", "Keksitty", unit=unit)
    link = link_clients(here, other, worker=worker_of(counsellor), by=counsellor)

    answer = signed_in(foreign_counsellor).post(reverse("clients:client_link_undo", args=[here.reference, link.pk]))

    assert answer.status_code == 404
    assert scoped(ClientLink.objects.filter(undone_at__isnull=True)).count() == 1
