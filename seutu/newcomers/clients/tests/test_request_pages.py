from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from seutu.newcomers.clients.models import (
    Disclosure,
    GrantRequest,
    Transfer,
    scoped,
)
from seutu.newcomers.clients.queries.access import access_for
from seutu.newcomers.clients.rules.access import Access
from seutu.newcomers.clients.tests.factories import ClientFactory
from seutu.newcomers.clients.tests.rights_to_clients import NAME, ask, at, named_client, offer, text_of
from seutu.newcomers.clients.tests.signed_in import signed_in
from seutu.shared.core import clock


@pytest.fixture
def browse(db):
    return signed_in


@pytest.fixture
def client_of_unit(unit, counsellor):
    return named_client(unit, counsellor)


class TestRequests:
    def test_a_request_goes_its_way(self, browse, client_of_unit, foreign_counsellor, counsellor):
        sent = {"reference": client_of_unit.reference.lower(), "level": "read", "reason": "Muutto"}
        answer = browse(foreign_counsellor).post(at("new_request"), sent)
        assert answer["Location"] == at("requests")
        asked = scoped(GrantRequest.objects.all()).get()

        mine = text_of(browse(foreign_counsellor).get(at("requests")))
        waiting = text_of(browse(counsellor).get(at("requests")))
        assert at("grant_request", asked.pk) in mine
        assert at("grant_request", asked.pk) in waiting
        assert NAME not in mine
        page = text_of(browse(counsellor).get(at("grant_request", asked.pk)))
        assert NAME in page
        assert "Muutto" in page

        browse(counsellor).post(
            at("grant_request", asked.pk), {"op": "accept", "accept-level": "read", "accept-ends_on": "1.1.2040"}
        )
        assert access_for(foreign_counsellor, client_of_unit) == Access.READ
        assert browse(foreign_counsellor).get(client_of_unit.get_absolute_url()).status_code == 200

    def test_who_asks_sees_no_more_than_the_state(self, browse, client_of_unit, foreign_counsellor, unit):
        asked = ask(client_of_unit, foreign_counsellor)

        page = text_of(browse(foreign_counsellor).get(at("grant_request", asked.pk)))

        assert not [secret for secret in (NAME, unit.name_fi, "Kuusela", "Katri") if secret in page]
        assert client_of_unit.reference in page

    def test_declining_tells_the_reason(self, browse, client_of_unit, foreign_counsellor, counsellor):
        asked = ask(client_of_unit, foreign_counsellor)
        address = at("grant_request", asked.pk)

        answer = browse(counsellor).post(address, {"op": "decline", "decline-reason": ""})
        assert list(answer.context["declining"].errors) == ["reason"]
        browse(counsellor).post(address, {"op": "decline", "decline-reason": "Soita meille."})

        assert "Soita meille." in text_of(browse(foreign_counsellor).get(address))

    def test_a_request_is_taken_back(self, browse, client_of_unit, foreign_counsellor):
        asked = ask(client_of_unit, foreign_counsellor)
        browser = browse(foreign_counsellor)

        browser.post(at("grant_request", asked.pk))
        browser.post(at("grant_request", asked.pk))

        asked.refresh_from_db()
        assert asked.state == "withdrawn"

    def test_a_protected_client_and_an_unknown_one_answer_the_same(self, browse, unit, foreign_counsellor):
        protected = ClientFactory(unit=unit, is_protected=True)
        told = []
        for reference in (protected.reference, "ZZZZZZZZ"):
            sent = {"reference": reference, "level": "read", "reason": "Muutto"}
            answer = browse(foreign_counsellor).post(at("new_request"), sent)
            told.append(dict(answer.context["form"].errors))

        assert told[0] == told[1]
        assert list(told[0]) == ["reference"]

    def test_the_page_of_any_reference_is_the_same(self, browse, client_of_unit, foreign_counsellor):
        browser = browse(foreign_counsellor)
        shown = {
            browser.get(at("new_request_for", each)).status_code for each in (client_of_unit.reference, "ZZZZZZZZ")
        }

        assert shown == {200}

    def test_many_requests_in_a_minute_are_stopped(self, browse, foreign_counsellor):
        browser = browse(foreign_counsellor)
        sent = {"reference": "ZZZZZZZZ", "level": "read", "reason": "Muutto"}

        codes = [browser.post(at("new_request"), sent).status_code for _ in range(11)]

        assert codes == [200] * 10 + [429]

    @pytest.mark.parametrize("person", ["colleague", "supervisor"])
    def test_a_request_of_others_is_there_only_for_who_answers(
        self, request, browse, client_of_unit, foreign_counsellor, person
    ):
        asked = ask(client_of_unit, foreign_counsellor)

        code = browse(request.getfixturevalue(person)).get(at("grant_request", asked.pk)).status_code

        assert code == (200 if person == "supervisor" else 404)

    def test_a_late_request_cannot_be_answered(self, browse, client_of_unit, foreign_counsellor, counsellor):
        with time_machine.travel(clock.now() - dt.timedelta(days=15)):
            asked = ask(client_of_unit, foreign_counsellor)

        assert browse(counsellor).get(at("grant_request", asked.pk)).status_code == 404
        assert browse(foreign_counsellor).get(at("grant_request", asked.pk)).status_code == 200


class TestTransfers:
    def test_a_transfer_goes_its_way(
        self, browse, client_of_unit, foreign_unit, counsellor, foreign_counsellor, municipality
    ):
        sent = {"unit": foreign_unit.pk, "reason": "Asiakas muuttaa.", "provision": ""}
        address = at("offer_transfer", client_of_unit.reference)
        answer = browse(counsellor).post(address, sent)
        assert list(answer.context["form"].errors) == ["provision"]
        browse(counsellor).post(address, sent | {"provision": "laki 681/2023"})
        offered = scoped(Transfer.objects.all()).get()
        again = browse(counsellor).post(address, sent | {"provision": "laki 681/2023"})
        assert again.context["form"].non_field_errors()

        page = text_of(browse(foreign_counsellor).get(at("transfer", offered.pk)))
        assert client_of_unit.reference in page
        assert municipality.name_fi in page
        assert NAME not in page

        answer = browse(foreign_counsellor).post(
            at("transfer", offered.pk), {"op": "accept", "accept-as_keyworker": "on"}
        )

        assert answer["Location"] == client_of_unit.get_absolute_url()
        client_of_unit.refresh_from_db()
        assert client_of_unit.keyworker == foreign_counsellor
        assert scoped(Disclosure.objects.all()).count() == 1
        assert NAME in text_of(browse(foreign_counsellor).get(client_of_unit.get_absolute_url()))
        assert browse(counsellor).get(client_of_unit.get_absolute_url()).status_code == 404
        assert browse(counsellor).get(at("transfer", offered.pk)).status_code == 200
        assert NAME not in text_of(browse(counsellor).get(at("requests")))

    def test_declining_tells_the_reason(self, browse, client_of_unit, foreign_unit, counsellor, foreign_counsellor):
        offered = offer(client_of_unit, foreign_unit, counsellor)

        browse(foreign_counsellor).post(at("transfer", offered.pk), {"op": "decline", "decline-reason": "Ei meille."})

        assert "Ei meille." in text_of(browse(counsellor).get(at("transfer", offered.pk)))

    def test_an_offer_is_taken_back(self, browse, client_of_unit, foreign_unit, counsellor, supervisor):
        offered = offer(client_of_unit, foreign_unit, counsellor)

        browse(supervisor).post(at("transfer", offered.pk))
        browse(supervisor).post(at("transfer", offered.pk))

        offered.refresh_from_db()
        assert offered.state == "withdrawn"

    def test_who_has_no_part_in_it_finds_no_page(
        self, browse, client_of_unit, other_unit, counsellor, foreign_counsellor
    ):
        offered = offer(client_of_unit, other_unit, counsellor)

        assert browse(foreign_counsellor).get(at("transfer", offered.pk)).status_code == 404

    def test_a_client_that_has_moved_is_told(
        self, browse, client_of_unit, foreign_unit, other_unit, counsellor, foreign_counsellor
    ):
        offered = offer(client_of_unit, foreign_unit, counsellor)
        client_of_unit.unit = other_unit
        client_of_unit.save()

        answer = browse(foreign_counsellor).post(at("transfer", offered.pk), {"op": "accept"})

        assert answer.context["accepting"].non_field_errors()
        assert answer.context["has_errors"]
