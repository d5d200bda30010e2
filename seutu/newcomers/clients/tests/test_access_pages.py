from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from seutu.newcomers.clients.actions import emergency, grants, substitutions, transfers
from seutu.newcomers.clients.models import (
    AccessGrant,
    Disclosure,
    EmergencyAccess,
    GrantLevel,
    GrantRequest,
    Substitution,
    Transfer,
    scoped,
)
from seutu.newcomers.clients.queries.access import access_for
from seutu.newcomers.clients.rules.access import Access
from seutu.newcomers.clients.tests.behind_the_wall import browsers
from seutu.newcomers.clients.tests.factories import AccessGrantFactory, ClientFactory
from seutu.shared.audit.models import Entry
from seutu.shared.core import clock
from seutu.shared.messages.models import Message

NAME = "Salakari"
CODE = "131052-308T"


@pytest.fixture
def browse(db):
    return browsers()


@pytest.fixture
def client_of_unit(unit, counsellor):
    return ClientFactory(unit=unit, keyworker=counsellor, shown_name=NAME, identity_code=CODE)


def at(name: str, *arguments) -> str:
    return reverse(f"clients:{name}", args=arguments)


def text_of(answer) -> str:
    return answer.content.decode()


def ask(client, by, **changes) -> GrantRequest:
    return grants.request_access(client.reference, by=by, **({"level": GrantLevel.READ, "reason": "Muutto"} | changes))


def offer(client, to_unit, by) -> Transfer:
    return transfers.offer_transfer(client, to_unit, reason="Asiakas muuttaa.", provision="laki 681/2023", by=by)


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


class TestEmergencies:
    REASON = "Poliisi kysyy lapsen vanhempia."

    def test_a_client_opens_and_the_officer_reviews(
        self, browse, client_of_unit, foreign_counsellor, data_protection_officer
    ):
        browser = browse(foreign_counsellor)
        assert browser.get(at("emergency_access")).status_code == 200
        answer = browser.post(at("emergency_access"), {"client": CODE, "reason": self.REASON})
        assert answer["Location"] == client_of_unit.get_absolute_url()
        assert NAME in text_of(browser.get(answer["Location"]))
        assert f"http://testserver{at('emergencies')}" in Message.objects.get().body_text

        officer = browse(data_protection_officer)
        opened = scoped(EmergencyAccess.objects.all()).get()
        page = text_of(officer.get(at("emergencies")))
        assert self.REASON in page
        assert foreign_counsellor.display_name in page
        assert NAME not in page
        officer.post(at("review_emergency", opened.pk), {"op": "not-justified"})
        officer.post(at("review_emergency", opened.pk), {"op": "justified"})
        opened.refresh_from_db()
        assert opened.was_justified is False

    def test_nobody_found_is_told_and_written_down(self, browse, foreign_counsellor):
        answer = browse(foreign_counsellor).post(at("emergency_access"), {"client": "ZZZZZZZZ", "reason": self.REASON})

        assert list(answer.context["form"].errors) == ["client"]
        assert Entry.objects.get().verb == "emergency.nobody_found"

    def test_the_reason_is_asked_before_anybody_is_looked_for(self, browse, client_of_unit, foreign_counsellor):
        told = []
        for words in (CODE, "ZZZZZZZZ"):
            answer = browse(foreign_counsellor).post(at("emergency_access"), {"client": words, "reason": "Kiire"})
            told.append(dict(answer.context["form"].errors))

        assert told[0] == told[1]
        assert list(told[0]) == ["reason"]

    def test_a_code_in_the_reason_is_refused(self, browse, client_of_unit, foreign_counsellor):
        sent = {"client": CODE, "reason": f"Asiakas {CODE} soittaa."}

        assert list(browse(foreign_counsellor).post(at("emergency_access"), sent).context["form"].errors) == ["reason"]

    def test_who_may_open_the_client_is_led_there(self, browse, client_of_unit, counsellor):
        sent = {"client": client_of_unit.reference, "reason": self.REASON}

        assert browse(counsellor).post(at("emergency_access"), sent)["Location"] == client_of_unit.get_absolute_url()
        assert scoped(EmergencyAccess.objects.all()).count() == 0

    def test_attempts_are_counted(self, browse, foreign_counsellor):
        browser = browse(foreign_counsellor)
        sent = {"client": "ZZZZZZZZ", "reason": self.REASON}

        codes = [browser.post(at("emergency_access"), sent).status_code for _ in range(11)]

        assert codes == [200] * 10 + [429]

    def test_after_its_time_the_client_is_shut(self, browse, client_of_unit, foreign_counsellor):
        browse(foreign_counsellor).post(at("emergency_access"), {"client": CODE, "reason": self.REASON})

        with time_machine.travel(clock.now() + dt.timedelta(minutes=61)):
            answer = browse(foreign_counsellor).get(client_of_unit.get_absolute_url())

        assert answer.status_code == 404

    def test_the_officer_of_another_municipality_reviews_nothing(
        self, browse, client_of_unit, foreign_counsellor, colleague, data_protection_officer, foreign_unit
    ):
        other = ClientFactory(unit=foreign_unit)
        emergency.open_in_emergency(other.reference, reason=self.REASON, by=colleague, page="https://x.example/")
        opened = scoped(EmergencyAccess.objects.all()).get()

        answer = browse(data_protection_officer).post(at("review_emergency", opened.pk), {"op": "justified"})

        assert answer.status_code == 404
        assert self.REASON not in text_of(browse(data_protection_officer).get(at("emergencies")))

    def test_the_first_page_tells_the_officer(
        self, browse, client_of_unit, foreign_counsellor, data_protection_officer
    ):
        address = at("emergencies")
        assert address not in text_of(browse(data_protection_officer).get(reverse("work:today")))

        browse(foreign_counsellor).post(at("emergency_access"), {"client": CODE, "reason": self.REASON})

        assert address in text_of(browse(data_protection_officer).get(reverse("work:today")))

    @pytest.mark.parametrize("count", [1, 3])
    def test_the_list_asks_the_same_number_of_questions(
        self, client_of_unit, colleague, data_protection_officer, django_assert_max_num_queries, client, count
    ):
        for _ in range(count):
            EmergencyAccess.objects.create(
                client=client_of_unit,
                user=colleague,
                opened_at=clock.now(),
                ends_at=clock.now() + dt.timedelta(hours=1),
            )
        client.force_login(data_protection_officer)

        with django_assert_max_num_queries(40) as asked:
            client.get(at("emergencies"))

        assert len([each for each in asked if "clients_client" in each["sql"]]) <= 4


class TestSubstitutions:
    def test_a_supervisor_arranges_and_ends(self, browse, supervisor, counsellor, colleague, municipality):
        browser = browse(supervisor)
        sent = {
            "organization": municipality.pk,
            "absent": counsellor.pk,
            "substitute": colleague.pk,
            "starts_on": f"{clock.today():%d.%m.%Y}",
            "ends_on": "31.12.2040",
        }
        assert browser.post(at("substitutions"), sent).status_code == 302
        again = browser.post(at("substitutions"), sent)
        assert again.context["form"].non_field_errors()
        made = Substitution.objects.get()
        address = at("end_substitution", made.pk)

        assert address in text_of(browser.get(at("substitutions")))
        assert browser.get(address).status_code == 200
        browser.post(address)

        assert not Substitution.objects.filter(ends_on__gte=clock.today()).exists()

    def test_a_counsellor_arranges_only_their_own(self, browse, counsellor, colleague, municipality, supervisor):
        sent = {
            "organization": municipality.pk,
            "absent": colleague.pk,
            "substitute": counsellor.pk,
            "starts_on": f"{clock.today():%d.%m.%Y}",
            "ends_on": "31.12.2040",
        }

        assert list(browse(counsellor).post(at("substitutions"), sent).context["form"].errors) == ["absent"]
        sent |= {"absent": counsellor.pk, "substitute": colleague.pk}
        assert browse(counsellor).post(at("substitutions"), sent).status_code == 302

    @pytest.mark.parametrize(
        ("changes", "field"),
        [({"ends_on": "1.1.2020"}, "ends_on"), ({"ends_on": ""}, "ends_on"), ({"substitute": "same"}, "substitute")],
    )
    def test_a_fault_stands_beside_its_field(
        self, browse, supervisor, counsellor, colleague, municipality, changes, field
    ):
        sent = {
            "organization": municipality.pk,
            "absent": counsellor.pk,
            "substitute": colleague.pk,
            "starts_on": f"{clock.today():%d.%m.%Y}",
            "ends_on": "31.12.2040",
        } | {name: counsellor.pk if value == "same" else value for name, value in changes.items()}

        assert list(browse(supervisor).post(at("substitutions"), sent).context["form"].errors) == [field]

    def test_another_may_not_end_it(self, browse, supervisor, counsellor, colleague, municipality, foreign_counsellor):
        made = substitutions.arrange_substitution(
            counsellor,
            colleague,
            organization=municipality,
            starts_on=clock.today(),
            ends_on=clock.today(),
            by=supervisor,
        )

        for person in (colleague, foreign_counsellor):
            assert browse(person).post(at("end_substitution", made.pk)).status_code == 404


class TestHandOver:
    @pytest.fixture
    def clients(self, unit, other_unit, counsellor):
        kept = [ClientFactory(unit=each, keyworker=counsellor, shown_name=NAME) for each in (unit, unit, other_unit)]
        return [*kept, ClientFactory(unit=unit, keyworker=counsellor, is_protected=True)]

    def test_all_are_handed_over_after_a_look(self, browse, clients, counsellor, colleague, supervisor):
        browser = browse(supervisor)
        first = browser.post(at("hand_over"), {"person": counsellor.pk})
        assert first["Location"] == at("hand_over_of", counsellor.pk)
        page = text_of(browser.get(first["Location"]))
        assert page.count("checked") >= 4
        sent = {"clients": [each.pk for each in clients[1:]], "person": colleague.pk}

        look = browser.post(first["Location"], sent)
        assert look.context["stay"] == 1
        assert look.context["protected"] == 1
        assert sorted(count for _unit, count in look.context["counts"]) == [1, 2]
        clients[1].refresh_from_db()
        assert clients[1].keyworker == counsellor

        done = text_of(browser.post(first["Location"], sent | {"confirmed": "1"}))
        for each in clients:
            each.refresh_from_db()
        assert [each.keyworker for each in clients] == [counsellor, colleague, colleague, colleague]
        assert all(each.reference in done for each in clients[1:])

    def test_a_choice_is_needed(self, browse, clients, counsellor, colleague, unit, supervisor):
        address = at("hand_over_of", counsellor.pk)

        none = browse(supervisor).post(address, {"clients": [], "person": colleague.pk})
        both = browse(supervisor).post(address, {"clients": [clients[0].pk], "person": colleague.pk, "unit": unit.pk})

        assert list(none.context["form"].errors) == ["clients"]
        assert list(both.context["form"].errors) == ["person"]

    def test_to_a_unit(self, browse, clients, counsellor, other_unit, supervisor):
        sent = {"clients": [each.pk for each in clients], "unit": other_unit.pk, "confirmed": "1"}

        browse(supervisor).post(at("hand_over_of", counsellor.pk), sent)

        clients[0].refresh_from_db()
        assert (clients[0].unit, clients[0].keyworker) == (other_unit, None)

    def test_who_has_no_clients_has_no_page(self, browse, colleague, supervisor):
        assert browse(supervisor).get(at("hand_over_of", colleague.pk)).status_code == 404

    def test_looking_at_the_list_is_written_down(self, browse, clients, counsellor, supervisor):
        browse(supervisor).get(at("hand_over_of", counsellor.pk))

        assert Entry.objects.get(verb="client.listed").details["count"] == 4


@pytest.mark.parametrize("language", ["", "/sv", "/en"])
@pytest.mark.parametrize("name", ["requests", "new_request", "emergency_access", "substitutions", "hand_over"])
def test_the_pages_are_in_every_language(browse, supervisor, name, language):
    assert browse(supervisor).get(language + at(name)).status_code == 200
