"""A project in a real browser: begun, given a partner, a budget and a ledger, looked at wide and narrow."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.db.models import F
from django.urls import reverse
from playwright.sync_api import expect

from seutu.newcomers.clients.tests.signed_in import signed_in
from seutu.newcomers.projects.models import ActualCost, Project
from tests.browser.accessibility import assert_is_accessible, overflow

WIDTHS = (1280, 360, 320)
LEDGER = """Kuuselan kaupunki (keksitty);;;;
Pvm;Tili;Selite;Tosite;Summa
31.1.2026;4300;Toimiston vuokra, Mäkelänkatu;T1;1 250,00
15.2.2026;4300;Oikaisu;T2;-250,00
31.2.2026;4300;Väärä päivä;T3;5,00
;;Yhteensä;;1 000,00
"""


def looked_at(page: Any, name: str) -> None:
    """The page is accessible and fits; a picture is kept where SEUTU_SCREENS names a folder."""
    assert_is_accessible(page)
    folder = os.environ.get("SEUTU_SCREENS", "")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert overflow(page) == [], f"{name} at {width}"
        if folder:
            page.screenshot(path=str(Path(folder) / f"{name}-{width}.png"), full_page=True)
    page.set_viewport_size({"width": 1280, "height": 900})


def save(page: Any) -> None:
    """Send the form by the keyboard alone."""
    page.get_by_role("button", name="Tallenna").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def begin(page: Any) -> None:
    """Begin a project with a partner that is not in this service."""
    page.get_by_role("link", name="Uusi hanke").click()
    page.get_by_label("Nimi suomeksi").fill("Kuuselan seudun kotohanke (keksitty)")
    page.get_by_label("Ensimmäinen päivä").fill("1.1.2026")
    page.get_by_label("Viimeinen päivä").fill("31.12.2027")
    page.get_by_label("Valtion osuus, %").fill("70")
    looked_at(page, "new")
    save(page)

    page.get_by_role("link", name="Lisää mukana oleva kunta").click()
    page.get_by_label("Kunnan nimi, jos kunta ei ole").fill("Ulkokunta (keksitty)")
    page.get_by_label("Mukana alkaen").fill("1.2.2026")
    save(page)
    looked_at(page, "project")


def write_budget(page: Any) -> None:
    """Write a kind of cost and a line for it; a sum that can be read in two ways is refused first."""
    page.get_by_role("link", name="Kustannukset", exact=True).click()
    page.get_by_role("link", name="Lisää kustannuslaji").click()
    page.get_by_label("Nimi suomeksi").fill("Toimitilat")
    save(page)
    page.get_by_role("link", name="Lisää talousarvion rivi").click()
    page.get_by_label("Kustannuslaji").select_option(label="Toimitilat")
    page.get_by_label("Summa").fill("1.234")
    save(page)
    looked_at(page, "line-refused")
    page.get_by_label("Summa").fill("15 000,00")
    save(page)


def bring_in_ledger(page: Any, file: Path) -> None:
    """Bring a file in, from its columns to the costs."""
    page.get_by_role("link", name="Tuo kirjanpito").click()
    page.get_by_label("Kirjanpidon tiedosto").set_input_files(str(file))
    looked_at(page, "ledgers")
    page.get_by_role("button", name="Lue tiedosto").click()
    looked_at(page, "columns")
    page.get_by_role("button", name="Katso, mitä tuotaisiin").click()
    page.get_by_label("4300").select_option(label="Toimitilat")
    page.get_by_role("button", name="Tallenna ja katso uudelleen").click()
    looked_at(page, "trial")
    assert not ActualCost.objects.exists()
    page.get_by_role("button", name="Tuo 2 kustannusta").click()
    looked_at(page, "brought")

    page.get_by_role("link", name="Hankkeen kustannukset").click()


def test_a_project_gets_its_partners_its_budget_and_its_ledger(open_page, coordinator, tmp_path):
    file = tmp_path / "kirjanpito.csv"
    file.write_bytes(LEDGER.encode("cp1252"))
    page = open_page(reverse("projects:projects"), client=signed_in(coordinator))
    looked_at(page, "none")
    begin(page)
    write_budget(page)
    bring_in_ledger(page, file)

    looked_at(page, "costs")
    assert Project.objects.get().partners.count() == 2
    assert sum(ActualCost.objects.values_list("amount_cents", flat=True)) == 100_000
    for tab in ("Kuntien osuudet", "Neuvottelut ja sopimukset", "Raportit"):
        page.get_by_role("navigation", name="Hankkeen osat").get_by_role("link", name=tab).click()
        looked_at(page, tab.split()[0])


def test_who_saves_later_compares_both_versions(open_page, coordinator):
    page = open_page(reverse("projects:projects"), client=signed_in(coordinator))
    begin(page)
    page.get_by_role("link", name="Muuta hanketta").click()
    page.get_by_label("Nimi suomeksi").fill("Oma nimi (keksitty)")
    Project.objects.update(name_fi="Toisen nimi (keksitty)", revision=F("revision") + 1)
    save(page)

    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Nimi suomeksi"))
    expect(row.get_by_role("cell")).to_have_text(["Toisen nimi (keksitty)", "Oma nimi (keksitty)"])
    looked_at(page, "two-versions")
    save(page)
    assert Project.objects.get().name_fi == "Oma nimi (keksitty)"
