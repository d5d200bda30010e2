"""What is typed on the pages, rightly and wrongly."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_socket import enable_socket, socket_allow_hosts

from seutu.newcomers.clients.tests.signed_in import signed_in
from seutu.newcomers.funding.actions import billing
from seutu.newcomers.funding.models import Basis, CostPool, CostShare, CostYear, SplitRule
from seutu.newcomers.funding.queries.years import actual_of, year_split
from seutu.newcomers.funding.rules.splitting import Cost
from seutu.newcomers.funding.tests.factories import BasisFactory, SplitRuleFactory
from seutu.newcomers.funding.tests.pxweb_double import serving
from seutu.shared.audit.models import Entry
from seutu.shared.organizations.tests.factories import OrganizationFactory


@pytest.fixture
def page(coordinator) -> Any:
    """Ask for a page, or send its form, as the coordinator."""
    browser = signed_in(coordinator)

    def asked(name: str, /, *args: object, **data: object) -> Any:
        address = reverse(f"funding:{name}", args=args)
        return browser.post(address, data, follow=True) if data else browser.get(address, follow=True)

    return asked


def words(answer: Any) -> str:
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ").replace("&quot;", '"').replace("&#x27;", "'")


def settled(year: CostYear, user) -> None:
    year.actual_eligible_cents, year.actual_ineligible_cents = 300_000_00, 0
    year.save()
    billing.settle(year, by=user)


def test_a_shared_cost_is_begun_and_renamed(page, municipality):
    page("new_pool", name="Yhteinen työ (keksitty)", lead=municipality.pk)
    pool = CostPool.objects.get()

    page("rename_pool", pool.pk, name="Toinen nimi (keksitty)")

    assert "Toinen nimi (keksitty)" in words(page("pools"))
    assert list(Entry.objects.order_by("pk").values_list("verb", flat=True)) == [
        "cost_pool.created",
        "cost_pool.renamed",
    ]


def test_nobody_begins_a_shared_cost_for_another_lead(page, other_municipality):
    page("new_pool", name="Vieras", lead=other_municipality.pk)

    assert not CostPool.objects.exists()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"joined_on": "31.2.2021"}, "Kirjoita päivä muodossa"),
        ({"joined_on": "2.1.2021", "left_on": "1.1.2021"}, "Viimeinen päivä on ennen ensimmäistä"),
    ],
)
def test_wrong_days_of_a_partner_are_told(page, pool, data, told):
    member = pool.members.all()[0]

    assert told in words(page("member", pool.pk, member.pk, **data))


def test_days_that_would_move_a_settled_year_are_refused(page, pool, year, coordinator):
    settled(year, coordinator)

    told = words(page("member", pool.pk, pool.members.all()[0].pk, joined_on="1.2.2021"))

    assert "Vuosi 2021 on tasattu" in told


def test_a_rule_of_percentages_must_be_a_hundred(page, pool):
    given = {"name": "Sopimus", "state_percent": "70", "state_of": "total", "rounding": "floor", "kind": "percentages"}

    told = words(page("new_rule", pool.pk, **given, percent_901="60", percent_902="39,5"))
    assert "ovat yhteensä 99,5" in told
    page("new_rule", pool.pk, **given, percent_901="60", percent_902="40")

    assert SplitRule.objects.get(name="Sopimus").percentages == {"901": "60", "902": "40"}


def test_a_mixed_rule_keeps_its_parts(page, pool):
    given = {"name": "Yhdistelmä", "state_percent": "66,5", "state_of": "eligible", "rounding": "half_up"}
    page("new_rule", pool.pk, **given, kind="mixed", mix_equal="40", mix_headcount="60", apart="lead")

    rule = SplitRule.objects.get(name="Yhdistelmä")
    assert (rule.mix, rule.apart, str(rule.state_percent)) == (
        {"headcount": "60", "equal": "40"},
        "lead",
        "66.500000",
    )


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"budget_eligible": "paljon"}, "Kirjoita summa euroina"),
        ({"budget_eligible": "-1"}, "Kustannus ei voi olla negatiivinen"),
        ({"budget_eligible": "1", "ends_on": "31.12.2020"}, "Viimeinen päivä on ennen ensimmäistä"),
        ({"budget_eligible": "1"}, "Osa päivistä kuuluu toiseen vuoteen"),
    ],
)
def test_a_wrong_year_is_told(page, pool, year, data, told):
    given = {"starts_on": "1.6.2021", "ends_on": "31.5.2022"} | data

    assert told in words(page("new_year", pool.pk, **given))


def test_costs_are_kept_to_the_cent_and_shown_as_they_are_typed(page, year):
    page("costs", year.pk, budget_eligible="300000.00", actual_eligible="310 000,01", actual_ineligible="0,5")

    assert actual_of(CostYear.objects.get()) == Cost(310_000_01, 50)
    assert 'value="310 000,01"' in words(page("costs", year.pk))
    told = words(page("costs", year.pk, budget_eligible="1", actual_ineligible="2"))
    assert "Kirjoita myös toteutuneet avustuskelpoiset" in told


def test_a_settled_year_is_changed_by_no_form(page, year, coordinator):
    settled(year, coordinator)

    for name, data in (("costs", {"budget_eligible": "1"}), ("ground", {"rule": ""}), ("use", {"source": "x"})):
        assert "Vuosi on tasattu" in words(page(name, year.pk, **data)), name
    assert "Vuosi on tasattu" in words(page("advance", year.pk, amount="1"))
    assert "Vuosi on tasattu" in words(page("settle", year.pk))


def test_use_is_typed_and_an_empty_one_is_not_nothing(page, year, pool):
    rule = SplitRuleFactory(pool=pool, kind="use", name="Käyttö")
    page("ground", year.pk, rule=rule.pk, basis="")

    page("use", year.pk, source="Kontaktit 2021", use_901="1 500")
    assert "Käyttöluvut puuttuvat: Mäntylä" in words(page("year", year.pk))
    assert "Kirjoita kokonaisluku" in words(page("use", year.pk, source="x", use_901="1,5"))
    page("use", year.pk, source="Kontaktit 2021", use_901="1 500", use_902="500")

    assert year_split(CostYear.objects.get()).shares == {"901": 67_500_00, "902": 22_500_00}


def test_bills_are_marked_one_by_one(page, year, coordinator):
    instalment = billing.bill_advance(year, amount=100_00, by=coordinator)
    first = instalment.shares.all()[0]

    page("mark", instalment.pk, share=first.pk, state="decided")
    assert "Valitse ensin kunnat" in words(page("mark", instalment.pk, state="invoiced"))
    assert page("mark", instalment.pk, share=first.pk, state="maksettu").status_code == 404

    assert sorted(CostShare.objects.values_list("state", flat=True)) == ["decided", "in_budget"]


@pytest.mark.slow  # half a dozen pages
def test_a_correction_and_taking_it_back(page, year, coordinator):
    settled(year, coordinator)
    assert "Laskutettavaa ei ole" in words(page("correct", year.pk, actual_eligible="300000"))
    page("correct", year.pk, actual_eligible="290 000")
    credit = year.instalments.get(kind="credit")

    assert "myöhemmät erät" in words(page("take_back", year.instalments.get(number=1).pk, sent="1")).lower()
    page("take_back", credit.pk, sent="1")

    assert actual_of(CostYear.objects.get()) == Cost(300_000_00)


@pytest.mark.parametrize("query", ["rule={rule}", "basis={basis}", "leaves={leaver}&leaving_on=30.6.2021"])
def test_what_if_shows_the_difference_and_changes_nothing(page, year, pool, coordinator, query):
    values = {
        "rule": SplitRuleFactory(pool=pool, kind="equal").pk,
        "basis": BasisFactory(organization=pool.organization, numbers={"901": 1, "902": 1}).pk,
        "leaver": pool.members.get(organization__municipality_code="902").organization_id,
    }
    before = Entry.objects.count()

    answer = signed_in(coordinator).get(f"{reverse('funding:what_if', args=[year.pk])}?{query.format(**values)}")

    assert "Osuudet rinnakkain" in words(answer)
    assert "+" in words(answer).partition("Osuudet rinnakkain")[2]
    assert Entry.objects.count() == before
    assert year_split(CostYear.objects.get()).shares["902"] == 10_689_66


def test_what_if_everybody_left_is_told(page, year, pool, coordinator):
    pool.members.filter(organization__municipality_code="901").delete()
    leaver = pool.members.get().organization_id
    address = reverse("funding:what_if", args=[year.pk])

    assert "Jakamiselle ei ole perustetta" in words(signed_in(coordinator).get(f"{address}?leaves={leaver}"))
    answer = signed_in(coordinator).get(f"{address}?leaves={leaver}&leaving_on=1.1.2030")
    assert "Kirjoita päivä, joka kuuluu" in words(answer)


def _file(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("luvut.csv", content)


def test_a_file_is_brought_looked_at_and_approved(page, pool, municipality):
    given = {"lead": municipality.pk, "definition": "population", "reference_on": "31.12.2021", "table_id": "taulu"}
    told = words(page("bring_basis", **given, file=_file(b"901;5\n903;7\n")))
    assert "Jakoperusteesta puuttuu näiden luku: Mäntylä" in told
    assert "lisäksi yksi muu kunta" in told
    basis = Basis.objects.get()

    assert "Jakoperusteesta puuttuu" in words(page("approve_basis", basis.pk))
    page("approve_basis", basis.pk, sent="1")

    assert Basis.objects.get().approved_at is not None
    assert "ei muutu enää mikään" in words(page("approve_basis", basis.pk, sent="1"))
    assert "ei muutu enää mikään" in words(page("discard_basis", basis.pk, sent="1"))


def test_a_spoilt_file_is_told_beside_its_field(page, pool, municipality):
    given = {"lead": municipality.pk, "definition": "population", "reference_on": "31.12.2021", "table_id": "taulu"}

    assert "Katso riviä 2" in words(page("bring_basis", **given, file=_file(b"901;5\nsumma;7\n")))
    assert not Basis.objects.exists()


def test_a_draft_is_discarded(page, pool, municipality):
    basis = BasisFactory(organization=municipality, approved_at=None, approved_by=None)

    page("discard_basis", basis.pk, sent="1")

    assert not Basis.objects.exists()


def test_fetching_without_a_service_is_told(page, pool, municipality, settings):
    settings.PXWEB_URL, settings.PXWEB_TABLES = "", {"population": {}}

    told = words(page("fetch_basis", lead=municipality.pk, definition="population", year="2021"))

    assert "Asetuksissa ei ole taulukkoa" in told
    assert "Hae luvut" not in words(page("bases"))


@pytest.mark.slow  # a dozen pages
def test_a_whole_year_goes_from_its_opening_to_its_settlement(page, pool, basis, other_municipality):
    rule = SplitRuleFactory(pool=pool)
    page("new_year", pool.pk, starts_on="1.9.2020", ends_on="31.12.2020", budget_eligible="100 000")
    year = CostYear.objects.get()
    assert "Vuosi 9–12/2020" in words(page("year", year.pk))
    page("ground", year.pk, rule=rule.pk, basis=basis.pk)
    page("advance", year.pk, amount="20 000,00")
    assert "Kirjaa ensin vuoden toteutuneet" in words(page("settle", year.pk))
    page("costs", year.pk, budget_eligible="100 000", actual_eligible="90 000")
    assert "7 000,00 €" in words(page("settle", year.pk))

    told = words(page("settle", year.pk, sent="1"))

    assert "Vuosi tasattiin." in told
    assert "Osuus tähän mennessä" in told


def test_a_municipality_joins_once(page, pool, municipality):
    newcomer = OrganizationFactory(name_fi="Lehtola")

    page("new_member", pool.pk, organization=newcomer.pk, joined_on="1.6.2021", left_on="31.12.2021")

    told = words(page("pool", pool.pk))
    assert "Lehtola" in told
    assert "31.12.2021" in told
    assert "Valitse kunta." in words(page("new_member", pool.pk, joined_on="1.6.2021"))


def test_a_partner_that_would_join_a_settled_year_is_refused(page, pool, year, coordinator):
    settled(year, coordinator)
    newcomer = OrganizationFactory(name_fi="Lehtola")

    told = words(page("new_member", pool.pk, organization=newcomer.pk, joined_on="1.6.2021"))

    assert "nämä päivät muuttaisivat sitä" in told


@pytest.mark.slow  # keeps a distance of a second between questions
def test_numbers_are_fetched_by_the_button(page, pool, municipality, settings):
    enable_socket()
    socket_allow_hosts(["127.0.0.1"], allow_unix_socket=True)
    with serving() as double:
        settings.PXWEB_URL = double.address
        settings.PXWEB_TABLES = {
            "foreign_citizens": {"table": "x.px", "area": "Alue", "time": "Vuosi", "values": {"Tiedot": "ulk"}}
        }
        assert "Hae luvut" in words(page("bases"))
        told = words(page("fetch_basis", lead=municipality.pk, definition="foreign_citizens", year="2021"))
        assert "Luvut luettiin" in told
        assert "2 300" in told
        refused = words(page("fetch_basis", lead=municipality.pk, definition="foreign_citizens", year="2031"))

    assert "Taulukossa ei ole tätä vuotta: Vuosi: 2031" in refused
