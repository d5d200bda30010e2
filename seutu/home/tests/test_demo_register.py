"""The client register of the demo: enough invented people that every page has something to show."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator

import pytest
import time_machine
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from seutu.home.demo.newcomers import fill_register, fill_units
from seutu.home.demo.region import demo_accounts, demo_file, fill_accounts, fill_region
from seutu.newcomers.clients.models import (
    Client,
    ClientName,
    Contact,
    Disclosure,
    NameKey,
    NameKind,
    OwnDataRequest,
    PrivacyNotice,
    scoped,
)
from seutu.shared.organizations.models import Membership
from seutu.shared.organizations.roles import Role

FIRST_START = dt.date(2026, 11, 24)
MORNING = dt.datetime(2026, 11, 24, 6, tzinfo=dt.UTC)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(scope="module")
def filled_register(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[str]]:
    """The register on the morning of its first start, rolled back after the module; what the filling said."""
    with django_db_blocker.unblock(), transaction.atomic():
        with time_machine.travel(MORNING, tick=False):
            fill_region()
            fill_units()
            fill_accounts()
            said = list(fill_register(first_start=FIRST_START))
        yield said
        transaction.set_rollback(True)


def test_five_municipalities_and_twelve_workers_have_600_clients_and_6000_contacts(filled_register):
    workers = Membership.objects.filter(role__in=[Role.ADVISER, Role.COUNSELLOR, Role.SUPERVISOR, Role.COORDINATOR])
    clients = scoped(Client.objects.all())

    assert workers.count() == 12
    assert clients.count() == 600
    assert clients.values("controller").distinct().count() == 5
    assert scoped(Contact.objects.all()).count() == 6000


def test_the_clients_speak_a_dozen_languages_and_write_them_in_their_scripts(filled_register):
    clients = scoped(Client.objects.all())

    assert clients.values("mother_tongue").distinct().count() >= 12
    assert set(clients.values_list("script", flat=True)) >= {"Latn", "Cyrl", "Arab", "Ethi", "Thai", "Hans"}
    assert scoped(ClientName.objects.filter(kind=NameKind.ORIGINAL)).exists()
    found = scoped(NameKey.objects.all()).values_list("client", flat=True)
    assert set(found) == set(clients.values_list("pk", flat=True))


def test_every_name_says_that_it_is_invented(filled_register):
    assert all("(keksitty)" in name for name in scoped(Client.objects.all()).values_list("shown_name", flat=True))
    assert all("(keksitty)" in account["name"] for account in demo_file("newcomers.toml")["account"])


def test_contacts_begin_with_the_project_and_are_few_in_the_smallest_municipalities(filled_register):
    contacts = scoped(Contact.objects.all())
    by_place = Counter(contacts.values_list("provider_municipality__slug", flat=True))

    first = contacts.order_by("occurred_on").values_list("occurred_on", flat=True).first()
    assert first is not None
    assert dt.date(2020, 8, 31) < first < dt.date(2020, 12, 1)
    assert by_place["ilomantsi"] < by_place["outokumpu"] < by_place["joensuu"]
    assert contacts.filter(is_anonymous=True).count() > contacts.filter(is_anonymous=False).count()


def test_a_second_filling_makes_nobody(filled_register):
    assert list(fill_register(first_start=FIRST_START)) == []
    assert len(filled_register) == 3


def test_an_account_in_a_unit_works_there_only(filled_register):
    noora = next(account for account in demo_accounts() if account.email.startswith("noora@"))
    membership = Membership.objects.get(user__email=noora.email)

    assert membership.unit is not None
    assert membership.unit.organization.slug == "joensuu"


def test_the_officer_finds_notices_requests_and_disclosures(filled_register):
    notices = PrivacyNotice.objects.all()
    requests = scoped(OwnDataRequest.objects.all())

    assert notices.values("organization").distinct().count() == 5
    assert set(notices.values_list("language", flat=True)) == {"fi", "sv", "en"}
    assert all(notice.organization.name_fi in notice.text_html for notice in notices.filter(language="fi"))
    assert sorted(requests.values_list("kind", "outcome")) == [
        ("access", "done"),
        ("access", "open"),
        ("rectify", "open"),
    ]
    assert all(request.due_on >= FIRST_START for request in requests.filter(outcome="open"))
    assert scoped(Disclosure.objects.all()).count() == 3
    officer = Membership.objects.get(role=Role.DATA_PROTECTION_OFFICER)
    assert set(scoped(Client.objects.filter(own_data_requests__isnull=False)).values_list("controller", flat=True)) == {
        officer.organization_id
    }
