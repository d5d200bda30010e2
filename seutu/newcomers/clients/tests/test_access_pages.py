from __future__ import annotations

import datetime as dt

import pytest

from seutu.newcomers.clients.actions import grants
from seutu.newcomers.clients.models import (
    AccessGrant,
    EmergencyAccess,
    GrantLevel,
    GrantRequest,
    scoped,
)
from seutu.newcomers.clients.queries.access import access_for
from seutu.newcomers.clients.rules.access import Access
from seutu.newcomers.clients.tests.factories import AccessGrantFactory, ClientFactory
from seutu.newcomers.clients.tests.rights_to_clients import CODE, ask, at, named_client, offer, text_of
from seutu.newcomers.clients.tests.signed_in import signed_in
from seutu.shared.core import clock


@pytest.fixture
def browse(db):
    return signed_in


@pytest.fixture
def client_of_unit(unit, counsellor):
    return named_client(unit, counsellor)


class TestSectionOfTheClient:
    def test_it_tells_who_may_open_the_client(self, browse, client_of_unit, counsellor, foreign_counsellor, adviser):
        AccessGrantFactory(client=client_of_unit, user=foreign_counsellor, granted_by=counsellor)
        grants.consult(client_of_unit, adviser, days=3, reason="Perheasia", by=counsellor)
        ask(client_of_unit, foreign_counsellor, level=GrantLevel.WRITE)

        page = text_of(browse(counsellor).get(client_of_unit.get_absolute_url()))

        assert foreign_counsellor.display_name in page
        assert adviser.display_name in page
        assert at("offer_transfer", client_of_unit.reference) in page
        assert at("grant_request", scoped(GrantRequest.objects.all()).get().pk) in page

    def test_a_client_whom_nobody_was_given_says_so(self, browse, client_of_unit, counsellor):
        page = text_of(browse(counsellor).get(client_of_unit.get_absolute_url()))

        assert at("grant_access", client_of_unit.reference) in page

    def test_it_shows_an_emergency_and_an_offer(self, browse, client_of_unit, supervisor, foreign_unit, colleague):
        offered = offer(client_of_unit, foreign_unit, supervisor)
        EmergencyAccess.objects.create(
            client=client_of_unit, user=colleague, opened_at=clock.now(), ends_at=clock.now() + dt.timedelta(hours=1)
        )

        page = text_of(browse(supervisor).get(client_of_unit.get_absolute_url()))

        assert at("transfer", offered.pk) in page
        assert colleague.display_name in page

    def test_who_only_reads_may_ask_for_more(self, browse, client_of_unit, counsellor, colleague):
        AccessGrantFactory(client=client_of_unit, user=colleague, granted_by=counsellor)

        page = text_of(browse(colleague).get(client_of_unit.get_absolute_url()))

        assert at("new_request_for", client_of_unit.reference) in page
        assert at("grant_access", client_of_unit.reference) not in page


class TestGrants:
    @pytest.fixture
    def address(self, client_of_unit) -> str:
        return at("grant_access", client_of_unit.reference)

    def test_a_right_is_given(self, browse, address, client_of_unit, counsellor, foreign_counsellor):
        sent = {"person": foreign_counsellor.pk, "level": "write", "reason": "Muutto", "ends_on": "1.1.2040"}

        answer = browse(counsellor).post(address, sent)

        assert answer["Location"] == f"{client_of_unit.get_absolute_url()}#access"
        made = scoped(AccessGrant.objects.all()).get()
        assert (made.user, made.level, made.ends_on) == (foreign_counsellor, "write", dt.date(2040, 1, 1))

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"person": ""}, "person"),
            ({"reason": ""}, "reason"),
            ({"reason": f"Asiakas {CODE}"}, "reason"),
            ({"ends_on": "1.1.2020"}, "ends_on"),
            ({"ends_on": "huomenna"}, "ends_on"),
            ({"level": ""}, "level"),
        ],
    )
    def test_a_fault_stands_beside_its_field(self, browse, address, counsellor, foreign_counsellor, changes, field):
        sent = {"person": foreign_counsellor.pk, "level": "read", "reason": "Muutto", "ends_on": ""} | changes

        answer = browse(counsellor).post(address, sent)

        assert list(answer.context["form"].errors) == [field]
        assert scoped(AccessGrant.objects.all()).count() == 0

    def test_the_same_right_twice_is_told(self, browse, address, client_of_unit, counsellor, foreign_unit):
        AccessGrantFactory(client=client_of_unit, unit=foreign_unit, granted_by=counsellor)

        answer = browse(counsellor).post(address, {"unit": foreign_unit.pk, "level": "read", "reason": "Muutto"})

        assert answer.context["form"].non_field_errors()

    def test_a_protected_client_goes_to_no_unit(self, browse, unit, supervisor, foreign_unit):
        client = ClientFactory(unit=unit, is_protected=True)

        answer = browse(supervisor).post(
            at("grant_access", client.reference), {"unit": foreign_unit.pk, "level": "read", "reason": "Muutto"}
        )

        assert list(answer.context["form"].errors) == ["unit"]

    def test_an_expert_is_consulted(self, browse, client_of_unit, counsellor, adviser):
        address = at("consult", client_of_unit.reference)
        assert browse(counsellor).get(address).status_code == 200

        browse(counsellor).post(address, {"person": adviser.pk, "days": "30", "reason": "Perheasia"})

        assert access_for(adviser, client_of_unit) == Access.READ
        answer = browse(counsellor).post(address, {"person": adviser.pk, "days": "31", "reason": "Perheasia"})
        assert list(answer.context["form"].errors) == ["days"]

    def test_a_right_is_taken_back_after_asking_once_more(self, browse, client_of_unit, counsellor, colleague):
        grant = AccessGrantFactory(client=client_of_unit, user=colleague, granted_by=counsellor)
        address = at("withdraw_grant", client_of_unit.reference, grant.pk)

        assert colleague.display_name in text_of(browse(counsellor).get(address))
        browse(counsellor).post(address)

        grant.refresh_from_db()
        assert grant.withdrawn_at
        assert browse(counsellor).get(address).status_code == 404

    @pytest.mark.parametrize("name", ["grant_access", "consult", "offer_transfer"])
    @pytest.mark.parametrize("person", ["colleague", "foreign_counsellor"])
    def test_who_may_not_change_the_client_finds_no_page(self, request, browse, client_of_unit, name, person):
        browser = browse(request.getfixturevalue(person))

        assert browser.get(at(name, client_of_unit.reference)).status_code == 404
        assert browser.post(at(name, client_of_unit.reference)).status_code == 404

    def test_a_right_to_another_client_is_not_there(self, browse, client_of_unit, unit, counsellor, colleague):
        other = AccessGrantFactory(client=ClientFactory(unit=unit), user=colleague, granted_by=counsellor)

        answer = browse(counsellor).post(at("withdraw_grant", client_of_unit.reference, other.pk))

        assert answer.status_code == 404


@pytest.mark.parametrize("language", ["", "/sv", "/en"])
@pytest.mark.parametrize("name", ["requests", "new_request", "emergency_access", "substitutions", "hand_over"])
def test_the_pages_are_in_every_language(browse, supervisor, name, language):
    assert browse(supervisor).get(language + at(name)).status_code == 200
