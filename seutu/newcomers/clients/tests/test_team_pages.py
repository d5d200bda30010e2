from __future__ import annotations

import pytest
from django.urls import reverse

from seutu.newcomers.clients.actions import grants, substitutions, transfers
from seutu.newcomers.clients.models import (
    GrantLevel,
    GrantRequest,
    Substitution,
    Transfer,
)
from seutu.newcomers.clients.tests.factories import ClientFactory
from seutu.newcomers.clients.tests.signed_in import signed_in
from seutu.shared.audit.models import Entry
from seutu.shared.core import clock

NAME = "Salakari"
CODE = "131052-308T"


@pytest.fixture
def browse(db):
    return signed_in


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
