"""A coordinator's year of costs: from the numbers of statistics to a settlement that closes to nothing."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from seutu.shared.accounts.models import User
from seutu.shared.organizations.models import Organization
from tests.browser.conftest import OpenPage
from tests.browser.working_day import go_by_keyboard, is_sound, is_told, sign_in, with_password_and_codes

NUMBERS = "Kuntanumero;Keksitty luku\nKU901;2300\nKU902;310\n"
COSTS = "/tyo/kustannustenjako/"


def test_a_year_of_costs(
    open_page: OpenPage,
    coordinator: User,
    municipality: Organization,
    other_municipality: Organization,
    tmp_path: Path,
) -> None:
    municipality.municipality_code, other_municipality.municipality_code = "901", "902"
    municipality.save()
    other_municipality.save()
    with_password_and_codes(coordinator)

    page = open_page(COSTS)
    sign_in(page, coordinator)
    is_told(page, "Yhteisiä kustannuksia ei ole vielä")
    is_sound(page)
    pool = _begins(page)
    _takes_part(page, pool, ("Kuusela", "Mäntylä"))
    _agrees(page, pool)
    _brings_numbers(page, tmp_path)
    year = _opens_a_year(page, pool)
    _bills(page, year)
    _compares(page, year)
    _settles(page, year)


def _begins(page: Page) -> str:
    go_by_keyboard(page, "Uudet yhteiset kustannukset")
    page.get_by_label("Nimi").fill("Yhteinen neuvonta (keksitty)")
    is_sound(page)
    go_by_keyboard(page, "Tallenna")
    is_told(page, "Yhteiset kustannukset avattiin")
    return page.url


def _takes_part(page: Page, pool: str, names: tuple[str, ...]) -> None:
    for name in names:
        page.goto(pool)
        go_by_keyboard(page, "Lisää kunta")
        page.get_by_label("Kunta").select_option(label=name)
        page.get_by_label("Ensimmäinen mukanaolopäivä").fill("1.9.2020")
        is_sound(page)
        go_by_keyboard(page, "Tallenna")
        is_told(page, "Kunta on mukana.")


def _agrees(page: Page, pool: str) -> None:
    page.goto(pool)
    go_by_keyboard(page, "Uusi jakotapa")
    page.get_by_label("Jakotavan nimi").fill("Sopimus 1.9.2020")
    expect(page.get_by_label("Kiinteä osuus prosentteina: Kuusela")).to_be_hidden()
    page.get_by_role("radio", name="Kiintein prosenttiosuuksin").check()
    expect(page.get_by_label("Kiinteä osuus prosentteina: Kuusela")).to_be_visible()
    page.locator("[name=kind][value=headcount]").check()
    is_sound(page)
    go_by_keyboard(page, "Tallenna")
    is_told(page, "Valtio maksaa 70\N{NO-BREAK SPACE}% kokonaiskustannuksista.")


def _brings_numbers(page: Page, folder: Path) -> None:
    file = folder / "luvut.csv"
    file.write_text(NUMBERS, encoding="utf-8")
    page.goto(page.url.partition("/tyo/")[0] + f"{COSTS}perusteet/")
    go_by_keyboard(page, "Tuo luvut tiedostona")
    page.get_by_label("Ulkomaan kansalaiset").check()
    page.get_by_label("Lukujen päivä").fill("31.12.2020")
    page.get_by_label("Taulukko, josta luvut ovat").fill("keksitty")
    page.locator("[name=file]").set_input_files(file)
    is_sound(page)
    go_by_keyboard(page, "Lue tiedosto")
    is_told(page, "2\N{NO-BREAK SPACE}300")
    is_sound(page)
    go_by_keyboard(page, "Hyväksy jakoperuste")
    is_sound(page)
    go_by_keyboard(page, "Hyväksy jakoperuste")
    is_told(page, "Jakoperuste hyväksyttiin.")


def _opens_a_year(page: Page, pool: str) -> str:
    page.goto(pool)
    go_by_keyboard(page, "Uusi kustannusvuosi")
    page.get_by_label("Ensimmäinen päivä").fill("1.1.2021")
    page.get_by_label("Viimeinen päivä").fill("31.12.2021")
    page.get_by_label("Talousarvio, avustuskelpoiset").fill("300 000,00")
    is_sound(page)
    go_by_keyboard(page, "Tallenna")
    is_told(page, "Valitse ensin jakotapa")
    is_sound(page)
    year = page.url
    go_by_keyboard(page, "Jakotapa ja jakoperuste")
    page.locator("[name=rule]").select_option(label="Sopimus 1.9.2020")
    page.locator("[name=basis]").select_option(index=1)
    is_sound(page)
    go_by_keyboard(page, "Tallenna")
    _says(page, "Mäntylä", "10 689,66 €", "0,00 €", "10 689,66 €")
    is_sound(page)
    return year


def _bills(page: Page, year: str) -> None:
    for amount in ("40 000,01", "40000.01"):
        page.goto(year)
        go_by_keyboard(page, "Uusi ennakko")
        page.get_by_label("Kunnilta yhteensä laskutettava summa").fill(amount)
        is_sound(page)
        go_by_keyboard(page, "Jaa ennakko")
    _says(page, "Mäntylä", "9 501,92 €", "4 750,96 €", "4 750,96 €")
    is_sound(page)
    go_by_keyboard(page, "Laskutettu")
    is_told(page, "Laskut merkittiin.")
    with page.expect_download() as waiting:
        page.locator("tbody tr").filter(has_text="Mäntylä").get_by_text("XLSX").first.click()
    assert waiting.value.suggested_filename == "laskutusperuste-2021-2-mantyla.xlsx"


def _compares(page: Page, year: str) -> None:
    page.goto(year)
    go_by_keyboard(page, "Entä jos")
    is_sound(page)
    page.get_by_label("Lähtevä kunta").select_option(label="Mäntylä")
    go_by_keyboard(page, "Vertaa")
    _says(page, "Kuusela", "79 310,34 €", "90 000,00 €", "+10 689,66 €")
    _says(page, "Kuntien osuus", "90 000,00 €", "90 000,00 €", "0,00 €")
    is_sound(page)


def _settles(page: Page, year: str) -> None:
    page.goto(year)
    go_by_keyboard(page, "Talousarvio ja toteutuneet")
    page.get_by_label("Toteutuneet avustuskelpoiset").fill("310 000,01")
    is_sound(page)
    go_by_keyboard(page, "Tallenna")
    go_by_keyboard(page, "Tee tasauslasku")
    is_told(page, "12 999,99 €".replace(" ", "\N{NO-BREAK SPACE}"))
    is_sound(page)
    go_by_keyboard(page, "Tee tasauslasku")
    is_told(page, "Vuosi tasattiin.")
    page.goto(year)
    _says(page, "Yhteensä", "93 000,01 €", "93 000,01 €", "0,00 €")
    _says(page, "Mäntylä", "11 045,98 €", "11 045,98 €", "0,00 €")
    is_sound(page)


def _says(page: Page, name: str, *amounts: str) -> None:
    """The first table has a row of that name with these amounts."""
    row = page.get_by_role("table").first.get_by_role("row").filter(has_text=name)
    for amount in amounts:
        expect(row).to_contain_text(amount.replace(" ", "\N{NO-BREAK SPACE}"))
