from __future__ import annotations

import pytest
from django.urls import reverse

from seutu.newcomers.clients.models import Client, Disclosure, OwnDataRequest, scoped
from seutu.newcomers.clients.tests.factories import ClientFactory, ContactFactory
from seutu.newcomers.clients.tests.full_client import (
    FAMILY,
    GIVEN,
    IDENTITY_CODE,
    PLANTED,
    full_client,
)
from seutu.newcomers.clients.tests.rights import ask, looked
from seutu.shared.audit.actions import record
from seutu.shared.audit.models import Entry
from seutu.shared.core import clock

TODAY = clock.today()


@pytest.fixture(autouse=True)
def _journal(tmp_path, settings):
    settings.JOURNAL_DIR = tmp_path / "journal"


@pytest.fixture
def officer(client, data_protection_officer):
    """A browser in which the data protection officer has signed in."""
    client.force_login(data_protection_officer)
    return client


@pytest.fixture
def asked(unit, data_protection_officer):
    """A request of an ordinary client."""
    return ask(ClientFactory(unit=unit), data_protection_officer)


def pages(of: Client, request: OwnDataRequest, worker) -> list[str]:
    return [
        reverse("clients:data_protection"),
        reverse("clients:rights", args=[of.reference]),
        reverse("clients:traces_of_client", args=[of.reference]),
        reverse("clients:own_data_pdf", args=[of.reference]),
        reverse("clients:own_data_json", args=[of.reference]),
        reverse("clients:restrict_client", args=[of.reference]),
        reverse("clients:traces_of_worker", args=[worker.pk]),
        reverse("clients:own_data_requests"),
        reverse("clients:new_own_data_request"),
        reverse("clients:own_data_request", args=[request.pk]),
        reverse("clients:refuse_own_data_request", args=[request.pk]),
        reverse("clients:extend_own_data_request", args=[request.pk]),
        reverse("clients:disclosures"),
        reverse("clients:privacy_notices"),
        reverse("clients:write_privacy_notice", args=[of.controller.slug, "ar"]),
    ]


# -- who may open what --------------------------------------------------------------------------------------------


@pytest.mark.slow  # every page for everybody
@pytest.mark.parametrize("who", ["data_protection_officer", "supervisor"])
def test_who_answers_data_requests_opens_every_page_and_nothing_is_kept(request, client, asked, counsellor, who):
    client.force_login(request.getfixturevalue(who))

    for address in pages(asked.client, asked, counsellor):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "no-store" in answer.headers["Cache-Control"], address


@pytest.mark.slow  # every page for everybody
@pytest.mark.parametrize("who", ["counsellor", "colleague", "adviser", "foreign_counsellor", "outsider", "clerk"])
def test_others_find_no_such_page(request, client, asked, counsellor, who):
    client.force_login(request.getfixturevalue(who))

    assert {client.get(address).status_code for address in pages(asked.client, asked, counsellor)} == {404}


def test_who_has_not_signed_in_is_asked_to(client, asked, counsellor):
    answers = [client.get(address) for address in pages(asked.client, asked, counsellor)]

    assert {answer.status_code for answer in answers} == {302}


def test_an_officer_of_another_municipality_finds_no_client_or_request_of_ours(
    client, asked, counsellor, other_municipality
):
    from seutu.shared.accounts.tests.factories import UserFactory
    from seutu.shared.organizations.roles import Role
    from seutu.shared.organizations.tests.factories import MembershipFactory

    other = UserFactory()
    MembershipFactory(user=other, organization=other_municipality, role=Role.DATA_PROTECTION_OFFICER)
    client.force_login(other)
    open_to_all = {reverse(f"clients:{name}") for name in LISTS}

    for address in set(pages(asked.client, asked, counsellor)) - open_to_all:
        assert client.get(address).status_code == 404, address
    assert asked.client.reference not in client.get(reverse("clients:own_data_requests")).content.decode()
    assert client.post(reverse("clients:answer_own_data_request", args=[asked.pk])).status_code == 404


LISTS = ("data_protection", "own_data_requests", "new_own_data_request", "disclosures", "privacy_notices")


# -- finding a person ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("written", ["reference", IDENTITY_CODE, IDENTITY_CODE.lower()])
def test_a_client_is_found_by_reference_or_exact_code_and_the_address_holds_no_code(officer, unit, written):
    someone = ClientFactory(unit=unit, identity_code=IDENTITY_CODE)
    given = someone.reference.lower() if written == "reference" else written

    answer = officer.post(reverse("clients:data_protection"), {"ask": "client", "client": given})

    assert answer.headers["Location"] == reverse("clients:rights", args=[someone.reference])


def test_a_client_of_another_controller_is_not_found(officer, foreign_unit):
    elsewhere = ClientFactory(unit=foreign_unit)

    answer = officer.post(reverse("clients:data_protection"), {"ask": "client", "client": elsewhere.reference})

    assert answer.status_code == 200
    assert "client" in answer.context["client_form"].errors


def test_the_pages_show_the_reference_and_no_name(officer, unit):
    someone = full_client(unit)

    for name in ("rights", "traces_of_client"):
        body = officer.get(reverse(f"clients:{name}", args=[someone.reference])).content.decode()
        assert someone.reference in body
        assert not any(word in body for word in (FAMILY, GIVEN, IDENTITY_CODE))


# -- the trail ----------------------------------------------------------------------------------------------------


def test_the_officer_sees_who_looked_why_and_in_what_role(officer, unit, counsellor):
    someone = ClientFactory(unit=unit)
    looked(someone, counsellor, purpose="service")

    body = officer.get(reverse("clients:traces_of_client", args=[someone.reference])).content.decode()

    for words in (counsellor.display_name, unit.name, "kotouttamisohjaaja", "asiakkaan palveleminen"):
        assert words in body


def test_a_look_at_a_contact_is_a_look_at_the_client(officer, unit, counsellor):
    contact = ContactFactory(client=ClientFactory(unit=unit), unit=unit)
    record("contact.viewed", target=contact, by=counsellor, organization_id=unit.organization_id)

    answer = officer.get(reverse("clients:traces_of_client", args=[contact.client.reference]))

    assert [row["actor"].name for row in answer.context["rows"]] == [counsellor.display_name]


def test_looking_at_the_trail_leaves_a_trace(officer, unit, counsellor, data_protection_officer):
    someone = ClientFactory(unit=unit)

    officer.get(reverse("clients:traces_of_client", args=[someone.reference]))
    officer.get(reverse("clients:traces_of_worker", args=[counsellor.pk]))

    verbs = Entry.objects.filter(actor=data_protection_officer.audit_id).values_list("verb", flat=True)
    assert {"client.traces_viewed", "worker.traces_viewed"} <= set(verbs)


def test_what_a_worker_looked_at_is_shown_of_own_controllers_only(officer, unit, foreign_unit, counsellor):
    ours, theirs = ClientFactory(unit=unit), ClientFactory(unit=foreign_unit)
    looked(ours, counsellor)
    looked(theirs, counsellor)

    body = officer.get(reverse("clients:traces_of_worker", args=[counsellor.pk])).content.decode()

    assert ours.reference in body
    assert theirs.reference not in body


@pytest.mark.slow  # many lines of the trail
def test_a_page_of_the_trail_asks_the_same_questions_for_one_line_and_for_many(
    officer, unit, counsellor, colleague, django_assert_max_num_queries, django_assert_num_queries
):
    someone = ClientFactory(unit=unit)
    address = reverse("clients:traces_of_client", args=[someone.reference])
    looked(someone, counsellor)
    officer.get(address)
    with django_assert_max_num_queries(34) as few:
        officer.get(address)

    for each in (counsellor, colleague) * 20:
        looked(someone, each)
    with django_assert_num_queries(len(few)):
        officer.get(address)


# -- disclosures --------------------------------------------------------------------------------------------------


GIVEN_AWAY = {"recipient": "Kela", "what": "Suunnitelma", "provision": "KotoL", "disclosed_on": "2.11.2026"}


def test_who_serves_a_client_notes_a_disclosure_and_the_officer_lists_it(
    client, unit, counsellor, data_protection_officer
):
    someone = ClientFactory(unit=unit)
    client.force_login(counsellor)

    client.post(reverse("clients:new_disclosure", args=[someone.reference]), GIVEN_AWAY)

    assert scoped(Disclosure.objects.all()).get().disclosed_by == counsellor
    client.force_login(data_protection_officer)
    assert "Kela" in client.get(reverse("clients:disclosures")).content.decode()


@pytest.mark.parametrize("who", ["colleague", "foreign_counsellor", "data_protection_officer", "outsider", "adviser"])
def test_who_may_not_change_the_client_notes_no_disclosure(request, client, unit, who):
    client.force_login(request.getfixturevalue(who))

    answer = client.post(reverse("clients:new_disclosure", args=[ClientFactory(unit=unit).reference]), GIVEN_AWAY)

    assert answer.status_code == 404
    assert not scoped(Disclosure.objects.all()).exists()


# -- retention ----------------------------------------------------------------------------------------------------


def test_the_coordinator_sees_numbers_and_nobody(client, unit, coordinator):
    someone = full_client(unit)
    client.force_login(coordinator)

    answer = client.get(reverse("clients:retention"))

    assert next(row["goes"] for row in answer.context["rows"]) == 1
    body = answer.content.decode()
    assert not any(word in body for word in (*PLANTED, someone.reference))


@pytest.mark.parametrize("who", ["counsellor", "supervisor", "data_protection_officer", "adviser", "outsider"])
def test_others_see_no_retention(request, client, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(reverse("clients:retention")).status_code == 404
